use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

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
pub struct ContentVersionsQuery {
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

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
    Asked(query): Asked<ContentVersionsQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<ContentVersionList>, Problem> {
    door.run(&allowed, move |unit| {
        let (row, _) = items::find(unit, at.content_item_id.uuid())?;
        unit.read("ContentItem", at.content_item_id);
        let page: Page<i32> = Page::read(keys.cursors(), "listContentVersions", &row.id, query.limit, query.cursor.as_deref())?;
        let rows = versions::page(unit.conn, row.id, page.after, page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |row| row.number)?;
        Reply::plain(&ContentVersionList { versions: rows.iter().map(|row| summary(row, unit.now)).collect(), next_cursor })
    })
    .await
}
