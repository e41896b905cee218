//! An indicator as data: what is counted, of whom, told apart by what, shown to whom (C-2).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    fact::{Dimension, Event, Fact, Subject},
    period::PeriodKind,
};
use crate::{kernel::text::Text, services::rules::check::Fault};

/// The domain of the Concept (par. 2) that an indicator belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[schema(as = StatisticalDomain)]
pub enum Domain {
    /// Admission and stay (2.a).
    AdmissionAndStay,
    /// Illegal stay (2.b).
    IllegalStay,
    /// Asylum (2.c).
    Asylum,
    /// Statelessness (2.d).
    Statelessness,
    /// Integration (2.e).
    Integration,
    /// Readmission (2.f).
    Readmission,
    /// The Transnistrian segment (2.g).
    TransnistrianSegment,
    /// Analysis for other authorities (2.h).
    Analysis,
    /// Alerts on persons and objects (2.i).
    Alerts,
}

/// Who sees an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum IndicatorVisibility {
    /// Everybody, small numbers protected.
    Open,
    /// Those who may read statistics.
    Authorised,
}

/// To what open figures are rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub enum Rounding {
    /// Shown as they are.
    #[default]
    None,
    /// To the nearest multiple of five.
    ToFive,
    /// To the nearest multiple of ten.
    ToTen,
}

impl Rounding {
    /// A figure as it is shown.
    pub const fn of(self, value: i64) -> i64 {
        let to = match self {
            Self::None => 1,
            Self::ToFive => 5,
            Self::ToTen => 10,
        };
        (value + to / 2) / to * to
    }
}

/// What a figure says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = IndicatorMeasure)]
pub enum Measure {
    /// How many events there were in the period.
    #[default]
    Count,
    /// How many stand at the end of the period: the event has come, and none of `until` has.
    Stock,
    /// How many days there were from `since` to the event, in the mean of those whose event is in the period.
    MeanDays,
}

impl Measure {
    /// Whether it is the usual one, which definitions need not name.
    pub fn is_count(&self) -> bool {
        *self == Self::Count
    }
}

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = IndicatorDefinition)]
pub struct Indicator {
    /// Its code; the same over its versions.
    #[schema(min_length = 1, max_length = 60, pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", examples("requests-withdrawn"))]
    pub code: String,
    /// The domain of statistics.
    pub domain: Domain,
    /// Its name.
    pub title: Text,
    /// What it counts, in words that leave no doubt.
    pub definition: Text,
    /// How complete and how sure it is.
    pub quality: Text,
    /// What is counted.
    pub subject: Subject,
    /// The event that is counted, in the period of its day.
    pub event: Event,
    /// What a figure says.
    #[serde(default, skip_serializing_if = "Measure::is_count")]
    #[schema(required = false)]
    pub measure: Measure,
    /// In a stock: the events with which one leaves it, whichever comes first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false, max_items = 5)]
    pub until: Vec<Event>,
    /// In a mean of days: the event from which days are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Event>,
    /// Only those that have one of these values, by dimension.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false, max_items = 12)]
    pub filter: Vec<IndicatorFilter>,
    /// What it is told apart by; each is a table of its own.
    #[schema(min_items = 1, max_items = 12, examples(json!(["service", "office", "citizenship"])))]
    pub dimensions: Vec<Dimension>,
    /// Further tables, of two of its dimensions each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false, max_items = 12)]
    pub tables: Vec<IndicatorTable>,
    /// Who sees it.
    pub visibility: IndicatorVisibility,
    /// The one length of period for which everybody sees it: figures for months and for years together would give suppressed ones away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_period: Option<PeriodKind>,
    /// To what open figures are rounded.
    #[serde(default)]
    #[schema(required = false)]
    pub rounding: Rounding,
}

/// A value of a dimension.
#[derive(ToSchema)]
#[schema(min_length = 1, max_length = 64, pattern = "^[A-Za-z0-9][A-Za-z0-9+.-]*$", examples("Withdrawn"))]
#[allow(dead_code, reason = "a schema for strings")]
pub struct DimensionValue(String);

/// What a subject must have to be counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({"dimension": "state", "values": ["Withdrawn"]})))]
pub struct IndicatorFilter {
    /// The dimension.
    pub dimension: Dimension,
    /// One of these values.
    #[schema(value_type = Vec<DimensionValue>, min_items = 1, max_items = 50)]
    pub values: Vec<String>,
}

/// A table of two dimensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({"rows": "service", "columns": "office"})))]
pub struct IndicatorTable {
    /// The dimension of its rows.
    pub rows: Dimension,
    /// The dimension of its columns.
    pub columns: Dimension,
}

impl Indicator {
    /// Its tables: the total, each dimension, then the pairs. A table's place among them is its number in the figures.
    pub fn cuts(&self) -> Vec<Vec<Dimension>> {
        let singles = self.dimensions.iter().map(|dimension| vec![*dimension]);
        std::iter::once(Vec::new())
            .chain(singles)
            .chain(self.tables.iter().map(|table| vec![table.rows, table.columns]))
            .collect()
    }

    /// The number of a table; the order in which its dimensions are named does not matter.
    pub fn cut(&self, dimensions: &[Dimension]) -> Option<usize> {
        let wanted: BTreeSet<&Dimension> = dimensions.iter().collect();
        self.cuts().iter().position(|cut| cut.len() == dimensions.len() && cut.iter().collect::<BTreeSet<_>>() == wanted)
    }

