use actix_web::web;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentRead},
    content::{
        routes::record_monitoring::{Monitoring, shown},
        store::{answers, items},
        wire::item::ContentItemPath,
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

/// A page of what was seen, newest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MonitoringList {
    /// What was seen.
    #[schema(max_items = 200)]
    pub monitorings: Vec<Monitoring>,
    /// The next page, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 512, examples("AQIDBA"))]
    pub next_cursor: Option<String>,
}

/// List what was seen of a social media profile.
#[utoipa::path(get, path = "/api/v1/content-items/{contentItemId}/monitorings", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-49"]))))]
pub async fn list_monitorings(
    allowed: Allowed<ContentRead>,
    At(at): At<ContentItemPath>,
    Asked(query): Asked<PageQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<MonitoringList>, Problem> {
    door.run(&allowed, move |unit| {
        let item = at.content_item_id.uuid();
        let page: Page<(DateTime<Utc>, Uuid)> =
            Page::read(keys.cursors(), "listMonitorings", &item, query.limit, query.cursor.as_deref())?;
        let rows = answers::monitorings(unit, item, page.after, page.wanted())?;
        if rows.is_empty() {
            // There is nothing, or the caller may not know of the item.
            items::find(unit, item)?;
        }
        unit.read("ContentItem", at.content_item_id);
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |row| (row.at, row.id))?;
        let monitorings = rows.into_iter().map(shown).collect::<Result<_, _>>()?;
        Reply::plain(&MonitoringList { monitorings, next_cursor })
    })
    .await
}
