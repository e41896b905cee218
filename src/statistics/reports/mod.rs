//! Reports: tables of indicators for a period, as known on a day. A report is numbered and kept; the same kind, period, view and day give the
//! same content again, whenever it is made.

mod csv;
mod pdf;
pub mod produce;
mod words;
mod xlsx;

use std::{collections::BTreeMap, sync::LazyLock};

use aws_lc_rs::digest::{SHA256, digest};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    routes::wire::FigureView,
    rules::{fact::Dimension, indicator::Measure, period::PeriodKind},
};
use crate::kernel::{
    problem::Problem,
    text::{Language, Text},
};

pub use produce::Produce;

/// The kinds of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
pub enum ReportKind {
    /// A week, for the press.
    Weekly,
    /// A month or a quarter.
    Monthly,
    /// A year: the tables of the yearbook.
    Yearly,
    /// Throughput, terms kept and broken, by office and service (C-24.2).
    Performance,
}

impl ReportKind {
    /// As the database writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Weekly => "Weekly",
            Self::Monthly => "Monthly",
            Self::Yearly => "Yearly",
            Self::Performance => "Performance",
        }
    }

    /// As it was written.
    pub fn read(code: &str) -> Self {
        [Self::Weekly, Self::Monthly, Self::Yearly].into_iter().find(|kind| kind.code() == code).unwrap_or(Self::Performance)
    }
}

/// What a kind of report is made of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The lengths of period that it is made for.
    pub period: Vec<PeriodKind>,
    /// Its name.
    pub title: Text,
    /// Its tables.
    pub tables: Vec<PlannedTable>,
}

/// A table of a report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "kinds.yaml says it")]
pub struct PlannedTable {
    pub chapter: Option<Text>,
    pub indicator: String,
    pub rows: Option<Dimension>,
    pub columns: Option<Dimension>,
    pub top: Option<usize>,
}

static PLANS: LazyLock<Result<BTreeMap<ReportKind, Plan>, String>> =
    LazyLock::new(|| serde_saphyr::from_str(include_str!("kinds.yaml")).map_err(|error| error.to_string()));

/// The plan of a kind.
pub fn plan(kind: ReportKind) -> Result<&'static Plan, Problem> {
    PLANS.as_ref().map_err(Problem::internal)?.get(&kind).ok_or_else(|| Problem::internal("no plan of this report"))
}

/// What a report says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReportContent {
    /// What kind it is.
    pub kind: ReportKind,
    /// Its name.
    pub title: Text,
    /// The period.
    #[schema(examples("2026-10"))]
    pub period: String,
    /// The first day of the period.
    pub first_day: NaiveDate,
    /// Its last day.
    pub last_day: NaiveDate,
    /// Who it is for.
    pub view: FigureView,
    /// The day at whose end its figures were known.
    pub known_on: NaiveDate,
    /// Its tables.
    pub tables: Vec<ReportTable>,
    /// Indicators of its plan that it has no table of, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub omitted: Vec<OmittedIndicator>,
}

/// An indicator that a report leaves out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OmittedIndicator {
    /// The indicator.
    #[schema(examples("stay-grants"))]
    pub indicator_code: String,
    /// Its name.
    pub title: Text,
    /// Why.
    pub reason: OmissionReason,
}

/// Why a report leaves an indicator out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum OmissionReason {
    /// Everybody may not see it for periods of this length, or not by these dimensions.
    NotOpen,
    /// It had been withdrawn when the report was made.
    Withdrawn,
}

/// A table of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReportTable {
    /// The chapter in which it stands, where the report has chapters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chapter: Option<Text>,
    /// The indicator.
    #[schema(examples("requests-registered"))]
    pub indicator_code: String,
    /// Its version.
    #[schema(examples(1))]
    pub version: i32,
    /// Its name.
    pub title: Text,
    /// What it counts.
    pub definition: Text,
    /// How sure it is.
    pub quality: Text,
    /// What a figure says.
    #[serde(default)]
    pub measure: Measure,
    /// What its rows and columns are,
    pub dimensions: Vec<Text>,
    /// and their codes.
    #[serde(default)]
    pub dimension_codes: Vec<Dimension>,
    /// The columns; none where the table has one figure a row.
    pub columns: Vec<Text>,
    /// Their codes.
    #[serde(default)]
    #[schema(examples("CHI"))]
    pub column_codes: Vec<String>,
    /// The rows, the largest first.
    pub rows: Vec<ReportRow>,
    /// All together, also what is not shown.
    pub total: ReportFigure,
    /// All together in the period before.
    pub before: ReportFigure,
}

/// A row of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReportRow {
    /// The code of what it is of; absent where several are gathered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(examples("TUR"))]
    pub code: Option<String>,
    /// What it is of.
    pub label: Text,
    /// A figure a column, or one.
    pub figures: Vec<ReportFigure>,
}

/// A figure of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReportFigure {
    /// The figure; absent where it is not shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples(12))]
    pub value: Option<i64>,
}

impl ReportFigure {
    /// As it is printed; ":" is what statistics print for what is confidential.
    pub fn printed(self) -> String {
        self.value.map_or_else(|| ":".to_owned(), |value| value.to_string())
    }
}

impl ReportContent {
    /// The digest by which two reports are compared.
    pub fn sha256(&self) -> Result<Vec<u8>, Problem> {
        let bytes = serde_json::to_vec(self).map_err(Problem::internal)?;
        Ok(digest(&SHA256, &bytes).as_ref().to_vec())
    }
}

/// The forms in which a report is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum ReportFormat {
    /// For programs.
    #[serde(rename = "json")]
    Json,
    /// For spreadsheets of every kind: one figure a line.
    #[serde(rename = "csv")]
    Csv,
    /// A workbook, a sheet a table.
    #[serde(rename = "xlsx")]
    Xlsx,
    /// For people, with charts; archival (PDF/A-2a).
    #[serde(rename = "pdf")]
    Pdf,
}

impl ReportFormat {
    /// Every form.
    pub const ALL: [Self; 4] = [Self::Json, Self::Csv, Self::Xlsx, Self::Pdf];

    /// Its media type.
    pub const fn media(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pdf => "application/pdf",
        }
    }

    /// The language in which it is kept: JSON has all of them in one.
    pub const fn said_in(self, language: Language) -> Language {
        match self {
            Self::Json => Language::Ro,
            _ => language,
        }
    }

    /// The end of a file's name.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
        }
    }

    /// A report in this form; JSON has all languages. A PDF takes a second or so: call it on a blocking thread.
    pub fn write(self, number: &str, content: &ReportContent, language: Language) -> Result<Vec<u8>, Problem> {
        match self {
            Self::Json => serde_json::to_vec(content).map_err(Problem::internal),
            Self::Csv => csv::write(content, language),
            Self::Xlsx => xlsx::write(number, content, language),
            Self::Pdf => pdf::write(number, content, language),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::rules::load;

    #[test]
    fn every_table_of_every_report_is_a_table_of_a_shipped_indicator() {
        let shipped = load::shipped().unwrap_or_else(|errors| panic!("{errors:?}"));
        for kind in [ReportKind::Weekly, ReportKind::Monthly, ReportKind::Yearly, ReportKind::Performance] {
            for table in &plan(kind).expect("a plan").tables {
                let indicator = shipped.iter().find(|one| one.code == table.indicator).expect("an indicator");
                let dimensions: Vec<_> = table.rows.into_iter().chain(table.columns).collect();
                assert!(indicator.cut(&dimensions).is_some(), "{kind:?}: {table:?}");
            }
            assert_eq!(ReportKind::read(kind.code()), kind);
        }
    }
}
