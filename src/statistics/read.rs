//! Exact figures, for those who may see them: as they stand, or as they were known at the end of a day; what is not folded yet is added.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::PgConnection;

use super::{
    fold::{count, of_each},
    rules::{
        contribution::{CASES, Counted},
        indicator::Measure,
        period::Period,
        reason::REASONS,
    },
    store::{
        cells::{self, Wanted},
        indicators::Series,
        marks::{self, Marked},
    },
};
use crate::{kernel::problem::Problem, services::Catalogue};

/// Changes that a reader counts by itself; were there more, the answer says that they are not in it.
const PENDING: i64 = 500;

/// Figures by period, table and key, each by reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The figures; those that are none are left out.
    pub figures: BTreeMap<(Period, i32, String), [i64; REASONS]>,
    /// Changes that are not in the figures yet.
    pub left_out: bool,
}

/// Reads tables of a series for periods of one kind.
pub fn exact(
    conn: &mut PgConnection,
    catalogue: &Catalogue,
    counted: &Counted,
    periods: &[Period],
    cuts: &[i32],
    known_on: Option<NaiveDate>,
) -> Result<Sheet, Problem> {
    let Some(kind) = periods.first().map(|period| period.kind) else { return Ok(Sheet::default()) };
    let stock = counted.indicator.measure == Measure::Stock;
    if stock {
        // Its first period and its figures are of the same moment.
        marks::hold_still(conn)?;
    }
    // A mean has its days and its cases; a stock is all that came and went since the first period of which there is a figure.
    let cuts: Vec<i32> = match counted.indicator.measure {
        Measure::MeanDays => cuts.iter().flat_map(|cut| [*cut, *cut + CASES]).collect(),
        _ => cuts.to_vec(),
    };
    let cuts = cuts.as_slice();
    let whole: BTreeMap<NaiveDate, Period> =
        periods.iter().flat_map(|period| period.parts().into_iter().map(|part| (part.first, *period))).collect();
    let parts: Vec<Period> = match whole.keys().next_back() {
        Some(last) if stock => {
            let first = cells::first_period(conn, counted.series, kind.kept())?.unwrap_or(*last);
            let begin = Period { kind: kind.kept(), first };
            std::iter::successors(Some(begin), |part| Some(part.next())).take_while(|part| part.first <= *last).collect()
        }
        _ => whole.keys().map(|first| Period { kind: kind.kept(), first: *first }).collect(),
    };
    let wanted = Wanted { series: counted.series, kind: kind.kept(), periods: &parts, cuts };
    let mut sheet = Sheet::default();
    let mut add = |first: NaiveDate, cut: i32, key: String, by: &[i64; REASONS]| {
        let of = if stock { None } else { whole.get(&first) };
        for period in of.into_iter().chain(periods.iter().filter(|period| stock && first <= period.last())) {
            let figure = sheet.figures.entry((*period, cut, key.clone())).or_insert([0; REASONS]);
            figure.iter_mut().zip(by).for_each(|(figure, by)| *figure += by);
        }
    };
    let (mut figures, waiting) = cells::read(conn, &wanted, known_on)?;
    let mut marked = Marked::default();
    if waiting {
        // What waits is counted here, with figures of the same moment: nobody folds meanwhile.
        marks::hold_still(conn)?;
        (figures, _) = cells::read(conn, &wanted, known_on)?;
        marked = marks::look(conn, PENDING + 1)?;
    }
    for ((first, cut, key), by) in figures {
        add(first, cut, key, &by);
    }
    let left_out = marked.marks as i64 > PENDING;
    if marked.marks > 0 && !left_out {
        let series = [Series { counted: counted.clone(), built_to: None, done: true }];
        for (subject, ids) in of_each(&marked).into_iter().filter(|(subject, _)| *subject == counted.indicator.subject) {
            let counting = count(conn, catalogue, (subject, ids), &marked.by_themselves, &series, &[])?;
            let known = |day: &NaiveDate| known_on.is_none_or(|known_on| *day <= known_on);
            for (place, by) in counting.moves.days().filter(|(day, _)| known(day)).flat_map(|(_, moves)| moves) {
                if place.period.kind == kind.kept() && cuts.contains(&place.cut) {
                    add(place.period.first, place.cut, counting.moves.key(place.key), by);
                }
            }
        }
    }
    sheet.left_out = left_out;
    sheet.figures.retain(|_, by| by.iter().any(|by| *by != 0));
    Ok(sheet)
}

/// A figure's value.
pub fn value(by_reason: &[i64; REASONS]) -> i64 {
    by_reason.iter().sum()
}

/// A figure as it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told {
    /// The figure; of a mean, rounded to whole days.
    pub value: i64,
    /// In a mean: of how many cases,
    pub cases: Option<i64>,
    /// and how many days they took together, so that means can be put together.
    pub days: Option<i64>,
}

/// The figures of one table as they are told, by period and key.
pub fn told(counted: &Counted, sheet: &Sheet, cut: i32) -> Vec<(Period, String, Told)> {
    let of = |cut: i32| sheet.figures.iter().filter(move |((_, at, _), _)| *at == cut);
    if counted.indicator.measure != Measure::MeanDays {
        let told = |((period, _, key), by): (&(Period, i32, String), _)| {
            (*period, key.clone(), Told { value: value(by), ..Told::default() })
        };
        return of(cut).map(told).filter(|(_, _, told)| told.value != 0).collect();
    }
    of(cut + CASES)
        .map(|((period, _, key), by)| (*period, key, value(by)))
        .filter(|(_, _, cases)| *cases > 0)
        .map(|(period, key, cases)| {
            let days = sheet.figures.get(&(period, cut, key.clone())).map_or(0, value);
            (period, key.clone(), Told { value: (days + cases / 2) / cases, cases: Some(cases), days: Some(days) })
        })
        .collect()
}
