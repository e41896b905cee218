//! Documents that the system issues (C-23, C-25.3): numbered and frozen in the act that makes them, then typeset, sealed or signed, issued,
//! and open to anyone's verification.
//!
//! Doors for rooms above: [`freeze`], [`rectify`], [`abandon`], [`take_back`], [`withdraw`], [`withhold`], [`release`], [`facts`], [`of_request`], [`open`], [`giving_on`]; they are told by [`Reactions`] when a document
//! is issued. What happens outside: [`Produce`] (typesetting, sealing), [`FetchSignature`] (MSign).

mod code;
mod freeze;
mod initials;
mod kinds;
mod msign;
pub mod outside;
mod page;
mod press;
mod produce;
mod rights;
pub mod routes;
mod schema;
mod signature;
mod signer;
mod store;
mod verification;

use std::sync::Arc;

use uuid::Uuid;

pub use code::Code;
pub use freeze::{Act, Frozen, Rectification, Signing, abandon, freeze, rectify, take_back, take_number, withdraw};
pub use kinds::{DocumentStatus, DocumentType};
pub use msign::ThroughMSign;
pub use press::{Press, PressFault, legible, prints, seal_identity};
pub use produce::Produce;
pub use rights::{Giving, giving_on};
pub use signature::FetchSignature;
pub use signer::{HandOver, NoSigner, Order, SignatureState, Signer, SignerFault, Speaking};
pub use store::{Content, DocumentFacts, code_of, facts, issued_under, known_blobs, of_request, open, release, withhold};

pub use crate::notifications::RequestId;
use crate::{
    access::door::Unit,
    kernel::{blobs::BlobStore, problem::Problem},
    typed_id,
};

typed_id!(DocumentId, "doc", "an issued document");
typed_id!(DocumentSigningId, "sgn", "a signature that was asked for");

/// What a room above does in the very transaction in which a document becomes issued.
#[derive(Clone, Copy)]
pub struct Reactions {
    /// Signed, sealed, or given out plain.
    pub on_issued: fn(&mut Unit<'_>, Uuid) -> Result<(), Problem>,
}

impl Default for Reactions {
    fn default() -> Self {
        Self { on_issued: |_, _| Ok(()) }
    }
}

/// What this room stands on outside the database.
#[derive(Clone)]
pub struct Documents {
    /// Where the PDFs are kept.
    pub blobs: Arc<BlobStore>,
    /// What makes and seals them.
    pub press: Arc<Press>,
    /// Through whom persons sign.
    pub signer: Arc<dyn Signer>,
    /// Who is told.
    pub reactions: Reactions,
}
