use actix_web::{HttpRequest, HttpResponse, web};

use super::datasets::{DatasetPath, bytes};
use crate::{
    access::caller::Open,
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::etag,
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
    let current = figures.indicator(&at.dataset_code, true).await?;
    let text = schema(&current).to_string().into_bytes();
    let tag = etag(current.number, &text);
    Ok(bytes(&request, text.into(), &tag, "application/schema+json"))
}
