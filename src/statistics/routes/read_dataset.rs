use actix_web::web;

use super::datasets::{Dataset, DatasetPath};
use crate::{
    access::caller::Open,
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        problem::Problem,
    },
    statistics::Figures,
};

/// Read a data set's description.
///
/// What it counts, its licence, its newest release, where its forms lie.
#[utoipa::path(get, path = "/api/v1/datasets/{datasetCode}", tag = "OpenData",
    extensions(("x-audience" = json!(["public", "partner"])), ("x-requirements" = json!(["C-4", "C-29.11", "G-DATE"]))))]
pub async fn read_dataset(
    _: Open,
    At(at): At<DatasetPath>,
    _: Asked<NoQuery>,
    figures: web::Data<Figures>,
) -> Result<Reply<Dataset>, Problem> {
    Reply::plain(&Dataset::of(&figures, &figures.opened(&at.dataset_code).await?))
}
