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
    statistics::{Figures, sheet},
};

/// Read open figures of an indicator.
///
/// A table for periods that are over, as it was released last, or, with `asKnownOn`, by that day: on Mondays, as known at the end of the Sunday
/// before. Figures of 1 to 4 are not shown, nor those from which they would follow; what is not listed is none, or too few to be named. A
/// period whose correction would give a small number away stays as it was released before. Answered from memory.
#[utoipa::path(get, path = "/api/v1/indicators/{indicatorCode}/figures", tag = "Statistics",
    extensions(("x-audience" = json!(["public", "partner", "intranet"])),
        ("x-requirements" = json!(["C-2.a", "C-2.h", "C-4", "C-11.39", "R-7.5", "G-DATE"]))))]
pub async fn read_indicator_figures(
    _: Open,
    At(at): At<IndicatorPath>,
    Asked(asked): Asked<FiguresAsked>,
    figures: web::Data<Figures>,
) -> Result<FromMemory<FigureTable>, Problem> {
    let code = &at.indicator_code;
    let opened = match asked.as_known_on {
        None => figures.opened(code).await?,
        Some(day) => figures.newest_on(code, day).await?,
    };
    let (indicator, known_on) = (opened.indicator(), opened.release.known_on);
    let meant = asked.meant_openly(&opened.current, known_on)?;
    let Some((first, last)) = meant.periods.first().copied().zip(meant.periods.last().copied()) else {
        return Err(Problem::internal("no period"));
    };
    if let Some(open) = indicator.open_period.filter(|open| first.kind != *open) {
        return Err(other_length(open));
    }
    if last.last() > known_on {
        return Err(not_over(if asked.as_known_on.is_some() { "asKnownOn" } else { "to" }));
    }
    let name = format!("figures {code}/{} {} {} {first} {last}", opened.release.number, meant.cut, meant.only());
    if let Some(kept) = figures.kept_answer(&name) {
        return Ok(kept.into());
    }
    let mut parts = figures.parts(&opened, (first.first, last.first), sheet::path(indicator, meant.cut)).await?;
    let mut rows = Vec::new();
    for period in &meant.periods {
        let cells = sheet::cells(parts.remove(&period.first), indicator, meant.cut)?;
        let cells = cells.into_iter().filter(|(values, _)| meant.takes(values));
        rows.extend(cells.map(|(values, shown)| TableFigure::shown(period.to_string(), values, shown)));
    }
    let table = FigureTable {
        indicator_code: indicator.code.clone(),
        version: opened.release.indicator_version,
        title: indicator.title.clone(),
        view: FigureView::Open,
        period_kind: first.kind,
        measure: indicator.measure,
        dimensions: meant.dimensions.clone(),
        names: Vec::new(),
        rounding: indicator.rounding,
        known_on,
        incomplete: false,
        figures: rows,
    }
    .named(&figures);
    // Of an earlier release nothing is kept in memory: its days are as many as anybody thinks of.
    let worth_it = figures.is_newest(&opened).await?;
    figures.keep_answer(name, &table, worth_it).map(Into::into)
}
