//! Electronic signatures and seals on PDF (PAdES baseline B-B, ETSI EN 319 142-1): [`sign`], [`verify`], and identities
//! to sign with ([`Identity`], [`issue_identity`]).
//!
//! A seal is the signature of an institution; the format is the same. The signing time stands in the signature
//! dictionary (`/M`), where PAdES wants it, and is covered by the signature. Each signature is an incremental update: earlier ones
//! stay valid. What a reader sees on the page is drawn by the template; the signature itself is invisible.

mod cms;
mod identity;
mod key;
mod pdf;
mod verify;

pub use identity::{Identity, IssuedIdentity, issue_identity};
pub use pdf::{Signing, sign};
pub use verify::{SignatureInfo, verify};

/// Why a file was not signed or an identity not read. Carries neither keys nor passwords.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The file is not a PDF that can be signed.
    #[error("not a PDF that can be signed: {0}")]
    Pdf(#[from] lopdf::Error),
    /// The key or certificate cannot be read.
    #[error("the identity cannot be read: {0}")]
    Identity(&'static str),
    /// The key is of a kind that is not supported.
    #[error("the key must be RSA of at least 2048 bits, or ECDSA on P-256 or P-384, in PKCS#8")]
    Key,
    /// The certificate is not the key's.
    #[error("the certificate is not of this key")]
    Mismatch,
    /// The certificate is not in force at the signing time.
    #[error("the certificate is not in force at the signing time")]
    NotInForce,
    /// The signature could not be made or written.
    #[error("signing failed: {0}")]
    Signing(&'static str),
    /// An ASN.1 structure could not be written or read.
    #[error("ASN.1: {0}")]
    Asn1(#[from] der::Error),
}
