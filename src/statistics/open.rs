//! Figures for everybody. They are released every Monday, as known at the end of the Sunday before: whoever asks twice in a week gets the
//! same, so that nobody learns of one person by asking before and after. Only periods that are over are shown, small numbers are
//! protected, and what was made is given from memory until the next release.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::{
    datasets::File,
    fold::Figures as Kept,
    read::{exact, value},
    rules::{
        contribution::{Counted, JOINT},
        indicator::{Indicator, IndicatorVisibility, Rounding},
        period::{Period, PeriodKind},
        suppression::{Figures, Shown, protect},
    },
    store::indicators::{self, IndicatorRow, IndicatorState},
};
use crate::{
    kernel::http::kept,
    kernel::{local_time::legal_day, problem::Problem},
};

/// For so long another copy's change of the indicators may be unknown here.
const FRESH: Duration = Duration::from_secs(3);
/// Answers and sheets kept at most; when there are more, all are forgotten.
const MOST: usize = 2000;

/// An indicator that answers.
#[derive(Debug, Clone)]
pub struct Current {
    /// Its version.
    pub number: i32,
    /// What is counted.
    pub counted: Counted,
}

impl Current {
    /// Its definition.
    pub const fn indicator(&self) -> &Indicator {
        &self.counted.indicator
    }

    /// Whether everybody sees it.
    pub fn is_open(&self) -> bool {
        self.indicator().visibility == IndicatorVisibility::Open
    }
}

/// What is kept in memory.
#[derive(Default)]
pub struct Keeper {
    current: Mutex<Option<(Instant, ByCode)>>,
    sheets: Mutex<HashMap<SheetKey, Arc<Figures<Shown>>>>,
    answers: Mutex<HashMap<String, Arc<kept::Kept>>>,
    files: Mutex<HashMap<FileKey, Arc<File>>>,
    /// The release that was looked after last.
    pub(super) released: Mutex<Option<NaiveDate>>,
}

