//! MPower's words.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::partners::wire;

/// Every answer comes in this.
#[derive(Deserialize)]
pub(super) struct Envelope<T> {
    #[serde(default = "Option::default")]
    pub data: Option<T>,
    pub success: bool,
}

/// A power of representation.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Authorization {
    /// 16 digits.
    pub authorization_code: String,
    /// `AT-` and digits.
    pub authorization_type_code: String,
    /// What it is for.
    #[serde(default)]
    pub authorization_type_name: String,
    /// Who is represented: kind.
    pub authorizing_party_type: PartyType,
    /// Who is represented: IDNP or IDNO.
    pub authorizing_idn: String,
    /// Who is represented: name.
    #[serde(default)]
    pub authorizing_party_name: String,
    /// Who represents: kind.
    pub authorized_party_type: PartyType,
    /// Who represents: IDNP or IDNO.
    pub authorized_idn: String,
    /// Who represents: name.
    #[serde(default)]
    pub authorized_party_name: String,
    /// Valid since (or, when not valid, the end of validity); UTC without a mark.
    #[serde(default)]
    pub from_date: Option<NaiveDateTime>,
    /// Valid until; nothing when not valid; UTC without a mark.
    #[serde(default)]
    pub to_date: Option<NaiveDateTime>,
    /// Whether it holds now.
    pub is_valid: bool,
    /// Whose service it is for: IDNO.
    #[serde(default)]
    pub service_provider_idno: Option<String>,
    /// Whose service it is for: name.
    #[serde(default)]
    pub service_provider_name: Option<String>,
}

impl std::fmt::Debug for Authorization {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Authorization").field("type", &self.authorization_type_code).finish_non_exhaustive()
    }
}

/// Kind of a party: 1 person, 2 organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "u8", into = "u8")]
pub enum PartyType {
    /// A person.
    Person,
    /// An organisation.
    Organization,
    /// A kind that MPower added since.
    Unknown,
}

impl From<u8> for PartyType {
    fn from(number: u8) -> Self {
        match number {
            1 => Self::Person,
            2 => Self::Organization,
            _ => Self::Unknown,
        }
    }
}

impl From<PartyType> for u8 {
    fn from(kind: PartyType) -> Self {
        match kind {
            PartyType::Unknown => 0,
            PartyType::Person => 1,
            PartyType::Organization => 2,
        }
    }
}

/// Where a power stands; used to filter a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u8)]
pub enum AuthorizationStatus {
    /// Saved, not given.
    Draft = 1,
    /// Given, the representative has yet to accept.
    PendingAcceptance = 2,
    /// Given, holds from a later day.
    PendingValidity = 3,
    /// Holds.
    Valid = 4,
    /// Suspended.
    Suspended = 5,
    /// Expired, revoked or renounced.
    Canceled = 6,
}

/// Which powers to list.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct AuthorizationQuery {
    /// IDNP or IDNO of the party.
    pub idn: String,
    /// Only in this status.
    pub status: Option<AuthorizationStatus>,
    /// Only of this type.
    pub type_code: Option<String>,
    /// Only given by this party.
    pub granted_by: Option<String>,
    /// Only given to this party.
    pub granted_to: Option<String>,
}

/// The file of a power.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorizationFile {
    /// Its bytes.
    #[serde(with = "wire::base64_bytes")]
    pub content: Vec<u8>,
    /// Its MIME type; usually `application/pdf`.
    #[serde(rename = "content-type")]
    pub content_type: String,
}

impl std::fmt::Debug for AuthorizationFile {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "AuthorizationFile({}, {} bytes)", self.content_type, self.content.len())
    }
}
