use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsClaim},
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

/// Claim a request.
///
/// The examiner takes the request from the office's worklist into their hands. Of two officers who claim at once one wins, and the other is
/// told who.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/claims", tag = "Requests",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-16.3", "C-15.1"]))))]
pub async fn claim_request(
    allowed: Allowed<RequestsClaim>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    act: Act<Nothing>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<Request>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.request_id.uuid(), seen, Action::Claim)?;
        on_ground_of(unit, desk.service_of(&step.row)?.as_ref());
        let changes =
            Changes { assigned_to: Some(Some(unit.caller.account)), assigned_at: Some(Some(unit.now)), ..Changes::default() };
        // Whoever loses the race starts over and is told who won.
        let row = step
            .finish(unit, changes, None)
            .map_err(|problem| if problem.code() == "stale-etag" { Problem::race_lost() } else { problem })?;
        desk.show(unit, &row)
    })
    .await
}
