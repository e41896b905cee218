use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
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
    statistics::{Figures, datasets::DatasetFormat},
};

/// In which form, as known when.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub struct DatasetContentAsked {
    /// `csv`, `json` or `ndjson`; `csv` unless said.
    #[param(inline)]
    format: Option<DatasetFormat>,
    /// The release of this number, as it was published; the newest unless said.
    #[param(minimum = 1, maximum = 100000, example = 3)]
    release: Option<i32>,
    /// The release that was the newest on this day, where no number is said.
    #[param(example = "2026-11-15")]
    as_known_on: Option<NaiveDate>,
}

/// Read a data set.
///
/// All its rows as CSV, as a JSON object or as JSON lines; small numbers protected. The newest release is answered from memory, anew each
/// Monday; any other is given as it was published, whatever became of the figures and of their indicator since.
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
    let code = &at.dataset_code;
    let opened = match (asked.release, asked.as_known_on) {
        (Some(number), _) => figures.numbered(code, number).await?,
        (None, Some(day)) => figures.newest_on(code, day).await?,
        (None, None) => figures.opened(code).await?,
    };
    let format = asked.format.unwrap_or_default();
    let file = figures.file(&opened, format).await?;
    Ok(file.answer(&request, format.media(), "Accept-Encoding", FRESH))
}
