use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::IntoParams;

use super::datasets::{DatasetPath, bytes};
use crate::{
    access::caller::Open,
    kernel::{
        http::params::{Asked, At},
        problem::Problem,
    },
    statistics::{
        Figures,
        datasets::DatasetFormat,
        open::{release_of, released},
    },
};

/// In which form, as known when.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub struct DatasetContentAsked {
    /// `csv`, `json` or `ndjson`; `csv` unless said.
    #[param(inline)]
    format: Option<DatasetFormat>,
    /// The data set as it was released last up to this day; as it is now unless said.
    #[param(example = "2026-11-15")]
    as_known_on: Option<NaiveDate>,
}

/// Read a data set.
///
/// All its rows as CSV, as a JSON object or as JSON lines; small numbers protected. Answered from memory, anew each Monday.
#[utoipa::path(get, path = "/api/v1/datasets/{datasetCode}/content", tag = "OpenData",
    extensions(("x-audience" = json!(["public", "partner"])), ("x-requirements" = json!(["C-4", "C-29.11", "G-DATE", "R-7.5"])),
        ("x-produces" = json!(["text/csv", "application/json", "application/x-ndjson"]))))]
pub async fn read_dataset_content(
    _: Open,
    At(at): At<DatasetPath>,
    Asked(asked): Asked<DatasetContentAsked>,
    figures: web::Data<Figures>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let current = figures.indicator(&at.dataset_code, true).await?;
    let newest = released(figures.today());
    let known_on = asked.as_known_on.map_or(newest, |day| release_of(day).min(newest));
    let format = asked.format.unwrap_or_default();
    let file = figures.file(&current, known_on, format).await?;
    Ok(bytes(&request, file.bytes.clone(), &file.etag, format.media()))
}
