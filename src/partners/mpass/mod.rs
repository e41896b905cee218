//! MPass: sign-in and sign-out. The shapes and checks are SAML 2.0's as MPass uses it; only the encoding is **provisional**:
//! JSON in the place of XML, a sealed envelope in the place of XML-DSig. A later SAML adapter implements the same [`MPass`].
//!
//! How a sign-in goes: the caller stores a request id, sends the browser with [`MPass::begin_sign_in`]; MPass posts the answer
//! to our address; [`MPass::read_sign_in`] opens it (signature), the caller finds and consumes the outstanding request of its
//! `in_response_to`, and [`AuthnResponse::check`] does every other check. MPass says who it is; what they may do is ours.

mod adapter;
mod check;
mod types;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use url::Url;

pub use adapter::ProvisionalMPass;
pub use check::{Expectation, Rejection, WINDOW};
pub use types::{
    AdministeredEntity, Assertion, Attribute, AuthnRequest, AuthnResponse, AuthnStatement, Conditions, Identity, LogoutRequest,
    LogoutResponse, Status, Subject, SubjectConfirmation,
};

use super::{BrowserForm, SettingError, sealed::PartnerKey, settings::check_url};
use crate::kernel::text::Language;

/// The port. Nothing here calls over the network: the browser carries every message.
pub trait MPass: Send + Sync {
    /// The form that takes a browser to MPass.
    fn begin_sign_in(&self, start: &SignInStart) -> Result<BrowserForm, Rejection>;

    /// Opens the answer to a sign-in: only MPass can have signed it. [`AuthnResponse::check`] comes next.
    fn read_sign_in(&self, saml_response: &str) -> Result<AuthnResponse, Rejection>;

    /// What an answer to the outstanding request `request_id` must be like.
    fn expectation(&self, request_id: &str, now: DateTime<Utc>) -> Expectation;

    /// The form that ends the person's session at MPass too.
    fn begin_logout(&self, start: &LogoutStart) -> Result<BrowserForm, Rejection>;

    /// Opens MPass's answer to our logout: whether it went well (a partial logout counts).
    fn read_logout_response(&self, saml_response: &str, request_id: &str, now: DateTime<Utc>) -> Result<bool, Rejection>;

    /// Opens a logout that MPass began; it reaches us inside a frame.
    fn read_logout_request(&self, saml_request: &str, now: DateTime<Utc>) -> Result<LogoutRequest, Rejection>;

    /// The form that answers such a logout, with the same relay state.
    fn answer_logout(
        &self,
        request: &LogoutRequest,
        answer_id: &str,
        relay_state: &str,
        now: DateTime<Utc>,
    ) -> Result<BrowserForm, Rejection>;
}

/// A sign-in about to begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInStart {
    /// Ours, random, stored until the answer comes; begins with a letter or `_` (an XML id).
    pub request_id: String,
    /// Given back with the answer; 80 bytes at most.
    pub relay_state: String,
    /// Language of MPass's pages.
    pub language: Language,
    /// Whether the person must prove themselves again.
    pub force_authn: bool,
    /// Now.
    pub now: DateTime<Utc>,
}

/// A sign-out about to begin.
#[derive(Clone, PartialEq, Eq)]
pub struct LogoutStart {
    /// Ours, random, stored until the answer comes.
    pub request_id: String,
    /// Given back with the answer; 80 bytes at most.
    pub relay_state: String,
    /// From the sign-in.
    pub name_id: String,
    /// From the sign-in.
    pub session_index: String,
    /// Now.
    pub now: DateTime<Utc>,
}

/// How an installation stands with MPass.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MPassSettings {
    /// Where browsers sign in (`…/login/saml`).
    pub sign_in_url: Url,
    /// Where browsers sign out (`…/logout/saml`).
    pub logout_url: Url,
    /// MPass's entity id.
    pub identity_provider: String,
    /// Our entity id: the audience of every answer.
    pub issuer: String,
    /// Our address that takes answers to sign-ins.
    pub assertion_consumer_url: Url,
    /// Our address that takes logouts and answers to ours.
    pub single_logout_url: Url,
    /// The key whose signature makes a message MPass's (provisional: Ed25519 in the place of its X.509 certificate).
    pub key: PartnerKey,
}

impl MPassSettings {
    pub(super) fn check(&self, errors: &mut Vec<SettingError>) {
        for (name, url) in [
            ("sign_in_url", &self.sign_in_url),
            ("logout_url", &self.logout_url),
            ("assertion_consumer_url", &self.assertion_consumer_url),
            ("single_logout_url", &self.single_logout_url),
        ] {
            check_url(&format!("partners.mpass.{name}"), url, errors);
        }
        for (name, text) in [("identity_provider", &self.identity_provider), ("issuer", &self.issuer)] {
            if text.is_empty() || text.len() > 1024 {
                errors.push(SettingError::named(&format!("partners.mpass.{name}"), "must be 1 to 1024 bytes"));
            }
        }
    }
}

#[cfg(test)]
mod tests;