/// Indicators by their codes.
type ByCode = Arc<BTreeMap<String, Current>>;
/// Which figures: series, period, day of knowledge.
type SheetKey = (i32, Period, NaiveDate);
/// Which file of a data set: series, day of knowledge, form.
type FileKey = (i32, NaiveDate, &'static str);
/// Files of data sets kept at most.
const FILES: usize = 60;

pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Keeper {
    /// Indicators have changed.
    pub fn forget(&self) {
        *locked(&self.current) = None;
        locked(&self.answers).clear();
        *locked(&self.released) = None;
    }

    /// A file from memory.
    pub fn file(&self, key: &FileKey) -> Option<Arc<File>> {
        locked(&self.files).get(key).cloned()
    }

    /// Keeps a file.
    pub fn keep_file(&self, key: FileKey, file: Arc<File>) {
        let mut files = locked(&self.files);
        if files.len() >= FILES {
            files.clear();
        }
        files.insert(key, file);
    }
}

/// The last day of which the newest release knows: the Sunday before this week.
pub fn released(today: NaiveDate) -> NaiveDate {
    Period::of(PeriodKind::Week, today).first - Days::new(1)
}

/// The release that was the newest on a day: what was known at the end of the last Sunday up to it.
pub fn release_of(day: NaiveDate) -> NaiveDate {
    let week = Period::of(PeriodKind::Week, day);
    if week.last() == day { day } else { week.first - Days::new(1) }
}

impl Kept {
    /// Today in Chisinau.
    pub fn today(&self) -> NaiveDate {
        legal_day(self.door.clock().now())
    }

    /// The indicators that answer, by code.
    pub async fn current(&self) -> Result<ByCode, Problem> {
        if let Some((at, current)) = &*locked(&self.kept.current)
            && at.elapsed() < FRESH
        {
            return Ok(current.clone());
        }
        let rows = self.door.open(|conn, _| indicators::all(conn)).await?;
        let current = Arc::new(latest(&rows)?);
        *locked(&self.kept.current) = Some((Instant::now(), current.clone()));
        Ok(current)
    }

    /// An indicator that answers; an open one where `open`.
    pub async fn indicator(&self, code: &str, open: bool) -> Result<Current, Problem> {
        let current = self.current().await?;
        current.get(code).filter(|one| !open || one.is_open()).cloned().ok_or_else(Problem::not_found)
    }

    /// The protected figures of a period as a release knows them.
    pub async fn sheet(&self, current: &Current, period: Period, known_on: NaiveDate) -> Result<Arc<Figures<Shown>>, Problem> {
        let key = (current.counted.series, period, known_on);
        if let Some(sheet) = locked(&self.kept.sheets).get(&key) {
            return Ok(sheet.clone());
        }
        let (counted, catalogue) = (current.counted.clone(), self.catalogue.clone());
        let sheet = self
            .door
            .open(move |conn, _| {
                let cuts: Vec<i32> = (0..counted.cuts.len() as i32).collect();
                let sheet = exact(conn, &catalogue, &counted, &[period], &cuts, Some(known_on))?;
                // A figure that is not whole is not published.
                if sheet.left_out { Err(Problem::unavailable()) } else { Ok(figures(&counted, &sheet.figures)) }
            })
            .await?;
        let shown = Arc::new(rounded(protect(&sheet), current.indicator().rounding));
        let mut sheets = locked(&self.kept.sheets);
        if sheets.len() >= MOST {
            sheets.clear();
        }
        sheets.insert(key, shown.clone());
        Ok(shown)
    }

    /// An answer from memory under a name that says all that it depends on.
    pub fn kept_answer(&self, name: &str) -> Option<Arc<kept::Kept>> {
        locked(&self.kept.answers).get(name).cloned()
    }

    /// Keeps an answer.
    pub fn keep_answer(&self, name: String, body: &impl Serialize) -> Result<Arc<kept::Kept>, Problem> {
        let made = Arc::new(kept::Kept::new(body)?);
        let mut answers = locked(&self.kept.answers);
        if answers.len() >= MOST {
            answers.clear();
        }
        answers.insert(name, made.clone());
        Ok(made)
    }
}

fn latest(rows: &[IndicatorRow]) -> Result<BTreeMap<String, Current>, Problem> {
    let mut current = BTreeMap::new();
    for row in rows.iter().filter(|row| row.state() == IndicatorState::Published) {
        if !current.contains_key(&row.code) {
            let counted = Counted::new(row.series, row.definition()?);
            current.insert(row.code.clone(), Current { number: row.number, counted });
        }
    }
    Ok(current)
}

/// Figures of one period as total, singles and pairs, in the order of the indicator's tables.
fn figures(counted: &Counted, read: &BTreeMap<(Period, i32, String), [i64; super::rules::reason::REASONS]>) -> Figures<i64> {
    let indicator = &counted.indicator;
    let place = |dimension| indicator.dimensions.iter().position(|known| *known == dimension).unwrap_or_default();
    let mut figures = Figures {
        total: 0,
        singles: vec![BTreeMap::new(); indicator.dimensions.len()],
        pairs: indicator.tables.iter().map(|table| (place(table.rows), place(table.columns), BTreeMap::new())).collect(),
    };
    let singles = indicator.dimensions.len();
    for ((_, cut, key), by) in read.iter().filter(|(_, by)| value(by) > 0) {
        let cut = usize::try_from(*cut).unwrap_or_default();
        match (cut, key.split_once(JOINT)) {
            (0, _) => figures.total = value(by),
            (cut, _) if cut <= singles => drop(figures.singles[cut - 1].insert(key.clone(), value(by))),
            (cut, Some((row, column))) => {
                if let Some((_, _, pair)) = figures.pairs.get_mut(cut - 1 - singles) {
                    pair.insert((row.to_owned(), column.to_owned()), value(by));
                }
            }
            _ => {}
        }
    }
    figures
}

fn rounded(mut figures: Figures<Shown>, rounding: Rounding) -> Figures<Shown> {
    let round = |shown: &mut Shown| {
        if let Shown::Value(value) = shown {
            *value = rounding.of(*value);
        }
    };
    round(&mut figures.total);
    figures.singles.iter_mut().flat_map(BTreeMap::values_mut).for_each(round);
    figures.pairs.iter_mut().flat_map(|(_, _, pair)| pair.values_mut()).for_each(round);
    figures
}

/// The cells of one table of a sheet: the values of its dimensions, and the figure.
pub fn cells_of(figures: &Figures<Shown>, indicator: &Indicator, cut: usize) -> Vec<(Vec<String>, Shown)> {
    let singles = indicator.dimensions.len();
    match cut {
        0 => vec![(Vec::new(), figures.total)],
        cut if cut <= singles => figures.singles[cut - 1].iter().map(|(value, shown)| (vec![value.clone()], *shown)).collect(),
        cut => figures
            .pairs
            .get(cut - 1 - singles)
            .map(|(_, _, pair)| pair.iter().map(|((row, column), shown)| (vec![row.clone(), column.clone()], *shown)).collect())
            .unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_knows_everything_up_to_the_sunday_before_it() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        assert_eq!(released(day("2026-11-16")), day("2026-11-15"), "on a Monday");
        assert_eq!(released(day("2026-11-22")), day("2026-11-15"), "on the Sunday after");
        assert_eq!(release_of(day("2026-11-22")), day("2026-11-22"));
        assert_eq!(release_of(day("2026-11-21")), day("2026-11-15"));
    }
}
