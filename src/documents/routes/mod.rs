//! The doors of this room.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    Code, DocumentId, DocumentSigningId, DocumentStatus, DocumentType, RequestId, signature::SigningRow, store::DocumentRow,
};
use crate::{
    access::{caller::SubdivisionId, door::Unit},
    kernel::{
        http::routes::Routes,
        id::{TypedId, write},
        problem::Problem,
        text::Text,
    },
    operations,
};

pub mod annul_document;
pub mod list_document_verifications;
pub mod list_documents;
pub mod read_document;
pub mod read_document_content;
pub mod read_document_signing;
pub mod sign_document;
pub mod verify_document;

/// Registers the operations.
pub fn register(routes: &mut Routes) {
    operations!(
        routes,
        list_documents,
        read_document,
        read_document_content,
        annul_document,
        sign_document,
        read_document_signing,
        verify_document,
        list_document_verifications
    );
}

/// Which document.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub struct DocumentPath {
    /// The document.
    #[param(inline)]
    pub document_id: DocumentId,
}

/// What makes a document authentic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum DocumentAuthentication {
    /// A person's electronic signature.
    Person,
    /// The inspectorate's electronic seal.
    Seal,
    /// Nothing: a copy for information.
    Plain,
}

/// An issued document (document emis de sistem, C-25.3).
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct IssuedDocument {
    /// The document.
    pub document_id: DocumentId,
    /// What kind of document it is.
    pub document_type: DocumentType,
    /// The same for people.
    pub title: Text,
    /// Its own number, given when it was frozen and never again.
    #[schema(max_length = 40, examples("AD-2026-000001"))]
    pub number: String,
    /// The series of the number.
    #[schema(max_length = 8, examples("AD"))]
    pub series: String,
    /// The year of the number (Europe/Chisinau).
    #[schema(minimum = 2000, maximum = 9999, examples(2026))]
    pub year: i32,
    /// Where it stands.
    pub status: DocumentStatus,
    /// Since when.
    pub status_at: chrono::DateTime<chrono::Utc>,
    /// Why it was annulled or abandoned.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 4000, examples("Emis din eroare."))]
    pub status_reason: Option<String>,
    /// What makes it authentic.
    pub authentication: DocumentAuthentication,
    /// Why it is issued.
    #[schema(max_length = 4000, examples("Cererea ADEV-2026-009120"))]
    pub reason: String,
    /// When its number was given and its text fixed.
    pub frozen_at: chrono::DateTime<chrono::Utc>,
    /// When it was issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued_at: Option<chrono::DateTime<chrono::Utc>>,
    /// The user who issued it, as it names them.
    #[schema(max_length = 200, examples("CIOBANU Victor"))]
    pub issued_by: String,
    /// The last day of its validity.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("2027-02-16"))]
    pub valid_until: Option<chrono::NaiveDate>,
    /// The person that it is about; absent for whoever asked for it and is somebody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40, pattern = "^per_[0-7][0-9a-hjkmnp-tv-z]{25}$", examples("per_01ja4ttz8ze3ks9nvd5efz1s8d"))]
    pub person_id: Option<String>,
    /// The request that it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<RequestId>,
    /// The subdivision that issued it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subdivision_id: Option<SubdivisionId>,
    /// The document that it corrects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rectifies_document_id: Option<DocumentId>,
    /// When it was corrected by another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rectified_at: Option<chrono::DateTime<chrono::Utc>>,
    /// Why it was corrected, or corrects another.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 4000, examples("Eroare materială în numele titularului."))]
    pub rectification_reason: Option<String>,
    /// The code under which anyone can verify it.
    #[schema(max_length = 40, examples("7KQ2-M9XW-4TB8-HN3D-CV5R-ZE6J-PA"))]
    pub verification_code: String,
    /// SHA-256 of the issued PDF, hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        min_length = 64,
        max_length = 64,
        pattern = "^[0-9a-f]{64}$",
        examples("982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1")
    )]
    pub sha256: Option<String>,
}

impl IssuedDocument {
    pub(super) fn of(unit: &Unit<'_>, row: &DocumentRow) -> Result<Self, Problem> {
        let code = Code::read(&row.verification_code).ok_or_else(|| Problem::internal("a row without verification code"))?;
        // Whoever files for somebody else is not told on which record that was found (see the room of requests).
        let caller = &unit.caller;
        let known =
            caller.is_institutional() || row.applicant_account_id != Some(caller.account) || row.person_id == caller.person;
        Ok(Self {
            document_id: row.id,
            document_type: row.kind()?,
            title: row.title()?,
            number: row.number_written(),
            series: row.series.clone(),
            year: row.year,
            status: row.status_on(crate::kernel::local_time::legal_day(unit.now)),
            status_at: row.status_at,
            status_reason: row.status_reason.clone(),
            authentication: match row.signing.as_str() {
                "Person" => DocumentAuthentication::Person,
                "Seal" => DocumentAuthentication::Seal,
                _ => DocumentAuthentication::Plain,
            },
            reason: row.reason.clone(),
            frozen_at: row.created_at,
            issued_at: row.issued_at,
            issued_by: row.issued_by_name.clone(),
            valid_until: row.valid_until,
            person_id: row.person_id.filter(|_| known).map(|id| write("per", id)),
            request_id: row.request_id.map(RequestId::from_uuid),
            subdivision_id: row.subdivision_id.map(SubdivisionId::from_uuid),
            rectifies_document_id: row.rectifies_id,
            rectified_at: row.rectified_at,
            rectification_reason: row.rectification_reason.clone(),
            verification_code: code.grouped(),
            sha256: row.sha256.as_ref().map(hex::encode),
        })
    }
}

/// A signature that was asked for (C-29.3).
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DocumentSigning {
    /// The signing.
    pub document_signing_id: DocumentSigningId,
    /// The document.
    pub document_id: DocumentId,
    /// Where it stands.
    pub state: DocumentSigningState,
    /// Where the signer's browser goes, while it is pending.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = Uri, max_length = 2000, examples("https://msign.gov.md/0196a1c4d0b77a3c8f3d1d0f7b6f3a52"))]
    pub hand_over_url: Option<String>,
    /// The service's words for the signer, where it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 4000, examples("Semnarea a fost refuzată."))]
    pub message: Option<String>,
    /// When it was asked for.
    pub started_at: chrono::DateTime<chrono::Utc>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<chrono::DateTime<chrono::Utc>>,
}

/// Where a signature stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum DocumentSigningState {
    /// The signer is at the service.
    Pending,
    /// Signed; the document is issued.
    Signed,
    /// Refused, or what came back was not accepted; it may be asked for again.
    Failed,
    /// Too late; it may be asked for again.
    Expired,
}

impl DocumentSigning {
    pub(super) fn of(row: &SigningRow) -> Self {
        let state = match row.state.as_str() {
            "Signed" => DocumentSigningState::Signed,
            "Failed" => DocumentSigningState::Failed,
            "Expired" => DocumentSigningState::Expired,
            _ => DocumentSigningState::Pending,
        };
        Self {
            document_signing_id: row.id,
            document_id: row.document_id,
            state,
            hand_over_url: (state == DocumentSigningState::Pending).then(|| row.hand_over_url.clone()),
            message: row.message.clone(),
            started_at: row.created_at,
            ended_at: row.ended_at,
        }
    }
}
