//! The synthetic people of the stand-ins.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;

use super::{SandboxError, state::Signer};

/// A synthetic person.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// IDNP.
    pub idnp: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Birth date.
    pub birth_date: NaiveDate,
    /// `M` or `F`.
    pub gender: String,
    /// ISO 3166 alpha-3.
    pub citizenship: String,
    /// Whether a resident.
    #[serde(default = "yes")]
    pub resident: bool,
    /// What they are there for.
    pub about: String,
    /// Roles at MPass for our system.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// Legal entities they administer.
    #[serde(default)]
    pub administers: Vec<Company>,
    /// What registers answer about them.
    #[serde(default)]
    pub registers: Registers,
}

const fn yes() -> bool {
    true
}

/// A legal entity that somebody administers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Company {
    /// Name.
    pub name: String,
    /// IDNO.
    pub idno: String,
}

/// What registers answer about a person.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Registers {
    /// In general.
    pub behaviour: Behaviour,
    /// Instead, by a register's path.
    pub findings: BTreeMap<String, Value>,
}

/// How registers answer about somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Behaviour {
    /// Nothing adverse.
    #[default]
    Clear,
    /// Something adverse in each.
    Adverse,
    /// Late.
    Slow,
    /// Nonsense.
    Broken,
    /// They do not know the person.
    Unknown,
}

impl Person {
    /// Given name and family name.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }

    pub(super) fn signer(&self) -> Signer {
        Signer { idnp: self.idnp.clone(), name: self.full_name() }
    }
}

/// All of them.
pub(super) struct People(Vec<Person>);

impl People {
    /// The file shipped with the program.
    pub fn shipped() -> Result<Self, SandboxError> {
        serde_saphyr::from_str(include_str!("people.yaml"))
            .map(Self)
            .map_err(|error| SandboxError::Data { file: "people.yaml", problem: error.to_string() })
    }

    pub fn iter(&self) -> impl Iterator<Item = &Person> {
        self.0.iter()
    }

    pub fn with_idnp(&self, idnp: &str) -> Option<&Person> {
        self.0.iter().find(|person| person.idnp == idnp)
    }
}
