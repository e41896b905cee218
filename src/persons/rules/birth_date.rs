//! Birth dates as they are known: to the day, the month, the year, or not at all (design/settled.md, "Time").
//!
//! Many documents state only the year. What follows from such a date is said with its uncertainty, never guessed.

use std::{fmt, str::FromStr};

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
};

use crate::kernel::text::Text;

/// Nobody on record was born before this year.
pub const EARLIEST_YEAR: i32 = 1870;

/// How much of a birth date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub enum Precision {
    /// Nothing.
    Unknown,
    /// The year.
    Year,
    /// The year and the month.
    Month,
    /// The day.
    Day,
}

/// A birth date with its precision; `1990-05-17`, `1990-05`, `1990` or `unknown` on the wire.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct BirthDate {
    /// The first day that it can be; none if nothing is known.
    first: Option<NaiveDate>,
    precision: Precision,
}

/// Why a text or a date is no birth date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BirthDateError {
    /// Not one of the four forms, or a day that does not exist.
    #[error("a birth date is a year, a year and a month, a full date, or `unknown`")]
    Form,
    /// Before [`EARLIEST_YEAR`].
    #[error("a birth date is not before 1870")]
    TooEarly,
    /// After the legal day on which it is stated.
    #[error("a birth date is not in the future")]
    Future,
}

impl BirthDateError {
    /// For people.
    pub fn text(self) -> Text {
        match self {
            Self::Form => Text::new(
                "Data nașterii se indică drept an, an și lună sau dată completă (1990, 1990-05, 1990-05-17) ori „unknown”.",
                "Дата рождения указывается как год, год и месяц или полная дата (1990, 1990-05, 1990-05-17) либо «unknown».",
                "A birth date is a year, a year and a month or a full date (1990, 1990-05, 1990-05-17), or \"unknown\".",
            ),
            Self::TooEarly => Text::new(
                "Data nașterii nu poate fi anterioară anului 1870.",
                "Дата рождения не может быть ранее 1870 года.",
                "A birth date is not before 1870.",
            ),
            Self::Future => Text::new(
                "Data nașterii nu poate fi în viitor.",
                "Дата рождения не может быть в будущем.",
                "A birth date is not in the future.",
            ),
        }
    }
}

/// An age in full years, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub struct AgeRange {
    /// The person is at least so old.
    pub min: u32,
    /// And at most so old.
    pub max: u32,
}

/// The age groups of statistics and of representation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub enum AgeGroup {
    /// Under 14: acts through a representative; no fingerprints.
    Under14,
    /// From 14 to 17.
    From14To17,
    /// 18 and over.
    Adult,
}

impl AgeGroup {
    const fn of(age: u32) -> Self {
        match age {
            0..14 => Self::Under14,
            14..18 => Self::From14To17,
            _ => Self::Adult,
        }
    }
}

/// How two birth dates of perhaps one person stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Agreement {
    /// One and the same day.
    Same,
    /// Both can be true: one is less precise.
    Compatible,
    /// Day and month seem to be exchanged.
    Swapped,
    /// At most one is true.
    Different,
    /// Of one of them nothing is known.
    Unknown,
}

impl BirthDate {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self { first: None, precision: Precision::Unknown };

    /// Known to the day.
    pub fn day(day: NaiveDate) -> Result<Self, BirthDateError> {
        Self::of(Some(day), Precision::Day)
    }

    /// Known to the month.
    pub fn month(year: i32, month: u32) -> Result<Self, BirthDateError> {
        Self::of(NaiveDate::from_ymd_opt(year, month, 1), Precision::Month)
    }

    /// Known to the year.
    pub fn year(year: i32) -> Result<Self, BirthDateError> {
        Self::of(NaiveDate::from_ymd_opt(year, 1, 1), Precision::Year)
    }

    /// From the two columns in which it is stored. Of the date only what the precision covers is kept.
    pub fn from_columns(date: Option<NaiveDate>, precision: Precision) -> Result<Self, BirthDateError> {
        match (date, precision) {
            (_, Precision::Unknown) => Ok(Self::UNKNOWN),
            (None, _) => Err(BirthDateError::Form),
            (Some(date), Precision::Year) => Self::year(date.year()),
            (Some(date), Precision::Month) => Self::month(date.year(), date.month()),
            (Some(date), Precision::Day) => Self::day(date),
        }
    }

    fn of(first: Option<NaiveDate>, precision: Precision) -> Result<Self, BirthDateError> {
        let day = first.ok_or(BirthDateError::Form)?;
        match day.year() {
            ..EARLIEST_YEAR => Err(BirthDateError::TooEarly),
            10_000.. => Err(BirthDateError::Form),
            _ => Ok(Self { first, precision }),
        }
    }

