//! Published versions on the wire.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

use super::{
    ContentFields,
    item::ContentAttachment,
    texts::{ContentBody, ContentLead, ContentNotes, ContentTitle},
};
use crate::{
    access::caller::AccountId,
    content::{ContentItemId, rules::content::Content, store::versions::VersionRow},
    kernel::{id::TypedId, problem::Problem},
};

/// The path of one version.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase", parameter_in = Path)]
pub struct ContentVersionPath {
    /// The item.
    #[param(inline)]
    pub content_item_id: ContentItemId,
    /// The number of the version.
    #[param(minimum = 1, maximum = 100000, example = 1)]
    pub version_number: i32,
}

/// What the provider found when they looked at what was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum ContentVerification {
    /// It is as it was presented.
    Correct,
    /// Something is wrong with it.
    Faulty,
}

impl ContentVerification {
    /// As rows write it.
    pub fn read(code: &str) -> Self {
        if code == "Faulty" { Self::Faulty } else { Self::Correct }
    }
}

/// A published version, without its texts.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentVersionSummary {
    /// Its number within the item.
    #[schema(minimum = 1, examples(1))]
    pub version_number: i32,
    /// Whether the public sees it now.
    pub live: bool,
    /// Since when it is public, or when it will be.
    pub live_from: DateTime<Utc>,
    /// Until when; the same instant where it was called off before its time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub live_until: Option<DateTime<Utc>>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_by_id: Option<AccountId>,
    /// When its publication was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<DateTime<Utc>>,
    /// Until when it was to be published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<DateTime<Utc>>,
    /// Whether that was missed.
    pub late: bool,
    /// What its provider found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification: Option<ContentVerification>,
    /// In their words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 1000)]
    pub verification_note: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified_at: Option<DateTime<Utc>>,
    /// SHA-256 of the version, by which its integrity is checked.
    #[schema(
        pattern = "^[0-9a-f]{64}$",
        max_length = 64,
        examples("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
    )]
    pub digest: String,
}

/// A published version.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentVersion {
    /// What is known of it.
    pub summary: ContentVersionSummary,
    /// Title.
    pub title: ContentTitle,
    /// Lead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<ContentLead>,
    /// Rich text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<ContentBody>,
    /// Notes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<ContentNotes>,
    /// What only its type has.
    #[schema(value_type = ContentFields)]
    pub fields: Map<String, Value>,
    /// Files.
    #[schema(max_items = 10)]
    pub attachments: Vec<ContentAttachment>,
}

/// A version as a list shows it.
pub fn summary(row: &VersionRow, now: DateTime<Utc>) -> ContentVersionSummary {
    ContentVersionSummary {
        version_number: row.number,
        live: row.is_live(now),
        live_from: row.live_from,
        live_until: row.live_until,
        published_by_id: row.published_by.map(AccountId::from_uuid),
        submitted_at: row.submitted_at,
        due_at: row.due_at,
        late: row.late,
        verification: row.verification.as_deref().map(ContentVerification::read),
        verification_note: row.verification_note.clone(),
        verified_at: row.verified_at,
        digest: hex::encode(&row.digest),
    }
}

/// A version with its texts.
pub fn version(row: &VersionRow, now: DateTime<Utc>) -> Result<ContentVersion, Problem> {
    let content: Content = serde_json::from_value(row.content.clone()).map_err(Problem::internal)?;
    Ok(ContentVersion {
        summary: summary(row, now),
        title: content.title.into(),
        lead: content.lead.map(Into::into),
        body: content.body.map(Into::into),
        notes: content.notes.map(Into::into),
        fields: content.fields,
        attachments: content.attachments.into_iter().map(Into::into).collect(),
    })
}
