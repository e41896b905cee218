//! Reports as they are told.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::wire::FigureView;
use crate::{
    kernel::id::TypedId,
    statistics::{
        ReportId,
        reports::ReportKind,
        store::reports::{ReportRow, ReportState},
    },
};

/// Which report.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Path)]
pub struct ReportPath {
    /// The report.
    #[param(inline)]
    pub report_id: ReportId,
}

/// A report, without what it says.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = StatisticalReport)]
pub struct Report {
    /// The report.
    pub report_id: ReportId,
    /// Its number.
    #[schema(examples("RS-2026-0001"))]
    pub number: String,
    /// What kind.
    pub kind: ReportKind,
    /// The period.
    #[schema(examples("2025"))]
    pub period: String,
    /// For whom.
    pub view: FigureView,
    /// The day at whose end its figures were known.
    pub known_on: NaiveDate,
    /// How far it is.
    pub state: ReportState,
    /// Tables made.
    #[schema(examples(3))]
    pub done: i32,
    /// Tables in all; 0 before it is begun.
    #[schema(examples(12))]
    pub steps: i32,
    /// The code of the problem for which it could not be made.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("unavailable"))]
    pub failure: Option<String>,
    /// Digest of what it says, once it is ready: two reports that say the same have the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"))]
    pub sha256: Option<String>,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
}

impl Report {
    /// A report as it is kept.
    pub fn of(row: &ReportRow) -> Self {
        Self {
            report_id: ReportId::from_uuid(row.id),
            number: row.number.clone(),
            kind: row.kind(),
            period: row.period.clone(),
            view: row.view(),
            known_on: row.known_on,
            state: row.state(),
            done: row.done,
            steps: row.steps,
            failure: row.failure.clone(),
            sha256: row.sha256.as_deref().map(hex::encode),
            created_at: row.created_at,
        }
    }
}
