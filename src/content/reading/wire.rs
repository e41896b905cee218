//! What visitors are told.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::snapshot::Published;
use crate::{
    access::caller::SubdivisionId,
    content::{
        ContentItemId, Structure,
        rules::content::{AttachedFile, Texts},
        store::sections,
        wire::ContentFields,
    },
    files::FileId,
    kernel::{
        http::kept::Media,
        id::TypedId,
        problem::Problem,
        term::TermLength,
        text::{Language, Text},
    },
};

/// Which publication.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Path)]
pub struct PublicationPath {
    /// Its id, or its slug: the name in its address.
    #[param(
        pattern = "^(cit_[0-9a-hjkmnp-tv-z]{26}|[a-z0-9]+(-[a-z0-9]+)*)$",
        min_length = 1,
        max_length = 120,
        example = "visa-extension"
    )]
    pub publication_id: String,
}

/// In which language.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub struct LanguageAsked {
    /// The language wished for, Romanian unless said. What is not translated is given in Romanian, and says so.
    #[param(value_type = Option<String>, pattern = "^(ro|ru|en)$", max_length = 2, example = "ru")]
    pub language: Option<Language>,
}

/// A text with the language that it is in: the one asked for, or Romanian where there is no translation.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublishedText {
    /// The language of this text.
    pub language: Language,
    /// The text.
    #[schema(examples("Cum îmi prelungesc viza?"))]
    pub text: String,
}

impl PublishedText {
    /// A text in a language, otherwise in Romanian.
    pub fn of(texts: &Texts, language: Language) -> Self {
        match texts.of(language) {
            Some(text) => Self { language, text: text.to_owned() },
            None => Self { language: Language::Ro, text: texts.ro.clone() },
        }
    }
}

/// A subdivision as publications and sections name it: who answers for them, who administers them.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicationSubdivision {
    /// The subdivision.
    pub subdivision_id: SubdivisionId,
    /// Its code.
    #[schema(examples("REL"))]
    pub code: String,
    /// Its name.
    pub name: Text,
}

/// A publication as a list shows it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicationSummary {
    /// The item that is published.
    pub content_item_id: ContentItemId,
    /// The name in its address.
    #[schema(examples("visa-extension"))]
    pub slug: String,
    /// What it is (`news`, `faq`, `page` ...).
    #[serde(rename = "type")]
    #[schema(examples("faq"))]
    pub kind: String,
    /// The section it is in.
    #[schema(max_length = 40, examples("services"))]
    pub section_code: String,
    /// The languages it is given in.
    pub languages: Vec<Language>,
    /// Title.
    pub title: PublishedText,
    /// What leads into it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<PublishedText>,
    /// When it was first published.
    pub published_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// The subdivision responsible.
    pub source: PublicationSubdivision,
    /// What only its type has: dates of an event, terms of a contest, hours of an office, the address of a link. Texts in it are in every
    /// language there is.
    #[schema(value_type = ContentFields)]
    pub fields: Map<String, Value>,
}

impl PublicationSummary {
    pub(super) fn of(item: &Published, language: Language) -> Self {
        Self {
            content_item_id: ContentItemId::from_uuid(item.id),
            slug: item.slug.clone(),
            kind: item.kind.clone(),
            section_code: item.section.clone(),
            languages: item.languages().collect(),
            title: PublishedText::of(&item.content.title, language),
            lead: item.announcement(language).map(|(language, text)| PublishedText { language, text }),
            published_at: item.published_at,
            updated_at: item.updated_at,
            source: item.source.clone(),
            fields: item.content.fields.clone(),
        }
    }
}

/// A file that goes with a publication.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublishedFile {
    /// Its id.
    pub file_id: FileId,
    /// What it is.
    pub title: PublishedText,
    /// The name it is saved under.
    #[schema(examples("raport-anual-2025.pdf"))]
    pub name: String,
    /// Media type.
    #[schema(examples("application/pdf"))]
    pub content_type: String,
    /// In bytes.
    #[schema(examples(48213))]
    pub size: i64,
    /// SHA-256 of the content, hexadecimal.
    #[schema(examples("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"))]
    pub sha256: String,
}

impl PublishedFile {
    fn of(file: &AttachedFile, language: Language) -> Self {
        Self {
            file_id: FileId::from_uuid(file.file_id),
            title: PublishedText::of(&file.title, language),
            name: file.name.clone(),
            content_type: file.content_type.clone(),
            size: file.size,
            sha256: file.sha256.clone(),
        }
    }
}

