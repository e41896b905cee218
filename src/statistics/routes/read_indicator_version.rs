use super::wire::{IndicatorVersion, IndicatorVersionPath};
use crate::{
    access::{caller::Allowed, door::Door, permissions::StatisticsRead},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        problem::Problem,
    },
    statistics::store::indicators,
};

/// Read a version of an indicator.
///
/// What it says and what has become of it; its tag goes with a withdrawal.
#[utoipa::path(get, path = "/api/v1/indicators/{indicatorCode}/versions/{version}", tag = "Statistics",
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-2.h", "C-11.39", "C-31.1"]))))]
pub async fn read_indicator_version(
    allowed: Allowed<StatisticsRead>,
    At(at): At<IndicatorVersionPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<IndicatorVersion>, Problem> {
    door.run(&allowed, move |unit| {
        let versions = indicators::versions(unit.conn, &at.indicator_code)?;
        let row = versions.iter().find(|row| row.number == at.version).ok_or_else(Problem::not_found)?;
        unit.read("IndicatorVersion", indicators::name(row));
        Reply::record(row.version, &IndicatorVersion::of(row)?)
    })
    .await
}
