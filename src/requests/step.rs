//! One step of a request: found, allowed, from a state that permits it, written with its event.

use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::{
    available::{Reach, Standing, reaches},
    effects,
    people::all_of,
    rules::lifecycle::{Action, Guard, State, TABLE},
    store::{self, Changes, RequestRow, events},
};
use crate::{
    access::{door::Unit, store::account_name},
    kernel::{
        http::act::IfMatch,
        problem::{Kind, Problem},
        text::Text,
    },
    services::Published,
};

/// A request in the hands of somebody who may do this with it now.
pub struct Step {
    /// As it stands.
    pub row: RequestRow,
    /// Its state.
    pub state: State,
    action: Action,
    /// What an earlier step of the same unit of work changes, written with this one.
    before: Changes,
}

/// What the caller can do with a request now.
pub fn available(unit: &mut Unit<'_>, row: &RequestRow) -> Result<Vec<Action>, Problem> {
    Ok(Reach::of(unit, &[row.id])?.actions(&Standing::of(row)?))
}

/// Begins a step of a caller: 404 where they may not see it, 403 or 409 where they may not do it, 412 where they saw another version.
pub fn begin(unit: &mut Unit<'_>, id: Uuid, seen: IfMatch, action: Action) -> Result<Step, Problem> {
    Ok(begin_with::<Option<()>>(unit, id, seen, action, store::NOTHING)?.0)
}

/// The same, and what a sub-select over the request `r` says, in the same statement.
pub fn begin_with<T: DeserializeOwned>(
    unit: &mut Unit<'_>,
    id: Uuid,
    seen: IfMatch,
    action: Action,
    more: &'static str,
) -> Result<(Step, T), Problem> {
    let reading = unit.reach("requests.read");
    let (row, told) = store::find_for_step(unit, &reading, id, more)?;
    concerns(unit, &row)?;
    let line = TABLE.line(action).ok_or_else(|| Problem::internal("a step that is not in the table"))?;
    let permission = line.permission.unwrap_or_default();
    let scope = unit.reach(permission);
    let standing = Standing::of(&row)?;
    if !reaches(&scope, &unit.caller, &standing) {
        return Err(match row.assigned_to {
            Some(holder) if scope.assigned && holder != unit.caller.account => held_by(unit, holder)?,
            None if scope.assigned => Problem::new(Kind::NOT_IN_THIS_STATE).detail(Text::new(
                "Mai întâi preluați solicitarea din lista de lucru.",
                "Сначала возьмите обращение из рабочего списка.",
                "Claim the request from the worklist first.",
            )),
            _ => Problem::new(Kind::FORBIDDEN).with("permission", permission),
        });
    }
    // Whoever comes second is told who was first, not that they saw an older version.
    if let (true, Some(holder)) = (line.guards.contains(&Guard::Unclaimed), row.assigned_to) {
        return Err(held_by(unit, holder)?);
    }
    seen.check(row.version)?;
    let state = row.state()?;
    let broken = Reach::of(unit, &[row.id])?.broken(&standing, line.guards);
    if !line.from.contains(&state) {
        let possible = available(unit, &row)?;
        return Err(not_in(state, &possible));
    }
    match broken {
        None => Ok((Step { row, state, action, before: Changes::default() }, told)),
        Some(Guard::NoInterest) => Err(Problem::new(Kind::CONFLICT_OF_INTEREST)),
        Some(Guard::ExtensionLeft) if row.extensions_left() > 0 => Err(effects::too_late_to_extend()),
        Some(Guard::ExtensionLeft) => Err(Problem::new(Kind::NOT_IN_THIS_STATE).detail(Text::new(
            "Serviciul nu permite prelungirea termenului sau termenul a fost deja prelungit.",
            "Услуга не допускает продления срока, или срок уже продлён.",
            "The service does not let the term be extended, or it was extended already.",
        ))),
        Some(Guard::NotProposer) => Err(Problem::new(Kind::SAME_PERSON)),
        Some(_) => {
            let possible = available(unit, &row)?;
            Err(not_in(state, &possible))
        }
    }
}

/// Begins a step of the system itself, which has seen that these guards hold; `None` where the state does not permit it any more.
pub fn begin_by_system(row: RequestRow, action: Action, seen_to_hold: &[Guard]) -> Result<Option<Step>, Problem> {
    let state = row.state()?;
    guarded(action, seen_to_hold)?;
    Ok(TABLE.after(action, state).map(|_| Step { row, state, action, before: Changes::default() }))
}

