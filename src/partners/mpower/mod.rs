//! MPower: powers of representation. Spoken for real (REST GET). Identifiers travel in its query strings, so nothing here logs
//! a URL. The envelope's `success` counts, not the HTTP status alone.

mod adapter;
mod types;

use async_trait::async_trait;

pub use adapter::MPowerAdapter;
pub use types::{Authorization, AuthorizationFile, AuthorizationQuery, AuthorizationStatus, PartyType};

use super::PartnerError;

/// The port. Codes are 16 digits, type codes `AT-` and 7 digits, identification numbers 13 digits.
#[async_trait]
pub trait MPower: Send + Sync {
    /// Whether the power of that code holds now; one that is unknown does not.
    async fn is_valid(&self, authorization_code: &str) -> Result<bool, PartnerError>;

    /// The power of that code; nothing if there is none.
    async fn details(&self, authorization_code: &str) -> Result<Option<Authorization>, PartnerError>;

    /// The code of a power of that type, held now by one party for the other; nothing if there is none.
    async fn held(&self, type_code: &str, authorizing_idn: &str, authorized_idn: &str) -> Result<Option<String>, PartnerError>;

    /// Powers given and received by a party.
    async fn list(&self, query: &AuthorizationQuery) -> Result<Vec<Authorization>, PartnerError>;

    /// The power itself, as a file.
    async fn file(&self, authorization_code: &str) -> Result<Option<AuthorizationFile>, PartnerError>;
}

#[cfg(test)]
mod tests;
