use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsRead},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    petitions::{
        step::concerns,
        store::events,
        wire::{PetitionEvent, PetitionPath},
    },
};

/// What happened to a petition.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PetitionTimeline {
    /// Oldest first.
    #[schema(max_items = 1000)]
    pub events: Vec<PetitionEvent>,
}

/// Read a petition's timeline.
///
/// Everything that happened to it, in order. The petitioner sees what was done and when; officers also see by whom, and remarks among
/// themselves.
#[utoipa::path(get, path = "/api/v1/petitions/{petitionId}/timeline", tag = "Petitions",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["R-34", "R-44"]))))]
pub async fn read_petition_timeline(
    allowed: Allowed<PetitionsRead>,
    At(at): At<PetitionPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<PetitionTimeline>, Problem> {
    door.run(&allowed, move |unit| {
        let scope = unit.scope.clone();
        let (row, rows) = events::of(unit, &scope, at.petition_id.uuid())?;
        concerns(unit, &row);
        let events = rows.into_iter().map(|event| PetitionEvent::of(event, unit)).collect::<Result<_, _>>()?;
        Reply::plain(&PetitionTimeline { events })
    })
    .await
}
