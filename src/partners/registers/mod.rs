//! The state registers of paragraph 28 of the Concept, asked through MConnect with a legal ground on every call.
//!
//! The call context (headers), the JSON variant of MConnect and the data are shaped after what is public; the operations of
//! each register are under contract, so their names and fields are **provisional**. Only [`answers`] and the adapter change
//! when the contracts come: rooms see [`Register`], a verdict and typed answers.

mod adapter;
pub mod answers;
mod holders;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

pub use adapter::RegisterAdapter;
pub use holders::{Held, Holder, HolderKind, HolderRole, HoldersQuery};

use super::{CallContext, Partner, PartnerError};

/// A register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RegisterCode {
    /// RSP, population (28.1).
    Population,
    /// SIGV, visas (28.2).
    Visas,
    /// SIIPF, border police: crossings, alerts, sanctions (28.3).
    Border,
    /// SISFS, fiscal service: contributions of the last five years (28.4).
    Fiscal,
    /// PIGD, court cases (28.5).
    CourtCases,
    /// RICC, criminal records (28.6).
    CriminalRecords,
    /// RSUD, legal entities (28.7).
    LegalEntities,
    /// Labour market: employment of the foreigner (28.8).
    LabourMarket,
    /// Register of the unemployed (28.9).
    Unemployed,
    /// Social insurance (28.10).
    SocialInsurance,
    /// SII AOAM, medical insurance (28.11).
    MedicalInsurance,
    /// Contraventions of the interior ministry (28.12).
    Contraventions,
}

impl RegisterCode {
    /// Every register.
    pub const ALL: [Self; 12] = [
        Self::Population,
        Self::Visas,
        Self::Border,
        Self::Fiscal,
        Self::CourtCases,
        Self::CriminalRecords,
        Self::LegalEntities,
        Self::LabourMarket,
        Self::Unemployed,
        Self::SocialInsurance,
        Self::MedicalInsurance,
        Self::Contraventions,
    ];

    /// The operation that asks it: register and name (provisional but for `GetPerson`).
    pub const fn operation(self) -> (&'static str, &'static str) {
        match self {
            Self::Population => ("rsp", "GetPerson"),
            Self::Visas => ("sigv", "GetVisas"),
            Self::Border => ("siipf", "GetBorderRecord"),
            Self::Fiscal => ("sisfs", "GetContributions"),
            Self::CourtCases => ("pigd", "GetCases"),
            Self::CriminalRecords => ("ricc", "GetCriminalRecord"),
            Self::LegalEntities => ("rsud", "GetLegalEntity"),
            Self::LabourMarket => ("pm", "GetEmployment"),
            Self::Unemployed => ("somaj", "GetUnemployment"),
            Self::SocialInsurance => ("ras", "GetInsuredPerson"),
            Self::MedicalInsurance => ("aoam", "GetInsurance"),
            Self::Contraventions => ("contraventii", "GetContraventions"),
        }
    }

    /// The register of a path's first part.
    pub fn at(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|register| register.operation().0 == path)
    }
}

/// The port.
#[async_trait]
pub trait Register: Send + Sync {
    /// Asks a register about a subject.
    async fn query(&self, query: &RegisterQuery) -> Result<RegisterAnswer, PartnerError>;

    /// Who holds a thing; nothing if the register knows no such thing.
    async fn holders(&self, query: &HoldersQuery) -> Result<Option<Vec<Holder>>, PartnerError>;

    /// Has RSP allocate an IDNP to a foreigner. `key` is ours and stable: the same key gives the same IDNP.
    async fn allocate_idnp(&self, request: &IdnpAllocation) -> Result<String, PartnerError>;

    /// Supplies a register with data of ours (residents to RSP, invitations and opinions to SIGV, crossings to SIIPF).
    async fn supply(&self, supply: &RegisterSupply) -> Result<(), PartnerError>;
}

