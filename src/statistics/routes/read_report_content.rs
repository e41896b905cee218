use actix_web::{HttpRequest, HttpResponse, http::header};
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
        text::Language,
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
    /// The language of a PDF, a workbook or CSV: `ro`, `ru` or `en`; Romanian unless said. JSON has all three.
    #[param(inline)]
    language: Option<Language>,
}

/// Read a report itself.
///
/// As a PDF with charts, a workbook, CSV or JSON, in Romanian, Russian or English. The bytes are kept: each time the same, whatever has
/// become of the template. Codes stand beside the names, and CSV numbers its tables. Until it is ready: 409.
#[utoipa::path(get, path = "/api/v1/reports/{reportId}/content", tag = "Statistics",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-11.39", "C-23.12", "C-24.2"])),
        ("x-produces" = json!(["application/pdf", "text/csv", "application/json",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"])), ("x-statuses" = json!([409]))))]
pub async fn read_report_content(
    allowed: Allowed<StatisticsRead>,
    At(at): At<ReportPath>,
    Asked(asked): Asked<ReportFormatAsked>,
    request: HttpRequest,
    door: Door,
) -> Result<HttpResponse, Problem> {
    let (format, language) = (asked.format.unwrap_or(ReportFormat::Pdf), asked.language.unwrap_or_default());
    let id = at.report_id.uuid();
    let (number, content, kept) = door
        .run(&allowed, move |unit| {
            let row = reports::by_id(unit.conn, id)?.ok_or_else(Problem::not_found)?;
            let kept = reports::file(unit.conn, id, format, language)?;
            let content = if kept.is_some() { None } else { reports::content(unit.conn, id)? };
            if kept.is_none() && content.is_none() {
                return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("state", serde_json::json!(row.state())));
            }
            unit.read("StatisticalReport", at.report_id);
            Ok((row.number, content, kept))
        })
        .await?;
    let name = match format.said_in(language) {
        Language::Ro => format!("{number}.{}", format.extension()),
        Language::Ru => format!("{number}-ru.{}", format.extension()),
        Language::En => format!("{number}-en.{}", format.extension()),
    };
    let bytes = match (kept, content) {
        (None, Some(content)) => {
            let made = tokio::task::spawn_blocking(move || format.write(&number, &content, language));
            let made = made.await.map_err(Problem::internal)??;
            // Of two that make it at once, both give what is kept.
            door.by_system("keepReportFile", move |unit| {
                reports::keep_file(unit.conn, id, format, language, &made)?;
                reports::file(unit.conn, id, format, language)
            })
            .await?
            .unwrap_or_default()
        }
        (kept, _) => kept.unwrap_or_default(),
    };
    let tag = etag(0, &bytes);
    let seen = request.headers().get(header::IF_NONE_MATCH).and_then(|seen| seen.to_str().ok()).unwrap_or_default();
    let unchanged = seen == "*" || seen.split(',').any(|seen| seen.trim().trim_start_matches("W/") == tag);
    let mut answer = if unchanged { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer.insert_header((header::ETAG, tag)).insert_header((header::CACHE_CONTROL, "private, no-store"));
    if unchanged {
        return Ok(answer.finish());
    }
    Ok(answer
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .content_type(format.media())
        .body(bytes))
}
