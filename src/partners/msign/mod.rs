//! MSign: signatures of persons. We post what is to be signed, hand the signer's browser over, and when it comes back **ask**
//! for the answer: the return itself proves nothing. A request that failed or expired is finished; a new one is made.
//!
//! The port, names and flow are MSign's; only the transport is **provisional** (JSON in the place of SOAP).

mod adapter;
mod types;

use async_trait::async_trait;
use serde::Deserialize;
use url::Url;

pub use adapter::ProvisionalMSign;
pub use types::{
    CertificateInfo, ContentType, DelegatorType, ExpectedSigner, HandOver, Instrument, SignContent, SignRequest, SignResponse,
    SignResult, SignStatus, VerificationContent, VerificationRequest, VerificationResponse, VerificationResult,
};

use super::{
    BrowserForm, PartnerError, SettingError,
    settings::{HttpSettings, check_url},
};
use crate::kernel::text::Language;

/// The port.
#[async_trait]
pub trait MSign: Send + Sync {
    /// Posts what is to be signed; MSign's id of the request.
    async fn post_sign_request(&self, request: &SignRequest) -> Result<String, PartnerError>;

    /// What became of a request; `NotFound` if MSign knows no such id. The message is in the language asked for.
    async fn get_sign_response(&self, request_id: &str, language: Language) -> Result<SignResponse, PartnerError>;

    /// Checks signatures; slow, so not while somebody waits.
    async fn verify_signatures(&self, request: &VerificationRequest) -> Result<VerificationResponse, PartnerError>;

    /// The form that takes the signer to MSign and back.
    fn hand_over(&self, hand_over: &HandOver) -> Result<BrowserForm, PartnerError>;
}

/// How an installation speaks with MSign.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MSignSettings {
    /// The service.
    pub http: HttpSettings,
    /// Where signers go; the request's id is put behind it.
    pub browser_url: Url,
}

impl MSignSettings {
    pub(super) fn check(&self, errors: &mut Vec<SettingError>) {
        check_url("partners.msign.browser_url", &self.browser_url, errors);
    }
}

#[cfg(test)]
mod tests;