/// A publication in full.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Publication {
    /// What lists show of it.
    #[serde(flatten)]
    pub summary: PublicationSummary,
    /// Which published version this is.
    #[schema(examples(1))]
    pub version: i32,
    /// Rich text: a small closed set of HTML elements, without scripts, styles and frames.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<PublishedText>,
    /// Understandings, notes, clauses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<PublishedText>,
    /// Files.
    pub attachments: Vec<PublishedFile>,
}

impl Media for Publication {}

impl Publication {
    pub(super) fn of(item: &Published, language: Language) -> Result<Self, Problem> {
        let content = &item.content;
        let text = |texts: &Texts| PublishedText::of(texts, language);
        let mut summary = PublicationSummary::of(item, language);
        // In full, the lead is only what was written as one.
        summary.lead = content.lead.as_ref().map(text);
        Ok(Self {
            summary,
            version: item.version,
            body: content.body.as_ref().map(text),
            notes: content.notes.as_ref().map(text),
            attachments: content.attachments.iter().map(|file| PublishedFile::of(file, language)).collect(),
        })
    }
}

/// A page of publications.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicationList {
    /// In the order that was asked for; the latest published first unless said.
    pub publications: Vec<PublicationSummary>,
    /// Send it as `cursor` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

impl Media for PublicationList {}

/// A section of what is published.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicationSection {
    /// Its code.
    #[schema(max_length = 40, examples("services"))]
    pub code: String,
    /// The section it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40, examples("about"))]
    pub parent_code: Option<String>,
    /// The paragraph of the regulation that asks for it.
    #[schema(examples("7.3"))]
    pub paragraph: String,
    /// Its name.
    pub name: Text,
    /// The types of publications that it holds.
    pub types: Vec<String>,
    /// The subdivision that supplies it.
    pub source: PublicationSubdivision,
    /// The subdivision whose administrators publish in it.
    pub administrator: PublicationSubdivision,
    /// Whether every subdivision may supply.
    pub open: bool,
    /// How often it is brought up to date.
    pub update_term: TermLength,
    /// How many publications it holds now, without those of the sections below it.
    #[schema(examples(12))]
    pub publications: usize,
}

/// Every section, in the order of the structure.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicationSections {
    /// In their order.
    pub sections: Vec<PublicationSection>,
}

impl Media for PublicationSections {}
impl Media for PublicationSection {}

/// The structure that the program carries.
pub(super) fn structure() -> Result<&'static Structure, Problem> {
    Structure::shipped().map_err(|faults| Problem::internal(faults.first().map(ToString::to_string).unwrap_or_default()))
}

/// A subdivision as the database writes it.
#[derive(Deserialize)]
struct Office {
    id: Uuid,
    code: String,
    name: Text,
}

impl super::snapshot::Snapshot {
    /// The sections as they stand at an instant.
    pub(super) fn told_sections(&self, now: DateTime<Utc>) -> Result<Vec<PublicationSection>, Problem> {
        let mut told = Vec::new();
        for section in &structure()?.sections {
            let Some(row) = self.sections.get(&section.code) else { continue };
            let office = |row: &Value| -> Result<PublicationSubdivision, Problem> {
                let office: Office = serde_json::from_value(row.clone()).map_err(Problem::internal)?;
                let subdivision_id = SubdivisionId::from_uuid(office.id);
                Ok(PublicationSubdivision { subdivision_id, code: office.code, name: office.name })
            };
            told.push(PublicationSection {
                code: section.code.clone(),
                parent_code: section.parent.clone(),
                paragraph: section.paragraph.clone(),
                name: section.name.clone(),
                types: section.types.clone(),
                source: office(&row.source)?,
                administrator: office(&row.administrator)?,
                open: section.open,
                update_term: sections::term(row.update_count, &row.update_unit),
                publications: self.live(now).filter(|item| item.section == section.code).count(),
            });
        }
        Ok(told)
    }
}

/// A section and all below it; none where there is no such section.
pub(super) fn with_those_below(code: &str) -> Result<Option<Vec<&'static str>>, Problem> {
    let sections = &structure()?.sections;
    let Some(first) = sections.iter().find(|section| section.code == code) else { return Ok(None) };
    let mut found = vec![first.code.as_str()];
    let mut at = 0;
    while let Some(parent) = found.get(at).copied() {
        found.extend(
            sections.iter().filter(|section| section.parent.as_deref() == Some(parent)).map(|section| section.code.as_str()),
        );
        at += 1;
    }
    Ok(Some(found))
}
