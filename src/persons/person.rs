//! A person as it is shown: in full, and in short for lists and for the rooms above.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    ForeignDocumentId, PersonId,
    addresses::Address,
    attributes::{LatinNames, PersonAttributes},
    documents::ForeignDocumentKind,
    rules::{birth_date::BirthDate, sex::Sex, struck_off::StruckOffReason},
};
use crate::{files::FileId, kernel::identifiers::Idnp};

/// Where a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum PersonStatus {
    /// In evidence (la evidență).
    OnRecord,
    /// Struck off the record (radiat din evidență); the record stays.
    StruckOff,
    /// Found to be of the same person as another record, to which it leads.
    Merged,
}

impl PersonStatus {
    pub(super) fn of(name: &str) -> Self {
        match name {
            "StruckOff" => Self::StruckOff,
            "Merged" => Self::Merged,
            _ => Self::OnRecord,
        }
    }
}

/// Why and since when a person is struck off.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StruckOff {
    /// The ground.
    pub reason: StruckOffReason,
    /// The act.
    #[schema(examples("Decizia IGM nr. 45/2026"))]
    pub legal_act: String,
    /// Since when.
    pub on: NaiveDate,
}

/// The person's photograph.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Photo {
    /// The file.
    pub file_id: FileId,
    /// When it was taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_on: Option<NaiveDate>,
}

/// A person on record (persoana fizică).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// The person's id with us.
    pub person_id: PersonId,
    /// Where the record stands.
    pub status: PersonStatus,
    /// The record to which this one leads, where the two were found to be of one person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<PersonId>,
    /// Why the person is struck off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub struck_off: Option<StruckOff>,
    /// The groups of attributes.
    pub attributes: PersonAttributes,
    /// The photograph.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo: Option<Photo>,
    /// Domicile and residence that hold; `addresses` of the person has those of other times too.
    pub addresses: Vec<Address>,
    /// Since when the person is on record.
    pub created_at: DateTime<Utc>,
    /// When the record was last changed.
    pub updated_at: DateTime<Utc>,
}

/// The latest document of a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DocumentSummary {
    /// Its id.
    pub foreign_document_id: ForeignDocumentId,
    /// What kind of document.
    pub kind: ForeignDocumentKind,
    /// Who issued it.
    #[schema(examples("TUR"))]
    pub issuer: String,
    /// Series and number.
    #[schema(examples("U 1234567"))]
    pub number: String,
    /// Day of issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued_on: Option<NaiveDate>,
    /// Last day of validity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<NaiveDate>,
}

/// A person in short: what identifies them, the latest document, where they live.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonSummary {
    /// The person's id with us.
    pub person_id: PersonId,
    /// Where the record stands.
    pub status: PersonStatus,
    /// The record to which this one leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<PersonId>,
    /// State identification number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idnp: Option<Idnp>,
    /// Surname.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("Yılmaz"))]
    pub surname: Option<String>,
    /// Given names.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("Deniz"))]
    pub given_names: Option<String>,
    /// Patronymic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patronymic: Option<String>,
    /// The names in Latin script.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latin: Option<LatinNames>,
    /// Sex.
    pub sex: Sex,
    /// Birth date, as far as it is known.
    pub birth_date: BirthDate,
    /// Citizenships that hold.
    #[schema(examples("TUR"))]
    pub citizenships: Vec<String>,
    /// The document that was issued last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentSummary>,
    /// Where the person lives: the residence if there is one, else the domicile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
}

impl PersonSummary {
    /// Surname and given names as they are on record.
    pub fn full_name(&self) -> String {
        full_name(self.surname.as_deref(), self.given_names.as_deref())
    }
}

/// Surname first, as acts write it.
pub fn full_name(surname: Option<&str>, given_names: Option<&str>) -> String {
    [surname, given_names].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
