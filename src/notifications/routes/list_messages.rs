use actix_web::web;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    access::{caller::Allowed, door::Door, permissions::CabinetRead},
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        id::TypedId,
        keys::KeyRing,
        problem::Problem,
        text::Text,
    },
    notifications::{
        MessageId, RequestId,
        store::messages::{MessageRow, mine},
    },
};

/// A message in the cabinet.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// The message.
    pub message_id: MessageId,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<RequestId>,
    /// What kind of news it brings.
    #[schema(max_length = 60, examples("RequestDecided"))]
    pub kind: String,
    /// Its title.
    pub title: Text,
    /// Its text.
    pub text: Text,
    /// When it was put there.
    pub created_at: DateTime<Utc>,
    /// When it was first read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_at: Option<DateTime<Utc>>,
}

impl Message {
    /// A message as its reader sees it.
    pub fn of(row: MessageRow) -> Result<Self, Problem> {
        Ok(Self {
            message_id: MessageId::from_uuid(row.id),
            request_id: row.request_id.map(RequestId::from_uuid),
            kind: row.kind,
            title: serde_json::from_value(row.title).map_err(Problem::internal)?,
            text: serde_json::from_value(row.text).map_err(Problem::internal)?,
            created_at: row.created_at,
            read_at: row.read_at,
        })
    }
}

/// A page of messages, newest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageList {
    /// The messages.
    #[schema(max_items = 200)]
    pub messages: Vec<Message>,
    /// The next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 512, examples("AQIDBA"))]
    pub next_cursor: Option<String>,
}

/// Which messages.
#[derive(Debug, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct MessagesQuery {
    /// Only those not read yet.
    pub unread: Option<bool>,
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

/// List messages.
///
/// The messages in the caller's cabinet, newest first.
#[utoipa::path(get, path = "/api/v1/messages", tag = "Cabinet",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-18.2", "P-4"]))))]
pub async fn list_messages(
    allowed: Allowed<CabinetRead>,
    Asked(query): Asked<MessagesQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<MessageList>, Problem> {
    door.run(&allowed, move |unit| {
        let bound = (query.unread, unit.caller.account);
        let page: Page<Uuid> = Page::read(keys.cursors(), "listMessages", &bound, query.limit, query.cursor.as_deref())?;
        let rows = mine(unit, query.unread.unwrap_or(false), page.after, page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |row| row.id)?;
        Reply::plain(&MessageList { messages: rows.into_iter().map(Message::of).collect::<Result<_, _>>()?, next_cursor })
    })
    .await
}