/// A step of the system is not taken for another reason than the table's.
fn guarded(action: Action, seen_to_hold: &[Guard]) -> Result<(), Problem> {
    let guards = TABLE.line(action).map(|line| line.guards).unwrap_or_default();
    let held = guards.iter().all(|guard| seen_to_hold.contains(guard));
    held.then_some(()).ok_or_else(|| Problem::internal(format!("{action:?} for another reason than {guards:?}")))
}

impl Step {
    /// Goes on to the next step, which the system takes in the same unit of work, since these guards hold: the row is written once, the
    /// timeline tells both.
    pub fn and_then(
        mut self,
        unit: &mut Unit<'_>,
        changes: Changes,
        next: Action,
        seen_to_hold: &[Guard],
    ) -> Result<Self, Problem> {
        guarded(next, seen_to_hold)?;
        let to = TABLE.after(self.action, self.state).unwrap_or(self.state);
        events::add(unit, self.row.id, self.action, self.state, to, None)?;
        self.row.subdivision_id = changes.subdivision_id.or(self.row.subdivision_id);
        self.row.beneficiary_id = changes.beneficiary_id.or(self.row.beneficiary_id);
        Ok(Self { row: self.row, state: to, action: next, before: changes.after(self.before) })
    }

    /// Ends the step in the state that the table says, with all that follows.
    pub fn finish(self, unit: &mut Unit<'_>, mut changes: Changes, note: Option<&str>) -> Result<RequestRow, Problem> {
        let line = TABLE.line(self.action).ok_or_else(|| Problem::internal("a step that is not in the table"))?;
        let to = line.to.unwrap_or(self.state);
        if to.code() != self.row.state {
            changes.state = Some(to.code().to_owned());
        }
        for effect in line.effects {
            effects::before(*effect, unit, &self.row, &mut changes)?;
        }
        let row = store::change(unit, &self.row, changes.after(self.before))?;
        events::add(unit, row.id, self.action, self.state, to, note)?;
        unit.wrote("Request", super::RequestId::from(row.id));
        for effect in line.effects {
            effects::after(*effect, unit, &row, note)?;
        }
        Ok(row)
    }
}

/// The journal learns whose data this is.
pub fn concerns(unit: &mut Unit<'_>, row: &RequestRow) -> Result<(), Problem> {
    row.beneficiary_id.into_iter().for_each(|person| unit.about(person));
    // Only where the answers have a group of persons can there be more of them.
    let is_group = |answer: &Value| answer.get(0).is_some_and(Value::is_object);
    if row.answers.as_object().is_some_and(|answers| answers.values().any(is_group)) {
        all_of(unit, row)?.into_iter().for_each(|person| unit.about(person));
    }
    unit.read("Request", super::RequestId::from(row.id));
    Ok(())
}

/// The journal learns on which ground: the one that the service names first.
pub fn on_ground_of(unit: &mut Unit<'_>, service: &Published) {
    let basis = service.definition.legal_basis.iter().find_map(|basis| basis.legal_ground.as_deref());
    if let Some(basis) = basis {
        unit.on_ground(basis, &service.definition.texts.title.ro);
    }
}

/// 409: the state does not permit it; says the state and what can be done.
pub fn not_in(state: State, possible: &[Action]) -> Problem {
    let state_code = state.code();
    Problem::new(Kind::NOT_IN_THIS_STATE)
        .detail(Text::new(
            format!("În starea {state_code} această acțiune nu este posibilă."),
            format!("В состоянии {state_code} это действие невозможно."),
            format!("This cannot be done in the state {state_code}."),
        ))
        .with("state", state_code)
        .with("availableActions", serde_json::json!(possible))
}

/// 409: somebody else holds it, and who.
pub fn held_by(unit: &mut Unit<'_>, holder: Uuid) -> Result<Problem, Problem> {
    let name = account_name(unit.conn, holder)?;
    Ok(Problem::new(Kind::HELD_BY_ANOTHER)
        .detail(Text::new(
            format!("Solicitarea este la {name}."),
            format!("Обращение находится у {name}."),
            format!("The request is in the hands of {name}."),
        ))
        .with("heldBy", name))
}
