//! What a service costs, how long it may take, and the figures it depends on: dated data, never constants.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::condition::Condition;
use crate::kernel::{
    money::Money,
    term::{TermLength, TermUnit},
    text::Text,
};

/// How quickly the service is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[schema(as = ServicePriority)]
pub enum Priority {
    /// In the ordinary term.
    Normal,
    /// In the shortened term.
    Urgent,
}

/// Whether a figure has been published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub enum Publicity {
    /// Found in a public act or on a public page.
    #[default]
    Public,
    /// Not public: set by the inspectorate, or absent.
    NotPublic,
}

/// A speed at which the service is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PriorityOffer {
    /// Which.
    pub priority: Priority,
    /// What it means to people.
    pub label: Text,
    /// Only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
}

/// Something dated: in force from one day to another, both included.
pub trait Dated {
    /// First and last day; no last day is for ever.
    fn period(&self) -> (NaiveDate, Option<NaiveDate>);

    /// In force on this day.
    fn in_force(&self, day: NaiveDate) -> bool {
        let (from, to) = self.period();
        from <= day && to.is_none_or(|to| day <= to)
    }

    /// In force together on some day.
    fn overlaps(&self, other: &Self) -> bool {
        let ((from, to), (other_from, other_to)) = (self.period(), other.period());
        to.is_none_or(|to| other_from <= to) && other_to.is_none_or(|other_to| from <= other_to)
    }
}

/// A line of the price. A change of the amount is a new line of the same code, beginning the day after the old one ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FeeLine {
    /// Its code; the same over its successive periods.
    #[schema(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 60)]
    pub code: String,
    /// The reason, as the order shows it.
    pub reason: Text,
    /// Whom it goes to.
    pub kind: FeeKind,
    /// Whether the amount is public.
    #[serde(default)]
    pub status: Publicity,
    /// The amount; absent only where it is not public, and then nothing is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// The priorities for which it is owed.
    #[schema(min_items = 1, max_items = 2)]
    pub priorities: Vec<Priority>,
    /// Owed only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Owed once for each item of this group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 60)]
    pub per_item_of: Option<String>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
}

impl Dated for FeeLine {
    fn period(&self) -> (NaiveDate, Option<NaiveDate>) {
        (self.valid_from, self.valid_to)
    }
}

/// What a fee is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum FeeKind {
    /// Taxa de stat (Law 1216/1992).
    StateFee,
    /// Tariff of a paid service (Government Decision 896/2014).
    ServiceTariff,
}

/// The legal term of the service for one priority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TermRule {
    /// The priority it belongs to.
    pub priority: Priority,
    /// Whether it is public.
    #[serde(default)]
    pub status: Publicity,
    /// How long; absent where the decision is automatic, or where the term is not public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<Span>,
    /// Decided at once, by the system itself.
    #[serde(default)]
    pub automatic: bool,
    /// What starts it.
    pub starts: StartEvent,
    /// It stands still while the applicant completes the dossier.
    pub pauses: bool,
    /// How it may be extended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 10)]
    pub extensions: Vec<ExtensionRule>,
    /// Within what a refusal is told, counted from the refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal_told_within: Option<Span>,
    /// The source of the term.
    pub basis: Text,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
}

impl Span {
    /// As a legal term is counted: a month is thirty days, a year twelve of them and five days.
    pub const fn as_term(self) -> TermLength {
        match self.unit {
            SpanUnit::Hours => TermLength::new(self.amount, TermUnit::Hours),
            SpanUnit::CalendarDays => TermLength::new(self.amount, TermUnit::CalendarDays),
            SpanUnit::WorkingDays => TermLength::new(self.amount, TermUnit::WorkingDays),
            SpanUnit::Months => TermLength::new(self.amount * 30, TermUnit::CalendarDays),
            SpanUnit::Years => TermLength::new(self.amount * 365, TermUnit::CalendarDays),
        }
    }
}

impl TermRule {
    /// How long it can become, in units of whatever kind.
    pub fn longest(&self) -> u64 {
        let units = |span: Span| u64::from(span.as_term().count);
        self.length.map_or(0, units) + self.extensions.iter().map(|rule| units(rule.by) * u64::from(rule.times)).sum::<u64>()
    }

    /// How often the term may be extended.
    pub fn extensions_in_all(&self) -> u32 {
        self.extensions.iter().map(|rule| rule.times).sum()
    }

    /// The rule of the next extension, after so many.
    pub fn extension_after(&self, granted: usize) -> Option<&ExtensionRule> {
        self.extensions.iter().flat_map(|rule| (0..rule.times).map(move |_| rule)).nth(granted)
    }
}

impl Dated for TermRule {
    fn period(&self) -> (NaiveDate, Option<NaiveDate>) {
        (self.valid_from, self.valid_to)
    }
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Span {
    /// How many.
    #[schema(minimum = 1, maximum = 3660)]
    pub amount: u32,
    /// Of what.
    pub unit: SpanUnit,
}

/// What a length of time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[allow(missing_docs, reason = "the names say it")]
pub enum SpanUnit {
    Hours,
    CalendarDays,
    WorkingDays,
    Months,
    Years,
}

/// What starts a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum StartEvent {
    /// The request was filed.
    Submission,
    /// The request was registered (it is complete and paid).
    Registration,
    /// Everything owed was paid.
    Payment,
}

/// How a term may be extended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExtensionRule {
    /// By how much at a time.
    pub by: Span,
    /// How many times.
    #[schema(minimum = 1, maximum = 12)]
    pub times: u32,
    /// On which ground.
    pub ground: Text,
}

/// A figure that the form depends on, such as the forecast average monthly salary of the year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = ServiceSetting)]
pub struct Setting {
    /// Its code; the same over its successive periods.
    #[schema(pattern = "^[a-z][A-Za-z0-9]*$", max_length = 60)]
    pub code: String,
    /// Its name.
    pub label: Text,
    /// Whether it is public.
    #[serde(default)]
    pub status: Publicity,
    /// The figure.
    pub amount: Money,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
}

impl Dated for Setting {
    fn period(&self) -> (NaiveDate, Option<NaiveDate>) {
        (self.valid_from, self.valid_to)
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug)]
    struct Period(NaiveDate, Option<NaiveDate>);

    impl Dated for Period {
        fn period(&self) -> (NaiveDate, Option<NaiveDate>) {
            (self.0, self.1)
        }
    }

    fn any_period() -> impl Strategy<Value = Period> {
        (0i64..60, prop::option::of(0i64..30)).prop_map(|(from, length)| {
            let from = NaiveDate::default() + TimeDelta::days(from);
            Period(from, length.map(|length| from + TimeDelta::days(length)))
        })
    }

    proptest! {
        #[test]
        fn periods_overlap_exactly_when_a_day_is_in_both(one in any_period(), other in any_period()) {
            let days = (0..200).map(|day| NaiveDate::default() + TimeDelta::days(day));
            let shared = days.filter(|day| one.in_force(*day) && other.in_force(*day)).count();
            prop_assert_eq!(one.overlaps(&other), shared > 0);
            prop_assert_eq!(other.overlaps(&one), shared > 0);
        }
    }
}
