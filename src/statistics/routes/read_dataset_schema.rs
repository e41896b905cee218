use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use utoipa::IntoParams;

use super::datasets::DatasetPath;
use crate::{
    access::caller::Open,
    kernel::{
        http::{
            kept::FRESH,
            params::{Asked, At},
        },
        problem::Problem,
    },
    statistics::{Figures, datasets::schema},
};

/// Which release.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub struct DatasetSchemaAsked {
    /// The release of this number; the newest unless said.
    #[param(minimum = 1, maximum = 100000, example = 3)]
    release: Option<i32>,
}

/// Read a data set's schema.
///
/// A Table Schema (Frictionless Data) of its columns that is a JSON Schema (2020-12) of its rows too; of an earlier release the one that it
/// had, whatever became of the indicator since. Its `$id` stays.
#[utoipa::path(get, path = "/api/v1/datasets/{datasetCode}/schema", tag = "OpenData",
    extensions(("x-audience" = json!(["public", "partner"])), ("x-requirements" = json!(["C-4", "C-29.11", "G-SEM"])),
        ("x-produces" = json!(["application/schema+json"]))))]
pub async fn read_dataset_schema(
    _: Open,
    At(at): At<DatasetPath>,
    Asked(asked): Asked<DatasetSchemaAsked>,
    figures: web::Data<Figures>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let opened = match asked.release {
        Some(number) => figures.numbered(&at.dataset_code, number).await?,
        None => figures.opened(&at.dataset_code).await?,
    };
    let name = format!("schema {}/{}", opened.release.code, opened.release.number);
    let kept = figures.kept_text(name, || schema(&figures, &opened).to_string().into_bytes())?;
    Ok(kept.answer(&request, "application/schema+json", "Accept-Encoding", FRESH))
}
