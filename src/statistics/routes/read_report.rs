use super::reports::{Report, ReportPath};
use crate::{
    access::{caller::Allowed, door::Door, permissions::StatisticsRead},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    statistics::store::reports,
};

/// Read how far a report is.
///
/// Its number, kind, period and day of knowledge; how many of its tables are made; when it is ready, the digest of what it says.
/// One that could not be made is `Failed` and says why; ask for it again, or replay its message.
#[utoipa::path(get, path = "/api/v1/reports/{reportId}", tag = "Statistics",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-11.39", "C-23.12"]))))]
pub async fn read_report(
    allowed: Allowed<StatisticsRead>,
    At(at): At<ReportPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<Report>, Problem> {
    door.run(&allowed, move |unit| {
        let row = reports::by_id(unit.conn, at.report_id.uuid())?.ok_or_else(Problem::not_found)?;
        unit.read("StatisticalReport", at.report_id);
        Reply::record(row.version, &Report::of(&row))
    })
    .await
}
