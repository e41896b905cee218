use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{list_notification_replies::NotificationReply, read_message::MessagePath};
use crate::{
    access::{caller::Allowed, door::Door, permissions::CabinetRead},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    notifications::{store::messages, wire::message::Message},
};

/// A message with what its reader replied.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageWithReplies {
    /// The message.
    #[serde(flatten)]
    pub message: Message,
    /// The reader's own replies, the oldest first.
    #[schema(max_items = 10)]
    pub replies: Vec<NotificationReply>,
}

/// Read one message.
///
/// As the cabinet lists it, with the caller's own replies. That it was read is told by `readMessage`, not by this.
#[utoipa::path(get, path = "/api/v1/messages/{messageId}", tag = "Cabinet",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-18.2", "N-11.3", "N-26.9"]))))]
pub async fn view_message(
    allowed: Allowed<CabinetRead>,
    At(at): At<MessagePath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<MessageWithReplies>, Problem> {
    door.run(&allowed, move |unit| {
        let (row, replies) = messages::one(unit, at.message_id.uuid())?;
        let version = row.0.version;
        unit.read("Message", at.message_id);
        let replies = replies.into_iter().map(|reply| NotificationReply::of(reply, None)).collect();
        Reply::record(version, &MessageWithReplies { message: Message::of(row)?, replies })
    })
    .await
}
