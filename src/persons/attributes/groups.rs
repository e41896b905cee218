//! What each of the other groups holds: birth, death, citizenship, civil status, studies, movements.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{files::FileId, kernel::text::Language};

/// Where a person was born.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BirthPlace {
    /// The country as it is called today.
    #[schema(pattern = "^[A-Z]{3}$", max_length = 3, examples("TUR"))]
    pub country: String,
    /// District, county or region.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("Konak"))]
    pub region: Option<String>,
    /// Town or village.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("İzmir"))]
    pub locality: Option<String>,
    /// As the document has it, where that is something else (a former state, say).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 200, examples("RSS Moldovenească"))]
    pub as_written: Option<String>,
}

/// That and when a person died.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Death {
    /// The day.
    pub on: NaiveDate,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 200, examples("Chișinău"))]
    pub place: Option<String>,
    /// The act that states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 200, examples("Act de deces nr. 17/2026"))]
    pub act: Option<String>,
}

/// Where a person's fingerprints are kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FingerprintReference {
    /// The system.
    #[schema(min_length = 1, max_length = 100, examples("AFIS"))]
    pub system: String,
    /// Their number there.
    #[schema(min_length = 1, max_length = 100, examples("AF-2026-000117"))]
    pub reference: String,
    /// When they were taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_on: Option<NaiveDate>,
}

/// A specimen of the signature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignatureSpecimen {
    /// The file that holds it.
    pub file_id: FileId,
    /// When it was taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_on: Option<NaiveDate>,
}

/// A citizenship.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Citizenship {
    /// ISO 3166 alpha-3, or a code of ICAO Doc 9303 (XXA stateless, XXB refugee, XXX unspecified).
    #[schema(pattern = "^[A-Z]{3}$", max_length = 3, examples("TUR"))]
    pub country: String,
    /// Since when, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// Until when; absent while it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// How a person can be reached, and what else is on record.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AdditionalData {
    /// Telephone, with the country's prefix.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(pattern = r"^\+[0-9]{6,15}$", max_length = 16, examples("+37360000000"))]
    pub phone: Option<String>,
    /// E-mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = Email, max_length = 254, examples("deniz@example.org"))]
    pub email: Option<String>,
    /// The language in which the person wants to be written to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Occupation.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 200, examples("inginer"))]
    pub occupation: Option<String>,
    /// Whatever else is needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 2000, examples("Comunică prin interpret."))]
    pub notes: Option<String>,
}

/// The civil statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum CivilStatusKind {
    /// Necăsătorit(ă).
    Single,
    /// Căsătorit(ă).
    Married,
    /// Divorțat(ă).
    Divorced,
    /// Văduv(ă).
    Widowed,
    /// A partnership registered in another state.
    RegisteredPartnership,
}

/// Civil status with the act that states it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CivilStatus {
    /// Which.
    pub status: CivilStatusKind,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// The act.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 200, examples("Certificat de căsătorie nr. 312/2019"))]
    pub act: Option<String>,
}

/// Levels of education (ISCED 2011, grouped).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum EducationLevel {
    /// ISCED 0-1.
    Primary,
    /// ISCED 2-3.
    Secondary,
    /// ISCED 4-5.
    Vocational,
    /// ISCED 6.
    Bachelor,
    /// ISCED 7.
    Master,
    /// ISCED 8.
    Doctorate,
}

/// A course of studies that was completed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Education {
    /// Its level.
    pub level: EducationLevel,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 200, examples("Ege Üniversitesi"))]
    pub institution: Option<String>,
    /// In which country.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[A-Z]{3}$", max_length = 3, examples("TUR"))]
    pub country: Option<String>,
    /// The year in which it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1900, maximum = 2100, examples(2014))]
    pub completed_in: Option<i32>,
    /// Scientific degree.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 200, examples("doctor în științe tehnice"))]
    pub scientific_degree: Option<String>,
}

/// In or out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum MovementDirection {
    /// Into the Republic of Moldova.
    Entry,
    /// Out of it.
    Exit,
}

/// An entry into the country, or an exit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Movement {
    /// In or out.
    pub direction: MovementDirection,
    /// The day.
    pub on: NaiveDate,
    /// Where the border was crossed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("Aeroportul Internațional Chișinău"))]
    pub crossing_point: Option<String>,
}
