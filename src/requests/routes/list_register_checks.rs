use super::run_register_checks::RegisterCheckList;
use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsWorklist},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    requests::{
        desk::Desk,
        store::checks::{self, CheckRow},
        wire::{RegisterCheck, RequestPath},
    },
};

/// List register checks.
///
/// The newest question of each kind with its answer as it was received.
#[utoipa::path(get, path = "/api/v1/requests/{requestId}/register-checks", tag = "Requests",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-25.2", "C-28.S"]))))]
pub async fn list_register_checks(
    allowed: Allowed<RequestsWorklist>,
    At(at): At<RequestPath>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<RegisterCheckList>, Problem> {
    door.run(&allowed, move |unit| {
        let (_, newest): (_, Vec<CheckRow>) = desk.read_with(unit, at.request_id.uuid(), checks::OF_REQUEST)?;
        let list = newest.into_iter().map(RegisterCheck::of).collect::<Result<_, _>>()?;
        Reply::plain(&RegisterCheckList { register_checks: list })
    })
    .await
}
