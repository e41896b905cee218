use actix_web::web;
use chrono::Days;

use super::{
    asked::{FiguresAsked, not_over},
    wire::{FigureTable, FigureView, IndicatorPath, TableFigure},
};
use crate::{
    access::{caller::Allowed, door::Door, permissions::StatisticsRead},
    kernel::{
        http::{
            params::{Asked, At},
            reply::Reply,
        },
        local_time::legal_day,
        problem::Problem,
    },
    statistics::{
        Figures,
        read::{exact, told},
        rules::{
            contribution::JOINT,
            indicator::{Measure, Rounding},
            period::PeriodKind,
        },
    },
};

/// Read exact figures of an indicator.
///
/// As they stand this moment, periods that are not over among them, or with `asKnownOn` as they were known at the end of that day, for
/// periods that were over by then. A stock is told at the end of periods that are over, a mean with its days and cases. For those who may see small numbers; not to be passed on as they are.
#[utoipa::path(get, path = "/api/v1/indicators/{indicatorCode}/exact-figures", tag = "Statistics",
    extensions(("x-audience" = json!(["intranet"])),
        ("x-requirements" = json!(["C-2.a", "C-2.h", "C-11.39", "C-10.9", "C-24.2", "G-DATE"]))))]
pub async fn read_exact_figures(
    allowed: Allowed<StatisticsRead>,
    At(at): At<IndicatorPath>,
    Asked(asked): Asked<FiguresAsked>,
    figures: web::Data<Figures>,
    door: Door,
) -> Result<Reply<FigureTable>, Problem> {
    let current = figures.indicator(&at.indicator_code, false).await;
    let catalogue = figures.catalogue.clone();
    let figures = figures.into_inner();
    door.run(&allowed, move |unit| {
        // The permission is judged before anything is said of the indicator.
        let current = current.clone()?;
        let indicator = current.indicator();
        let today = legal_day(unit.now);
        if asked.as_known_on.is_some_and(|day| day > today) {
            return Err(not_over("asKnownOn"));
        }
        let then = asked.as_known_on.filter(|day| *day < today);
        // How many there are at the end of a period is not known before it.
        let stock = indicator.measure == Measure::Stock;
        let until = then.unwrap_or(if stock { today - Days::new(1) } else { today });
        let meant = asked.meant(&current, until)?;
        if let (Some(day), Some(last)) = (then, meant.periods.last())
            && last.last() > day
        {
            return Err(not_over("asKnownOn"));
        }
        if stock && meant.periods.last().is_some_and(|last| last.last() > until) {
            return Err(not_over("to"));
        }
        unit.read("Indicator", &indicator.code);
        let sheet = exact(unit.conn, &catalogue, &current.counted, &meant.periods, &[meant.cut as i32], then)?;
        let table = FigureTable {
            indicator_code: indicator.code.clone(),
            version: current.number,
            title: indicator.title.clone(),
            view: FigureView::Authorised,
            period_kind: meant.periods.first().map_or(PeriodKind::Month, |first| first.kind),
            measure: indicator.measure,
            dimensions: meant.dimensions.clone(),
            names: Vec::new(),
            rounding: Rounding::None,
            known_on: then.unwrap_or(today),
            incomplete: sheet.left_out,
            figures: told(&current.counted, &sheet, meant.cut as i32)
                .into_iter()
                .filter(|(_, key, _)| meant.takes(&values_of(key)))
                .map(|(period, key, told)| TableFigure {
                    period: period.to_string(),
                    values: values_of(&key),
                    value: Some(told.value),
                    cases: told.cases,
                    days: told.days,
                    suppressed: false,
                })
                .collect(),
        };
        Reply::plain(&table.named(&figures))
    })
    .await
}

/// The values of a key.
pub fn values_of(key: &str) -> Vec<String> {
    if key.is_empty() { Vec::new() } else { key.split(JOINT).map(str::to_owned).collect() }
}
