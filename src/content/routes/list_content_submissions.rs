use actix_web::web;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentRead},
    administration::calendar::Calendars,
    content::{
        ContentItemId,
        store::items,
        wire::item::{ContentItemSummary, summary},
    },
    kernel::{
        http::{
            page::{Page, PageQuery},
            params::Asked,
            reply::Reply,
        },
        id::TypedId,
        keys::KeyRing,
        problem::Problem,
    },
};

/// A page of what waits for publication.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentSubmissionList {
    /// The items, what is due first at the head.
    #[schema(max_items = 200)]
    pub submissions: Vec<ContentItemSummary>,
    /// The next page, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 512, examples("AQIDBA"))]
    pub next_cursor: Option<String>,
}

/// List what waits for publication.
///
/// The administrators' worklist: what is due first comes first, each with how its publication term stands.
#[utoipa::path(get, path = "/api/v1/content-submissions", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-25", "R-29", "R-16"]))))]
pub async fn list_content_submissions(
    allowed: Allowed<ContentRead>,
    Asked(query): Asked<PageQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
    calendars: web::Data<Calendars>,
) -> Result<Reply<ContentSubmissionList>, Problem> {
    door.run(&allowed, move |unit| {
        let page: Page<(DateTime<Utc>, Uuid)> =
            Page::read(keys.cursors(), "listContentSubmissions", &unit.caller.account, query.limit, query.cursor.as_deref())?;
        let rows = items::waiting(unit, page.after, page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |row| (row.item.due_at.unwrap_or(unit.now), row.item.id))?;
        let mut submissions = Vec::with_capacity(rows.len());
        for row in &rows {
            unit.read("ContentItem", ContentItemId::from_uuid(row.item.id));
            submissions.push(summary(unit, row, &calendars)?);
        }
        Reply::plain(&ContentSubmissionList { submissions, next_cursor })
    })
    .await
}
