//! Who holds a vehicle, a property or an organisation: the question behind a notification that names a thing instead of a person (MNotify's
//! concept, 28). **Provisional**, as all operations of the registers.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::CallContext;

/// What is held.
#[derive(Clone, PartialEq, Eq)]
pub enum Held {
    /// A vehicle, by its plate: state register of transport.
    Vehicle(String),
    /// A property, by its cadastral number: register of immovable property.
    Property(String),
    /// An organisation, by its IDNO: state register of legal entities.
    Entity(String),
}

impl std::fmt::Debug for Held {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.operation().1)
    }
}

impl Held {
    /// Register and operation.
    pub const fn operation(&self) -> (&'static str, &'static str) {
        match self {
            Self::Vehicle(_) => ("rst", "GetVehicleHolders"),
            Self::Property(_) => ("rbi", "GetPropertyHolders"),
            Self::Entity(_) => ("rsud", "GetLegalEntityHolders"),
        }
    }

    /// The number itself.
    pub fn number(&self) -> &str {
        match self {
            Self::Vehicle(number) | Self::Property(number) | Self::Entity(number) => number,
        }
    }
}

/// As what somebody holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum HolderRole {
    /// Owns it.
    Owner,
    /// Administers it.
    Administrator,
    /// Founded it.
    Founder,
}

/// A question.
#[derive(Debug, Clone)]
pub struct HoldersQuery {
    /// Ours, and stable.
    pub id: String,
    /// Who asks, on which ground, why.
    pub context: CallContext,
    /// What.
    pub held: Held,
    /// As what.
    pub role: HolderRole,
    /// When it is asked.
    pub issued_at: DateTime<Utc>,
}

/// What a holder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum HolderKind {
    /// A person.
    #[serde(rename = "IDNP")]
    Idnp,
    /// An organisation.
    #[serde(rename = "IDNO")]
    Idno,
}

/// A holder.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Holder {
    /// What it is.
    #[serde(rename = "Type")]
    pub kind: HolderKind,
    /// The number.
    pub value: String,
}

impl std::fmt::Debug for Holder {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Holder({:?})", self.kind)
    }
}
