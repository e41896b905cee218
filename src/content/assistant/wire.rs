//! What the assistant is asked and says.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::kernel::text::Language;

/// A question in a visitor's own words.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "question": "cum prelungesc viza?" })))]
pub struct AssistantQuestion {
    /// In Romanian, Russian or English; spelling and diacritics do not matter.
    #[schema(min_length = 2, max_length = 500, examples("cum prelungesc viza?"))]
    pub question: String,
    /// The language to answer in; the question's own unless said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// How a question ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum AssistantOutcome {
    /// It is answered from what is published.
    Answered,
    /// Nothing that is published answers it.
    Unknown,
    /// It is about a person; that is never answered here.
    AboutPerson,
}

/// What a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum AssistantSourceKind {
    /// A frequent question with its answer.
    Faq,
    /// A page.
    Page,
    /// A public service.
    Service,
}

/// Where a sentence comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AssistantSource {
    /// What it is.
    pub kind: AssistantSourceKind,
    /// The publication's slug, or the service's code.
    #[schema(examples("visa-extension"))]
    pub id: String,
    /// Its title.
    #[schema(examples("Cum îmi prelungesc viza?"))]
    pub title: String,
    /// Where to read it in full.
    #[schema(examples("/api/v1/publications/visa-extension?language=ro"))]
    pub link: String,
}

/// A sentence of the answer, word for word as it is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AssistantSentence {
    /// The sentence.
    #[schema(examples("Cererea de prelungire a vizei se depune cu cel puțin 3 zile lucrătoare înainte de expirarea ei."))]
    pub text: String,
    /// Where it is published.
    pub source: AssistantSource,
}

/// The assistant's answer.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AssistantAnswer {
    /// How the question ended.
    pub outcome: AssistantOutcome,
    /// The language of the answer; sentences that are not translated are in Romanian.
    pub language: Language,
    /// The answer, sentence by sentence; empty where there is none.
    pub sentences: Vec<AssistantSentence>,
    /// What to say where there is no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("Nu am găsit un răspuns în informațiile publicate."))]
    pub message: Option<String>,
    /// Where to go: the service that is meant, signing in, or the inspectorate's contacts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<AssistantStep>,
    /// What else may be meant.
    pub see_also: Vec<AssistantSource>,
}

/// What a visitor does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum AssistantStepKind {
    /// Read about the service, and file it.
    Service,
    /// Sign in: one's own case is shown in the cabinet.
    SignIn,
    /// Ask people.
    Contact,
}

/// Where a visitor goes next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AssistantStep {
    /// What to do.
    pub kind: AssistantStepKind,
    /// What it is called.
    #[schema(examples("Eliberarea invitației pentru străini"))]
    pub title: String,
    /// Where.
    #[schema(examples("/api/v1/services/invitation"))]
    pub link: String,
}
