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
        rules::{
            channel::Channel,
            recipient::RecipientType,
            state::{DeliveryState, NotificationState},
        },
        store::requests::{self, Recipients},
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
    /// Only those named by such a thing.
    #[param(inline)]
    pub recipient_type: Option<RecipientType>,
    /// Only the one under this reference.
    #[param(pattern = "^[A-Za-z0-9._:/-]+$", min_length = 1, max_length = 64, example = "2026-11/0042")]
    pub reference: Option<String>,
    /// Only those with a delivery over this channel.
    #[param(inline)]
    pub channel: Option<Channel>,
    /// Only those with a delivery that stands so; with `channel`, over that.
    #[param(inline)]
    pub delivery_state: Option<DeliveryState>,
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
/// Each with where it stands, over each channel; one whom no register knows is told as `recipient-unknown`. By state, by what they were named
/// by, by reference, by channel and where the delivery stands.
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
        let bound = (
            (at.notification_request_id, query.state, unit.caller.account),
            (query.recipient_type, &query.reference, query.channel, query.delivery_state),
        );
        let list = "listNotificationStatuses";
        let page: Page<Uuid> = Page::read(keys.cursors(), list, &bound, query.limit, query.cursor.as_deref())?;
        let narrowed = Recipients {
            state: query.state.map(NotificationState::name),
            kind: query.recipient_type.map(RecipientType::name),
            reference: query.reference.clone(),
            channel: query.channel.map(Channel::name),
            delivery_state: query.delivery_state.map(DeliveryState::name),
        };
        let rows = requests::notifications(unit, at.notification_request_id.uuid(), &narrowed, page.after, page.wanted())?;
        if rows.is_empty() {
            // No such recipients, or no request of the caller's.
            requests::mine(unit, at.notification_request_id.uuid())?;
        }
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |(row, _)| row.id)?;
        let notifications = rows.into_iter().map(|(row, ways)| NotificationStatus::of(&row, ways)).collect::<Result<_, _>>()?;
        Reply::plain(&NotificationStatusList { notifications, next_cursor })
    })
    .await
}
