//! Legal terms: how long something may take, when that ends, and what moves the end (design/settled.md, "Time").
//!
//! A term in days begins to count on the day after its start, ends at 23:59:59 Europe/Chisinau and, if its last day is
//! not worked, moves to the next working day. A term in hours runs by the clock through days off. A pause is counted in
//! the term's own unit, so that what is left after it is what was left before it. Periods of validity (a visa, a ban) are
//! not terms: they do not move.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    calendar::Calendar,
    local_time::{day_after, end_of_day, legal_day},
};

/// The unit in which a term is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub enum TermUnit {
    /// All days.
    CalendarDays,
    /// Days on which the office works.
    WorkingDays,
    /// Hours by the clock.
    Hours,
}

/// The longest term: ten years of days.
pub const LONGEST: u32 = 3660;

/// How long a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({"count": 30, "unit": "CalendarDays"})))]
pub struct TermLength {
    /// How many.
    #[schema(minimum = 1, maximum = 3660)]
    pub count: u32,
    /// Of what.
    pub unit: TermUnit,
}

impl TermLength {
    /// So many of a unit.
    pub const fn new(count: u32, unit: TermUnit) -> Self {
        Self { count, unit }
    }
}

/// A time in which a term does not run, for example while the applicant completes the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pause {
    /// When the term stopped.
    pub from: DateTime<Utc>,
    /// When it went on; absent while it stands still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<DateTime<Utc>>,
    /// Why.
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
}

/// More time, granted before the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Extension {
    /// How much more.
    #[schema(minimum = 1, maximum = 3660)]
    pub by: u32,
    /// Of what, where not of the term's own unit: then it is counted from the term's end (ten days more after ten working days).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<TermUnit>,
    /// When it was granted.
    pub granted_at: DateTime<Utc>,
    /// Why.
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
}

/// A term with all that happened to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", try_from = "Parts")]
pub struct Term {
    length: TermLength,
    started_at: DateTime<Utc>,
    pauses: Vec<Pause>,
    extensions: Vec<Extension>,
    #[serde(skip_serializing_if = "is_none_left")]
    extensions_left: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    finished_at: Option<DateTime<Utc>>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_none_left(left: &u32) -> bool {
    *left == 0
}

/// How a term stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub enum TermState {
    /// Time is left.
    Running,
    /// It stands still.
    Paused,
    /// What it was set for is done.
    Ended,
    /// Its end has passed and nothing was done.
    Overdue,
}

/// How a term stands at an instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TermStatus {
    /// How it stands.
    pub state: TermState,
    /// Its end; while it is paused, the end it would have if it went on now.
    pub ends_at: DateTime<Utc>,
    /// Days until the last day, 0 on the last day itself, negative after it (and if it was done late): working days for a
    /// term in working days, calendar days otherwise.
    pub days_left: i64,
}

/// Why a term cannot be what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TermError {
    /// Zero, or more than [`LONGEST`], extensions included.
    #[error("a term has between 1 and 3660 units, extensions included")]
    Length,
    /// Something that would have been before the start or before an earlier event of the term.
    #[error("the events of a term follow each other")]
    Order,
    /// A second pause within a pause.
    #[error("the term is paused already")]
    AlreadyPaused,
    /// Nothing to go on from.
    #[error("the term is not paused")]
    NotPaused,
    /// The end had passed: what is overdue is neither paused nor extended.
    #[error("the term had ended before")]
    TooLate,
    /// What the term was set for is done.
    #[error("the term is finished")]
    Finished,
}

/// The end of a term whose last day is given: as of every term in days, the end of that day, or of the next one that is worked.
pub fn end_on(last: NaiveDate, calendar: &Calendar) -> DateTime<Utc> {
    end_of_day(calendar.next_working_day_on_or_after(last))
}

/// A time in which a term stood still.
type Stood = (DateTime<Utc>, DateTime<Utc>);

/// The end of so many units from an instant, with the pauses in them.
fn end_of<'a>(
    length: TermLength,
    begun: DateTime<Utc>,
    pauses: impl Iterator<Item = &'a Stood>,
    calendar: &Calendar,
) -> DateTime<Utc> {
    let first = legal_day(begun);
    match length.unit {
        TermUnit::CalendarDays => {
            let paused: i64 = pauses.map(|(from, to)| (legal_day(*to) - legal_day(*from)).num_days()).sum();
            end_on(day_after(first, length.count.saturating_add(u32::try_from(paused).unwrap_or(0))), calendar)
        }
        TermUnit::WorkingDays => {
            let paused: u32 = pauses.map(|(from, to)| calendar.working_days_between(legal_day(*from), legal_day(*to))).sum();
            end_of_day(calendar.add_working_days(first, length.count.saturating_add(paused)))
        }
        TermUnit::Hours => {
            let paused: TimeDelta = pauses.map(|(from, to)| *to - *from).sum();
            let end = begun.checked_add_signed(TimeDelta::hours(length.count.into()));
            end.and_then(|end| end.checked_add_signed(paused)).unwrap_or(DateTime::<Utc>::MAX_UTC)
        }
    }
}

