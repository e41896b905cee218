//! The calendar of working days: weekends, public holidays (data: `src/administration/holidays.yaml`) and the days that
//! the Government transfers, which administrators enter (Labour Code 154/2003, article 111 (5)).

use std::{collections::BTreeMap, sync::Arc};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{local_time::day_after, text::Text};

/// Whether people work on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub enum DayKind {
    /// Offices are open; the day counts in terms of working days, and a term can end on it.
    Working,
    /// Offices are closed.
    NonWorking,
}

/// A day that is other than weekday and holiday say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DayOverride {
    /// The day.
    pub date: NaiveDate,
    /// What it becomes.
    pub kind: DayKind,
    /// The decision behind it.
    pub reason: Text,
    /// The only locality in which it holds; everywhere, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 60)]
    pub locality: Option<String>,
}

/// A day on which weekday alone does not say whether people work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CalendarDay {
    /// The day.
    pub date: NaiveDate,
    /// Whether people work on it.
    pub kind: DayKind,
    /// The holiday's name, or the decision that transferred the day.
    pub reason: Text,
    /// The holiday's code; absent where the day was transferred.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holiday: Option<String>,
    /// The only locality in which it holds; everywhere, if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locality: Option<String>,
}

/// A holiday's rule, dated, with its source.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Holiday {
    code: String,
    on: On,
    #[serde(default)]
    from: Option<NaiveDate>,
    #[serde(default)]
    until: Option<NaiveDate>,
    #[serde(default)]
    locality: Option<String>,
    name: Text,
    /// Read so that no rule is without one.
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct On {
    month: Option<u32>,
    day: Option<u32>,
    after_easter: Option<u64>,
}

impl On {
    fn in_year(self, year: i32) -> Option<NaiveDate> {
        match (self.month, self.day, self.after_easter) {
            (Some(month), Some(day), None) => NaiveDate::from_ymd_opt(year, month, day),
            (None, None, Some(days)) => orthodox_easter(year)?.checked_add_days(Days::new(days)),
            _ => None,
        }
    }
}

/// Why a file of holidays was not taken.
#[derive(Debug, thiserror::Error)]
pub enum HolidaysError {
    /// Not the shape that is expected.
    #[error("the holidays are not readable: {0}")]
    Unreadable(String),
    /// Neither `month` with `day` nor `afterEaster`, or a day that no year has.
    #[error("holiday {0}: no such day")]
    NoSuchDay(String),
    /// Two rules with one code.
    #[error("holiday {0} is there twice")]
    Twice(String),
}

/// Orthodox Easter Sunday of a year, as a Gregorian date: the Julian computus of Meeus, carried over to the Gregorian
/// calendar. None before 1583, when there was no Gregorian calendar, and after 9999.
pub fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    if !(1583..=9999).contains(&year) {
        return None;
    }
    let (a, b, c) = (year % 4, year % 7, year % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let (month, day) = ((d + e + 114) / 31, (d + e + 114) % 31 + 1);
    let behind = year / 100 - year / 400 - 2;
    NaiveDate::from_ymd_opt(year, month.unsigned_abs(), day.unsigned_abs())?
        .checked_add_days(Days::new(behind.unsigned_abs().into()))
}

/// Which days are worked. Cheap to clone; the same for the whole country unless narrowed with [`Calendar::in_locality`].
#[derive(Debug, Clone)]
pub struct Calendar {
    holidays: Arc<[Holiday]>,
    overrides: Arc<BTreeMap<NaiveDate, Vec<DayOverride>>>,
    locality: Option<Arc<str>>,
}

impl Calendar {
    /// The calendar of the shipped holidays, with the days that administrators changed. Where one day was changed twice,
    /// the later of the list holds, and a change for one locality holds over one for the whole country.
    pub fn new(overrides: impl IntoIterator<Item = DayOverride>) -> Result<Self, HolidaysError> {
        Self::from_yaml(include_str!("../administration/holidays.yaml"), overrides)
    }

