use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsConsult},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    requests::{
        desk::Desk,
        rules::lifecycle::Action,
        step::{begin, on_ground_of},
        store::{Changes, consulted_body, opinions},
        wire::{Request, RequestPath},
    },
};

/// The body's answer.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OpinionGiven {
    /// Whether it is favourable.
    pub favourable: bool,
    /// The reasons.
    #[schema(min_length = 1, max_length = 4000, examples("Nu există obiecții."))]
    pub reasons: String,
}

/// Give an opinion.
///
/// The consulted body approves or rejects the request from the point of view of its own domain, with reasons.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/opinions", tag = "Requests",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-28.S", "C-20.5c"]))))]
pub async fn give_opinion(
    allowed: Allowed<RequestsConsult>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    act: Act<OpinionGiven>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<Request>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.request_id.uuid(), seen, Action::GiveOpinion)?;
        on_ground_of(unit, desk.service_of(&step.row)?.as_ref());
        unit.on_ground("LAW-753-1999-SECURITY", "aviz");
        let body = consulted_body(&unit.caller);
        if !opinions::give_opinion(unit, step.row.id, body, wanted.favourable, &wanted.reasons)? {
            return Err(Problem::not_found());
        }
        let row = step.finish(unit, Changes::default(), None)?;
        desk.show(unit, &row)
    })
    .await
}
