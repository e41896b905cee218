//! Periods of statistics, by the civil days of Chisinau.

use std::{fmt, str::FromStr};

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub enum PeriodKind {
    /// Monday to Sunday (ISO 8601).
    Week,
    /// A calendar month.
    Month,
    /// Three months from January, April, July or October.
    Quarter,
    /// A calendar year.
    Year,
}

/// A period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// How long.
    pub kind: PeriodKind,
    /// Its first day.
    pub first: NaiveDate,
}

/// The text names no period. Periods are written `2026-W47`, `2026-11`, `2026-Q4`, `2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a period")]
pub struct NoPeriod;

/// What a period looks like, for the contract.
pub const PATTERN: &str = "^(19|20)[0-9]{2}(-(W(0[1-9]|[1-4][0-9]|5[0-3])|(0[1-9]|1[0-2])|Q[1-4]))?$";

impl PeriodKind {
    /// Kinds of which figures are kept; the others are sums of months.
    pub const KEPT: [Self; 2] = [Self::Week, Self::Month];

    /// As the database writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Week => "Week",
            Self::Month => "Month",
            Self::Quarter => "Quarter",
            Self::Year => "Year",
        }
    }

    /// The kind of which figures are kept that this one is made of.
    pub const fn kept(self) -> Self {
        match self {
            Self::Week => Self::Week,
            _ => Self::Month,
        }
    }
}

impl Period {
    /// The period of a kind in which a day lies.
    pub fn of(kind: PeriodKind, day: NaiveDate) -> Self {
        let month = |month: u32| NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day);
        let first = match kind {
            PeriodKind::Week => day - Days::new(u64::from(day.weekday().num_days_from_monday())),
            PeriodKind::Month => month(day.month()),
            PeriodKind::Quarter => month((day.month() - 1) / 3 * 3 + 1),
            PeriodKind::Year => month(1),
        };
        Self { kind, first }
    }

    /// Its last day.
    pub fn last(self) -> NaiveDate {
        self.next().first - Days::new(1)
    }

    /// Whether they have a day in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last() && other.first <= self.last()
    }

    /// The one after it.
    pub fn next(self) -> Self {
        let first = match self.kind {
            PeriodKind::Week => self.first + Days::new(7),
            PeriodKind::Month => self.first + Months::new(1),
            PeriodKind::Quarter => self.first + Months::new(3),
            PeriodKind::Year => self.first + Months::new(12),
        };
        Self { kind: self.kind, first }
    }

    /// The one before it.
    pub fn previous(self) -> Self {
        Self::of(self.kind, self.first - Days::new(1))
    }

    /// Itself if it is over by a day, else the one before.
    pub fn over_by(self, day: NaiveDate) -> Self {
        if self.last() <= day { self } else { self.previous() }
    }

    /// The kept periods that it is made of.
    pub fn parts(self) -> Vec<Self> {
        let kind = self.kind.kept();
        let mut part = Self { kind, first: self.first };
        let mut parts = Vec::new();
        while part.first <= self.last() {
            parts.push(part);
            part = part.next();
        }
        parts
    }
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.first.year();
        match self.kind {
            PeriodKind::Week => write!(out, "{}-W{:02}", self.first.iso_week().year(), self.first.iso_week().week()),
            PeriodKind::Month => write!(out, "{year}-{:02}", self.first.month()),
            PeriodKind::Quarter => write!(out, "{year}-Q{}", self.first.month0() / 3 + 1),
            PeriodKind::Year => write!(out, "{year}"),
        }
    }
}

impl FromStr for Period {
    type Err = NoPeriod;

    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        let (year, rest) = text.split_once('-').map_or((text, None), |(year, rest)| (year, Some(rest)));
        let number = |text: &str| text.parse::<u32>().ok();
        let year = number(year).filter(|year| (1900..2100).contains(year)).ok_or(NoPeriod)? as i32;
        let day = |month: u32| NaiveDate::from_ymd_opt(year, month, 1);
        let (kind, first) = match rest {
            None => (PeriodKind::Year, day(1)),
            Some(rest) => match rest.split_at_checked(1) {
                Some(("W", week)) => {
                    (PeriodKind::Week, number(week).and_then(|week| NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)))
                }
                Some(("Q", quarter)) => {
                    let quarter = number(quarter).filter(|quarter| (1..=4).contains(quarter));
                    (PeriodKind::Quarter, quarter.and_then(|quarter| day(quarter * 3 - 2)))
                }
                _ => (PeriodKind::Month, number(rest).and_then(day)),
            },
        };
        let period = Self { kind, first: first.ok_or(NoPeriod)? };
        // One period has one name.
        if period.to_string() == text { Ok(period) } else { Err(NoPeriod) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KINDS: [PeriodKind; 4] = [PeriodKind::Week, PeriodKind::Month, PeriodKind::Quarter, PeriodKind::Year];

    proptest! {
        #[test]
        fn a_day_lies_in_its_period_and_the_name_reads_back(days in 0u64..36_000, kind in 0usize..4) {
            let day = NaiveDate::from_ymd_opt(1970, 1, 5).expect("a day") + Days::new(days);
            let period = Period::of(KINDS[kind], day);
            prop_assert!(period.first <= day && day <= period.last());
            prop_assert_eq!(period.next().previous(), period);
            prop_assert_eq!(period.to_string().parse::<Period>(), Ok(period));
            prop_assert!(regex::Regex::new(PATTERN).expect("a pattern").is_match(&period.to_string()));
            let parts = period.parts();
            prop_assert_eq!((parts[0].first, parts[parts.len() - 1].last()), (period.first, period.last()));
        }

        #[test]
        fn any_text_is_survived(text in "\\PC{0,12}") {
            if let Ok(period) = text.parse::<Period>() {
                prop_assert_eq!(period.to_string(), text);
            }
        }
    }
}
