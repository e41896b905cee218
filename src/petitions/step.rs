//! One step of a petition: found, allowed, from a state that permits it, written with its event.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    PetitionId,
    parts::{Assignment, Signature},
    rules::{
        hindrance::{Standing, hindrance},
        lifecycle::{Action, State, TABLE},
        terms,
    },
    store::{self, Changes, Found, PetitionRow, With, events, events::Note, kept},
};
use crate::{
    access::{caller::Caller, door::Unit, policy::Scope, store::account_name},
    administration::calendar::{calendar, calendar_of_office},
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
    /// What is done.
    pub action: Action,
}

/// Whether a permission's reach includes this petition for this action. The lead decides and drafts; contributors contribute.
pub fn reaches(scope: &Scope, caller: &Caller, action: Action, row: &PetitionRow, with: &With) -> bool {
    let role = if action == Action::Contribute { Assignment::Contributor } else { Assignment::Lead };
    let ours = || with.assignments.iter().any(|one| one.role == role && scope.offices.contains(&one.subdivision));
    scope.any
        || (scope.own && row.petitioner_account_id == Some(caller.account))
        || (scope.assigned && row.assigned_to == Some(caller.account))
        || ours()
}

/// How a petition stands before a step of this caller.
fn standing(unit: &Unit<'_>, row: &PetitionRow, transfer_ends_at: Option<DateTime<Utc>>) -> Result<Standing, Problem> {
    let kind = row.kind()?;
    let granted = row.term()?.map_or(0, |term| term.extensions().iter().map(|more| more.by).sum());
    Ok(Standing {
        now: unit.now,
        kind,
        channel: row.channel()?,
        signature: Signature::read(&row.signature)?,
        held: row.assigned_to.is_some(),
        own_draft: row.answer()?.is_some_and(|answer| answer.drafted_by == unit.caller.account),
        asked: row.asked()?.map(|asked| asked.reason),
        due_at: row.due_at,
        extendable: terms::terms_of(kind.is_petition())?.extendable(granted),
        transfer_ends_at,
        least_days: terms::completion()?.least,
    })
}

/// Until when a registered petition can be passed to another authority.
fn transfer_ends(unit: &mut Unit<'_>, row: &PetitionRow) -> Result<Option<DateTime<Utc>>, Problem> {
    let Some(registered_at) = row.registered_at else { return Ok(None) };
    let calendar = match row.lead_subdivision_id {
        Some(office) => calendar_of_office(unit.conn, office)?,
        None => calendar(unit.conn)?,
    };
    terms::terms_of(row.kind()?.is_petition())?.transfer_ends(registered_at, &calendar).map(Some)
}

/// Whether the caller declared an interest in the petitioner.
pub fn is_interested(caller: &Caller, row: &PetitionRow) -> bool {
    row.petitioner_person_id.is_some_and(|petitioner| caller.is_interested_in(petitioner))
}

/// What the caller can do with a petition now: what they may, what its state permits, what nothing hinders.
pub fn available(
    unit: &Unit<'_>,
    row: &PetitionRow,
    with: &With,
    transfer_ends_at: Option<DateTime<Utc>>,
) -> Result<Vec<Action>, Problem> {
    if is_interested(&unit.caller, row) {
        return Ok(Vec::new());
    }
    let standing = standing(unit, row, transfer_ends_at)?;
    Ok(TABLE
        .possible(row.state()?)
        .filter(|line| {
            let reached =
                line.permission.is_some_and(|permission| reaches(&unit.reach(permission), &unit.caller, line.action, row, with));
            reached && hindrance(line.action, &standing).is_none()
        })
        .map(|line| line.action)
        .collect())
}

/// Begins a step of a caller: 404 where they may not see it, 403 or 409 where they may not do it, 412 where they saw another version.
pub fn begin(unit: &mut Unit<'_>, id: PetitionId, seen: IfMatch, action: Action) -> Result<Step, Problem> {
    begin_either(unit, id, seen, action, action)
}

/// The same of two steps that one operation takes: the second where the state permits only that.
pub fn begin_either(unit: &mut Unit<'_>, id: PetitionId, seen: IfMatch, first: Action, second: Action) -> Result<Step, Problem> {
    let reading = unit.reach("petitions.read");
    let Found { row, with } = store::find(unit, &reading, id.uuid())?;
    concerns(unit, &row);
    let state = row.state()?;
    let action = if TABLE.after(first, state).is_none() && TABLE.after(second, state).is_some() { second } else { first };
    let permission = TABLE.line(action).and_then(|line| line.permission).unwrap_or_default();
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
    if TABLE.after(action, state).is_none() {
        let ends_at = transfer_ends(unit, &row)?;
        let possible = available(unit, &row, &with, ends_at)?;
        return Err(not_in(state, &possible));
    }
    // An officer with a declared interest in the petitioner takes no step.
    if is_interested(&unit.caller, &row) {
        return Err(Problem::new(Kind::CONFLICT_OF_INTEREST));
    }
    let ends_at = if action == Action::Transfer { transfer_ends(unit, &row)? } else { None };
    if let Some(hindered) = hindrance(action, &standing(unit, &row, ends_at)?) {
        return Err(hindered.problem());
    }
    Ok(Step { row, with, state, action })
}

/// Begins a step of the system itself; `None` where the state does not permit it any more.
pub fn begin_by_system(row: PetitionRow, action: Action) -> Result<Option<Step>, Problem> {
    let state = row.state()?;
    Ok(TABLE.after(action, state).map(|_| Step { row, with: With::default(), state, action }))
}

impl Step {
    /// Ends the step in the state that the table says.
    pub fn finish(self, unit: &mut Unit<'_>, changes: Changes, note: Note<'_>) -> Result<(PetitionRow, With), Problem> {
        let to = TABLE.after(self.action, self.state).unwrap_or(self.state);
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
        if to.is_final() {
            changes.ended_at.get_or_insert(unit.now);
            // However it ends, its term runs no longer.
            if changes.term.is_none()
                && let Some(mut term) = self.row.term()?.filter(|term| term.finished_at().is_none())
            {
                term.finish(unit.now).map_err(Problem::internal)?;
                changes.term = Some(Some(kept(&term)?));
            }
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
