use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentRead},
    content::{
        store::{items, versions},
        wire::version::{ContentVersion, ContentVersionPath, version},
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

/// Read a version of an item.
#[utoipa::path(get, path = "/api/v1/content-items/{contentItemId}/versions/{versionNumber}", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-18.3", "R-23.4"]))))]
pub async fn read_content_version(
    allowed: Allowed<ContentRead>,
    At(at): At<ContentVersionPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<ContentVersion>, Problem> {
    door.run(&allowed, move |unit| {
        let (row, _) = items::find(unit, at.content_item_id.uuid())?;
        unit.read("ContentItem", at.content_item_id);
        let found = versions::find(unit.conn, row.id, at.version_number)?;
        Reply::record(found.version, &version(&found, unit.now)?)
    })
    .await
}
