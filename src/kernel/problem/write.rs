//! How a problem becomes an answer. One middleware writes all of them, the framework's own errors included.

use std::collections::BTreeMap;

use actix_web::{
    HttpRequest, HttpResponse, ResponseError,
    body::{BoxBody, EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{StatusCode, header},
    middleware::Next,
};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{Kind, Problem, kinds};
use crate::kernel::{http::language::language_of, telemetry::trace_id, text::Language, violation::WrittenViolation};

/// A problem document (RFC 9457). Programs branch on `type`; `detail` is for people and follows `Accept-Language`.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Problem)]
pub struct ProblemDocument {
    /// Which kind of problem: a stable reference into the error catalogue.
    #[serde(rename = "type")]
    #[schema(format = UriReference, examples("/problems/bad-input"))]
    kind: String,
    /// The kind in words.
    #[schema(examples("Datele trimise conțin greșeli."))]
    title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599, examples(400))]
    status: u16,
    /// What is wrong this time.
    #[schema(examples("Datele trimise conțin greșeli."))]
    detail: String,
    /// The path that was called; it never holds personal data.
    #[schema(examples("/api/v1/requests"))]
    instance: String,
    /// Quote it when you ask for help.
    #[schema(examples("0196a1c4d0b77a3c8f3d1d0f7b6f3a52"))]
    trace_id: String,
    /// For bad input: pointer to messages.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(required = false)]
    errors: BTreeMap<String, Vec<String>>,
    /// For bad input: every violation at once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    violations: Vec<WrittenViolation>,
    /// Facts particular to the kind (who holds it, what to do next).
    #[serde(flatten)]
    #[schema(ignore)]
    extensions: Map<String, Value>,
}

impl Problem {
    fn document(&self, request: &HttpRequest) -> ProblemDocument {
        let language = language_of(request.headers());
        let title = self.kind.title(language).to_owned();
        let mut errors: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for violation in &self.violations {
            let message = violation.message.in_language(language).to_owned();
            errors.entry(violation.pointer.clone()).or_default().push(message);
        }
        ProblemDocument {
            kind: format!("/problems/{}", self.kind.code),
            detail: self.detail.as_ref().map_or_else(|| title.clone(), |detail| detail.in_language(language).to_owned()),
            title,
            status: self.kind.status,
            instance: request.path().to_owned(),
            trace_id: trace_id(request),
            errors,
            violations: self
                .violations
                .iter()
                .map(|violation| WrittenViolation {
                    pointer: violation.pointer.clone(),
                    code: violation.code.to_owned(),
                    message: violation.message.in_language(language).to_owned(),
                })
                .collect(),
            extensions: self.extensions.clone(),
        }
    }

    /// The answer that tells of it.
    pub fn answer(&self, request: &HttpRequest) -> HttpResponse {
        let status = StatusCode::from_u16(self.kind.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut answer = HttpResponse::build(status);
        answer.insert_header((header::CACHE_CONTROL, "no-store"));
        if let Some(seconds) = self.retry_after {
            answer.insert_header((header::RETRY_AFTER, seconds));
        }
        if self.kind.status == 401 {
            answer.insert_header((header::WWW_AUTHENTICATE, "Bearer realm=\"migratie\""));
        }
        answer.content_type("application/problem+json").body(serde_json::to_vec(&self.document(request)).unwrap_or_default())
    }
}

impl Kind {
    /// The title in one language.
    pub fn title(&self, language: Language) -> &'static str {
        match language {
            Language::Ro => self.ro,
            Language::Ru => self.ru,
            Language::En => self.en,
        }
    }
}

/// Inside the application a problem travels as an error; [`problems`] writes it where the request is at hand.
impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.kind.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        let mut answer = HttpResponse::new(self.status_code());
        answer.extensions_mut().insert(self.clone());
        answer
    }
}

/// Marks an answer of a foreign contract (a partner's fault): it is left as it is.
#[derive(Debug, Clone, Copy)]
pub struct ForeignFault;

/// The middleware that writes every 4xx and 5xx as a problem document, whoever made it.
pub async fn problems<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    let answered = match next.call(request).await {
        Ok(answered) => answered,
        // No inner service returns an error: actix turns a handler's error into an answer. Nothing is known of the request here.
        Err(error) => return Err(error),
    };
    let status = answered.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return Ok(answered.map_into_left_body());
    }
    if answered.response().extensions().get::<ForeignFault>().is_some() {
        return Ok(answered.map_into_left_body());
    }
    let told = answered.response().extensions().get::<Problem>().cloned();
    // A page for people (verification, sign-in) says itself what is wrong.
    let own = |kind: &header::HeaderValue| kind == "application/problem+json" || kind.as_bytes().starts_with(b"text/html");
    let foreign = answered.response().headers().get(header::CONTENT_TYPE).is_some_and(own);
    if told.is_none() && foreign {
        return Ok(answered.map_into_left_body());
    }
    let problem = told.unwrap_or_else(|| of_framework(status));
    metrics::counter!("migratie_refusals_total", "problem" => problem.kind.code).increment(1);
    // Refusals of somebody who is known stand in the journal. Of these nobody is; whoever has no token yet, or an old one, tries nothing.
    if [&kinds::TOKEN_REFUSED, &kinds::CREDENTIALS_REFUSED].iter().any(|tried| tried.code == problem.kind.code) {
        tracing::warn!(code = problem.kind.code, "what a caller showed as credentials was refused");
    }
    let allow = answered.response().headers().get(header::ALLOW).cloned();
    let (request, _) = answered.into_parts();
    let mut answer = problem.answer(&request);
    if let Some(allow) = allow {
        answer.headers_mut().insert(header::ALLOW, allow);
    }
    answer.extensions_mut().insert(problem);
    Ok(ServiceResponse::new(request, answer).map_into_right_body())
}

/// The kind for an error that the framework made.
fn of_framework(status: StatusCode) -> Problem {
    Problem::new(match status.as_u16() {
        401 => &kinds::NOT_SIGNED_IN,
        403 => &kinds::FORBIDDEN,
        404 => &kinds::NOT_FOUND,
        405 => &kinds::METHOD_NOT_ALLOWED,
        406 => &kinds::NOT_ACCEPTABLE,
        413 => &kinds::TOO_LARGE,
        415 => &kinds::UNSUPPORTED_MEDIA_TYPE,
        429 => &kinds::TOO_MANY_CALLS,
        503 => &kinds::UNAVAILABLE,
        code if code < 500 => &kinds::MALFORMED,
        _ => &kinds::INTERNAL,
    })
}
