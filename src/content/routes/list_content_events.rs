use actix_web::web;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentRead},
    content::{
        rules::lifecycle::{Action, State},
        store::{events, items},
        wire::item::ContentItemPath,
    },
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
};

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct ContentEventsQuery {
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

/// One thing that happened to an item.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentEvent {
    /// When.
    pub at: DateTime<Utc>,
    /// What was done.
    pub action: Action,
    /// From which state.
    pub from_state: State,
    /// To which.
    pub to_state: State,
    /// By whom.
    #[schema(max_length = 200, examples("URSU Nicolae"))]
    pub actor_name: String,
    /// The version that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, examples(1))]
    pub version_number: Option<i32>,
    /// In words: reasons, what was corrected.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}

/// A page of what happened, the first at the head.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentEventList {
    /// The events.
    #[schema(max_items = 200)]
    pub events: Vec<ContentEvent>,
    /// The next page, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 512, examples("AQIDBA"))]
    pub next_cursor: Option<String>,
}

/// List what happened to an item.
///
/// Every step of its editorial flow: by whom, when, from which state to which, and why.
#[utoipa::path(get, path = "/api/v1/content-items/{contentItemId}/events", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-18.3", "R-25"]))))]
pub async fn list_content_events(
    allowed: Allowed<ContentRead>,
    At(at): At<ContentItemPath>,
    Asked(query): Asked<ContentEventsQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<ContentEventList>, Problem> {
    door.run(&allowed, move |unit| {
        let (row, _) = items::find(unit, at.content_item_id.uuid())?;
        unit.read("ContentItem", at.content_item_id);
        let page: Page<(DateTime<Utc>, Uuid)> =
            Page::read(keys.cursors(), "listContentEvents", &row.id, query.limit, query.cursor.as_deref())?;
        let rows = events::page(unit.conn, row.id, page.after, page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |event| (event.at, event.id))?;
        let read = |row: events::EventRow| {
            Ok::<_, serde_json::Error>(ContentEvent {
                at: row.at,
                action: serde_json::from_value(row.action.into())?,
                from_state: serde_json::from_value(row.from_state.into())?,
                to_state: serde_json::from_value(row.to_state.into())?,
                actor_name: row.actor_name,
                version_number: row.number,
                note: row.note.filter(|note| !note.is_empty()),
            })
        };
        let events = rows.into_iter().map(read).collect::<Result<_, _>>().map_err(Problem::internal)?;
        Reply::plain(&ContentEventList { events, next_cursor })
    })
    .await
}
