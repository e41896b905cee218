//! Releases: every Monday each data set that says something new gets a release, which is kept as it was published, goes into the feed of
//! changes and to date.gov.md.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use aws_lc_rs::digest::{SHA256, digest};
use chrono::{Duration, NaiveDate};
use serde_json::json;

use super::{DatasetFormat, EVER, PERIODS, Row, Sheets, push::KIND, rows};
use crate::{
    kernel::{local_time::legal_day, problem::Problem},
    statistics::{
        Figures,
        open::{Current, Opened, Read, figures, locked, released, rounded},
        read::exact,
        rules::{
            period::{Period, PeriodKind},
            suppression::{Protected, protect, revise},
        },
        sheet,
        store::{
            indicators,
            releases::{self, NewRelease, ReleaseRow, SheetRow},
        },
    },
};

/// After midnight the changes of the old day may still commit (store/marks.rs waits two minutes for them): a release and a report
/// wait longer.
pub const SETTLED: Duration = Duration::minutes(3);
/// Periods counted in one transaction: while it lasts, nothing is folded.
const AT_ONCE: usize = 12;

impl Figures {
    /// Releases what is due; says how many data sets. Safe to be called again, and by several copies at once.
    pub async fn release(&self) -> Result<usize, Problem> {
        self.issue_assets().await?;
        let known_on = released(legal_day(self.door.clock().now() - SETTLED));
        let standing = self.standing().await?;
        let open: Vec<&Arc<Current>> = standing.current.values().filter(|one| one.is_open()).collect();
        let due = open.iter().map(|one| (one.indicator().code.clone(), one.number)).collect();
        let done = Some((known_on, due));
        if *locked(&self.kept.released) == done {
            return Ok(0);
        }
        let _one_at_a_time = self.kept.releasing.lock().await;
        if *locked(&self.kept.released) == done {
            return Ok(0);
        }
        let mut count = 0;
        for one in open {
            let last = match standing.opened.get(&one.indicator().code) {
                Some(opened) => Some(opened.clone()),
                // It may have been open before, for officers alone since, and open again.
                None => self.newest_on(&one.indicator().code, EVER.1).await.map(Some).or_else(nothing)?,
            };
            count += usize::from(self.release_one(one, last, known_on).await?);
        }
        if count > 0 {
            self.kept.forget();
        }
        self.compare_portal(known_on).await?;
        *locked(&self.kept.released) = done;
        Ok(count)
    }

    async fn release_one(&self, current: &Current, last: Option<Opened>, known_on: NaiveDate) -> Result<bool, Problem> {
        let same = last.as_ref().filter(|last| last.release.indicator_version == current.number);
        if same.is_some_and(|last| last.release.known_on >= known_on) {
            return Ok(false);
        }
        let known_on = last.as_ref().map_or(known_on, |last| last.release.known_on.max(known_on));
        let before = match last.clone() {
            Some(last) => self.sheets_of(last).await?,
            None => BTreeMap::new(),
        };
        let made = self.sheets_now(current, last.as_ref(), &before, known_on).await?;
        // What a version before it said is not compared: it had other columns.
        let old: BTreeMap<NaiveDate, Protected> = if same.is_some() { before } else { BTreeMap::new() };
        let mut all = old.clone();
        all.extend(made);
        let new: Vec<SheetRow> = all
            .iter()
            .filter(|(first, sheet)| old.get(*first) != Some(*sheet))
            .map(|(first, protected)| sheet::write(*first, protected))
            .collect::<Result<_, _>>()?;
        if new.is_empty() && same.is_some() {
            return Ok(false);
        }
        let shown = |sheets: BTreeMap<NaiveDate, Protected>| -> Sheets {
            sheets.into_iter().map(|(first, protected)| (first, protected.shown)).collect()
        };
        let (old, all) = (rows(current.indicator(), &shown(old)), rows(current.indicator(), &shown(all)));
        let csv = DatasetFormat::Csv.write(current.indicator(), current.number, &all)?;
        let (added, removed, changed) = compared(&old, &all);
        let release = NewRelease {
            code: current.indicator().code.clone(),
            number: last.map_or(1, |last| last.release.number + 1),
            indicator_version: current.number,
            known_on,
            rows: all.len() as i32,
            added,
            removed,
            changed,
            sha256: digest(&SHA256, &csv).as_ref().to_vec(),
            sheets: new,
        };
        self.door
            .by_system("releaseDataset", move |unit| {
                let made = releases::insert(unit, &release)?;
                if made {
                    let key = format!("dataset/{}/{}", release.code, release.number);
                    unit.send(KIND, key, json!({ "code": release.code }));
                }
                Ok(made)
            })
            .await
    }

    /// What a release says, and what it does not name.
    async fn sheets_of(&self, opened: Opened) -> Result<BTreeMap<NaiveDate, Protected>, Problem> {
        self.door
            .open(move |conn, _| {
                let rows = releases::sheets(conn, opened.release.sheets(), EVER, &[])?;
                rows.iter().map(|row| Ok((row.period, sheet::read(opened.indicator(), row)?))).collect()
            })
            .await
    }

