use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::accept_representation::step;
use crate::{
    access::{
        caller::Allowed,
        door::Door,
        permissions::RepresentationsDecide,
        rules::representation::Event,
        wire::representation::{Representation, RepresentationPath},
    },
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
};

/// Why a power is refused.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RepresentationRefusal {
    /// In words, for the representative.
    #[schema(min_length = 3, max_length = 500, examples("Împuternicirea nu este semnată."))]
    pub reason: String,
}

/// Refuse a power of representation.
///
/// With a reason, which the representative reads. A power that was refused can be asked for anew.
#[utoipa::path(post, path = "/api/v1/representations/{representationId}/refusals", tag = "Representations",
    params(RepresentationPath),
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-29.4"]))))]
pub async fn refuse_representation(
    allowed: Allowed<RepresentationsDecide>,
    At(at): At<RepresentationPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<RepresentationRefusal>,
    door: Door,
) -> Result<Reply<Representation>, Problem> {
    let reason = act.body.reason;
    door.act(&allowed, act.key, move |unit| step(unit, at.representation_id.uuid(), seen, Event::OfficerRefuses, Some(&reason))).await
}
