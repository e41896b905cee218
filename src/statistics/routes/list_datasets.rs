use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::datasets::Dataset;
use crate::{
    access::caller::Open,
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        keys::KeyRing,
        problem::Problem,
    },
    statistics::Figures,
};

/// Which data sets.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub struct DatasetsAsked {
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    cursor: Option<String>,
}

/// A page of data sets.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DatasetList {
    /// By code.
    #[schema(max_items = 200)]
    datasets: Vec<Dataset>,
    /// Send it as `cursor` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// List the open data sets.
///
/// Every open indicator as a data set, with its licence, its newest release and where its forms lie. Anyone may read them.
#[utoipa::path(get, path = "/api/v1/datasets", tag = "OpenData",
    extensions(("x-audience" = json!(["public", "partner"])), ("x-requirements" = json!(["C-4", "C-29.11", "G-DATE", "R-7.5"])),
        ("x-links" = json!({"readDataset": {"operationId": "readDataset", "parameters": {"datasetCode": "$response.body#/datasets/0/code"}}}))))]
pub async fn list_datasets(
    _: Open,
    Asked(asked): Asked<DatasetsAsked>,
    figures: web::Data<Figures>,
    keys: web::Data<KeyRing>,
) -> Result<Reply<DatasetList>, Problem> {
    let page = Page::<String>::read(keys.cursors(), "listDatasets", &(), asked.limit, asked.cursor.as_deref())?;
    let standing = figures.standing().await?;
    let after = |code: &String| page.after.as_ref().is_none_or(|after| code > after);
    let rows = standing
        .opened
        .iter()
        .filter(|(code, _)| after(code))
        .take(page.limit as usize + 1)
        .map(|(_, opened)| Dataset::of(&figures, opened))
        .collect();
    let (datasets, next_cursor) = page.cut(keys.cursors(), rows, |row: &Dataset| row.code.clone())?;
    Reply::plain(&DatasetList { datasets, next_cursor })
}
