//! The port of the signature service (C-29.3), in the shape of MSign: what is to be signed is posted, the signer's browser is handed over,
//! and when it comes back the service is asked; the return itself proves nothing.

use std::{future::Future, pin::Pin};

use url::Url;

/// What is to be signed, by whom.
pub struct Order {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// What it is, for the signer: at most 90 characters.
    pub description: String,
    /// Its file name.
    pub name: String,
    /// Ours, to find it in the answer: at most 36 characters.
    pub correlation: String,
    /// Only this person may sign (IDNP).
    pub expected_signer: String,
}

/// How the signer's browser comes back.
#[derive(Debug, Clone)]
pub struct HandOver {
    /// The service's id of the request.
    pub request_id: String,
    /// Our address, to which the browser posts `RequestID` and `RelayState`.
    pub return_url: Url,
    /// Ours, given back.
    pub relay_state: String,
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignatureState {
    /// Not signed yet.
    Pending,
    /// The signed PDF.
    Signed(Vec<u8>),
    /// Refused by the signer, or failed; the service's words for the signer.
    Failed(Option<String>),
    /// Too late.
    Expired,
}

/// The service cannot be used at present, or refused what was posted. Holds no personal data.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the signature service: {0}")]
pub struct SignerFault(pub String);

/// A call under way.
pub type Speaking<'a, T> = Pin<Box<dyn Future<Output = Result<T, SignerFault>> + Send + 'a>>;

/// The port.
pub trait Signer: Send + Sync {
    /// Posts what is to be signed; the service's id of the request.
    fn post<'a>(&'a self, order: &'a Order) -> Speaking<'a, String>;
    /// Asks what became of it.
    fn fetch<'a>(&'a self, request_id: &'a str) -> Speaking<'a, SignatureState>;
    /// The address to which the signer's browser goes.
    fn hand_over(&self, hand_over: &HandOver) -> Result<Url, SignerFault>;
}

/// An installation that has no signature service yet: nothing can be signed by a person.
pub struct NoSigner;

impl NoSigner {
    fn fault() -> SignerFault {
        SignerFault("there is none in this installation".into())
    }
}

impl Signer for NoSigner {
    fn post<'a>(&'a self, _: &'a Order) -> Speaking<'a, String> {
        Box::pin(async { Err(Self::fault()) })
    }

    fn fetch<'a>(&'a self, _: &'a str) -> Speaking<'a, SignatureState> {
        Box::pin(async { Err(Self::fault()) })
    }

    fn hand_over(&self, _: &HandOver) -> Result<Url, SignerFault> {
        Err(Self::fault())
    }
}
