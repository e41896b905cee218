use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsClaim},
    kernel::{
        http::{
            act::{Act, IfMatch},
            input::Nothing,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        problem::Problem,
    },
    petitions::{
        desk::PetitionsDesk,
        rules::lifecycle::Action,
        step::begin,
        store::{Changes, events::Note},
        wire::{Petition, PetitionPath},
    },
};

/// Take a petition in hand.
///
/// An examiner of the leading subdivision takes it; of two at once, one.
#[utoipa::path(post, path = "/api/v1/petitions/{petitionId}/claims", tag = "Petitions",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-37"]))))]
pub async fn claim_petition(
    allowed: Allowed<PetitionsClaim>,
    At(at): At<PetitionPath>,
    seen: IfMatch,
    act: Act<Nothing>,
    _: Asked<NoQuery>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Reply<Petition>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.petition_id, seen, Action::Claim)?;
        let changes = Changes { assigned_to: Some(Some(unit.caller.account)), ..Changes::default() };
        let (row, with) = step.finish(unit, changes, Note::None)?;
        desk.show(unit, &row, &with)
    })
    .await
}