    /// Reads one of the four forms.
    pub fn parse(text: &str) -> Result<Self, BirthDateError> {
        if text == "unknown" {
            return Ok(Self::UNKNOWN);
        }
        let number = |part: &str, digits: usize| {
            let fits = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            fits.then(|| part.parse::<u32>().ok()).flatten().ok_or(BirthDateError::Form)
        };
        let parts: Vec<&str> = text.splitn(4, '-').collect();
        let year = |part| number(part, 4).map(u32::cast_signed);
        match parts[..] {
            [y] => Self::year(year(y)?),
            [y, m] => Self::month(year(y)?, number(m, 2)?),
            [y, m, d] => Self::of(NaiveDate::from_ymd_opt(year(y)?, number(m, 2)?, number(d, 2)?), Precision::Day),
            _ => Err(BirthDateError::Form),
        }
    }

    /// How much is known.
    pub const fn precision(self) -> Precision {
        self.precision
    }

    /// The first day that it can be; also the column in which it is stored.
    pub const fn earliest(self) -> Option<NaiveDate> {
        self.first
    }

    /// The last day that it can be.
    pub fn latest(self) -> Option<NaiveDate> {
        let months = match self.precision {
            Precision::Unknown | Precision::Day => return self.first,
            Precision::Month => 1,
            Precision::Year => 12,
        };
        self.first.and_then(|first| first.checked_add_months(Months::new(months))?.pred_opt())
    }

    /// Refuses a date that on this legal day can only be in the future.
    pub fn not_after(self, today: NaiveDate) -> Result<Self, BirthDateError> {
        if self.first.is_some_and(|first| first > today) { Err(BirthDateError::Future) } else { Ok(self) }
    }

    /// The age on a legal day; none if unknown, or not born by then. Who was born on 29 February is a year older on
    /// 1 March of other years.
    pub fn age_on(self, day: NaiveDate) -> Option<AgeRange> {
        let max = day.years_since(self.first?)?;
        let min = day.years_since(self.latest()?).unwrap_or(0);
        Some(AgeRange { min, max })
    }

    /// The age group on a legal day; none if the date leaves it open: then it is established, not assumed.
    pub fn age_group_on(self, day: NaiveDate) -> Option<AgeGroup> {
        let AgeRange { min, max } = self.age_on(day)?;
        let group = AgeGroup::of(min);
        (group == AgeGroup::of(max)).then_some(group)
    }

    /// How it stands to another; the same both ways.
    pub fn agreement(self, other: Self) -> Agreement {
        let (Some(one), Some(two), Some(one_last), Some(two_last)) = (self.first, other.first, self.latest(), other.latest())
        else {
            return Agreement::Unknown;
        };
        let both_days = self.precision == Precision::Day && other.precision == Precision::Day;
        if both_days && one == two {
            Agreement::Same
        } else if one <= two_last && two <= one_last {
            Agreement::Compatible
        } else if both_days && one.year() == two.year() && one.month() == two.day() && one.day() == two.month() {
            Agreement::Swapped
        } else {
            Agreement::Different
        }
    }
}

impl fmt::Display for BirthDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.first, self.precision) {
            (None, _) | (_, Precision::Unknown) => out.write_str("unknown"),
            (Some(first), Precision::Year) => write!(out, "{}", first.format("%Y")),
            (Some(first), Precision::Month) => write!(out, "{}", first.format("%Y-%m")),
            (Some(first), Precision::Day) => write!(out, "{}", first.format("%Y-%m-%d")),
        }
    }
}

/// Only the precision: a birth date has no place in a log.
impl fmt::Debug for BirthDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "BirthDate({:?})", self.precision)
    }
}

impl FromStr for BirthDate {
    type Err = BirthDateError;
    fn from_str(text: &str) -> Result<Self, BirthDateError> {
        Self::parse(text)
    }
}

impl Serialize for BirthDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BirthDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(D::Error::custom)
    }
}

impl PartialSchema for BirthDate {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(
                "A birth date as far as it is known: full date, year and month, year, or `unknown`. \
                 From 1870 on and not in the future.",
            ))
            .pattern(Some("^(unknown|[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)$"))
            .max_length(Some(10))
            .examples(["1990-05-17", "1990-05", "1990", "unknown"])
            .into()
    }
}

impl ToSchema for BirthDate {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn born(text: &str) -> BirthDate {
        BirthDate::parse(text).expect(text)
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn the_four_forms_are_read_and_nothing_else() {
        for text in ["1990-05-17", "1990-05", "1990", "unknown", "2024-02-29"] {
            assert_eq!(born(text).to_string(), text);
        }
        for text in ["", "90", "1990-5", "1990-05-1", "1990-13", "2023-02-29", "1990-05-17-", "+199", "1990-00", "Unknown"] {
            assert_eq!(BirthDate::parse(text), Err(BirthDateError::Form), "{text}");
        }
        assert_eq!(BirthDate::parse("1869-12-31"), Err(BirthDateError::TooEarly));
    }

