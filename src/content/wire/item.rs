//! An item as its editors see it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    ContentFields,
    texts::{ContentBody, ContentLead, ContentNotes, ContentTitle},
    version::ContentVerification,
};
use crate::{
    access::{
        caller::{AccountId, SubdivisionId},
        door::Unit,
    },
    administration::calendar::Calendars,
    content::{
        ContentItemId,
        rules::{
            content::{AttachedFile, Texts},
            lifecycle::{Action, State},
            restricted::Classification,
            translations::TranslationStatus,
        },
        step::{self, Hands},
        store::{
            items::{ItemRow, Listed, Sight},
            sections::SectionRow,
        },
    },
    files::FileId,
    kernel::{id::TypedId, problem::Problem, term::TermStatus},
};

/// The path of one item.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase", parameter_in = Path)]
pub struct ContentItemPath {
    /// The item.
    #[param(inline)]
    pub content_item_id: ContentItemId,
}

/// How the translations stand.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct ContentTranslations {
    /// Russian.
    pub ru: TranslationStatus,
    /// English.
    pub en: TranslationStatus,
}

/// A file that goes with an item.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentAttachment {
    /// The received file.
    pub file_id: FileId,
    /// What it is, for people.
    pub title: ContentTitle,
    /// Its name as it was sent.
    #[schema(max_length = 255, examples("ghid.pdf"))]
    pub name: String,
    /// Media type, by content.
    #[schema(max_length = 60, examples("application/pdf"))]
    pub content_type: String,
    /// In bytes.
    #[schema(minimum = 1, examples(20480))]
    pub size: i64,
    /// SHA-256 of the content.
    #[schema(
        pattern = "^[0-9a-f]{64}$",
        max_length = 64,
        examples("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
    )]
    pub sha256: String,
}

impl From<AttachedFile> for ContentAttachment {
    fn from(file: AttachedFile) -> Self {
        Self {
            file_id: FileId::from_uuid(file.file_id),
            title: file.title.into(),
            name: file.name,
            content_type: file.content_type,
            size: file.size,
            sha256: file.sha256,
        }
    }
}

/// An item of public content: its working copy, and where that stands.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentItem {
    /// The item.
    pub content_item_id: ContentItemId,
    /// Its type.
    #[schema(max_length = 40, examples("faq"))]
    pub r#type: String,
    /// Its section.
    #[schema(max_length = 40, examples("guides"))]
    pub section_code: String,
    /// Its name in addresses.
    #[schema(max_length = 120, examples("cum-obtin-o-invitatie"))]
    pub slug: String,
    /// Where the working copy stands.
    pub state: State,
    /// As its provider declared it; only what is public is published.
    pub classification: Classification,
    /// The source of the information.
    pub subdivision_id: SubdivisionId,
    /// Who presented it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider_id: Option<AccountId>,
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
    /// How the translations stand.
    pub translations: ContentTranslations,
    /// When its publication was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<DateTime<Utc>>,
    /// For when its provider wants it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wanted_at: Option<DateTime<Utc>>,
    /// How the publication term stands, while one runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<TermStatus>,
    /// Why it was sent back to its provider, until its publication is asked for again.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 1000)]
    pub return_reason: Option<String>,
    /// The number of its latest version.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, examples(1))]
    pub latest_version: Option<i32>,
    /// Since when that is public, or when it will be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub live_from: Option<DateTime<Utc>>,
    /// When it was taken off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// Why it was taken off.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 1000)]
    pub withdrawal_reason: Option<String>,
    /// What the caller can do with it now.
    #[schema(max_items = 20)]
    pub available_actions: Vec<Action>,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// An item in a list: its title and how it stands.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentItemSummary {
    /// The item.
    pub content_item_id: ContentItemId,
    /// Its type.
    #[schema(max_length = 40, examples("faq"))]
    pub r#type: String,
    /// Its section.
    #[schema(max_length = 40, examples("guides"))]
    pub section_code: String,
    /// Its name in addresses.
    #[schema(max_length = 120, examples("cum-obtin-o-invitatie"))]
    pub slug: String,
    /// Where the working copy stands.
    pub state: State,
    /// Title.
    pub title: ContentTitle,
    /// The source of the information.
    pub subdivision_id: SubdivisionId,
    /// How the translations stand.
    pub translations: ContentTranslations,
    /// When its publication was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<DateTime<Utc>>,
    /// How the publication term stands, while one runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<TermStatus>,
    /// The number of its latest version.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, examples(1))]
    pub latest_version: Option<i32>,
    /// Since when that is public, or when it will be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub live_from: Option<DateTime<Utc>>,
    /// For when its provider wants it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wanted_at: Option<DateTime<Utc>>,
    /// Who presented it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider_id: Option<AccountId>,
    /// What its provider found of the latest version; absent while they have not looked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification: Option<ContentVerification>,
    /// Why it was sent back to its provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 1000)]
    pub return_reason: Option<String>,
    /// What the caller can do with it now.
    #[schema(max_items = 20)]
    pub available_actions: Vec<Action>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