    /// What is to be said of every period that is over, after what was said before.
    async fn sheets_now(
        &self,
        current: &Current,
        last: Option<&Opened>,
        before: &BTreeMap<NaiveDate, Protected>,
        known_on: NaiveDate,
    ) -> Result<BTreeMap<NaiveDate, Protected>, Problem> {
        let indicator = current.indicator();
        let Some(kind) = indicator.open_period else { return Ok(BTreeMap::new()) };
        let series = current.counted.series;
        let first = self
            .door
            .open(move |conn, _| {
                // Figures that are being made again are not whole, and what is released stays released.
                if !indicators::counted(conn)?.iter().any(|one| one.counted.series == series && one.done) {
                    return Err(Problem::unavailable());
                }
                releases::first_period(conn, series, kind.kept())
            })
            .await?;
        let told = self.told_in_other_lengths(&indicator.code, kind).await?;
        let mut made = BTreeMap::new();
        let periods = first.map_or_else(Vec::new, |first| over(kind, first, known_on));
        for some in periods.chunks(AT_ONCE) {
            let (counted, catalogue, asked) = (current.counted.clone(), self.catalogue.clone(), some.to_vec());
            let sheet = self
                .door
                .open(move |conn, _| {
                    let cuts: Vec<i32> = (0..counted.cuts.len() as i32).collect();
                    exact(conn, &catalogue, &counted, &asked, &cuts, Some(known_on))
                })
                .await?;
            // A figure that is not whole is not published.
            if sheet.left_out {
                return Err(Problem::unavailable());
            }
            let mut by_period: BTreeMap<Period, Read> = some.iter().map(|period| (*period, Read::new())).collect();
            for ((period, cut, key), by) in sheet.figures {
                by_period.entry(period).or_default().insert((cut, key), by);
            }
            for (period, read) in by_period {
                let figures = figures(&current.counted, &read);
                let of_this_length = last.filter(|last| last.indicator().open_period == Some(kind));
                let protected = match (of_this_length, before.get(&period.first)) {
                    _ if told.iter().any(|other| other.overlaps(period)) => sheet::withheld(indicator),
                    (Some(last), Some(known)) => {
                        let known = sheet::before(known, last.indicator(), indicator);
                        match revise(&figures, &known) {
                            Some(revised) => rounded(revised, indicator.rounding),
                            None => sheet::stays(known, &figures),
                        }
                    }
                    _ => rounded(protect(&figures), indicator.rounding),
                };
                made.insert(period.first, protected);
            }
        }
        Ok(made)
    }

    /// The periods of other lengths that were ever released: a quarter less two of its months is the third, so nothing that lies in them is
    /// told again.
    async fn told_in_other_lengths(&self, code: &str, kind: PeriodKind) -> Result<Vec<Period>, Problem> {
        let standing = self.standing().await?;
        let asked = code.to_owned();
        let told = self.door.open(move |conn, _| releases::periods(conn, &asked)).await?;
        let mut periods = Vec::new();
        for (version, first) in told {
            // One that is not known here yet must not be taken for one that told nothing.
            let current = standing.versions.get(&(code.to_owned(), version)).ok_or_else(Problem::unavailable)?;
            periods.extend(current.indicator().open_period.map(|kind| Period { kind, first }));
        }
        periods.retain(|period| period.kind != kind);
        Ok(periods)
    }

    /// Once a week the portal is compared with all that was ever released: what was lost on the way, or withdrawn since, is put right.
    async fn compare_portal(&self, known_on: NaiveDate) -> Result<(), Problem> {
        self.door
            .by_system("comparePortal", move |unit| {
                if releases::begin_round(unit.conn, known_on)? {
                    for ReleaseRow { code, .. } in releases::newest(unit.conn)? {
                        unit.send(KIND, format!("dataset/{code}/at/{known_on}"), json!({ "code": code }));
                    }
                }
                Ok(())
            })
            .await
    }
}

fn nothing<T>(problem: Problem) -> Result<Option<T>, Problem> {
    if problem.status() == 404 { Ok(None) } else { Err(problem) }
}

/// The periods of a kind from one on that are over on a day, the latest so many.
fn over(kind: PeriodKind, first: NaiveDate, on: NaiveDate) -> Vec<Period> {
    let mut periods: Vec<Period> = std::iter::successors(Some(Period::of(kind, first)), |period| Some(period.next()))
        .take_while(|period| period.last() <= on)
        .collect();
    let from = periods.len().saturating_sub(PERIODS);
    periods.split_off(from)
}

/// A row's place, and its figure.
pub type ByPlace = BTreeMap<(String, Vec<String>), Option<i64>>;

/// Rows by their places.
pub fn by_place(rows: &[Row]) -> ByPlace {
    rows.iter().map(|row| ((row.period.clone(), row.values.clone()), row.value)).collect()
}

/// Rows that came, that went, whose figure changed.
fn compared(before: &[Row], after: &[Row]) -> (i32, i32, i32) {
    let (before, after) = (by_place(before), by_place(after));
    let (old, new): (BTreeSet<_>, BTreeSet<_>) = (before.keys().collect(), after.keys().collect());
    let changed = after.iter().filter(|(place, value)| before.get(*place).is_some_and(|before| before != *value)).count();
    (new.difference(&old).count() as i32, old.difference(&new).count() as i32, changed as i32)
}
