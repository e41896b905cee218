use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    access::{caller::Allowed, door::Door, permissions::CabinetRead},
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        keys::KeyRing,
        problem::Problem,
    },
    notifications::{store::messages::mine, wire::message::Message},
};

/// A page of messages, newest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageList {
    /// The messages.
    #[schema(max_items = 200)]
    pub messages: Vec<Message>,
    /// How many of all messages in the cabinet are not read yet, whatever this page shows.
    #[schema(minimum = 0)]
    pub unread_count: i64,
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
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-18.2", "C-29.5", "P-4", "N-11.3", "N-27"]))))]
pub async fn list_messages(
    allowed: Allowed<CabinetRead>,
    Asked(query): Asked<MessagesQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<MessageList>, Problem> {
    door.run(&allowed, move |unit| {
        let bound = (query.unread, unit.caller.account);
        let page: Page<Uuid> = Page::read(keys.cursors(), "listMessages", &bound, query.limit, query.cursor.as_deref())?;
        let (rows, unread_count) = mine(unit, query.unread.unwrap_or(false), page.after, page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |(row, _)| row.id)?;
        let messages = rows.into_iter().map(Message::of).collect::<Result<_, _>>()?;
        Reply::plain(&MessageList { messages, unread_count, next_cursor })
    })
    .await
}