fn translations(row: &ItemRow) -> ContentTranslations {
    ContentTranslations { ru: TranslationStatus::read(&row.ru_status), en: TranslationStatus::read(&row.en_status) }
}

/// Counted as its end was, by the calendar of those who are to publish it.
fn term(unit: &mut Unit<'_>, row: &ItemRow, administrator: Uuid, calendars: &Calendars) -> Result<Option<TermStatus>, Problem> {
    let Some(term) = row.term()? else { return Ok(None) };
    let calendar = calendars.shown(unit.conn, Some(administrator))?;
    Ok(Some(term.status(unit.now, &calendar)))
}

/// An item as its reader sees it.
pub fn item(unit: &mut Unit<'_>, row: &ItemRow, section: &SectionRow, calendars: &Calendars) -> Result<ContentItem, Problem> {
    let content = row.content()?;
    Ok(ContentItem {
        content_item_id: ContentItemId::from_uuid(row.id),
        r#type: row.kind.clone(),
        section_code: section.code.clone(),
        slug: row.slug.clone(),
        state: row.standing(unit.now)?.state,
        classification: row.classification(),
        subdivision_id: SubdivisionId::from_uuid(row.subdivision_id),
        provider_id: row.provider_id.map(AccountId::from_uuid),
        title: content.title.into(),
        lead: content.lead.map(Into::into),
        body: content.body.map(Into::into),
        notes: content.notes.map(Into::into),
        fields: content.fields,
        attachments: content.attachments.into_iter().map(Into::into).collect(),
        translations: translations(row),
        submitted_at: row.submitted_at,
        wanted_at: row.wanted_at,
        term: term(unit, row, section.administrator_id, calendars)?,
        return_reason: row.return_reason.clone(),
        latest_version: row.latest,
        live_from: row.live_from,
        withdrawn_at: row.withdrawn_at,
        withdrawal_reason: row.withdrawal_reason.clone(),
        available_actions: step::available(unit, row, section)?,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

/// An item as a list shows it.
pub fn summary(unit: &mut Unit<'_>, listed: &Listed, calendars: &Calendars) -> Result<ContentItemSummary, Problem> {
    let row = &listed.item;
    let (sight, standing) = (Sight::of(unit), row.standing(unit.now)?);
    let hands =
        Hands { source: row.subdivision_id, administrator: listed.administrator, live_administrator: listed.live_administrator };
    let title: Texts = serde_json::from_value(row.content["title"].clone()).map_err(Problem::internal)?;
    Ok(ContentItemSummary {
        content_item_id: ContentItemId::from_uuid(row.id),
        r#type: row.kind.clone(),
        section_code: listed.section.clone(),
        slug: row.slug.clone(),
        state: standing.state,
        title: title.into(),
        subdivision_id: SubdivisionId::from_uuid(row.subdivision_id),
        translations: translations(row),
        submitted_at: row.submitted_at,
        term: term(unit, row, listed.administrator, calendars)?,
        latest_version: row.latest,
        live_from: row.live_from,
        wanted_at: row.wanted_at,
        provider_id: row.provider_id.map(AccountId::from_uuid),
        verification: listed.verification.as_deref().map(ContentVerification::read),
        return_reason: row.return_reason.clone(),
        available_actions: hands.available(&sight, standing),
        updated_at: row.updated_at,
    })
}

/// The answer of a step: the item as it stands now.
pub fn answer(
    unit: &mut Unit<'_>,
    (row, section): (ItemRow, SectionRow),
    calendars: &Calendars,
) -> Result<crate::kernel::http::reply::Reply<ContentItem>, Problem> {
    let shown = item(unit, &row, &section, calendars)?;
    crate::kernel::http::reply::Reply::record(row.version, &shown)
}
