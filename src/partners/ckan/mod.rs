//! The open data portal date.gov.md: CKAN's action API (partner contracts, section 16). Envelope `{success, result | error}`, our key in
//! `Authorization`. A package is found by its name, which is ours, so that a call whose answer was lost is looked up, not repeated.

mod adapter;
mod types;

use async_trait::async_trait;

pub use adapter::CkanAdapter;
pub use types::{ACTIVE, CkanSettings, DELETED, Extra, Package, Resource, Tag};

use super::PartnerError;

/// The port.
#[async_trait]
pub trait Ckan: Send + Sync {
    /// A package by its name; nothing where there is none.
    async fn package_show(&self, name: &str) -> Result<Option<Package>, PartnerError>;

    /// A new package with its resources.
    async fn package_create(&self, package: &Package) -> Result<Package, PartnerError>;

    /// What a package says of itself, its resources apart.
    async fn package_patch(&self, package: &Package) -> Result<Package, PartnerError>;

    /// Takes a package away: nobody sees it any more.
    async fn package_delete(&self, name: &str) -> Result<(), PartnerError>;

    /// A new resource of a package.
    async fn resource_create(&self, package: &str, resource: &Resource) -> Result<Resource, PartnerError>;

    /// What a resource says, by its id.
    async fn resource_patch(&self, resource: &Resource) -> Result<Resource, PartnerError>;
}

#[cfg(test)]
mod tests;
