//! Visitors' questions on the wire.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

use super::{texts::ContentTitle, visitor::VisitorAnswers};
use crate::{
    access::caller::{AccountId, SubdivisionId},
    content::{
        ContentItemId, InquiryId,
        rules::{
            content::Texts,
            inquiry::{Action, State, possible},
        },
        store::inquiries::InquiryRow,
    },
    kernel::{id::TypedId, problem::Problem, text::Language},
};

/// The path of one question.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase", parameter_in = Path)]
pub struct InquiryPath {
    /// The question.
    #[param(inline)]
    pub inquiry_id: InquiryId,
}

/// A question in a list: nothing of who asked.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct InquirySummary {
    /// The question.
    pub inquiry_id: InquiryId,
    /// The form through which it came.
    pub content_item_id: ContentItemId,
    /// Where it stands.
    pub state: State,
    /// Who is to answer it.
    pub subdivision_id: SubdivisionId,
    /// In whose hands it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assigned_to_id: Option<AccountId>,
    /// In which language.
    pub language: Language,
    /// When it came.
    pub received_at: DateTime<Utc>,
}

/// A question in a list, as far as is needed to choose one.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct InquiryLine {
    /// What is known of it.
    #[serde(flatten)]
    pub summary: InquirySummary,
    /// The title of the form through which it came.
    pub form: ContentTitle,
    /// How the question begins.
    #[schema(max_length = 120, examples("Ce program are ghișeul din Bălți?"))]
    pub beginning: String,
}

/// A visitor's question.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Inquiry {
    /// What is known of it.
    #[serde(flatten)]
    pub summary: InquirySummary,
    /// The visitor's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 100)]
    pub name: Option<String>,
    /// Where they want to be answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 250)]
    pub email: Option<String>,
    /// What they ask.
    #[schema(max_length = 4000)]
    pub question: String,
    /// What they answered to the form's own questions.
    #[schema(value_type = VisitorAnswers)]
    pub answers: Map<String, Value>,
    /// The answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 4000)]
    pub answer: Option<String>,
    /// Who answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_by_id: Option<AccountId>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<DateTime<Utc>>,
    /// Why it was closed without an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 1000)]
    pub closing_reason: Option<String>,
    /// What can be done with it now.
    #[schema(max_items = 5)]
    pub available_actions: Vec<Action>,
}

/// As rows write a language.
pub fn code(language: Language) -> &'static str {
    match language {
        Language::Ro => "ro",
        Language::Ru => "ru",
        Language::En => "en",
    }
}

/// Read back.
pub fn language(code: &str) -> Language {
    match code {
        "ru" => Language::Ru,
        "en" => Language::En,
        _ => Language::Ro,
    }
}

/// A question as a list shows it.
pub fn summary(row: &InquiryRow) -> Result<InquirySummary, Problem> {
    Ok(InquirySummary {
        inquiry_id: InquiryId::from_uuid(row.id),
        content_item_id: ContentItemId::from_uuid(row.item_id),
        state: row.state()?,
        subdivision_id: SubdivisionId::from_uuid(row.subdivision_id),
        assigned_to_id: row.assigned_to.map(AccountId::from_uuid),
        language: language(&row.language),
        received_at: row.created_at,
    })
}

/// The longest beginning of a question.
const BEGINNING: usize = 120;

/// The same in a list, with the title of its form.
pub fn line((row, form): &(InquiryRow, Value)) -> Result<InquiryLine, Problem> {
    let form: Texts = serde_json::from_value(form.clone()).map_err(Problem::internal)?;
    let words = row.question.split_whitespace().collect::<Vec<_>>().join(" ");
    let beginning = match words.char_indices().nth(BEGINNING) {
        None => words,
        Some(_) => words.chars().take(BEGINNING - 1).chain(['…']).collect(),
    };
    Ok(InquiryLine { summary: summary(row)?, form: form.into(), beginning })
}

/// A question as whoever answers it sees it.
pub fn inquiry(row: &InquiryRow) -> Result<Inquiry, Problem> {
    Ok(Inquiry {
        summary: summary(row)?,
        name: row.name.clone(),
        email: row.email.clone(),
        question: row.question.clone(),
        answers: row.answers.as_object().cloned().unwrap_or_default(),
        answer: row.answer.clone(),
        answered_by_id: row.answered_by.map(AccountId::from_uuid),
        answered_at: row.answered_at,
        closing_reason: row.closing_reason.clone(),
        available_actions: possible(row.state()?).collect(),
    })
}
