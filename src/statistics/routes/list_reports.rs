use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::reports::Report;
use crate::{
    access::{caller::Allowed, door::Door, permissions::StatisticsRead},
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        keys::KeyRing,
        problem::Problem,
    },
    statistics::store::reports,
};

/// Which reports.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub struct ReportsAsked {
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    cursor: Option<String>,
}

/// A page of reports, the newest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReportList {
    /// The reports.
    #[schema(max_items = 200)]
    reports: Vec<Report>,
    /// Send it as `cursor` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// List the reports.
///
/// Every report that was ever made or is being made, the newest first.
#[utoipa::path(get, path = "/api/v1/reports", tag = "Statistics",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-11.39", "C-23.12"]))))]
pub async fn list_reports(
    allowed: Allowed<StatisticsRead>,
    Asked(asked): Asked<ReportsAsked>,
    keys: web::Data<KeyRing>,
    door: Door,
) -> Result<Reply<ReportList>, Problem> {
    door.run(&allowed, move |unit| {
        let account = unit.caller.account;
        let page = Page::<Uuid>::read(keys.cursors(), "listReports", &account, asked.limit, asked.cursor.as_deref())?;
        let rows = reports::latest(unit.conn, page.after, page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |row| row.id)?;
        Reply::plain(&ReportList { reports: rows.iter().map(Report::of).collect(), next_cursor })
    })
    .await
}
