use super::accept_representation::step;
use crate::{
    access::{
        caller::Allowed,
        door::Door,
        permissions::RepresentationsEnd,
        rules::representation::Event,
        wire::representation::{Representation, RepresentationPath},
    },
    kernel::{
        http::{
            act::{Act, IfMatch},
            input::Nothing,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
};

/// End a power of representation.
///
/// The representative or the person represented may, or an officer for them. From now on the representative sees and does nothing more.
#[utoipa::path(post, path = "/api/v1/representations/{representationId}/endings", tag = "Representations",
    params(RepresentationPath),
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-29.4"]))))]
pub async fn end_representation(
    allowed: Allowed<RepresentationsEnd>,
    At(at): At<RepresentationPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<Nothing>,
    door: Door,
) -> Result<Reply<Representation>, Problem> {
    door.act(&allowed, act.key, move |unit| step(unit, at.representation_id.uuid(), seen, Event::SideEnds, None)).await
}
