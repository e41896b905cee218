//! A stand-in of the signature service inside the program: keeps what is posted in memory, lets the developer sign or refuse on a page, and
//! signs with a test identity that nobody outside trusts. Its answers have MSign's flow, not its transport.

use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex, PoisonError},
};

use actix_web::{HttpResponse, http::header, web};
use chrono::{DateTime, TimeZone, Utc};
use migratie_typesetting::seal::{self, Identity};
use serde::Deserialize;
use url::Url;

use crate::{
    access::door::Door,
    documents::{HandOver, Order, SignatureState, Signer, SignerFault, Speaking},
    kernel::problem::Problem,
};

struct Posted {
    pdf: Vec<u8>,
    description: String,
    state: SignatureState,
}

/// By the request's id, which is random: platforms of one process do not meet.
static POSTED: LazyLock<Mutex<HashMap<String, Posted>>> = LazyLock::new(Mutex::default);

static IDENTITY: LazyLock<Option<Identity>> = LazyLock::new(|| {
    let year = |year| Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).single().unwrap_or_default();
    let issued = seal::issue_identity("SEMNATAR DE PROBĂ", "Mediu de testare", year(2020), year(2049)).ok()?;
    Identity::from_pem(&(issued.key_pem + &issued.certificate_pem)).ok()
});

/// The stand-in.
pub struct StandIn {
    /// Where its page is.
    pub base: Url,
}

impl Signer for StandIn {
    fn post<'a>(&'a self, order: &'a Order) -> Speaking<'a, String> {
        let id = uuid::Uuid::new_v4().simple().to_string();
        let posted = Posted { pdf: order.pdf.clone(), description: order.description.clone(), state: SignatureState::Pending };
        POSTED.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone(), posted);
        Box::pin(async move { Ok(id) })
    }

    fn fetch<'a>(&'a self, request_id: &'a str) -> Speaking<'a, SignatureState> {
        let state = POSTED.lock().unwrap_or_else(PoisonError::into_inner).get(request_id).map(|posted| posted.state.clone());
        Box::pin(async move { state.ok_or_else(|| SignerFault("no such request".into())) })
    }

    fn hand_over(&self, hand_over: &HandOver) -> Result<Url, SignerFault> {
        let mut address =
            self.base.join(&format!("/sandbox/msign/{}", hand_over.request_id)).map_err(|_| SignerFault("an address".into()))?;
        address
            .query_pairs_mut()
            .append_pair("ReturnUrl", hand_over.return_url.as_str())
            .append_pair("RelayState", &hand_over.relay_state);
        Ok(address)
    }
}

/// What the developer decides in the signer's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Decision {
    /// Signs.
    Sign,
    /// Refuses.
    Refuse,
    /// Lets the request expire.
    Expire,
    /// Gives back another file under a valid signature, as a broken or hostile service might.
    Swap,
}

/// Decides a request; `false` where there is none.
pub fn decide(request_id: &str, decision: Decision, now: DateTime<Utc>) -> Result<bool, Problem> {
    let mut all = POSTED.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(posted) = all.get_mut(request_id) else { return Ok(false) };
    let signed = |pdf: &[u8]| {
        let identity = IDENTITY.as_ref().ok_or_else(|| Problem::internal("no test identity"))?;
        seal::sign(pdf, identity, &seal::Signing { instant: now, reason: Some("Semnătură de probă"), location: None })
            .map_err(Problem::internal)
    };
    posted.state = match decision {
        Decision::Sign => SignatureState::Signed(signed(&posted.pdf)?),
        Decision::Refuse => SignatureState::Failed(Some("Semnarea a fost refuzată de semnatar.".into())),
        Decision::Expire => SignatureState::Expired,
        Decision::Swap => {
            // One bit of the comment at its head: a document that reads the same and is not ours.
            let mut other = posted.pdf.clone();
            if let Some(byte) = other.get_mut(11) {
                *byte ^= 1;
            }
            SignatureState::Signed(signed(&other)?)
        }
    };
    Ok(true)
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Way {
    return_url: String,
    #[serde(default)]
    relay_state: String,
}

async fn page(id: web::Path<String>, way: web::Query<Way>) -> Result<HttpResponse, Problem> {
    let description = {
        let all = POSTED.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(id.as_str()).map(|posted| posted.description.clone()).ok_or_else(Problem::not_found)?
    };
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("ReturnUrl", &way.return_url)
        .append_pair("RelayState", &way.relay_state)
        .finish();
    let query = escape(&query);
    let button = |decision: &str, label: &str| format!("<button name=decision value={decision}>{label}</button> ");
    Ok(html(format!(
        "<h1>MSign (mediu de testare)</h1><p>{}</p><form method=post action=\"?{query}\">{}{}{}</form>",
        escape(&description),
        button("Sign", "Semnează"),
        button("Refuse", "Refuză"),
        button("Expire", "Lasă să expire")
    )))
}

#[derive(Deserialize)]
struct Decided {
    decision: Decision,
}

async fn decided(
    id: web::Path<String>,
    way: web::Query<Way>,
    form: web::Form<Decided>,
    door: Door,
) -> Result<HttpResponse, Problem> {
    if !decide(id.as_str(), form.decision, door.clock().now())? {
        return Err(Problem::not_found());
    }
    Ok(html(format!(
        "<h1>Gata</h1><form method=post action=\"{}\"><input type=hidden name=RequestID value=\"{}\">\
         <input type=hidden name=RelayState value=\"{}\"><button>Înapoi la Migrație</button></form>",
        escape(&way.return_url),
        escape(id.as_str()),
        escape(&way.relay_state)
    )))
}

fn html(body: String) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'"))
        .content_type("text/html; charset=utf-8")
        .body(format!("<!doctype html><meta charset=utf-8><title>MSign (probă)</title>{body}"))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Mounts the routes.
pub fn configure(config: &mut web::ServiceConfig) {
    config.route("/sandbox/msign/{id}", web::get().to(page)).route("/sandbox/msign/{id}", web::post().to(decided));
}
