//! MSign's words, in its alphabetical order of elements (what stands elsewhere is silently lost in its SOAP).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{kernel::text::Language, partners::wire};

/// What is to be signed, by whom, why.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SignRequest {
    /// What it is (512).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_description: Option<String>,
    /// PDF or hash.
    pub content_type: ContentType,
    /// The contents; at least one.
    pub contents: Vec<SignContent>,
    /// Only this person may sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_signer: Option<ExpectedSigner>,
    /// What it is, in short (90).
    pub short_content_description: String,
    /// Why (255).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature_reason: Option<String>,
}

impl std::fmt::Debug for SignRequest {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "SignRequest({:?}, {} contents)", self.content_type, self.contents.len())
    }
}

/// What the content is. PDF is signed as PAdES; of a hash comes an XAdES-T signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ContentType {
    /// A hash of the content.
    Hash,
    /// A PDF, signed inside itself.
    Pdf,
}

/// One content.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SignContent {
    /// The bytes.
    #[serde(with = "wire::base64_bytes")]
    pub content: Vec<u8>,
    /// Ours, to find it in the answer (36).
    #[serde(rename = "CorrelationID", default, skip_serializing_if = "Option::is_none")]
    pub correlation_id: Option<String>,
    /// Whether it will be signed by others too.
    #[serde(default)]
    pub multiple_signatures: bool,
    /// Its name (256).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Who is to sign.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpectedSigner {
    /// The role of the delegation.
    #[serde(rename = "DelegatedRoleID", default, skip_serializing_if = "Option::is_none")]
    pub delegated_role_id: Option<String>,
    /// On whose behalf.
    #[serde(rename = "DelegatorID", default, skip_serializing_if = "Option::is_none")]
    pub delegator_id: Option<String>,
    /// Kind of the delegator.
    #[serde(rename = "DelegatorType", default)]
    pub delegator_type: DelegatorType,
    /// IDNP of the signer.
    #[serde(rename = "ID")]
    pub id: String,
}

/// On whose behalf a signer signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum DelegatorType {
    /// Their own.
    #[default]
    None,
    /// A person's.
    Person,
    /// An organisation's.
    Organization,
}

/// What became of a request.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SignResponse {
    /// MSign's words for the person, to be shown as they are.
    #[serde(default)]
    pub message: Option<String>,
    /// One a content, once signed.
    #[serde(default)]
    pub results: Vec<SignResult>,
    /// Where it stands.
    pub status: SignStatus,
}

impl std::fmt::Debug for SignResponse {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "SignResponse({:?}, {} results)", self.status, self.results.len())
    }
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignStatus {
    /// Not signed yet.
    Pending,
    /// Signed.
    Success,
    /// Refused by the person, or failed.
    Failure,
    /// Too late.
    Expired,
    /// A status that was added since; neither signed nor finished for us.
    #[serde(other)]
    Unknown,
}

/// A signed content.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SignResult {
    /// The signer's certificate (DER).
    #[serde(default, with = "wire::optional_base64_bytes", skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Vec<u8>>,
    /// Ours.
    #[serde(rename = "CorrelationID", default)]
    pub correlation_id: Option<String>,
    /// The signed PDF, or the XAdES signature of a hash.
    #[serde(with = "wire::base64_bytes")]
    pub signature: Vec<u8>,
}

/// What is to be checked.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct VerificationRequest {
    /// Each signature.
    pub contents: Vec<VerificationContent>,
    /// Language of the messages.
    #[serde(default)]
    pub language: Option<Language>,
    /// PDF or hash.
    pub signed_content_type: ContentType,
}

/// One signature to check.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct VerificationContent {
    /// The hash; absent for a PDF.
    #[serde(default, with = "wire::optional_base64_bytes", skip_serializing_if = "Option::is_none")]
    pub content: Option<Vec<u8>>,
    /// Ours.
    #[serde(rename = "CorrelationID", default, skip_serializing_if = "Option::is_none")]
    pub correlation_id: Option<String>,
    /// The signed PDF, or the signature of the hash.
    #[serde(with = "wire::base64_bytes")]
    pub signature: Vec<u8>,
}

/// What the check found.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct VerificationResponse {
    /// One a content.
    pub results: Vec<VerificationResult>,
}

/// What was found of one content.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct VerificationResult {
    /// Who signed.
    #[serde(default)]
    pub certificates: Vec<CertificateInfo>,
    /// Ours.
    #[serde(rename = "CorrelationID", default)]
    pub correlation_id: Option<String>,
    /// MSign's words, to be shown as they are.
    #[serde(default)]
    pub message: Option<String>,
    /// Whether every signature is good.
    pub signatures_valid: bool,
}

/// One signer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CertificateInfo {
    /// The certificate (DER).
    #[serde(default, with = "wire::optional_base64_bytes", skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Vec<u8>>,
    /// Whether this signature is good.
    pub signature_valid: bool,
    /// When it was made.
    #[serde(default)]
    pub signed_at: Option<DateTime<Utc>>,
    /// Whose certificate.
    #[serde(default)]
    pub subject: Option<String>,
}

/// How a signer's browser goes to MSign.
#[derive(Clone, PartialEq, Eq)]
pub struct HandOver {
    /// MSign's id of the request.
    pub request_id: String,
    /// Where the browser comes back, with a form post of `RequestID` and `RelayState`.
    pub return_url: Url,
    /// Ours, given back.
    pub relay_state: Option<String>,
    /// Skips MSign's question of how to sign.
    pub instrument: Option<Instrument>,
    /// Telephone number for mobile signature.
    pub msisdn: Option<String>,
    /// Language of MSign's pages.
    pub language: Language,
}

/// How to sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Instrument {
    /// Mobile signature.
    Mobile,
    /// Moldsign token.
    Moldsign,
    /// National identity card.
    NationalId,
    /// Securesign.
    Securesign,
    /// Tax certificate.
    Tax,
}

impl Instrument {
    /// As MSign writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Moldsign => "moldsign",
            Self::NationalId => "nationalid",
            Self::Securesign => "securesign",
            Self::Tax => "tax",
        }
    }
}
