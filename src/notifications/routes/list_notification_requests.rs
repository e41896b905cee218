use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    access::{caller::Allowed, door::Door, permissions::NotificationsSend},
    kernel::{
        http::{
            page::{Page, PageQuery},
            params::Asked,
            reply::Reply,
        },
        keys::KeyRing,
        problem::Problem,
    },
    notifications::{store::requests, wire::request::NotificationRequest},
};

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

/// List my notification requests.
///
/// Senders see only their own, with how many recipients stand where.
#[utoipa::path(get, path = "/api/v1/notification-requests", tag = "Notifications",
    extensions(("x-audience" = json!(["intranet", "partner"])), ("x-requirements" = json!(["N-11.2", "N-26.6"]))))]
pub async fn list_notification_requests(
    allowed: Allowed<NotificationsSend>,
    Asked(query): Asked<PageQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<NotificationRequestList>, Problem> {
    door.run(&allowed, move |unit| {
        let (list, bound) = ("listNotificationRequests", unit.caller.account);
        let page: Page<Uuid> = Page::read(keys.cursors(), list, &bound, query.limit, query.cursor.as_deref())?;
        let rows = requests::page(unit, page.after, page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |(row, _)| row.id)?;
        let brief = |(row, counts): &(requests::NotificationRequestRow, Option<serde_json::Value>)| {
            Ok(NotificationRequest { text: None, ..NotificationRequest::of(row, counts.as_ref())? })
        };
        let shown = rows.iter().map(brief).collect::<Result<_, Problem>>()?;
        Reply::plain(&NotificationRequestList { notification_requests: shown, next_cursor })
    })
    .await
}
