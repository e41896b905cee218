use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsExamine},
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
    requests::{
        desk::Desk,
        rules::lifecycle::Action,
        step::{begin, on_ground_of},
        store::Changes,
        wire::{Request, RequestPath},
    },
};

/// Close the file.
///
/// Closes the file of a request whose decision was served.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/closures", tag = "Requests",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-16.3"]))))]
pub async fn close_request(
    allowed: Allowed<RequestsExamine>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    act: Act<Nothing>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<Request>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.request_id.uuid(), seen, Action::Close)?;
        on_ground_of(unit, desk.service_of(&step.row)?.as_ref());
        let row = step.finish(unit, Changes::default(), None)?;
        desk.show(unit, &row)
    })
    .await
}
