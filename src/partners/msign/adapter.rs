//! **Provisional.** MSign's operations as JSON: `POST …/<Operation>` with the operation's parameters by name, the answer under
//! `<Operation>Result`, a fault as HTTP 500 with `{"Fault": {"faultcode", "faultstring"}}`.

use async_trait::async_trait;
use reqwest::Method;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;

use super::{
    BrowserForm, ContentType, HandOver, MSign, MSignSettings, SignRequest, SignResponse, VerificationRequest,
    VerificationResponse,
};
use crate::{
    kernel::text::Language,
    partners::{HttpPartner, Partner, PartnerError},
};

/// MSign, with JSON in the place of SOAP.
pub struct ProvisionalMSign {
    http: HttpPartner,
    settings: MSignSettings,
}

#[derive(Deserialize)]
struct FaultBody {
    #[serde(rename = "Fault")]
    fault: FaultParts,
}

#[derive(Deserialize)]
struct FaultParts {
    faultcode: String,
}

impl ProvisionalMSign {
    /// Over a client.
    pub const fn new(http: HttpPartner, settings: MSignSettings) -> Self {
        Self { http, settings }
    }

    async fn call<T: DeserializeOwned>(&self, operation: &'static str, body: &serde_json::Value) -> Result<T, PartnerError> {
        let answer = self.http.exchange(operation, self.http.request(Method::POST, operation)?.json(body)).await?;
        if answer.status == 500
            && let Ok(FaultBody { fault }) = serde_json::from_slice(&answer.body)
        {
            return Err(meaning(&fault.faultcode));
        }
        let mut parts: serde_json::Map<String, serde_json::Value> = self.http.read_json(&self.http.accept(answer)?)?;
        let result = parts.remove(&format!("{operation}Result")).ok_or(nonsense("the result is missing"))?;
        serde_json::from_value(result).map_err(|_| nonsense("the result is not what was agreed"))
    }
}

fn meaning(faultcode: &str) -> PartnerError {
    let refused = |status, code: &str| PartnerError::Refused { partner: Partner::MSign, status, code: Some(code.to_owned()) };
    match faultcode {
        "RequestNotFound" => PartnerError::NotFound { partner: Partner::MSign },
        "AuthenticationFailed" => refused(401, faultcode),
        "AuthorizationFailed" => refused(403, faultcode),
        "InvalidParameter" => refused(400, faultcode),
        _ => PartnerError::Failed { partner: Partner::MSign, status: 500 },
    }
}

#[async_trait]
impl MSign for ProvisionalMSign {
    async fn post_sign_request(&self, request: &SignRequest) -> Result<String, PartnerError> {
        check(request)?;
        let id: String = self.call("PostSignRequest", &json!({ "request": request })).await?;
        if is_request_id(&id) { Ok(id) } else { Err(nonsense("the request's id")) }
    }

    async fn get_sign_response(&self, request_id: &str, language: Language) -> Result<SignResponse, PartnerError> {
        self.call("GetSignResponse", &json!({ "language": language, "requestID": request_id })).await
    }

    async fn verify_signatures(&self, request: &VerificationRequest) -> Result<VerificationResponse, PartnerError> {
        let hashes = request
            .contents
            .iter()
            .all(|content| content.content.is_some() == (request.signed_content_type == ContentType::Hash));
        if request.contents.is_empty() || !hashes {
            return Err(invalid("a hash comes with each signature of a hash, and only with those"));
        }
        self.call("VerifySignatures", &json!({ "request": request })).await
    }

    fn hand_over(&self, hand_over: &HandOver) -> Result<BrowserForm, PartnerError> {
        if !is_request_id(&hand_over.request_id) {
            return Err(invalid("not the id of a request"));
        }
        let mut action = self.settings.browser_url.clone();
        action.set_path(&format!("{}/{}", action.path().trim_end_matches('/'), hand_over.request_id));
        let language = match hand_over.language {
            Language::Ro => "ro",
            Language::Ru => "ru",
            Language::En => "en",
        };
        let mut fields = vec![("ReturnUrl", hand_over.return_url.to_string())];
        fields.extend(hand_over.relay_state.clone().map(|state| ("RelayState", state)));
        fields.extend(hand_over.instrument.map(|instrument| ("Instrument", instrument.name().to_owned())));
        fields.extend(hand_over.msisdn.clone().map(|number| ("MSISDN", number)));
        fields.push(("lang", language.to_owned()));
        Ok(BrowserForm { action, fields })
    }
}

fn is_request_id(id: &str) -> bool {
    (1..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn check(request: &SignRequest) -> Result<(), PartnerError> {
    let long = |text: &Option<String>, limit: usize| text.as_deref().is_some_and(|text| text.chars().count() > limit);
    if request.contents.is_empty() {
        return Err(invalid("no contents"));
    }
    if !(1..=90).contains(&request.short_content_description.chars().count()) {
        return Err(invalid("ShortContentDescription is 1 to 90 characters"));
    }
    if long(&request.content_description, 512) || long(&request.signature_reason, 255) {
        return Err(invalid("a description is longer than MSign takes"));
    }
    if request.contents.iter().any(|content| long(&content.correlation_id, 36) || long(&content.name, 256)) {
        return Err(invalid("CorrelationID is at most 36 characters and Name 256"));
    }
    if request.content_type == ContentType::Pdf && request.contents.iter().any(|content| !content.content.starts_with(b"%PDF-")) {
        return Err(invalid("a content is not a PDF"));
    }
    Ok(())
}

const fn invalid(what: &'static str) -> PartnerError {
    PartnerError::Invalid { partner: Partner::MSign, what }
}

const fn nonsense(what: &'static str) -> PartnerError {
    PartnerError::Nonsense { partner: Partner::MSign, what }
}
