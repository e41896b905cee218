//! Indicators and their figures as they are told.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    kernel::{http::kept::Media, problem::Problem, text::Text, violation::Violation},
    services::rules::check::Fault,
    statistics::{
        Figures,
        labels::DimensionNames,
        open::Current,
        rules::{
            fact::{Dimension, Event, Subject},
            indicator::{Domain, Indicator, IndicatorFilter, IndicatorTable, Measure, Rounding},
            period::PeriodKind,
            reason::Reason,
            suppression::Shown,
        },
        store::indicators::{IndicatorRow, IndicatorState},
    },
};

/// Which indicator.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Path)]
pub struct IndicatorPath {
    /// The indicator's code.
    #[param(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", min_length = 1, max_length = 60, example = "requests-registered")]
    pub indicator_code: String,
}

/// Which version of which indicator.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Path)]
pub struct IndicatorVersionPath {
    /// The indicator's code.
    #[param(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", min_length = 1, max_length = 60, example = "requests-withdrawn")]
    pub indicator_code: String,
    /// The version's number.
    #[param(minimum = 1, maximum = 100000, example = 1)]
    pub version: i32,
}

/// An indicator as everybody sees it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Indicator)]
pub struct PublicIndicator {
    /// Its code.
    #[schema(examples("requests-registered"))]
    pub code: String,
    /// The version that answers.
    #[schema(examples(1))]
    pub version: i32,
    /// The domain of statistics (Concept, par. 2).
    pub domain: Domain,
    /// Its name.
    pub title: Text,
    /// What it counts.
    pub definition: Text,
    /// How complete and how sure it is.
    pub quality: Text,
    /// What is counted.
    pub subject: Subject,
    /// The event that is counted.
    pub event: Event,
    /// What it is told apart by.
    pub dimensions: Vec<Dimension>,
    /// Its tables of two dimensions.
    pub tables: Vec<IndicatorTable>,
    /// Those alone count that have one of these values, by dimension.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false, max_items = 12)]
    pub filter: Vec<IndicatorFilter>,
    /// To what its figures are rounded.
    pub rounding: Rounding,
    /// What its dimensions, those of its filter and their values are called.
    #[schema(max_items = 24)]
    pub names: Vec<DimensionNames>,
    /// The length of period for which everybody sees it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_period: Option<PeriodKind>,
}

impl PublicIndicator {
    /// What everybody may know of an indicator.
    pub fn of(figures: &Figures, current: &Current) -> Self {
        let one = current.indicator();
        let filtered = one.filter.iter().map(|filter| filter.dimension).filter(|dimension| !one.dimensions.contains(dimension));
        let named: Vec<Dimension> = one.open_dimensions().into_iter().chain(filtered).collect();
        Self {
            code: one.code.clone(),
            version: current.number,
            domain: one.domain,
            title: one.title.clone(),
            definition: one.definition.clone(),
            quality: one.quality.clone(),
            subject: one.subject,
            event: one.event,
            dimensions: one.open_dimensions(),
            tables: one.open_tables(),
            filter: one.filter.clone(),
            rounding: one.rounding,
            names: figures.names(&named, None),
            open_period: one.open_period,
        }
    }
}

impl Media for PublicIndicator {}

/// A version of an indicator.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct IndicatorVersion {
    /// Its code.
    #[schema(examples("requests-registered"))]
    pub code: String,
    /// The version's number.
    #[schema(examples(1))]
    pub version: i32,
    /// What has become of it.
    pub state: IndicatorState,
    /// What it says.
    pub definition: Indicator,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// Why it was given up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawal_reason: Option<String>,
}

impl IndicatorVersion {
    /// A version as it is kept.
    pub fn of(row: &IndicatorRow) -> Result<Self, Problem> {
        Ok(Self {
            code: row.code.clone(),
            version: row.number,
            state: row.state(),
            definition: row.definition()?,
            created_at: row.created_at,
            withdrawal_reason: row.withdrawal_reason.clone(),
        })
    }

    /// Where it is found.
    pub fn location(row: &IndicatorRow) -> String {
        format!("/api/v1/indicators/{}/versions/{}", row.code, row.number)
    }
}

/// Who figures are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum FigureView {
    /// Everybody: small numbers are protected.
    Open,
    /// Those who may see exact figures.
    Authorised,
}

