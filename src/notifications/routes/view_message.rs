use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{list_notification_replies::NotificationReply, read_message::MessagePath};
use crate::{
    access::{caller::Allowed, door::Door, permissions::CabinetRead},
    files::{self, FileFacts, FileId},
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
    /// Files that came with it; `readMessageFileContent` gives them.
    #[schema(max_items = 5)]
    pub files: Vec<MessageFile>,
}

/// A file that came with a message.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageFile {
    /// The file.
    pub file_id: FileId,
    /// As its sender named it.
    #[schema(max_length = 255, examples("program.pdf"))]
    pub name: String,
    /// Its media type.
    #[schema(max_length = 60, examples("application/pdf"))]
    pub content_type: String,
    /// In bytes.
    #[schema(minimum = 1, examples(48213))]
    pub size: i64,
}

impl From<FileFacts> for MessageFile {
    fn from(facts: FileFacts) -> Self {
        Self { file_id: facts.id, name: facts.name, content_type: facts.content_type, size: facts.size }
    }
}

/// Read one message.
///
/// As the cabinet lists it, with the caller's own replies and the files that came with it. That it was read is told by `readMessage`, not by this.
#[utoipa::path(get, path = "/api/v1/messages/{messageId}", tag = "Cabinet",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-18.2", "N-11.3", "N-26.9"]))))]
pub async fn view_message(
    allowed: Allowed<CabinetRead>,
    At(at): At<MessagePath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<MessageWithReplies>, Problem> {
    door.run(&allowed, move |unit| {
        let (row, replies, ids) = messages::one(unit, at.message_id.uuid())?;
        let version = row.0.version;
        unit.read("Message", at.message_id);
        let replies = replies.into_iter().map(|reply| NotificationReply::of(reply, None)).collect();
        let files = if ids.is_empty() { Vec::new() } else { files::find_all(unit, &ids)? };
        let mut files: Vec<MessageFile> = files.into_iter().map(MessageFile::from).collect();
        files.sort_by_key(|file| ids.iter().position(|id| *id == file.file_id.uuid()));
        Reply::record(version, &MessageWithReplies { message: Message::of(row)?, replies, files })
    })
    .await
}