/// A term as it is written down, before it is checked.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Parts {
    length: TermLength,
    started_at: DateTime<Utc>,
    #[serde(default)]
    pauses: Vec<Pause>,
    #[serde(default)]
    extensions: Vec<Extension>,
    #[serde(default)]
    extensions_left: u32,
    #[serde(default)]
    finished_at: Option<DateTime<Utc>>,
}

impl TryFrom<Parts> for Term {
    type Error = TermError;
    fn try_from(parts: Parts) -> Result<Self, TermError> {
        let term = Self::from_parts(parts.started_at, parts.length, parts.pauses, parts.extensions, parts.finished_at)?;
        Ok(term.extensible(parts.extensions_left))
    }
}

impl Term {
    /// A term that begins.
    pub fn new(started_at: DateTime<Utc>, length: TermLength) -> Result<Self, TermError> {
        Self::from_parts(started_at, length, Vec::new(), Vec::new(), None)
    }

    /// A term as it was stored. Pauses are in order and do not overlap; only the last may be open.
    pub fn from_parts(
        started_at: DateTime<Utc>,
        length: TermLength,
        pauses: Vec<Pause>,
        extensions: Vec<Extension>,
        finished_at: Option<DateTime<Utc>>,
    ) -> Result<Self, TermError> {
        let term = Self { length, started_at, pauses, extensions, extensions_left: 0, finished_at };
        let total = term.extensions.iter().try_fold(length.count, |sum, more| sum.checked_add(more.by));
        if length.count == 0 || term.extensions.iter().any(|more| more.by == 0) || total.is_none_or(|total| total > LONGEST) {
            return Err(TermError::Length);
        }
        let mut free_from = Some(started_at);
        for pause in &term.pauses {
            let earliest = free_from.ok_or(TermError::AlreadyPaused)?;
            if pause.from < earliest || pause.to.is_some_and(|to| to < pause.from) {
                return Err(TermError::Order);
            }
            free_from = pause.to;
        }
        let granted_early = term.extensions.iter().any(|more| more.granted_at < started_at);
        if granted_early || finished_at.is_some_and(|at| at < started_at) {
            return Err(TermError::Order);
        }
        Ok(term)
    }

    /// May be extended so many times, where the rule that set it says how many.
    #[must_use]
    pub fn extensible(self, times: u32) -> Self {
        Self { extensions_left: times, ..self }
    }

    /// The length it was given at first.
    pub const fn length(&self) -> TermLength {
        self.length
    }

    /// When it began.
    pub const fn started_at(&self) -> DateTime<Utc> {
        self.started_at
    }

    /// Its pauses, in order.
    pub fn pauses(&self) -> &[Pause] {
        &self.pauses
    }

    /// Its extensions.
    pub fn extensions(&self) -> &[Extension] {
        &self.extensions
    }

    /// When what it was set for was done.
    pub const fn finished_at(&self) -> Option<DateTime<Utc>> {
        self.finished_at
    }

    /// Whether it stands still.
    pub fn is_paused(&self) -> bool {
        self.pauses.last().is_some_and(|pause| pause.to.is_none())
    }

    /// Its end; none while it is paused, for then nobody knows.
    pub fn end(&self, calendar: &Calendar) -> Option<DateTime<Utc>> {
        (!self.is_paused()).then(|| self.end_as_of(DateTime::<Utc>::MAX_UTC, calendar))
    }

    /// The end as it was known at an instant: by the pauses and extensions until then; an open pause as if it ended then.
    ///
    /// The term runs through its own units, and then through each extension in another unit. A pause counts in the unit of the stretch in
    /// which it begins.
    pub fn end_as_of(&self, at: DateTime<Utc>, calendar: &Calendar) -> DateTime<Utc> {
        let known = self.pauses.iter().filter(|pause| pause.from <= at);
        let pauses: Vec<_> = known.map(|pause| (pause.from, pause.to.map_or(at, |to| to.min(at)))).collect();
        let (mut end, mut left) = (self.started_at, pauses.as_slice());
        let mut stretches = self.stretches(at).into_iter().peekable();
        while let Some(stretch) = stretches.next() {
            let begun = end;
            let mut here = if stretches.peek().is_none() { left.len() } else { 0 };
            end = end_of(stretch, begun, left.iter().take(here), calendar);
            while left.get(here).is_some_and(|(from, _)| *from <= end) {
                here += 1;
                end = end_of(stretch, begun, left.iter().take(here), calendar);
            }
            left = left.split_at(here).1;
        }
        end
    }

