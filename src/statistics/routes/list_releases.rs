use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::datasets::DatasetRelease;
use crate::{
    access::caller::Open,
    kernel::{
        http::{
            page::{Page, PageQuery},
            params::Asked,
            reply::Reply,
        },
        keys::KeyRing,
        problem::Problem,
    },
    statistics::{Figures, store::releases},
};

/// A part of the feed of releases, in the order in which they were made.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReleaseFeed {
    /// The releases.
    #[schema(max_items = 200)]
    releases: Vec<DatasetRelease>,
    /// Send it as `cursor` for what comes after these, now or next week; absent as long as nothing was ever released.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// Follow the releases of all data sets.
///
/// A feed: the oldest first, and the cursor of its end is good for what is released later. What a release says otherwise than the one
/// before it is told by its changes.
#[utoipa::path(get, path = "/api/v1/dataset-releases", tag = "OpenData",
    extensions(("x-audience" = json!(["public", "partner"])), ("x-requirements" = json!(["C-4", "C-29.11", "G-DATE"]))))]
pub async fn list_releases(
    _: Open,
    Asked(asked): Asked<PageQuery>,
    figures: web::Data<Figures>,
    keys: web::Data<KeyRing>,
) -> Result<Reply<ReleaseFeed>, Problem> {
    let page = Page::<Uuid>::read(keys.cursors(), "listReleases", &(), asked.limit, asked.cursor.as_deref())?;
    let (after, limit) = (page.after, i64::from(page.limit));
    let rows = figures.door.open(move |conn, _| releases::feed(conn, after, limit)).await?;
    let end = rows.last().map(|row| row.id).or(page.after);
    let next_cursor = end.map(|end| page.after(keys.cursors(), &end)).transpose()?;
    Reply::plain(&ReleaseFeed { releases: rows.iter().map(DatasetRelease::of).collect(), next_cursor })
}