    #[test]
    fn the_future_is_refused_only_where_it_is_certain() {
        let today = day("2026-06-15");
        assert_eq!(born("2026").not_after(today), Ok(born("2026")));
        assert_eq!(born("2026-06-15").not_after(today), Ok(born("2026-06-15")));
        assert_eq!(born("2026-06-16").not_after(today), Err(BirthDateError::Future));
        assert_eq!(born("2026-07").not_after(today), Err(BirthDateError::Future));
        assert_eq!(BirthDate::UNKNOWN.not_after(today), Ok(BirthDate::UNKNOWN));
    }

    #[test]
    fn an_age_has_its_uncertainty() {
        let today = day("2026-06-15");
        assert_eq!(born("2008-06-15").age_on(today), Some(AgeRange { min: 18, max: 18 }), "on the birthday");
        assert_eq!(born("2008-06-16").age_on(today), Some(AgeRange { min: 17, max: 17 }));
        assert_eq!(born("2008").age_on(today), Some(AgeRange { min: 17, max: 18 }));
        assert_eq!(born("2008").age_group_on(today), None, "it must be established");
        assert_eq!(born("2009").age_group_on(today), Some(AgeGroup::From14To17));
        assert_eq!(born("2012-06-15").age_group_on(today), Some(AgeGroup::From14To17));
        assert_eq!(born("2012-06-16").age_group_on(today), Some(AgeGroup::Under14));
        assert_eq!(born("1990").age_group_on(today), Some(AgeGroup::Adult));
        assert_eq!(born("2027").age_on(today), None);
        assert_eq!(BirthDate::UNKNOWN.age_on(today), None);
        assert_eq!(born("2004-02-29").age_on(day("2022-02-28")), Some(AgeRange { min: 17, max: 17 }));
        assert_eq!(born("2004-02-29").age_on(day("2022-03-01")), Some(AgeRange { min: 18, max: 18 }));
    }

    #[test]
    fn dates_agree_or_not() {
        for (one, other, expected) in [
            ("1990-05-17", "1990-05-17", Agreement::Same),
            ("1990-05-17", "1990", Agreement::Compatible),
            ("1990-05", "1990", Agreement::Compatible),
            ("1990", "1990", Agreement::Compatible),
            ("1990-05-07", "1990-07-05", Agreement::Swapped),
            ("1990-05-17", "1990-06", Agreement::Different),
            ("1990-05-17", "unknown", Agreement::Unknown),
        ] {
            assert_eq!(born(one).agreement(born(other)), expected, "{one} {other}");
            assert_eq!(born(other).agreement(born(one)), expected, "{other} {one}");
        }
    }

    #[test]
    fn debug_shows_no_date() {
        assert_eq!(format!("{:?}", born("1990-05-17")), "BirthDate(Day)");
    }

    proptest! {
        #[test]
        fn wire_and_columns_give_back_what_they_got(days in 0u64..60_000, precision in 0..4) {
            let date = day("1870-01-01") + chrono::Days::new(days);
            let precision = [Precision::Unknown, Precision::Year, Precision::Month, Precision::Day][precision as usize];
            let made = BirthDate::from_columns(Some(date), precision).expect("a birth date");
            prop_assert_eq!(BirthDate::from_columns(made.earliest(), made.precision()), Ok(made));
            let json = serde_json::to_string(&made).expect("json");
            prop_assert_eq!(serde_json::from_str::<BirthDate>(&json).expect("a birth date"), made);
            if let (Some(first), Some(last)) = (made.earliest(), made.latest()) {
                prop_assert!(first <= date && date <= last);
            }
        }

        #[test]
        fn the_true_age_is_within_the_range(days in 0u64..50_000, later in 0u64..20_000, month in any::<bool>()) {
            let date = day("1870-01-01") + chrono::Days::new(days);
            let on = date + chrono::Days::new(later);
            let precision = if month { Precision::Month } else { Precision::Year };
            let known = BirthDate::from_columns(Some(date), precision).expect("a birth date").age_on(on).expect("an age");
            let truth = BirthDate::day(date).expect("a birth date").age_on(on).expect("an age");
            prop_assert!(known.min <= truth.min && truth.max <= known.max && known.max - known.min <= 1);
        }

        #[test]
        fn no_text_makes_it_panic(text in "[0-9a-z-]{0,12}|\\PC{0,8}") {
            let _ = BirthDate::parse(&text);
        }
    }
}
