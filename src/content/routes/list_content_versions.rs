use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentRead},
    content::{
        store::{items, versions},
        wire::{
            item::ContentItemPath,
            version::{ContentVersionSummary, summary},
        },
    },
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
};

/// A page of an item's versions, newest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentVersionList {
    /// The versions.
    #[schema(max_items = 200)]
    pub versions: Vec<ContentVersionSummary>,
    /// The next page, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 512, examples("AQIDBA"))]
    pub next_cursor: Option<String>,
}

/// List the versions of an item.
///
/// Every version that was published or is to be, with its term, its digest and what its provider found.
#[utoipa::path(get, path = "/api/v1/content-items/{contentItemId}/versions", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-18.3", "R-23.4", "R-31"]))))]
pub async fn list_content_versions(
    allowed: Allowed<ContentRead>,
    At(at): At<ContentItemPath>,
    Asked(query): Asked<PageQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<ContentVersionList>, Problem> {
    door.run(&allowed, move |unit| {
        let item = at.content_item_id.uuid();
        let page: Page<i32> = Page::read(keys.cursors(), "listContentVersions", &item, query.limit, query.cursor.as_deref())?;
        let rows = versions::page(unit, item, page.after, page.wanted())?;
        if rows.is_empty() {
            // There is none, or the caller may not know of the item.
            items::find(unit, item)?;
        }
        unit.read("ContentItem", at.content_item_id);
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |row| row.number)?;
        Reply::plain(&ContentVersionList { versions: rows.iter().map(|row| summary(row, unit.now)).collect(), next_cursor })
    })
    .await
}
