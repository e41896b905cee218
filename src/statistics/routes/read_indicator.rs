use actix_web::web;

use super::wire::{IndicatorPath, PublicIndicator};
use crate::{
    access::caller::Open,
    kernel::{
        http::kept::{FromMemory, Kept},
        http::params::{Asked, At, NoQuery},
        problem::Problem,
    },
    statistics::Figures,
};

/// Read an open indicator.
///
/// What it counts, how sure that is, by what it is told apart.
#[utoipa::path(get, path = "/api/v1/indicators/{indicatorCode}", tag = "Statistics",
    extensions(("x-audience" = json!(["public", "partner", "intranet"])),
        ("x-requirements" = json!(["C-2.a", "C-4", "R-7.5"]))))]
pub async fn read_indicator(
    _: Open,
    At(at): At<IndicatorPath>,
    _: Asked<NoQuery>,
    figures: web::Data<Figures>,
) -> Result<FromMemory<PublicIndicator>, Problem> {
    let current = figures.opened(&at.indicator_code).await?.current;
    Ok(std::sync::Arc::new(Kept::new(&PublicIndicator::of(&figures, &current))?).into())
}
