use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentRead},
    content::{
        store::reviews,
        wire::review::{ReviewSummary, summary},
    },
    kernel::{
        http::{
            page::{Page, PageQuery},
            params::Asked,
            reply::Reply,
        },
        keys::KeyRing,
        problem::Problem,
    },
};

/// A page of reviews, the latest quarter first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReviewList {
    /// The reviews.
    #[schema(max_items = 200)]
    pub reviews: Vec<ReviewSummary>,
    /// The next page, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 512, examples("AQIDBA"))]
    pub next_cursor: Option<String>,
}

/// List the quarterly reviews.
#[utoipa::path(get, path = "/api/v1/content-reviews", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-33"]))))]
pub async fn list_reviews(
    allowed: Allowed<ContentRead>,
    Asked(query): Asked<PageQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<ReviewList>, Problem> {
    door.run(&allowed, move |unit| {
        let page: Page<String> = Page::read(keys.cursors(), "listReviews", &(), query.limit, query.cursor.as_deref())?;
        let rows = reviews::page(unit.conn, page.after.clone(), page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |row| row.quarter.clone())?;
        Reply::plain(&ReviewList { reviews: rows.iter().map(summary).collect(), next_cursor })
    })
    .await
}
