//! ePetitii (eDemocracy): petitions that people file with the government. We fetch those addressed to us, say under which number they are
//! registered, and close them with the answer.
//!
//! Documented: the paths, the bodies of `register` and `close`, the outcomes, the token (JWT, RSA, claim `data.idno`) or mutual TLS.
//! Not documented: the members of a listed petition and of its attachments; they are read under the names of the documented bodies, and
//! what is missing there is taken as absent (**our reading**, to be compared in staging).

mod adapter;
mod types;

use std::path::PathBuf;

use async_trait::async_trait;
use serde::Deserialize;

pub use adapter::EPetitiiAdapter;
pub use types::{AttachmentInfo, Closing, Content, Listed, Outcome, Petition, Registration};

use super::{Partner, PartnerError, SettingError, settings::HttpSettings};

/// The port.
#[async_trait]
pub trait EPetitii: Send + Sync {
    /// Petitions addressed to us that are not registered yet.
    async fn petitions(&self) -> Result<Listed<Petition>, PartnerError>;

    /// A petition as it was filed and signed.
    async fn pdf(&self, number: &str) -> Result<Content, PartnerError>;

    /// What is attached to a petition.
    async fn attachments(&self, number: &str) -> Result<Listed<AttachmentInfo>, PartnerError>;

    /// One attached file.
    async fn attachment(&self, number: &str, id: &str) -> Result<Content, PartnerError>;

    /// Says that a petition is registered with us. To say it again changes nothing.
    async fn register(&self, registration: &Registration) -> Result<(), PartnerError>;

    /// Says how a petition ended, with the answer. To say it again changes nothing.
    async fn close(&self, closing: &Closing) -> Result<(), PartnerError>;
}

/// How an installation speaks with ePetitii.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EPetitiiSettings {
    /// How it is reached; mutual TLS where there is no token.
    pub http: HttpSettings,
    /// Who answers for our registrations there (IDNP).
    pub responsible_idnp: String,
    /// The key of the token, where the token is used.
    #[serde(default)]
    pub token: Option<TokenSettings>,
}

/// The token by which ePetitii knows us.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenSettings {
    /// PEM file of our RSA key.
    pub key: PathBuf,
    /// Our IDNO.
    pub idno: String,
}

impl EPetitiiSettings {
    pub(super) fn check(&self, errors: &mut Vec<SettingError>) {
        let mut number = |setting: &str, text: &str| {
            if !super::wire::is_identification_number(text) {
                errors.push(SettingError::named(
                    &format!("partners.{}.{setting}", Partner::EPetitii),
                    "is not 13 digits with a right check digit",
                ));
            }
        };
        number("responsible_idnp", &self.responsible_idnp);
        if let Some(token) = &self.token {
            number("token.idno", &token.idno);
        }
    }
}

#[cfg(test)]
mod tests;
