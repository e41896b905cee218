use actix_web::web;

use super::{
    asked::{FiguresAsked, not_over, other_length},
    wire::{FigureTable, FigureView, IndicatorPath, TableFigure},
};
use crate::{
    access::caller::Open,
    kernel::{
        http::kept::FromMemory,
        http::params::{Asked, At},
        problem::Problem,
    },
    statistics::{
        Figures,
        open::{cells_of, release_of, released},
    },
};

/// Read open figures of an indicator.
///
/// A table for periods that are over, as released on Monday: as known at the end of the Sunday before, or, with `asKnownOn`, at the end of
/// the last Sunday up to that day. Figures of 1 to 4 are not shown, nor those from which they would follow. Answered from memory.
#[utoipa::path(get, path = "/api/v1/indicators/{indicatorCode}/figures", tag = "Statistics",
    extensions(("x-audience" = json!(["public", "partner", "intranet"])),
        ("x-requirements" = json!(["C-2.a", "C-2.h", "C-4", "C-11.39", "R-7.5", "G-DATE"]))))]
pub async fn read_indicator_figures(
    _: Open,
    At(at): At<IndicatorPath>,
    Asked(asked): Asked<FiguresAsked>,
    figures: web::Data<Figures>,
) -> Result<FromMemory<FigureTable>, Problem> {
    let current = figures.indicator(&at.indicator_code, true).await?;
    let indicator = current.indicator();
    let newest = released(figures.today());
    let known_on = asked.as_known_on.map_or(newest, |day| release_of(day).min(newest));
    let meant = asked.meant(&current, known_on)?;
    let (first, last) = (meant.periods.first().copied(), meant.periods.last().copied());
    if let Some(open) = indicator.open_period.filter(|open| first.is_some_and(|first| first.kind != *open)) {
        return Err(other_length(open));
    }
    if last.is_some_and(|last| last.last() > known_on) {
        return Err(not_over(if asked.as_known_on.is_some() { "asKnownOn" } else { "to" }));
    }
    // The series too: figures that were made again have another.
    let name =
        format!("{}/{} {} {} {first:?} {last:?} {known_on}", indicator.code, current.number, current.counted.series, meant.cut);
    if let Some(kept) = figures.kept_answer(&name) {
        return Ok(kept.into());
    }
    let mut rows = Vec::new();
    for period in &meant.periods {
        let sheet = figures.sheet(&current, *period, known_on).await?;
        rows.extend(
            cells_of(&sheet, indicator, meant.cut)
                .into_iter()
                .map(|(values, shown)| TableFigure::shown(period.to_string(), values, shown)),
        );
    }
    let table = FigureTable {
        indicator_code: indicator.code.clone(),
        version: current.number,
        title: indicator.title.clone(),
        view: FigureView::Open,
        period_kind: first.map_or(crate::statistics::rules::period::PeriodKind::Month, |first| first.kind),
        measure: indicator.measure,
        dimensions: meant.dimensions,
        known_on,
        incomplete: false,
        figures: rows,
    };
    figures.keep_answer(name, &table).map(Into::into)
}
