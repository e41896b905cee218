use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    access::{caller::Allowed, door::Door, permissions::NotificationsSend},
    kernel::{
        http::{
            page::Page,
            params::{Asked, At},
            reply::Reply,
        },
        id::TypedId,
        keys::KeyRing,
        problem::Problem,
    },
    notifications::{
        rules::state::NotificationState,
        store::requests,
        wire::request::{NotificationRequestPath, NotificationStatus},
    },
};

/// Which recipients.
#[derive(Debug, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct NotificationStatusesQuery {
    /// Only those that stand so.
    #[param(inline)]
    pub state: Option<NotificationState>,
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

/// Recipients of a request, in its order.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotificationStatusList {
    /// The notifications.
    #[schema(max_items = 200)]
    pub notifications: Vec<NotificationStatus>,
    /// The next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 512, examples("AQIDBA"))]
    pub next_cursor: Option<String>,
}

/// List the recipients of a notification request.
///
/// Each with where it stands, over each channel; one whom no register knows is told as `recipient-unknown`.
#[utoipa::path(get, path = "/api/v1/notification-requests/{notificationRequestId}/notifications", tag = "Notifications",
    extensions(("x-audience" = json!(["intranet", "partner"])), ("x-requirements" = json!(["N-11.2", "N-26.3", "N-26.6", "N-17"]))))]
pub async fn list_notification_statuses(
    allowed: Allowed<NotificationsSend>,
    At(at): At<NotificationRequestPath>,
    Asked(query): Asked<NotificationStatusesQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<NotificationStatusList>, Problem> {
    door.run(&allowed, move |unit| {
        let bound = (at.notification_request_id, query.state, unit.caller.account);
        let list = "listNotificationStatuses";
        let page: Page<Uuid> = Page::read(keys.cursors(), list, &bound, query.limit, query.cursor.as_deref())?;
        let state = query.state.map(NotificationState::name);
        let rows = requests::notifications(unit, at.notification_request_id.uuid(), state, page.after, page.wanted())?;
        if rows.is_empty() {
            // No recipients that stand so, or no request of the caller's.
            requests::mine(unit, at.notification_request_id.uuid())?;
        }
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |(row, _)| row.id)?;
        let notifications = rows.into_iter().map(|(row, ways)| NotificationStatus::of(&row, ways)).collect::<Result<_, _>>()?;
        Reply::plain(&NotificationStatusList { notifications, next_cursor })
    })
    .await
}
