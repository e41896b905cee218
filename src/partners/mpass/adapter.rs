//! **Provisional.** SAML's messages as JSON: ours base64 of JSON (unsigned; MPass's stand-in knows us by our issuer), MPass's in
//! a sealed envelope. Fields are SAML's: `SAMLRequest`, `SAMLResponse`, `RelayState`.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use serde::{Serialize, de::DeserializeOwned};
use url::Url;

use super::{
    AuthnRequest, AuthnResponse, Expectation, LogoutRequest, LogoutResponse, LogoutStart, MPass, MPassSettings, Rejection,
    SignInStart, Status, check::within_window,
};
use crate::{kernel::text::Language, partners::BrowserForm};

const LARGEST_RELAY_STATE: usize = 80;

/// MPass, with JSON in the place of SAML's XML.
pub struct ProvisionalMPass {
    settings: MPassSettings,
}

impl ProvisionalMPass {
    /// With the settings of an installation.
    pub const fn new(settings: MPassSettings) -> Self {
        Self { settings }
    }

    fn open<T: DeserializeOwned>(&self, message: &str) -> Result<T, Rejection> {
        let payload = self.settings.key.open(message)?;
        serde_json::from_slice(&payload).map_err(|_| Rejection::Unreadable)
    }

    /// What both logout messages must be like.
    fn check_logout(
        &self,
        destination: Option<&Url>,
        issuer: Option<&String>,
        issued: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), Rejection> {
        if destination != Some(&self.settings.single_logout_url) {
            return Err(Rejection::WrongDestination);
        }
        if issuer != Some(&self.settings.identity_provider) {
            return Err(Rejection::WrongIssuer);
        }
        within_window(issued, now)
    }
}

fn form(action: Url, name: &'static str, message: &impl Serialize, relay_state: &str) -> Result<BrowserForm, Rejection> {
    if relay_state.len() > LARGEST_RELAY_STATE {
        return Err(Rejection::Invalid("RelayState is over 80 bytes"));
    }
    let json = serde_json::to_vec(message).map_err(|_| Rejection::Invalid("the message cannot be written"))?;
    Ok(BrowserForm { action, fields: vec![(name, STANDARD.encode(json)), ("RelayState", relay_state.to_owned())] })
}

fn check_id(id: &str) -> Result<(), Rejection> {
    let good = (16..=128).contains(&id.len())
        && id.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    if good { Ok(()) } else { Err(Rejection::Invalid("a request id is an XML id of 16 to 128 characters")) }
}

impl MPass for ProvisionalMPass {
    fn begin_sign_in(&self, start: &SignInStart) -> Result<BrowserForm, Rejection> {
        check_id(&start.request_id)?;
        let request = AuthnRequest {
            id: start.request_id.clone(),
            version: "2.0".into(),
            issue_instant: start.now,
            destination: self.settings.sign_in_url.clone(),
            assertion_consumer_service_url: self.settings.assertion_consumer_url.clone(),
            force_authn: start.force_authn,
            is_passive: false,
            issuer: self.settings.issuer.clone(),
            allow_create: true,
        };
        let mut action = self.settings.sign_in_url.clone();
        let language = match start.language {
            Language::Ro => "ro",
            Language::Ru => "ru",
            Language::En => "en",
        };
        action.query_pairs_mut().append_pair("lang", language);
        form(action, "SAMLRequest", &request, &start.relay_state)
    }

    fn read_sign_in(&self, saml_response: &str) -> Result<AuthnResponse, Rejection> {
        self.open(saml_response)
    }

    fn expectation(&self, request_id: &str, now: DateTime<Utc>) -> Expectation {
        Expectation {
            request_id: request_id.to_owned(),
            destination: self.settings.assertion_consumer_url.clone(),
            audience: self.settings.issuer.clone(),
            issuer: self.settings.identity_provider.clone(),
            now,
        }
    }

    fn begin_logout(&self, start: &LogoutStart) -> Result<BrowserForm, Rejection> {
        check_id(&start.request_id)?;
        let request = LogoutRequest {
            id: start.request_id.clone(),
            issue_instant: start.now,
            destination: Some(self.settings.logout_url.clone()),
            issuer: Some(self.settings.issuer.clone()),
            name_id: start.name_id.clone(),
            session_index: Some(start.session_index.clone()),
        };
        form(self.settings.logout_url.clone(), "SAMLRequest", &request, &start.relay_state)
    }

    fn read_logout_response(&self, saml_response: &str, request_id: &str, now: DateTime<Utc>) -> Result<bool, Rejection> {
        let response: LogoutResponse = self.open(saml_response)?;
        self.check_logout(response.destination.as_ref(), response.issuer.as_ref(), response.issue_instant, now)?;
        if response.in_response_to.as_deref() != Some(request_id) {
            return Err(Rejection::WrongRequest);
        }
        Ok(matches!(response.status, Status::Success | Status::PartialLogout))
    }

    fn read_logout_request(&self, saml_request: &str, now: DateTime<Utc>) -> Result<LogoutRequest, Rejection> {
        let request: LogoutRequest = self.open(saml_request)?;
        self.check_logout(request.destination.as_ref(), request.issuer.as_ref(), request.issue_instant, now)?;
        Ok(request)
    }

    fn answer_logout(
        &self,
        request: &LogoutRequest,
        answer_id: &str,
        relay_state: &str,
        now: DateTime<Utc>,
    ) -> Result<BrowserForm, Rejection> {
        let response = LogoutResponse {
            id: answer_id.to_owned(),
            in_response_to: Some(request.id.clone()),
            issue_instant: now,
            destination: Some(self.settings.logout_url.clone()),
            issuer: Some(self.settings.issuer.clone()),
            status: Status::Success,
        };
        form(self.settings.logout_url.clone(), "SAMLResponse", &response, relay_state)
    }
}