impl FigureView {
    /// As the database writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Authorised => "Authorised",
        }
    }
}

/// A table of figures.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FigureTable {
    /// The indicator.
    #[schema(examples("requests-registered"))]
    pub indicator_code: String,
    /// Its version.
    #[schema(examples(1))]
    pub version: i32,
    /// Its name.
    pub title: Text,
    /// Who the figures are for.
    pub view: FigureView,
    /// How long the periods are.
    pub period_kind: PeriodKind,
    /// What a figure says: how many, how many at the end of the period, or how many days in the mean.
    pub measure: Measure,
    /// What the values of a figure are values of, in their order; none in a table of totals.
    pub dimensions: Vec<Dimension>,
    /// What its dimensions are called, and the values that it has.
    #[schema(max_items = 2)]
    pub names: Vec<DimensionNames>,
    /// To what its figures are rounded.
    pub rounding: Rounding,
    /// The day at whose end the figures were known.
    pub known_on: NaiveDate,
    /// Changes that came too thick and fast to be in it; ask again soon.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[schema(required = false)]
    pub incomplete: bool,
    /// The figures; what is not listed is none.
    pub figures: Vec<TableFigure>,
}

impl FigureTable {
    /// The same with the names of what is in it.
    #[must_use]
    pub fn named(mut self, figures: &Figures) -> Self {
        let mut found: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); self.dimensions.len()];
        for figure in &self.figures {
            for (found, value) in found.iter_mut().zip(&figure.values) {
                found.insert(value);
            }
        }
        self.names = figures.names(&self.dimensions, Some(&found));
        self
    }
}

impl Media for FigureTable {}

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TableFigure {
    /// The period.
    #[schema(examples("2026-10"))]
    pub period: String,
    /// The values of the dimensions.
    #[schema(examples("TUR"))]
    pub values: Vec<String>,
    /// The figure; absent where it is not shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples(12))]
    pub value: Option<i64>,
    /// In a mean of days: of how many cases.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, examples(40))]
    pub cases: Option<i64>,
    /// In a mean of days: how many days they took together.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, examples(480))]
    pub days: Option<i64>,
    /// It is not shown, so that nobody is recognised in it: it is small, or another small one could be told from it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[schema(required = false)]
    pub suppressed: bool,
}

impl TableFigure {
    /// A figure for everybody.
    pub fn shown(period: String, values: Vec<String>, shown: Shown) -> Self {
        match shown {
            Shown::Value(value) => Self { period, values, value: Some(value), cases: None, days: None, suppressed: false },
            Shown::Hidden => Self { period, values, value: None, cases: None, days: None, suppressed: true },
        }
    }
}

/// Why figures are other than they were known before.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RevisionTable {
    /// The indicator.
    #[schema(examples("requests-registered"))]
    pub indicator_code: String,
    /// Its version.
    #[schema(examples(1))]
    pub version: i32,
    /// What the values of a figure are values of.
    pub dimensions: Vec<Dimension>,
    /// As known at the end of this day,
    pub known_on: NaiveDate,
    /// and at the end of this one.
    pub then_known_on: NaiveDate,
    /// Changes that came too thick and fast to be in it; ask again soon.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[schema(required = false)]
    pub incomplete: bool,
    /// The figures that differ.
    pub revisions: Vec<FigureRevision>,
}

/// One figure that was revised.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FigureRevision {
    /// The period.
    #[schema(examples("2026-10"))]
    pub period: String,
    /// The values of the dimensions.
    #[schema(examples("TUR"))]
    pub values: Vec<String>,
    /// As it was known.
    #[schema(examples(12))]
    pub value: i64,
    /// As it was known then.
    #[schema(examples(14))]
    pub then_value: i64,
    /// By how much for which reason; together they are the difference.
    pub reasons: Vec<RevisionReason>,
}

/// A part of a revision.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RevisionReason {
    /// Why.
    pub reason: Reason,
    /// By how much.
    #[schema(examples(2))]
    pub by: i64,
}

/// Faults of a definition as violations.
pub fn violations(faults: &[Fault]) -> Vec<Violation> {
    faults
        .iter()
        .map(|fault| {
            let said = &fault.message;
            Violation::new(
                fault.pointer.clone(),
                "indicator",
                Text::new(format!("Indicator: {said}"), format!("Показатель: {said}"), format!("Indicator: {said}")),
            )
        })
        .collect()
}