    /// What it runs through, by the extensions known at an instant.
    fn stretches(&self, at: DateTime<Utc>) -> Vec<TermLength> {
        let of_another = |more: &&Extension| more.unit.is_some_and(|unit| unit != self.length.unit);
        let granted = self.extensions.iter().filter(|more| more.granted_at <= at);
        let (others, own): (Vec<&Extension>, Vec<&Extension>) = granted.partition(of_another);
        let count = own.into_iter().fold(self.length.count, |sum, more| sum.saturating_add(more.by));
        let others = others.into_iter().map(|more| TermLength::new(more.by, more.unit.unwrap_or(self.length.unit)));
        std::iter::once(TermLength::new(count, self.length.unit)).chain(others).collect()
    }

    /// How it stood at an instant.
    pub fn status(&self, at: DateTime<Utc>, calendar: &Calendar) -> TermStatus {
        let finished = self.finished_at.filter(|finished| *finished <= at);
        let seen_at = finished.unwrap_or(at);
        let ends_at = self.end_as_of(seen_at, calendar);
        let paused = self.pauses.iter().any(|pause| pause.from <= at && pause.to.is_none_or(|to| at < to));
        let state = match finished {
            Some(_) => TermState::Ended,
            None if paused => TermState::Paused,
            None if at > ends_at => TermState::Overdue,
            None => TermState::Running,
        };
        let (today, last) = (legal_day(seen_at), legal_day(ends_at));
        let days_left = match self.length.unit {
            TermUnit::WorkingDays if last >= today => calendar.working_days_between(today, last).into(),
            TermUnit::WorkingDays => -i64::from(calendar.working_days_between(last, today)),
            TermUnit::CalendarDays | TermUnit::Hours => (last - today).num_days(),
        };
        TermStatus { state, ends_at, days_left }
    }

    /// Stops the term, for a reason.
    pub fn pause(&mut self, from: DateTime<Utc>, reason: impl Into<String>, calendar: &Calendar) -> Result<(), TermError> {
        self.still_runs_at(from, calendar)?;
        if self.is_paused() {
            return Err(TermError::AlreadyPaused);
        }
        if self.pauses.last().and_then(|pause| pause.to).is_some_and(|to| from < to) {
            return Err(TermError::Order);
        }
        self.pauses.push(Pause { from, to: None, reason: reason.into() });
        Ok(())
    }

    /// Lets a paused term go on.
    pub fn resume(&mut self, at: DateTime<Utc>) -> Result<(), TermError> {
        if self.finished_at.is_some() {
            return Err(TermError::Finished);
        }
        let pause = self.pauses.last_mut().filter(|pause| pause.to.is_none()).ok_or(TermError::NotPaused)?;
        if at < pause.from {
            return Err(TermError::Order);
        }
        pause.to = Some(at);
        Ok(())
    }

    /// Grants more time; only before the end (Administrative Code 116/2018, article 60), paused or not.
    pub fn extend(&mut self, extension: Extension, calendar: &Calendar) -> Result<(), TermError> {
        self.still_runs_at(extension.granted_at, calendar)?;
        let granted: u32 = self.extensions.iter().map(|more| more.by).sum();
        let total = self.length.count.saturating_add(granted).saturating_add(extension.by);
        if extension.by == 0 || total > LONGEST {
            return Err(TermError::Length);
        }
        self.extensions.push(extension);
        self.extensions_left = self.extensions_left.saturating_sub(1);
        Ok(())
    }

    /// Notes that what the term was set for is done, in time or late. A pause that was open ends with it.
    pub fn finish(&mut self, at: DateTime<Utc>) -> Result<(), TermError> {
        if self.finished_at.is_some() {
            return Err(TermError::Finished);
        }
        if at < self.started_at || self.pauses.last().is_some_and(|pause| at < pause.to.unwrap_or(pause.from)) {
            return Err(TermError::Order);
        }
        if self.is_paused() {
            self.resume(at)?;
        }
        self.finished_at = Some(at);
        Ok(())
    }

    fn still_runs_at(&self, at: DateTime<Utc>, calendar: &Calendar) -> Result<(), TermError> {
        match self.finished_at {
            Some(_) => Err(TermError::Finished),
            None if at < self.started_at => Err(TermError::Order),
            None if at > self.end_as_of(at, calendar) => Err(TermError::TooLate),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
