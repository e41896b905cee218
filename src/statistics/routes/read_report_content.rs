use actix_web::{HttpResponse, http::header};
use serde::Deserialize;
use utoipa::IntoParams;

use super::reports::ReportPath;
use crate::{
    access::{caller::Allowed, door::Door, permissions::StatisticsRead},
    kernel::{
        http::{
            params::{Asked, At},
            reply::etag,
        },
        id::TypedId,
        problem::{Kind, Problem},
    },
    statistics::{reports::ReportFormat, store::reports},
};

/// In which form.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub struct ReportFormatAsked {
    /// `json`, `csv`, `xlsx` or `pdf`; `pdf` unless said.
    #[param(inline)]
    format: Option<ReportFormat>,
}

/// Read a report itself.
///
/// As a PDF with charts, a workbook, CSV or JSON; the same bytes each time. Until it is ready: 409.
#[utoipa::path(get, path = "/api/v1/reports/{reportId}/content", tag = "Statistics",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-11.39", "C-23.12", "C-24.2"])),
        ("x-produces" = json!(["application/pdf", "text/csv", "application/json",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"])), ("x-statuses" = json!([409]))))]
pub async fn read_report_content(
    allowed: Allowed<StatisticsRead>,
    At(at): At<ReportPath>,
    Asked(asked): Asked<ReportFormatAsked>,
    door: Door,
) -> Result<HttpResponse, Problem> {
    let format = asked.format.unwrap_or(ReportFormat::Pdf);
    let (number, content) = door
        .run(&allowed, move |unit| {
            let row = reports::by_id(unit.conn, at.report_id.uuid())?.ok_or_else(Problem::not_found)?;
            let content = reports::content(unit.conn, row.id)?
                .ok_or_else(|| Problem::new(Kind::NOT_IN_THIS_STATE).with("state", serde_json::json!(row.state())))?;
            unit.read("StatisticalReport", at.report_id);
            Ok((row.number, content))
        })
        .await?;
    let name = format!("{number}.{}", format.extension());
    let bytes = tokio::task::spawn_blocking(move || format.write(&number, &content)).await.map_err(Problem::internal)??;
    Ok(HttpResponse::Ok()
        .insert_header((header::ETAG, etag(0, &bytes)))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .content_type(format.media())
        .body(bytes))
}
