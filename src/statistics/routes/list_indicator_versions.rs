use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::wire::IndicatorVersion;
use crate::{
    access::{caller::Allowed, door::Door, permissions::StatisticsRead},
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        keys::KeyRing,
        problem::Problem,
    },
    statistics::store::indicators::{self, IndicatorState},
};

/// Which versions.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub struct IndicatorVersionsAsked {
    /// Only those of this indicator.
    #[param(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", min_length = 1, max_length = 60)]
    indicator_code: Option<String>,
    /// Only those of which this has become.
    #[param(inline)]
    state: Option<IndicatorState>,
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    cursor: Option<String>,
}

/// A page of versions of indicators.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct IndicatorVersionList {
    /// By code, the latest of each first.
    #[schema(max_items = 200)]
    indicator_versions: Vec<IndicatorVersion>,
    /// Send it as `cursor` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// List versions of indicators.
///
/// Every version of every indicator, those for officers alone among them, with what it says and what has become of it.
#[utoipa::path(get, path = "/api/v1/indicator-versions", tag = "Statistics",
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-2.h", "C-11.39", "C-31.1"]))))]
pub async fn list_indicator_versions(
    allowed: Allowed<StatisticsRead>,
    Asked(asked): Asked<IndicatorVersionsAsked>,
    keys: web::Data<KeyRing>,
    door: Door,
) -> Result<Reply<IndicatorVersionList>, Problem> {
    door.run(&allowed, move |unit| {
        let binding = (&asked.indicator_code, asked.state, unit.caller.account);
        let page =
            Page::<(String, i32)>::read(keys.cursors(), "listIndicatorVersions", &binding, asked.limit, asked.cursor.as_deref())?;
        // There are as many as people have written.
        let rows = match &asked.indicator_code {
            Some(code) => indicators::versions(unit.conn, code)?,
            None => indicators::all(unit.conn)?,
        };
        let after = |row: &indicators::IndicatorRow| {
            page.after.as_ref().is_none_or(|(code, number)| row.code > *code || (row.code == *code && row.number < *number))
        };
        let rows = rows
            .iter()
            .filter(|row| after(row) && asked.state.is_none_or(|state| row.state() == state))
            .take(page.limit as usize + 1);
        let rows = rows.map(IndicatorVersion::of).collect::<Result<Vec<_>, _>>()?;
        let (indicator_versions, next_cursor) =
            page.cut(keys.cursors(), rows, |row: &IndicatorVersion| (row.code.clone(), row.version))?;
        Reply::plain(&IndicatorVersionList { indicator_versions, next_cursor })
    })
    .await
}
