//! Sections and types on the wire.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

use crate::{
    access::caller::SubdivisionId,
    content::{
        rules::structure::{ItemType, Need, Section, Structure, StructureFault},
        store::sections::SectionRow,
    },
    kernel::{
        id::TypedId,
        problem::Problem,
        term::{TermLength, TermUnit},
        text::Text,
    },
};

/// The path of one section.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase", parameter_in = Path)]
pub struct ContentSectionPath {
    /// Its code.
    #[param(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 40, example = "guides")]
    pub section_code: String,
}

/// The path of one type.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase", parameter_in = Path)]
pub struct ContentTypePath {
    /// Its code.
    #[param(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 40, example = "faq")]
    pub type_code: String,
}

/// A section of what is published (Regulation, 7, 8, 13).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentSection {
    /// Its code.
    #[schema(max_length = 40, examples("guides"))]
    pub code: String,
    /// The section it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40, examples("about"))]
    pub parent_code: Option<String>,
    /// The paragraph of the regulation that asks for it.
    #[schema(max_length = 10, examples("7.5"))]
    pub paragraph: String,
    /// Its name.
    pub name: Text,
    /// The subdivision that supplies what is in it.
    pub subdivision_id: SubdivisionId,
    /// The subdivision whose administrators publish.
    pub administrator_id: SubdivisionId,
    /// Whether every subdivision may supply.
    pub open: bool,
    /// How often it is to be brought up to date.
    pub update_term: TermLength,
    /// The types of items that it takes.
    #[schema(max_items = 40)]
    pub types: Vec<String>,
    /// Why owner, administrator and term are as they are.
    #[schema(max_length = 1000, examples("Regulament, pct. 7.5"))]
    pub reason: String,
}

/// A publication term of a type.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentTerm {
    /// How many.
    #[schema(minimum = 1, maximum = 3660, examples(4))]
    pub count: u32,
    /// Of what.
    pub unit: TermUnit,
    /// Holds only where this field is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40, examples("decisions"))]
    pub when: Option<String>,
    /// The field with the instant from which it runs; the publication request otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40, examples("endsAt"))]
    pub from: Option<String>,
}

/// A type of items.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentItemType {
    /// Its code.
    #[schema(max_length = 40, examples("faq"))]
    pub code: String,
    /// Its name.
    pub name: Text,
    /// The paragraphs that ask for it.
    #[schema(max_length = 60, examples("R-7.5"))]
    pub paragraphs: String,
    /// Whether a lead is asked for.
    pub lead_required: bool,
    /// Whether a body is asked for.
    pub body_required: bool,
    /// So many files at least.
    #[schema(minimum = 0, maximum = 10)]
    pub files_at_least: usize,
    /// So many files at most.
    #[schema(minimum = 0, maximum = 10)]
    pub files_at_most: usize,
    /// Their media types; absent where any that can be uploaded will do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false, max_items = 10, examples("image/png"))]
    pub file_types: Vec<String>,
    /// Its publication terms; the first that applies holds.
    #[schema(max_items = 5)]
    pub terms: Vec<ContentTerm>,
    /// The JSON Schema of the fields that only it has.
    #[schema(value_type = ContentTypeSchema)]
    pub fields: Map<String, Value>,
    /// What the fields and their choices are called.
    #[schema(max_items = 200)]
    pub labels: Vec<ContentLabel>,
}

/// What a field of a type is called, or one of its choices.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentLabel {
    /// The field, below those that it is part of; lists do not count.
    #[schema(max_length = 120, examples("decisions/number"))]
    pub path: String,
    /// The choice that is called so; absent where it is the field.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40, examples("PressConference"))]
    pub choice: Option<String>,
    /// What it is called.
    pub label: Text,
}

/// A JSON Schema.
#[derive(ToSchema)]
#[schema(as = ContentTypeSchema, examples(json!({ "type": "object" })))]
#[allow(dead_code, reason = "a schema for schemas")]
pub struct ContentTypeSchema {}

/// The structure that the program carries; it was checked when the program started.
pub fn structure() -> Result<&'static Structure, Problem> {
    let told = |faults: &[StructureFault]| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    Structure::shipped().map_err(|faults| Problem::internal(told(faults)))
}

/// A section as it stands.
pub fn section(row: &SectionRow, known: &Section) -> ContentSection {
    ContentSection {
        code: row.code.clone(),
        parent_code: known.parent.clone(),
        paragraph: known.paragraph.clone(),
        name: known.name.clone(),
        subdivision_id: SubdivisionId::from_uuid(row.subdivision_id),
        administrator_id: SubdivisionId::from_uuid(row.administrator_id),
        open: known.open,
        update_term: row.term(),
        types: known.types.clone(),
        reason: row.reason.clone(),
    }
}

/// A type.
pub fn item_type(kind: &ItemType) -> ContentItemType {
    ContentItemType {
        code: kind.code.clone(),
        name: kind.name.clone(),
        paragraphs: kind.paragraphs.clone(),
        lead_required: kind.lead == Need::Required,
        body_required: kind.body == Need::Required,
        files_at_least: kind.files.least,
        files_at_most: kind.files.most,
        file_types: kind.files.kinds.clone(),
        terms: kind
            .terms
            .iter()
            .map(|rule| ContentTerm {
                count: rule.length().count,
                unit: rule.length().unit,
                when: rule.when.clone(),
                from: rule.from.clone(),
            })
            .collect(),
        fields: kind.fields.as_object().cloned().unwrap_or_default(),
        labels: kind
            .labels
            .iter()
            .map(|label| ContentLabel { path: label.path.clone(), choice: label.choice.clone(), label: label.text.clone() })
            .collect(),
    }
}
