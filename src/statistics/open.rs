//! Figures for everybody. They are released every Monday, as known at the end of the Sunday before, and given as they were released ever
//! after: nothing is counted while somebody reads. So whoever asks twice in a week gets the same, from every copy of the program, and
//! nobody learns of one person by asking before and after. Only periods that are over are shown, and small numbers are protected.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use chrono::{Days, NaiveDate};
use serde::Serialize;
use serde_json::Value;

use super::{
    fold::Figures as Kept,
    memory::Memory,
    read::value,
    rules::{
        contribution::{Counted, JOINT},
        indicator::{Indicator, Rounding},
        period::{Period, PeriodKind},
        reason::REASONS,
        suppression::{Figures, Protected, Shown},
    },
    sheet,
    store::{
        indicators::{self, IndicatorRow, IndicatorState},
        releases::{self, ReleaseRow},
    },
};
use crate::{
    kernel::{http::kept, local_time::legal_day, problem::Problem},
    services::rules::classifier::Classifiers,
};

/// For so long another copy's change of the indicators or a release may be unknown here.
const FRESH: Duration = Duration::from_secs(3);

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
        self.indicator().is_open()
    }
}

/// An indicator as it was released: the version that was, and the release.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The version.
    pub current: Arc<Current>,
    /// The release.
    pub release: ReleaseRow,
}

impl Opened {
    /// Its definition.
    pub fn indicator(&self) -> &Indicator {
        self.current.indicator()
    }
}

/// How the indicators stand.
#[derive(Debug, Default)]
pub struct Standing {
    /// Those that answer, by code.
    pub current: BTreeMap<String, Arc<Current>>,
    /// Those that everybody sees, as they were released last, by code.
    pub opened: BTreeMap<String, Opened>,
    /// Every version there ever was.
    pub versions: BTreeMap<(String, i32), Arc<Current>>,
}

/// A release: its day of knowledge, and the versions by code.
type Released = (NaiveDate, Vec<(String, i32)>);

/// What is kept in memory.
#[derive(Default)]
pub struct Keeper {
    standing: Mutex<Option<(Instant, Arc<Standing>)>>,
    /// Answers and files of the newest releases.
    pub(super) memory: Memory,
    /// Who makes a file: one at a time, so that many who ask for large ones at once do not fill the memory.
    pub(super) making: tokio::sync::Mutex<()>,
    /// What was released last: the day of knowledge, and the versions.
    pub(super) released: Mutex<Option<Released>>,
    /// The classifiers, and the stamp of the services, of which the semantic assets were made last.
    pub(super) issued: Mutex<Option<(Arc<Classifiers>, i64)>>,
    /// One release at a time.
    pub(super) releasing: tokio::sync::Mutex<()>,
}

pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Keeper {
    /// Indicators have changed, or something was released.
    pub fn forget(&self) {
        *locked(&self.standing) = None;
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

    /// How the indicators stand.
    pub async fn standing(&self) -> Result<Arc<Standing>, Problem> {
        if let Some((at, standing)) = &*locked(&self.kept.standing)
            && at.elapsed() < FRESH
        {
            return Ok(standing.clone());
        }
        let (rows, newest) = self.door.open(|conn, _| Ok((indicators::all(conn)?, releases::newest(conn)?))).await?;
        let standing = Arc::new(stand(&rows, newest)?);
        *locked(&self.kept.standing) = Some((Instant::now(), standing.clone()));
        Ok(standing)
    }

    /// An indicator that answers; an open one where `open`.
    pub async fn indicator(&self, code: &str, open: bool) -> Result<Arc<Current>, Problem> {
        let standing = self.standing().await?;
        standing.current.get(code).filter(|one| !open || one.is_open()).cloned().ok_or_else(Problem::not_found)
    }

    /// An indicator that everybody sees, as it was released last.
    pub async fn opened(&self, code: &str) -> Result<Opened, Problem> {
        self.standing().await?.opened.get(code).cloned().ok_or_else(Problem::not_found)
    }

    /// The release of a number, whatever became of the indicator since.
    pub async fn numbered(&self, code: &str, number: i32) -> Result<Opened, Problem> {
        let asked = code.to_owned();
        let release = self.door.open(move |conn, _| releases::numbered(conn, &asked, number)).await?;
        self.of(release).await
    }

    /// The release that was the newest on a day, whatever became of the indicator since.
    pub async fn newest_on(&self, code: &str, day: NaiveDate) -> Result<Opened, Problem> {
        let asked = code.to_owned();
        let release = self.door.open(move |conn, _| releases::known_by(conn, &asked, day, None)).await?;
        self.of(release).await
    }

    async fn of(&self, release: Option<ReleaseRow>) -> Result<Opened, Problem> {
        let release = release.ok_or_else(Problem::not_found)?;
        let standing = self.standing().await?;
        let current = standing.versions.get(&(release.code.clone(), release.indicator_version)).cloned();
        Ok(Opened { current: current.ok_or_else(Problem::not_found)?, release })
    }

    /// Whether a release is the newest of an indicator that everybody sees: what is made of it is worth keeping.
    pub async fn is_newest(&self, opened: &Opened) -> Result<bool, Problem> {
        let standing = self.standing().await?;
        Ok(standing.opened.get(&opened.release.code).is_some_and(|newest| newest.release.id == opened.release.id))
    }

    /// The protected figures of a period as a release of this version knew them on a day.
    pub async fn sheet(&self, current: &Current, period: Period, known_on: NaiveDate) -> Result<Figures<Shown>, Problem> {
        self.release().await?;
        let (code, number) = (current.indicator().code.clone(), current.number);
        let found = self
            .door
            .open(move |conn, _| {
                let Some(release) = releases::known_by(conn, &code, known_on, Some(number))? else { return Ok(None) };
                let days = (period.first, period.first);
                Ok(Some(releases::sheets(conn, release.sheets(), days, &[])?))
            })
            .await?;
        match found {
            // It is released in a moment, or was not at all then.
            None => Err(Problem::unavailable()),
            Some(sheets) => match sheets.first() {
                Some(row) => Ok(sheet::read(current.indicator(), row)?.shown),
                None => Ok(sheet::none(current.indicator())),
            },
        }
    }

    /// A part of what a release says of periods, by their first days.
    pub async fn parts(
        &self,
        opened: &Opened,
        days: (NaiveDate, NaiveDate),
        path: Vec<String>,
    ) -> Result<BTreeMap<NaiveDate, Value>, Problem> {
        let release = opened.release.clone();
        let rows = self.door.open(move |conn, _| releases::sheets(conn, release.sheets(), days, &path)).await?;
        Ok(rows.into_iter().map(|row| (row.period, row.figures)).collect())
    }

    /// An answer from memory under a name that says all that it depends on.
    pub fn kept_answer(&self, name: &str) -> Option<Arc<kept::Kept>> {
        self.kept.memory.get(name)
    }

    /// Makes an answer, and keeps it if it is worth it.
    pub fn keep_answer(&self, name: String, body: &impl Serialize, worth_it: bool) -> Result<Arc<kept::Kept>, Problem> {
        let made = Arc::new(kept::Kept::new(body)?);
        if worth_it {
            self.kept.memory.keep(name, &made);
        }
        Ok(made)
    }
}

impl Kept {
    /// A text under a name that says all that it depends on, from memory once it was made.
    pub fn kept_text(&self, name: String, make: impl FnOnce() -> Vec<u8>) -> Result<Arc<kept::Kept>, Problem> {
        if let Some(kept) = self.kept_answer(&name) {
            return Ok(kept);
        }
        let made = Arc::new(kept::Kept::of_bytes(make())?);
        self.kept.memory.keep(name, &made);
        Ok(made)
    }
}

fn stand(rows: &[IndicatorRow], newest: Vec<ReleaseRow>) -> Result<Standing, Problem> {
    let mut standing = Standing::default();
    for row in rows {
        let one = Arc::new(Current { number: row.number, counted: Counted::new(row.series, row.definition()?) });
        // The latest of each comes first.
        if row.state() == IndicatorState::Published && !standing.current.contains_key(&row.code) {
            standing.current.insert(row.code.clone(), one.clone());
        }
        standing.versions.insert((row.code.clone(), row.number), one);
    }
    for release in newest {
        let open = standing.current.get(&release.code).is_some_and(|one| one.is_open());
        let version = standing.versions.get(&(release.code.clone(), release.indicator_version));
        if let Some(current) = version.filter(|_| open).cloned() {
            standing.opened.insert(release.code.clone(), Opened { current, release });
        }
    }
    Ok(standing)
}

/// Figures by period as they are read: by table and key.
pub type Read = BTreeMap<(i32, String), [i64; REASONS]>;

/// Figures of one period for everybody, as total, singles and pairs, in the order of the indicator's tables; those that are reserved for
/// officers are empty.
pub fn figures(counted: &Counted, read: &Read) -> Figures<i64> {
    let indicator = &counted.indicator;
    let singles = indicator.dimensions.len();
    let mut figures = empty(indicator);
    let seen = |cut: usize| counted.cuts.get(cut).is_some_and(|cut| indicator.is_open_cut(cut));
    for ((cut, key), by) in read.iter().filter(|(_, by)| value(by) > 0) {
        let cut = usize::try_from(*cut).unwrap_or_default();
        match (cut, key.split_once(JOINT)) {
            (cut, _) if !seen(cut) => {}
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

/// No figures, with a place for each table.
pub fn empty<T: Default>(indicator: &Indicator) -> Figures<T> {
    let place = |dimension| indicator.dimensions.iter().position(|known| *known == dimension).unwrap_or_default();
    Figures {
        total: T::default(),
        singles: indicator.dimensions.iter().map(|_| BTreeMap::new()).collect(),
        pairs: indicator.tables.iter().map(|table| (place(table.rows), place(table.columns), BTreeMap::new())).collect(),
    }
}

/// Rounds what is shown.
pub fn rounded(mut protected: Protected, rounding: Rounding) -> Protected {
    let round = |shown: &mut Shown| {
        if let Shown::Value(value) = shown {
            *value = rounding.of(*value);
        }
    };
    let figures = &mut protected.shown;
    round(&mut figures.total);
    figures.singles.iter_mut().flat_map(BTreeMap::values_mut).for_each(round);
    figures.pairs.iter_mut().flat_map(|(_, _, pair)| pair.values_mut()).for_each(round);
    protected
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
