use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsContribute},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        problem::{Kind, Problem},
    },
    petitions::{
        desk::PetitionsDesk,
        parts::Assignment,
        rules::lifecycle::Action,
        step::begin,
        store::{Changes, assignments, events::Note},
        wire::{Petition, PetitionPath},
    },
};

/// What a subdivision knows of it.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PetitionContribution {
    /// For those who examine; the petitioner never reads it.
    #[schema(min_length = 1, max_length = 10_000, examples("Dosarul a fost verificat; permisul este la emitere."))]
    pub text: String,
}

/// Contribute to a petition.
///
/// A subdivision that was involved says what it knows. Said again, it replaces what was said; the history keeps both.
#[utoipa::path(post, path = "/api/v1/petitions/{petitionId}/contributions", tag = "Petitions",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-41"]))))]
pub async fn contribute_to_petition(
    allowed: Allowed<PetitionsContribute>,
    At(at): At<PetitionPath>,
    seen: IfMatch,
    act: Act<PetitionContribution>,
    _: Asked<NoQuery>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Reply<Petition>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.petition_id, seen, Action::Contribute)?;
        let offices = unit.scope.offices.clone();
        let ours = step
            .with
            .assignments
            .iter()
            .position(|one| offices.contains(&one.subdivision) && one.role == Assignment::Contributor);
        // The lead drafts the answer and contributes nothing beside it.
        let ours = ours.ok_or_else(|| Problem::new(Kind::FORBIDDEN).with("permission", "petitions.contribute"))?;
        assignments::contribute(unit, step.with.assignments[ours].id, &wanted.text)?;
        let (row, mut with) = step.finish(unit, Changes::default(), Note::None)?;
        with.assignments[ours].contribution = Some(wanted.text.clone());
        with.assignments[ours].contributed_at = Some(unit.now);
        desk.show(unit, &row, &with)
    })
    .await
}