    /// Whether a fact is of the population.
    pub fn takes(&self, fact: &Fact) -> bool {
        self.filter.iter().all(|filter| filter.values.iter().any(|value| value == fact.value(filter.dimension)))
    }

    /// Everything that is wrong with it by itself.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut fault = |pointer: String, message: String| faults.push(Fault { pointer, message });
        let (events, known) = (self.subject.events(), self.subject.dimensions());
        if !events.contains(&self.event) {
            fault("/event".into(), format!("{:?} does not happen to a {:?}", self.event, self.subject));
        }
        self.faults_of_measure(&mut fault);
        for (at, dimension) in self.dimensions.iter().enumerate() {
            if !known.contains(dimension) {
                fault(format!("/dimensions/{at}"), format!("a {:?} has no `{}`", self.subject, dimension.name()));
            }
            if self.dimensions[..at].contains(dimension) {
                fault(format!("/dimensions/{at}"), format!("`{}` is given twice", dimension.name()));
            }
        }
        for (at, IndicatorFilter { dimension, .. }) in self.filter.iter().enumerate() {
            let pointer = format!("/filter/{at}/dimension");
            if !known.contains(dimension) {
                fault(pointer.clone(), format!("a {:?} has no `{}`", self.subject, dimension.name()));
            }
            if self.filter[..at].iter().any(|earlier| earlier.dimension == *dimension) {
                fault(pointer, format!("`{}` is filtered twice", dimension.name()));
            }
        }
        for (at, IndicatorTable { rows, columns }) in self.tables.iter().enumerate() {
            for (side, dimension) in [("rows", rows), ("columns", columns)] {
                if !self.dimensions.contains(dimension) {
                    fault(format!("/tables/{at}/{side}"), format!("`{}` is not one of the dimensions", dimension.name()));
                }
            }
            let same = |earlier: &IndicatorTable| {
                (earlier.rows, earlier.columns) == (*rows, *columns) || (earlier.rows, earlier.columns) == (*columns, *rows)
            };
            if rows == columns || self.tables[..at].iter().any(same) {
                fault(format!("/tables/{at}"), "the table is given twice, or a dimension in it".into());
            }
        }
        match (self.visibility, self.open_period) {
            (IndicatorVisibility::Open, None) => {
                fault("/openPeriod".into(), "an open indicator says for which length of period".into());
            }
            (IndicatorVisibility::Authorised, Some(_)) => {
                fault("/openPeriod".into(), "only an open indicator has an open period".into());
            }
            _ => {}
        }
        faults
    }

    fn faults_of_measure(&self, fault: &mut impl FnMut(String, String)) {
        let events = self.subject.events();
        let (stock, days) = (self.measure == Measure::Stock, self.measure == Measure::MeanDays);
        if stock == self.until.is_empty() {
            fault("/until".into(), "a stock, and nothing else, says with which events one leaves it".into());
        }
        for (at, event) in self.until.iter().enumerate() {
            if !events.contains(event) || *event == self.event || self.until[..at].contains(event) {
                let message = format!(
                    "{event:?} is no event of a {:?}, or is the one with which one comes, or is given twice",
                    self.subject
                );
                fault(format!("/until/{at}"), message);
            }
        }
        if days != self.since.is_some() {
            fault("/since".into(), "a mean of days, and nothing else, says since which event".into());
        }
        if self.since.is_some_and(|since| !events.contains(&since) || since == self.event) {
            fault("/since".into(), format!("it is another event of a {:?}", self.subject));
        }
        // Figures tell things apart by what they are now: what was pending then is decided now, and stood in another state.
        let filtered = self.filter.iter().enumerate().map(|(at, filter)| (format!("/filter/{at}"), filter.dimension));
        let told = self.dimensions.iter().enumerate().map(|(at, dimension)| (format!("/dimensions/{at}"), *dimension));
        for (pointer, dimension) in told.chain(filtered).filter(|(_, dimension)| stock && dimension.follows_events()) {
            fault(pointer, format!("`{}` changes with what ends a stock", dimension.name()));
        }
        // A term that will run out has not yet: only the end of a period that is over tells.
        if !stock && (self.event == Event::Overdue || self.since == Some(Event::Overdue)) {
            fault("/event".into(), "Overdue is for stocks".into());
        }
        // The difference of two stocks is what came less what went: small numbers protected in the one would follow from the other.
        if !self.measure.is_count() && self.visibility == IndicatorVisibility::Open {
            fault("/visibility".into(), "only a count can be open".into());
        }
    }

    /// Whether figures of this and another open indicator could be subtracted from each other: they count the same event and nothing
    /// keeps their populations apart.
    pub fn overlaps(&self, other: &Self) -> bool {
        let open = |one: &Self| one.visibility == IndicatorVisibility::Open;
        let apart = |here: &IndicatorFilter| {
            let there = other.filter.iter().find(|there| there.dimension == here.dimension);
            there.is_some_and(|there| here.values.iter().all(|value| !there.values.contains(value)))
        };
        open(self)
            && open(other)
            && self.code != other.code
            && (self.subject, self.event) == (other.subject, other.event)
            && !self.filter.iter().any(apart)
    }
}
