use actix_web::web;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    access::{caller::Allowed, door::Door, permissions::NotificationsSend},
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        id::TypedId,
        keys::KeyRing,
        local_time::{day_after, start_of_day},
        problem::Problem,
        text::Text,
    },
    notifications::{
        NotificationTemplateId,
        rules::{state::NotificationState, template::Priority},
        store::requests::{self, Counted, Narrowed},
        wire::request::NotificationRequest,
    },
};

/// What the list is narrowed to.
#[derive(Debug, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct NotificationRequestsQuery {
    /// Only with this template, whichever version of it.
    #[param(inline)]
    pub template_id: Option<NotificationTemplateId>,
    /// Only under this topic.
    #[param(pattern = "^[A-Z][A-Za-z]*$", max_length = 40, example = "Announcements")]
    pub topic: Option<String>,
    /// Only of this priority.
    #[param(inline)]
    pub priority: Option<Priority>,
    /// Only registered on this day or later.
    #[param(example = "2026-11-01")]
    pub from: Option<NaiveDate>,
    /// Only registered on this day or before.
    #[param(example = "2026-11-30")]
    pub to: Option<NaiveDate>,
    /// Only with a recipient who stands so.
    #[param(inline)]
    pub recipient_state: Option<NotificationState>,
    /// Only those that the caller sent.
    pub mine: Option<bool>,
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

/// Notification requests, the newest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotificationRequestList {
    /// The requests.
    #[schema(max_items = 200)]
    pub notification_requests: Vec<NotificationRequest>,
    /// The next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 512, examples("AQIDBA"))]
    pub next_cursor: Option<String>,
}

/// List notification requests.
///
/// What was sent for the caller's subdivision, or by the caller's own system, with how many recipients stand where, the newest first: by
/// template, topic, priority, day, by where any of the recipients stands, and the caller's own (`mine=true`).
#[utoipa::path(get, path = "/api/v1/notification-requests", tag = "Notifications",
    extensions(("x-audience" = json!(["intranet", "partner"])), ("x-requirements" = json!(["N-11.2", "N-26.6"]))))]
pub async fn list_notification_requests(
    allowed: Allowed<NotificationsSend>,
    Asked(query): Asked<NotificationRequestsQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<NotificationRequestList>, Problem> {
    door.run(&allowed, move |unit| {
        if query.from.zip(query.to).is_some_and(|(from, to)| from > to) {
            return Err(bad_period());
        }
        let bound = (
            (&query.template_id, &query.topic, &query.priority, &query.from, &query.to, &query.recipient_state),
            (query.mine, unit.caller.account),
        );
        let list = "listNotificationRequests";
        let page: Page<Uuid> = Page::read(keys.cursors(), list, &bound, query.limit, query.cursor.as_deref())?;
        let narrowed = Narrowed {
            template: query.template_id.map(TypedId::uuid),
            topic: query.topic.clone(),
            priority: query.priority.map(Priority::name),
            from: query.from.map(start_of_day),
            before: query.to.map(|to| start_of_day(day_after(to, 1))),
            recipient_state: query.recipient_state.map(NotificationState::name),
            sender: query.mine.unwrap_or_default().then_some(unit.caller.account),
        };
        let rows = requests::page(unit, &narrowed, page.after, page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |found| found.row.id)?;
        let brief = |found: &Counted| Ok(NotificationRequest { text: None, ..NotificationRequest::of(found)? });
        let shown = rows.iter().map(brief).collect::<Result<_, Problem>>()?;
        Reply::plain(&NotificationRequestList { notification_requests: shown, next_cursor })
    })
    .await
}

fn bad_period() -> Problem {
    let text =
        Text::new("Prima zi nu e după ultima.", "Первый день не позже последнего.", "The first day is not after the last.");
    Problem::violation("to", "bad-period", text)
}
