use crate::{
    access::{
        caller::{Allowed, Caller},
        door::{Door, Unit},
        permissions::RepresentationsDecide,
        rules::representation::{Event, State, next},
        store::powers::{self, Power, PowerChange},
        wire::representation::{Representation, RepresentationPath, source_of},
    },
    kernel::{
        http::{
            act::{Act, IfMatch},
            input::Nothing,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::{Kind, Problem},
    },
};

/// Accept a power of representation.
///
/// For a paper that an officer has looked at; MPower's powers are decided by MPower. From now on the representative acts for the person.
#[utoipa::path(post, path = "/api/v1/representations/{representationId}/acceptances", tag = "Representations",
    params(RepresentationPath),
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-29.4"]))))]
pub async fn accept_representation(
    allowed: Allowed<RepresentationsDecide>,
    At(at): At<RepresentationPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<Nothing>,
    door: Door,
) -> Result<Reply<Representation>, Problem> {
    door.act(&allowed, act.key, move |unit| step(unit, at.representation_id.uuid(), seen, Event::OfficerAccepts, None)).await
}

/// Takes a power one step on its way.
pub fn step(
    unit: &mut Unit<'_>,
    id: uuid::Uuid,
    seen: IfMatch,
    event: Event,
    reason: Option<&str>,
) -> Result<Reply<Representation>, Problem> {
    let row: Power = powers::find_for_change(unit, id)?;
    seen.check(row.version)?;
    let before = row.state()?;
    let Some(after) = next(source_of(&row), before, event) else {
        return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("state", format!("{before:?}")).with("source", row.source));
    };
    if let Some(person) = row.person_id {
        // Who has declared an interest in the person decides nothing about them.
        powers_of_the_impartial(&unit.caller, event, person)?;
        unit.about(person);
    }
    let ended = after == State::Ended;
    let change = PowerChange {
        state: Some(format!("{after:?}")),
        decided_by: (!ended).then_some(unit.caller.account),
        decided_at: (!ended).then_some(unit.now),
        ended_at: ended.then_some(unit.now),
        reason: reason.map(str::to_owned),
        ..PowerChange::default()
    };
    let row = powers::change(unit, id, &change)?;
    unit.wrote("Representation", crate::kernel::id::write("rpr", id));
    Reply::record(row.version, &Representation::of(&unit.caller, row)?)
}

fn powers_of_the_impartial(caller: &Caller, event: Event, person: uuid::Uuid) -> Result<(), Problem> {
    match event {
        Event::OfficerAccepts | Event::OfficerRefuses if caller.is_interested_in(person) => {
            Err(Problem::new(Kind::CONFLICT_OF_INTEREST))
        }
        _ => Ok(()),
    }
}
