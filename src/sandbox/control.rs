//! Makes stand-ins misbehave, so that tests and people can see what the platform does then.

use std::time::Duration;

use actix_web::{
    Error, HttpMessage as _, HttpResponse, Responder,
    body::{BoxBody, MessageBody},
    delete,
    dev::{ServiceRequest, ServiceResponse},
    error::ErrorInternalServerError,
    get,
    middleware::Next,
    put, web,
};
use futures_util::stream;
use serde::{Deserialize, Serialize};

use super::SandboxState;
use crate::partners::Partner;

/// How a stand-in behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Mode {
    /// As it should.
    #[default]
    Normal,
    /// Answers 503 and does nothing.
    Down,
    /// Does it, after `delayMs` (or the sandbox's own slowness).
    Slow,
    /// Answers 200 with what its contract does not know, and does nothing.
    Nonsense,
    /// Does it, and breaks the connection instead of answering.
    LoseAnswer,
    /// Answers 429 and does nothing.
    TooMany,
    /// Answers 403 and does nothing: our certificate, right or account is not good there. CKAN is still read, as by anybody.
    Forbidden,
    /// MNotify only: takes it, and never finds its recipients.
    Unresolved,
}

/// What a stand-in was told to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Misbehaviour {
    /// How.
    pub mode: Mode,
    /// For how many calls; then it is normal again. Absent: until told otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// How long `Slow` takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delay_ms: Option<u64>,
}

/// What only people at the stand-in and tests use: it always works.
const DRIVERS: [&str; 10] =
    ["events", "sent", "sign-ins", "logouts", "payments", "signatures", "filings", "taken", "answers", "packages"];

/// Before every call: the partner is the path's second part, `/sandbox/<partner>/…`.
pub(super) async fn misbehave(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let state = request.app_data::<web::Data<SandboxState>>().cloned().ok_or_else(|| ErrorInternalServerError("no state"))?;
    let mut parts = request.path().split('/').skip(2);
    let partner = parts.next().and_then(Partner::named);
    let driver = partner == Some(Partner::Mail) || parts.next().is_some_and(|part| DRIVERS.contains(&part));
    let told = partner.filter(|_| !driver).map(|partner| take(&state, partner)).unwrap_or_default();
    match told.mode {
        Mode::Forbidden if partner != Some(Partner::Ckan) => Ok(request.into_response(HttpResponse::Forbidden().finish())),
        Mode::Normal | Mode::Unresolved | Mode::Forbidden => {
            request.extensions_mut().insert(told.mode);
            Ok(next.call(request).await?.map_into_boxed_body())
        }
        Mode::Down => Ok(request.into_response(HttpResponse::ServiceUnavailable().finish())),
        Mode::TooMany => Ok(request.into_response(HttpResponse::TooManyRequests().finish())),
        Mode::Nonsense => Ok(request.into_response(nonsense())),
        Mode::Slow => {
            tokio::time::sleep(told.delay_ms.map_or(state.settings.slow, Duration::from_millis)).await;
            Ok(next.call(request).await?.map_into_boxed_body())
        }
        Mode::LoseAnswer => {
            let (request, _) = next.call(request).await?.into_parts();
            let broken = stream::once(async { Err::<web::Bytes, _>(std::io::Error::other("the answer is lost on purpose")) });
            Ok(ServiceResponse::new(request, HttpResponse::Ok().streaming(broken)))
        }
    }
}

/// An answer that no contract knows.
pub(super) fn nonsense() -> HttpResponse {
    HttpResponse::Ok().content_type("text/html").body("<html><body>Mentenanță / maintenance</body></html>")
}

pub(super) fn take(state: &SandboxState, partner: Partner) -> Misbehaviour {
    let mut memory = state.memory();
    let Some(told) = memory.misbehaviour.get_mut(&partner) else {
        return Misbehaviour::default();
    };
    let now = *told;
    match told.times.as_mut() {
        Some(0) => return Misbehaviour::default(),
        Some(left) => *left -= 1,
        None => {}
    }
    now
}

#[get("/control")]
async fn shown(state: web::Data<SandboxState>) -> impl Responder {
    web::Json(state.memory().misbehaviour.clone())
}

#[put("/control/{partner}")]
async fn tell(partner: web::Path<String>, body: web::Json<Misbehaviour>, state: web::Data<SandboxState>) -> HttpResponse {
    match Partner::named(&partner) {
        Some(partner) => {
            state.memory().misbehaviour.insert(partner, *body);
            HttpResponse::NoContent().finish()
        }
        None => HttpResponse::NotFound().finish(),
    }
}

#[delete("/control")]
async fn forgotten(state: web::Data<SandboxState>) -> HttpResponse {
    state.forget();
    HttpResponse::NoContent().finish()
}

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(shown).service(tell).service(forgotten);
}