    /// The same with other holidays.
    pub fn from_yaml(yaml: &str, overrides: impl IntoIterator<Item = DayOverride>) -> Result<Self, HolidaysError> {
        let holidays: Vec<Holiday> =
            serde_saphyr::from_str(yaml).map_err(|error| HolidaysError::Unreadable(error.to_string()))?;
        for (at, holiday) in holidays.iter().enumerate() {
            // 2024 is a leap year, so that 29 February is a day.
            if holiday.on.in_year(2024).is_none() {
                return Err(HolidaysError::NoSuchDay(holiday.code.clone()));
            }
            if holidays[..at].iter().any(|other| other.code == holiday.code) {
                return Err(HolidaysError::Twice(holiday.code.clone()));
            }
        }
        let mut by_day: BTreeMap<NaiveDate, Vec<DayOverride>> = BTreeMap::new();
        for change in overrides {
            by_day.entry(change.date).or_default().push(change);
        }
        Ok(Self { holidays: holidays.into(), overrides: Arc::new(by_day), locality: None })
    }

    /// The calendar of an office: with the church feast (Hram) and the changes of its locality, such as `Chisinau`.
    pub fn in_locality(&self, locality: &str) -> Self {
        Self { locality: Some(locality.into()), ..self.clone() }
    }

    fn is_here(&self, locality: Option<&str>) -> bool {
        locality.is_none_or(|locality| self.locality.as_deref() == Some(locality))
    }

    fn changed(&self, day: NaiveDate) -> Option<&DayOverride> {
        let here = || self.overrides.get(&day).into_iter().flatten().filter(|change| self.is_here(change.locality.as_deref()));
        here().rfind(|change| change.locality.is_some()).or_else(|| here().next_back())
    }

    fn holidays_in(&self, year: i32) -> impl Iterator<Item = (NaiveDate, &Holiday)> {
        self.holidays.iter().filter(|holiday| self.is_here(holiday.locality.as_deref())).filter_map(move |holiday| {
            let day = holiday.on.in_year(year)?;
            let holds = holiday.from.is_none_or(|from| from <= day) && holiday.until.is_none_or(|until| day <= until);
            holds.then_some((day, holiday))
        })
    }

    /// Whether people work on a day.
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        match self.changed(day) {
            Some(change) => change.kind == DayKind::Working,
            None => {
                !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
                    && !self.holidays_in(day.year()).any(|(date, _)| date == day)
            }
        }
    }

    /// The day itself if it is worked, else the first after it that is.
    pub fn next_working_day_on_or_after(&self, day: NaiveDate) -> NaiveDate {
        day.iter_days().find(|day| self.is_working_day(*day)).unwrap_or(day)
    }

    /// The so manieth working day after a day; the day itself does not count. With 0: the next working day on or after it.
    pub fn add_working_days(&self, day: NaiveDate, count: u32) -> NaiveDate {
        let Some(before_last) = count.checked_sub(1) else { return self.next_working_day_on_or_after(day) };
        let later = day_after(day, 1).iter_days().filter(|day| self.is_working_day(*day)).nth(before_last as usize);
        later.unwrap_or(NaiveDate::MAX)
    }

    /// How many working days come after the first day, up to the last and with it; 0 where the last is not after the first.
    pub fn working_days_between(&self, first: NaiveDate, last: NaiveDate) -> u32 {
        let days = first.iter_days().skip(1).take_while(|day| *day <= last).filter(|day| self.is_working_day(*day)).count();
        u32::try_from(days).unwrap_or(u32::MAX)
    }

    /// The days of a year about which the weekday alone does not tell, in order: holidays (also those on a weekend) and
    /// transferred days. All other Saturdays and Sundays are not worked, all other weekdays are.
    pub fn special_days(&self, year: i32) -> Vec<CalendarDay> {
        let mut days: BTreeMap<NaiveDate, CalendarDay> = BTreeMap::new();
        for (date, holiday) in self.holidays_in(year) {
            days.entry(date).and_modify(|day| day.reason = both(&day.reason, &holiday.name)).or_insert_with(|| CalendarDay {
                date,
                kind: DayKind::NonWorking,
                reason: holiday.name.clone(),
                holiday: Some(holiday.code.clone()),
                locality: holiday.locality.clone(),
            });
        }
        for change in self.overrides.keys().filter(|day| day.year() == year).filter_map(|day| self.changed(*day)) {
            let DayOverride { date, kind, reason, locality } = change.clone();
            days.insert(date, CalendarDay { date, kind, reason, holiday: None, locality });
        }
        days.into_values().collect()
    }
}

/// Two holidays on one day (Memorial Easter on 9 May, say).
fn both(one: &Text, other: &Text) -> Text {
    let join = |one: &str, other: &str| format!("{one}; {other}");
    Text::new(join(&one.ro, &other.ro), join(&one.ru, &other.ru), join(&one.en, &other.en))
}

#[cfg(test)]
mod tests;
