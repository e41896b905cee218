use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsDecide},
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
        store::{Changes, opinions},
        wire::{Request, RequestPath},
    },
};

/// How the appeal ended.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AppealSettlement {
    /// The result, in words.
    #[schema(min_length = 1, max_length = 2000, examples("Respinsă; decizia menținută."))]
    pub result: String,
}

/// Record how an appeal ended.
///
/// Records the result of the appeal; the file is closed.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/appeal-settlements", tag = "Requests",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-23.7"]))))]
pub async fn settle_appeal(
    allowed: Allowed<RequestsDecide>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    act: Act<AppealSettlement>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<Request>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.request_id.uuid(), seen, Action::SettleAppeal)?;
        on_ground_of(unit, desk.service_of(&step.row)?.as_ref());
        opinions::settle_appeal(unit, step.row.id, &wanted.result)?;
        let row = step.finish(unit, Changes::default(), Some(&wanted.result))?;
        desk.show(unit, &row)
    })
    .await
}
