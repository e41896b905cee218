use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsRead},
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
        step::{concerns, on_ground_of},
        store,
        wire::{Request, RequestPath},
    },
};

/// Read a request.
///
/// The request with its answers, its legal term, and what the caller can do with it now.
#[utoipa::path(get, path = "/api/v1/requests/{requestId}", tag = "Requests",
    extensions(("x-audience" = json!(["efiling", "intranet", "partner"])), ("x-requirements" = json!(["C-25.2", "C-18.2", "C-15.1"]))))]
pub async fn read_request(
    allowed: Allowed<RequestsRead>,
    At(at): At<RequestPath>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<Request>, Problem> {
    door.run(&allowed, move |unit| {
        let row = store::find(unit, at.request_id.uuid())?;
        concerns(unit, &row)?;
        on_ground_of(unit, desk.service_of(&row)?.as_ref());
        desk.show(unit, &row)
    })
    .await
}
