//! SAML's words, as MPass uses them. What an answer may lack is optional here; the checks make a missing value a failure.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use url::Url;

/// Our request to sign somebody in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AuthnRequest {
    /// Ours.
    #[serde(rename = "ID")]
    pub id: String,
    /// `2.0`.
    pub version: String,
    /// When.
    pub issue_instant: DateTime<Utc>,
    /// MPass's sign-in address.
    pub destination: Url,
    /// Where the answer goes.
    #[serde(rename = "AssertionConsumerServiceURL")]
    pub assertion_consumer_service_url: Url,
    /// Whether the person must prove themselves again.
    pub force_authn: bool,
    /// Whether MPass may not ask anything.
    pub is_passive: bool,
    /// Our entity id.
    pub issuer: String,
    /// `AllowCreate` of the name policy; MPass wants it true.
    pub allow_create: bool,
}

/// MPass's answer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AuthnResponse {
    /// MPass's.
    #[serde(rename = "ID")]
    pub id: String,
    /// Our request.
    #[serde(default)]
    pub in_response_to: Option<String>,
    /// When.
    pub issue_instant: DateTime<Utc>,
    /// Where it was meant to go.
    #[serde(default)]
    pub destination: Option<Url>,
    /// MPass's entity id.
    #[serde(default)]
    pub issuer: Option<String>,
    /// How it went.
    pub status: Status,
    /// Who it is; absent unless it went well.
    #[serde(default)]
    pub assertion: Option<Assertion>,
}

impl std::fmt::Debug for AuthnResponse {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("AuthnResponse").field("id", &self.id).field("status", &self.status).finish_non_exhaustive()
    }
}

/// SAML's top status codes, and the second-level one that logout needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// It went well.
    Success,
    /// We asked wrongly, or the person cancelled. (The guide also spells it `Requestor`.)
    #[serde(alias = "Requestor")]
    Requester,
    /// MPass failed.
    Responder,
    /// Another version of SAML.
    VersionMismatch,
    /// Logged out here, not everywhere.
    PartialLogout,
    /// Another.
    #[serde(other)]
    Unknown,
}

/// What MPass asserts of a person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Assertion {
    /// Who.
    pub subject: Subject,
    /// For whom and how long it holds.
    pub conditions: Conditions,
    /// How they signed in.
    pub authn_statement: AuthnStatement,
    /// What is known of them.
    #[serde(default)]
    pub attributes: Vec<Attribute>,
}

/// Who.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Subject {
    /// Usually the IDNP, else an MPass user name.
    #[serde(rename = "NameID")]
    pub name_id: String,
    /// That the bearer is the one.
    #[serde(default)]
    pub subject_confirmation: Option<SubjectConfirmation>,
}

/// That the bearer of the answer is the one it is about.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubjectConfirmation {
    /// Our request.
    #[serde(default)]
    pub in_response_to: Option<String>,
    /// Until when.
    #[serde(default)]
    pub not_on_or_after: Option<DateTime<Utc>>,
    /// Where it was meant to go.
    #[serde(default)]
    pub recipient: Option<Url>,
}

/// For whom and how long an assertion holds.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Conditions {
    /// For whom.
    #[serde(default)]
    pub audience: Option<String>,
    /// From when.
    #[serde(default)]
    pub not_before: Option<DateTime<Utc>>,
    /// Until when.
    #[serde(default)]
    pub not_on_or_after: Option<DateTime<Utc>>,
}

/// How somebody signed in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct AuthnStatement {
    /// By what means.
    #[serde(default)]
    pub authn_context_class_ref: Option<String>,
    /// MPass's key of the session, needed to end it.
    #[serde(default)]
    pub session_index: Option<String>,
    /// When the session must end.
    #[serde(default)]
    pub session_not_on_or_after: Option<DateTime<Utc>>,
}

/// An attribute; many have several values.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Attribute {
    /// Its name, for example `FirstName`.
    pub name: String,
    /// Its values.
    pub values: Vec<String>,
}

/// Who signed in, once everything was checked.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// As MPass names them.
    pub name_id: String,
    /// The IDNP, where the name is one.
    pub idnp: Option<String>,
    /// MPass's key of the session.
    pub session_index: String,
    /// When the session must end.
    pub session_not_on_or_after: DateTime<Utc>,
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// Whether a resident.
    pub is_resident: Option<bool>,
    /// Mail address.
    pub email: Option<String>,
    /// Mobile telephone.
    pub mobile_phone: Option<String>,
    /// Language they chose.
    pub language: Option<String>,
    /// Legal entities they administer.
    pub administers: Vec<AdministeredEntity>,
    /// Roles given to them at MPass for our system.
    pub roles: Vec<String>,
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Identity").field("roles", &self.roles).finish_non_exhaustive()
    }
}

/// A legal entity that a person administers; on the wire `Name IDNO`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdministeredEntity {
    /// Name.
    pub name: String,
    /// IDNO.
    pub idno: String,
}

impl AdministeredEntity {
    /// Reads `Exemplu SRL 1018600000127`: the IDNO stands after the last space.
    pub fn read(text: &str) -> Option<Self> {
        let (name, idno) = text.trim().rsplit_once(' ')?;
        let thirteen = idno.len() == 13 && idno.bytes().all(|byte| byte.is_ascii_digit());
        thirteen.then(|| Self { name: name.trim().to_owned(), idno: idno.to_owned() })
    }
}

/// A request to end a session, ours or MPass's.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LogoutRequest {
    /// The sender's.
    #[serde(rename = "ID")]
    pub id: String,
    /// When.
    pub issue_instant: DateTime<Utc>,
    /// Where it was meant to go.
    #[serde(default)]
    pub destination: Option<Url>,
    /// Who asks.
    #[serde(default)]
    pub issuer: Option<String>,
    /// Whose session.
    #[serde(rename = "NameID")]
    pub name_id: String,
    /// Which session.
    #[serde(default)]
    pub session_index: Option<String>,
}

impl std::fmt::Debug for LogoutRequest {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("LogoutRequest").field("id", &self.id).finish_non_exhaustive()
    }
}

/// The answer to one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LogoutResponse {
    /// The sender's.
    #[serde(rename = "ID")]
    pub id: String,
    /// Which request.
    #[serde(default)]
    pub in_response_to: Option<String>,
    /// When.
    pub issue_instant: DateTime<Utc>,
    /// Where it was meant to go.
    #[serde(default)]
    pub destination: Option<Url>,
    /// Who answers.
    #[serde(default)]
    pub issuer: Option<String>,
    /// How it went.
    pub status: Status,
}
