//! One step of a petition: found, allowed, from a state that permits it, written with its event.

use uuid::Uuid;

use super::{
    PetitionId,
    parts::Assignment,
    rules::lifecycle::{Action, State, after, line_of, possible},
    store::{self, Changes, Found, PetitionRow, With, events, events::Note},
};
use crate::{
    access::{caller::Caller, door::Unit, policy::Scope, store::account_name},
    kernel::{
        http::act::IfMatch,
        id::TypedId,
        problem::{Kind, Problem},
        text::Text,
    },
};

/// A petition in the hands of somebody who may do this with it now.
pub struct Step {
    /// As it stands.
    pub row: PetitionRow,
    /// Its files and subdivisions.
    pub with: With,
    /// Its state.
    pub state: State,
    action: Action,
}

/// Whether a permission's reach includes this petition for this action. The lead decides and drafts; contributors contribute.
pub fn reaches(scope: &Scope, caller: &Caller, action: Action, row: &PetitionRow, with: &With) -> bool {
    let ours = |role: Option<Assignment>| {
        with.assignments.iter().any(|one| role.is_none_or(|role| one.role == role) && scope.offices.contains(&one.subdivision))
    };
    scope.any
        || (scope.own && row.petitioner_account_id == Some(caller.account))
        || (scope.assigned && row.assigned_to == Some(caller.account))
        || ours((action != Action::Contribute).then_some(Assignment::Lead))
}

/// What the caller can do with a petition now.
pub fn available(unit: &Unit<'_>, row: &PetitionRow, with: &With) -> Result<Vec<Action>, Problem> {
    let state = row.state()?;
    let drafted_by = row.answer()?.map(|answer| answer.drafted_by);
    Ok(possible(state)
        .filter(|line| {
            let reached =
                line.permission.is_some_and(|permission| reaches(&unit.reach(permission), &unit.caller, line.action, row, with));
            reached
                && !(line.action == Action::Claim && row.assigned_to.is_some())
                && !(line.action == Action::ApproveAnswer && drafted_by == Some(unit.caller.account))
        })
        .map(|line| line.action)
        .collect())
}

/// Begins a step of a caller: 404 where they may not see it, 403 or 409 where they may not do it, 412 where they saw another version.
pub fn begin(unit: &mut Unit<'_>, id: PetitionId, seen: IfMatch, action: Action) -> Result<Step, Problem> {
    let reading = unit.reach("petitions.read");
    let Found { row, with, interested } = store::find(unit, &reading, id.uuid())?;
    concerns(unit, &row);
    let permission = line_of(action).and_then(|line| line.permission).unwrap_or_default();
    let scope = unit.reach(permission);
    if !reaches(&scope, &unit.caller, action, &row, &with) {
        return Err(match row.assigned_to {
            Some(holder) if scope.assigned && holder != unit.caller.account => held_by(unit, holder)?,
            None if scope.assigned => claim_first(),
            _ => Problem::new(Kind::FORBIDDEN).with("permission", permission),
        });
    }
    seen.check(row.version)?;
    if let (Action::Claim, Some(holder)) = (action, row.assigned_to) {
        return Err(held_by(unit, holder)?);
    }
    let state = row.state()?;
    if after(action, state).is_none() {
        let possible = available(unit, &row, &with)?;
        return Err(not_in(state, &possible));
    }
    // An officer with a declared interest in the petitioner takes no step.
    if unit.caller.is_institutional() && interested {
        return Err(Problem::new(Kind::CONFLICT_OF_INTEREST));
    }
    Ok(Step { row, with, state, action })
}

/// Begins a step of the system itself; `None` where the state does not permit it any more.
pub fn begin_by_system(row: PetitionRow, action: Action) -> Result<Option<Step>, Problem> {
    let state = row.state()?;
    Ok(after(action, state).map(|_| Step { row, with: With::default(), state, action }))
}

impl Step {
    /// Ends the step in the state that the table says.
    pub fn finish(self, unit: &mut Unit<'_>, changes: Changes, note: Note<'_>) -> Result<(PetitionRow, With), Problem> {
        let to = after(self.action, self.state).unwrap_or(self.state);
        self.finish_in(unit, to, changes, note)
    }

    /// Ends the step in another state: that from which it had come.
    pub fn finish_in(
        self,
        unit: &mut Unit<'_>,
        to: State,
        mut changes: Changes,
        note: Note<'_>,
    ) -> Result<(PetitionRow, With), Problem> {
        if to != self.state {
            changes.state = Some(to.code().to_owned());
        }
        if to.is_final() && changes.ended_at.is_none() {
            changes.ended_at = Some(unit.now);
        }
        let row = store::change(unit, &self.row, changes)?;
        events::add(unit, row.id, self.action, self.state, to, note)?;
        unit.wrote("Petition", PetitionId::from_uuid(row.id));
        Ok((row, self.with))
    }
}

/// The journal learns whose data this is.
pub fn concerns(unit: &mut Unit<'_>, row: &PetitionRow) {
    row.petitioner_person_id.into_iter().for_each(|person| unit.about(person));
    unit.read("Petition", PetitionId::from_uuid(row.id));
}

/// 409: the state does not permit it; says the state and what can be done.
pub fn not_in(state: State, possible: &[Action]) -> Problem {
    let code = state.code();
    Problem::new(Kind::NOT_IN_THIS_STATE)
        .detail(Text::new(
            format!("În starea {code} această acțiune nu este posibilă."),
            format!("В состоянии {code} это действие невозможно."),
            format!("This cannot be done in the state {code}."),
        ))
        .with("state", code)
        .with("availableActions", serde_json::json!(possible))
}

fn claim_first() -> Problem {
    Problem::new(Kind::NOT_IN_THIS_STATE).detail(Text::new(
        "Mai întâi preluați petiția.",
        "Сначала возьмите петицию в работу.",
        "Claim the petition first.",
    ))
}

fn held_by(unit: &mut Unit<'_>, holder: Uuid) -> Result<Problem, Problem> {
    let name = account_name(unit.conn, holder)?;
    Ok(Problem::new(Kind::HELD_BY_ANOTHER)
        .detail(Text::new(
            format!("Petiția este la {name}."),
            format!("Петиция находится у {name}."),
            format!("The petition is in the hands of {name}."),
        ))
        .with("heldBy", name))
}