/// A question to a register.
#[derive(Clone, PartialEq, Eq)]
pub struct RegisterQuery {
    /// Ours, and stable: the same in every repetition.
    pub id: String,
    /// Which register.
    pub register: RegisterCode,
    /// Who asks, on which ground, why.
    pub context: CallContext,
    /// About whom.
    pub subject: Subject,
    /// As things stood on this day, where the register can tell (legal entities).
    pub as_of: Option<NaiveDate>,
    /// When it is asked.
    pub issued_at: DateTime<Utc>,
}

impl std::fmt::Debug for RegisterQuery {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("RegisterQuery").field("id", &self.id).field("register", &self.register).finish_non_exhaustive()
    }
}

/// About whom or what a register is asked.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all_fields = "PascalCase")]
pub enum Subject {
    /// A person, by IDNP.
    #[serde(rename = "IDNP")]
    Idnp(String),
    /// A legal entity, by IDNO.
    #[serde(rename = "IDNO")]
    Idno(String),
    /// A person, by a foreign document.
    Document {
        /// ISO 3166 alpha-3.
        country: String,
        /// Number.
        number: String,
    },
    /// A person, by name and birth date; the answer may be about another of that name.
    Name {
        /// Family name.
        family_name: String,
        /// Given name.
        given_name: String,
        /// Birth date.
        date_of_birth: NaiveDate,
    },
}

impl std::fmt::Debug for Subject {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::Idnp(_) => "Subject::Idnp",
            Self::Idno(_) => "Subject::Idno",
            Self::Document { .. } => "Subject::Document",
            Self::Name { .. } => "Subject::Name",
        })
    }
}

/// An answer, kept with the request it was asked for.
#[derive(Clone, PartialEq)]
pub struct RegisterAnswer {
    /// The register's identifier of the query, or ours if it gives none.
    pub id: String,
    /// When it was asked.
    pub issued_at: DateTime<Utc>,
    /// When the answer came.
    pub received_at: DateTime<Utc>,
    /// Whether the register knows the subject.
    pub status: AnswerStatus,
    /// The data, whole, as they came.
    pub data: serde_json::Value,
    /// What an officer needs to know first.
    pub verdict: Verdict,
}

impl std::fmt::Debug for RegisterAnswer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("RegisterAnswer").field("id", &self.id).field("status", &self.status).finish_non_exhaustive()
    }
}

impl RegisterAnswer {
    /// The data as one of [`answers`].
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, PartnerError> {
        T::deserialize(&self.data)
            .map_err(|_| PartnerError::Nonsense { partner: Partner::Registers, what: "the register's data" })
    }
}

/// Whether a register knows the subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AnswerStatus {
    /// It does.
    Found,
    /// It does not.
    NotFound,
}

/// What an answer means at first sight; the officer decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// Nothing to weigh.
    Clear,
    /// Something that an officer has to weigh.
    Adverse,
    /// The register does not know the subject.
    NotFound,
}

/// A foreigner for whom an IDNP is asked.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct IdnpAllocation {
    /// Ours and stable.
    #[serde(rename = "RequestID")]
    pub key: String,
    /// Ground of the call; travels in the headers.
    #[serde(skip)]
    pub context: Option<CallContext>,
    /// Family name, as in the foreign document; absent if the person has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    /// Given name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    /// Birth date, as precisely as it is known: `1990`, `1990-05` or `1990-05-17`.
    pub date_of_birth: String,
    /// `M`, `F` or `X`.
    pub sex: String,
    /// ISO 3166 alpha-3 or an ICAO code.
    pub citizenship: String,
}

/// Data of ours for a register.
#[derive(Clone, PartialEq)]
pub struct RegisterSupply {
    /// Ours and stable: a register that has it takes it as done.
    pub key: String,
    /// Which register.
    pub register: RegisterCode,
    /// Which kind of data (`Resident`, `Invitation`, `Opinion`, `Crossing`).
    pub kind: &'static str,
    /// On which ground.
    pub context: CallContext,
    /// The data.
    pub data: serde_json::Value,
}

#[cfg(test)]
mod tests;
