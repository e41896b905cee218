use actix_web::web;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    access::{caller::Allowed, door::Door, permissions::NotificationsSend},
    kernel::{
        http::{
            page::{Page, PageQuery},
            params::{Asked, At},
            reply::Reply,
        },
        id::TypedId,
        keys::KeyRing,
        problem::Problem,
    },
    notifications::{
        NotificationId, NotificationReplyId,
        store::{
            replies::{self, ReplyRow},
            requests,
        },
        wire::request::NotificationRequestPath,
    },
};

/// What a recipient replied.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotificationReply {
    /// The reply.
    pub reply_id: NotificationReplyId,
    /// To which notification.
    pub notification_id: NotificationId,
    /// The sender's reference of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 64, examples("2026-11/0042"))]
    pub reference: Option<String>,
    /// What it says.
    #[schema(max_length = 4000, examples("Am înțeles, mulțumesc."))]
    pub text: String,
    /// When it came.
    pub created_at: DateTime<Utc>,
}

impl NotificationReply {
    /// As the sender sees it.
    pub fn of(row: ReplyRow, reference: Option<String>) -> Self {
        Self {
            reply_id: row.id.into(),
            notification_id: row.notification_id.into(),
            reference,
            text: row.text,
            created_at: row.created_at,
        }
    }
}

/// Replies, the newest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotificationReplyList {
    /// The replies.
    #[schema(max_items = 200)]
    pub replies: Vec<NotificationReply>,
    /// The next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 512, examples("AQIDBA"))]
    pub next_cursor: Option<String>,
}

/// List the replies to a notification request.
///
/// What recipients replied, where the request allowed it.
#[utoipa::path(get, path = "/api/v1/notification-requests/{notificationRequestId}/replies", tag = "Notifications",
    extensions(("x-audience" = json!(["intranet", "partner"])), ("x-requirements" = json!(["N-26.9", "N-11.3", "N-17"]))))]
pub async fn list_notification_replies(
    allowed: Allowed<NotificationsSend>,
    At(at): At<NotificationRequestPath>,
    Asked(query): Asked<PageQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<NotificationReplyList>, Problem> {
    door.run(&allowed, move |unit| {
        let bound = (at.notification_request_id, unit.caller.account);
        let list = "listNotificationReplies";
        let page: Page<Uuid> = Page::read(keys.cursors(), list, &bound, query.limit, query.cursor.as_deref())?;
        let request = requests::mine(unit, at.notification_request_id.uuid())?.row;
        let rows = replies::page(unit, request.id, page.after, page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |(row, _)| row.id)?;
        for (row, _) in &rows {
            unit.read("NotificationReply", NotificationReplyId::from(row.id));
        }
        let replies = rows.into_iter().map(|(row, reference)| NotificationReply::of(row, reference)).collect();
        Reply::plain(&NotificationReplyList { replies, next_cursor })
    })
    .await
}
