use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::datasets::{DatasetPath, DatasetRelease};
use crate::{
    access::caller::Open,
    kernel::{
        http::{
            page::Page,
            params::{Asked, At},
            reply::Reply,
        },
        keys::KeyRing,
        problem::Problem,
    },
    statistics::{Figures, store::releases},
};

/// Which releases.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub struct DatasetReleasesAsked {
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    cursor: Option<String>,
}

/// A page of releases, the newest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DatasetReleaseList {
    /// The releases.
    #[schema(max_items = 200)]
    releases: Vec<DatasetRelease>,
    /// Send it as `cursor` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// List the releases of a data set.
///
/// When it was released, how many rows came, went and changed. Any release can be read again by its number, as it was published.
#[utoipa::path(get, path = "/api/v1/datasets/{datasetCode}/releases", tag = "OpenData",
    extensions(("x-audience" = json!(["public", "partner"])), ("x-requirements" = json!(["C-4", "C-29.11", "G-DATE"]))))]
pub async fn list_dataset_releases(
    _: Open,
    At(at): At<DatasetPath>,
    Asked(asked): Asked<DatasetReleasesAsked>,
    figures: web::Data<Figures>,
    keys: web::Data<KeyRing>,
) -> Result<Reply<DatasetReleaseList>, Problem> {
    // What was released stays released, whatever became of the indicator.
    figures.numbered(&at.dataset_code, 1).await?;
    let page = Page::<i32>::read(keys.cursors(), "listDatasetReleases", &at.dataset_code, asked.limit, asked.cursor.as_deref())?;
    let (after, wanted) = (page.after, page.wanted());
    let rows = figures.door.open(move |conn, _| releases::page(conn, &at.dataset_code, after, wanted)).await?;
    let (rows, next_cursor) = page.cut(keys.cursors(), rows, |row| row.number)?;
    Reply::plain(&DatasetReleaseList { releases: rows.iter().map(DatasetRelease::of).collect(), next_cursor })
}
