//! Quarterly reviews on the wire.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    access::caller::{AccountId, SubdivisionId},
    content::{
        ContentItemId, ReviewId,
        store::reviews::{AnswerRow, ReviewRow},
    },
    kernel::{id::TypedId, problem::Problem},
};

/// The path of one review.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase", parameter_in = Path)]
pub struct ReviewPath {
    /// The review.
    #[param(inline)]
    pub review_id: ReviewId,
}

/// How a section stands in a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum ReviewAnswerState {
    /// Its subdivision has not answered yet.
    Waiting,
    /// Everything in it stands.
    Confirmed,
    /// Something in it is out of date.
    Stale,
}

/// An item that is out of date.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StaleItem {
    /// The item.
    pub content_item_id: ContentItemId,
    /// What is out of date.
    #[schema(min_length = 1, max_length = 500, examples("Tariful s-a schimbat."))]
    pub note: String,
}

/// What a section's subdivision answered.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReviewAnswer {
    /// The section.
    #[schema(max_length = 40, examples("guides"))]
    pub section_code: String,
    /// Whose answer it is.
    pub subdivision_id: SubdivisionId,
    /// How it stands.
    pub state: ReviewAnswerState,
    /// What is out of date.
    #[schema(max_items = 100)]
    pub stale: Vec<StaleItem>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 2000)]
    pub note: Option<String>,
    /// Who answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_by_id: Option<AccountId>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<DateTime<Utc>>,
    /// Whether it came, or has not come, after the end.
    pub late: bool,
}

/// A quarterly review of the sections by their subdivisions (Regulation, 33).
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReviewSummary {
    /// The review.
    pub review_id: ReviewId,
    /// Of which quarter.
    #[schema(pattern = "^[0-9]{4}-Q[1-4]$", max_length = 7, examples("2026-Q4"))]
    pub quarter: String,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// Until when the subdivisions answer.
    pub due_at: DateTime<Utc>,
    /// When it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<DateTime<Utc>>,
}

/// A review with its report.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Review {
    /// What is known of it.
    #[serde(flatten)]
    pub summary: ReviewSummary,
    /// Sections without an answer.
    #[schema(minimum = 0, examples(4))]
    pub waiting: usize,
    /// Sections that stand as they are.
    #[schema(minimum = 0, examples(28))]
    pub confirmed: usize,
    /// Sections in which something is out of date.
    #[schema(minimum = 0, examples(3))]
    pub stale: usize,
    /// Answers that came, or have not come, after the end.
    #[schema(minimum = 0, examples(1))]
    pub late: usize,
    /// The sections.
    #[schema(max_items = 200)]
    pub answers: Vec<ReviewAnswer>,
}

/// As it is kept.
#[derive(Debug, Serialize, Deserialize)]
pub struct KeptStale {
    item: Uuid,
    note: String,
}

impl From<&StaleItem> for KeptStale {
    fn from(stale: &StaleItem) -> Self {
        Self { item: stale.content_item_id.uuid(), note: stale.note.clone() }
    }
}

/// A review in a list.
pub fn summary(row: &ReviewRow) -> ReviewSummary {
    ReviewSummary {
        review_id: ReviewId::from_uuid(row.id),
        quarter: row.quarter.clone(),
        opened_at: row.created_at,
        due_at: row.due_at,
        closed_at: row.closed_at,
    }
}

fn answer(row: AnswerRow, section: String, review: &ReviewRow, now: DateTime<Utc>) -> Result<ReviewAnswer, Problem> {
    let stale: Vec<KeptStale> = serde_json::from_value(row.stale).map_err(Problem::internal)?;
    Ok(ReviewAnswer {
        section_code: section,
        subdivision_id: SubdivisionId::from_uuid(row.subdivision_id),
        state: match row.state.as_str() {
            "Confirmed" => ReviewAnswerState::Confirmed,
            "Stale" => ReviewAnswerState::Stale,
            _ => ReviewAnswerState::Waiting,
        },
        stale: stale
            .into_iter()
            .map(|one| StaleItem { content_item_id: ContentItemId::from_uuid(one.item), note: one.note })
            .collect(),
        note: row.note,
        answered_by_id: row.answered_by.map(AccountId::from_uuid),
        answered_at: row.answered_at,
        late: row.answered_at.unwrap_or(now) > review.due_at,
    })
}

/// A review with what each subdivision answered.
pub fn review(row: &ReviewRow, answers: Vec<(AnswerRow, String)>, now: DateTime<Utc>) -> Result<Review, Problem> {
    let answers: Vec<ReviewAnswer> =
        answers.into_iter().map(|(one, section)| answer(one, section, row, now)).collect::<Result<_, _>>()?;
    let count = |state| answers.iter().filter(|answer| answer.state == state).count();
    Ok(Review {
        summary: summary(row),
        waiting: count(ReviewAnswerState::Waiting),
        confirmed: count(ReviewAnswerState::Confirmed),
        stale: count(ReviewAnswerState::Stale),
        late: answers.iter().filter(|answer| answer.late).count(),
        answers,
    })
}
