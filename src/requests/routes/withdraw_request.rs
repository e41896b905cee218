use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsFile},
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
        store::Changes,
        wire::{Request, RequestPath},
    },
};

/// Why it is withdrawn, if the applicant wants to say.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Withdrawal {
    /// The reason.
    #[serde(default)]
    #[schema(max_length = 2000, examples("Am renunțat la angajare."))]
    pub reason: Option<String>,
}

/// Withdraw a request.
///
/// The applicant, or whoever represents them, takes the request back. The record stays; an unpaid order is cancelled, and a conclusion that
/// waited for the head's decision is given up.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/withdrawals", tag = "Requests",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-25.2", "C-18.2"]))))]
pub async fn withdraw_request(
    allowed: Allowed<RequestsFile>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    act: Act<Withdrawal>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<Request>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.request_id.uuid(), seen, Action::Withdraw)?;
        on_ground_of(unit, desk.service_of(&step.row)?.as_ref());
        let row = step.finish(unit, Changes::default(), wanted.reason.as_deref())?;
        desk.show(unit, &row)
    })
    .await
}
