use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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
        store::events::{self, EventRow},
        wire::{RequestPath, TimelineEvent},
    },
};

/// What happened to a request.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Timeline {
    /// Oldest first.
    #[schema(max_items = 1000)]
    pub events: Vec<TimelineEvent>,
}

/// Read the timeline.
///
/// Everything that happened to the request, in order. The public sees what was done and when, with what was said to them; officers also see by whom, and
/// what they noted for each other.
#[utoipa::path(get, path = "/api/v1/requests/{requestId}/timeline", tag = "Requests",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-10.9", "C-10.10", "C-25.2"]))))]
pub async fn read_timeline(
    allowed: Allowed<RequestsRead>,
    At(at): At<RequestPath>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<Timeline>, Problem> {
    door.run(&allowed, move |unit| {
        let (_, events): (_, Vec<EventRow>) = desk.read_with(unit, at.request_id.uuid(), events::OF_REQUEST)?;
        let public = !unit.caller.is_institutional();
        let own = unit.caller.account;
        let events = events
            .into_iter()
            .map(|event| {
                let hide = public && event.actor_id != Some(own);
                let mut event = TimelineEvent::of(event)?;
                if hide {
                    event.actor = None;
                    event.note = event.note.filter(|_| event.action.tells_its_note());
                }
                Ok(event)
            })
            .collect::<Result<_, Problem>>()?;
        Reply::plain(&Timeline { events })
    })
    .await
}
