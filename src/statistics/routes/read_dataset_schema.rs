use actix_web::{HttpRequest, HttpResponse, web};

use super::datasets::DatasetPath;
use crate::{
    access::caller::Open,
    kernel::{
        http::{
            kept::FRESH,
            params::{Asked, At, NoQuery},
        },
        problem::Problem,
    },
    statistics::{Figures, datasets::schema},
};

/// Read a data set's schema.
///
/// A Table Schema (Frictionless Data) of its columns that is a JSON Schema (2020-12) of its rows too.
#[utoipa::path(get, path = "/api/v1/datasets/{datasetCode}/schema", tag = "OpenData",
    extensions(("x-audience" = json!(["public", "partner"])), ("x-requirements" = json!(["C-4", "C-29.11", "G-SEM"])),
        ("x-produces" = json!(["application/schema+json"]))))]
pub async fn read_dataset_schema(
    _: Open,
    At(at): At<DatasetPath>,
    _: Asked<NoQuery>,
    figures: web::Data<Figures>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let opened = figures.opened(&at.dataset_code).await?;
    let name = format!("schema {}/{}", opened.release.code, opened.release.indicator_version);
    let kept = figures.kept_text(name, || schema(opened.indicator()).to_string().into_bytes())?;
    Ok(kept.answer(&request, "application/schema+json", "Accept-Encoding", FRESH))
}
