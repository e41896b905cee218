use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::wire::PublicIndicator;
use crate::{
    access::caller::Open,
    kernel::http::kept::{FromMemory, Kept, Media},
    kernel::{
        http::{page::Page, params::Asked},
        keys::KeyRing,
        problem::Problem,
    },
    statistics::{Figures, rules::indicator::Domain},
};

/// Which indicators.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub struct IndicatorsAsked {
    /// Only those of this domain.
    #[param(inline)]
    domain: Option<Domain>,
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    cursor: Option<String>,
}

/// The indicators that everybody sees.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct IndicatorList {
    /// By code.
    #[schema(max_items = 200)]
    indicators: Vec<PublicIndicator>,
    /// Send it as `cursor` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

impl Media for IndicatorList {}

/// List the open indicators.
///
/// What the inspectorate counts for everybody: definition, quality, dimensions and tables of each.
#[utoipa::path(get, path = "/api/v1/indicators", tag = "Statistics",
    extensions(("x-audience" = json!(["public", "partner", "intranet"])),
        ("x-requirements" = json!(["C-2.a", "C-2.h", "C-4", "C-11.39", "R-7.5"])),
        ("x-links" = json!({"readIndicator": {"operationId": "readIndicator", "parameters": {"indicatorCode": "$response.body#/indicators/0/code"}}}))))]
pub async fn list_indicators(
    _: Open,
    Asked(asked): Asked<IndicatorsAsked>,
    figures: web::Data<Figures>,
    keys: web::Data<KeyRing>,
) -> Result<FromMemory<IndicatorList>, Problem> {
    let page = Page::<String>::read(keys.cursors(), "listIndicators", &asked.domain, asked.limit, asked.cursor.as_deref())?;
    let standing = figures.standing().await?;
    let rows = standing
        .opened
        .iter()
        .filter(|(_, one)| asked.domain.is_none_or(|domain| one.indicator().domain == domain))
        .filter(|(code, _)| page.after.as_ref().is_none_or(|after| *code > after))
        .take(page.limit as usize + 1)
        .map(|(_, one)| PublicIndicator::of(&figures, &one.current))
        .collect();
    let (indicators, next_cursor) = page.cut(keys.cursors(), rows, |row: &PublicIndicator| row.code.clone())?;
    Ok(std::sync::Arc::new(Kept::new(&IndicatorList { indicators, next_cursor })?).into())
}
