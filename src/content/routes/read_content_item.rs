use actix_web::web;

use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentRead},
    administration::calendar::Calendars,
    content::{
        store::items,
        wire::item::{ContentItem, ContentItemPath, item},
    },
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
};

/// Read an item.
///
/// Its working copy, where that stands, and what the caller can do with it. What the public sees are its versions.
#[utoipa::path(get, path = "/api/v1/content-items/{contentItemId}", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-18.3", "R-11", "R-16"]))))]
pub async fn read_content_item(
    allowed: Allowed<ContentRead>,
    At(at): At<ContentItemPath>,
    _: Asked<NoQuery>,
    door: Door,
    calendars: web::Data<Calendars>,
) -> Result<Reply<ContentItem>, Problem> {
    door.run(&allowed, move |unit| {
        let (row, section) = items::find(unit, at.content_item_id.uuid())?;
        unit.read("ContentItem", at.content_item_id);
        let shown = item(unit, &row, &section, &calendars)?;
        Reply::record(row.version, &shown)
    })
    .await
}
