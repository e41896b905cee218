//! Where MPass brings browsers back: `POST /partners/mpass/acs` with the answer to a sign-in, `POST /partners/mpass/slo` with a logout
//! of theirs or the answer to one of ours. Routes with a foreign contract (`openapi/outside.yaml`).

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use aws_lc_rs::{
    digest::{SHA256, digest},
    rand,
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use url::Url;
use uuid::Uuid;

use super::{
    door::{Door, Unit},
    reactions::Reactions,
    store::{
        self, AccountDraft, powers,
        sign_ins::{self, Answered, SignIn},
    },
};
use crate::{
    journal::Outcome,
    kernel::{
        identifiers::{Idno, Idnp},
        problem::{Kind, Problem},
        telemetry::trace_id,
    },
    partners::{
        form::BrowserForm,
        mpass::{Identity, MPass, Rejection},
    },
};

/// The largest form that MPass posts, in bytes.
const LARGEST_FORM: usize = 256 * 1024;

/// MPass, for those who sign people in and out.
pub struct Mpass(pub Arc<dyn MPass>);

/// What a browser brings.
#[derive(Deserialize)]
pub struct Brought {
    #[serde(rename = "SAMLRequest")]
    saml_request: Option<String>,
    #[serde(rename = "SAMLResponse")]
    saml_response: Option<String>,
    #[serde(rename = "RelayState", default)]
    relay_state: String,
}

/// A random name that MPass takes: an XML id.
pub fn request_id() -> String {
    format!("_{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())
}

/// What is kept of a one-time code.
pub fn digest_of(code: &str) -> Vec<u8> {
    digest(&SHA256, code.as_bytes()).as_ref().to_vec()
}

fn refused(why: &Rejection) -> Problem {
    tracing::warn!(why = %why, "a message of MPass is refused");
    Problem::new(Kind::CREDENTIALS_REFUSED)
}

/// Receives the answer to a sign-in and sends the browser back to its frontend, with a one-time code or an error.
async fn receive_sign_in(
    request: HttpRequest,
    brought: web::Form<Brought>,
    door: Door,
    mpass: web::Data<Mpass>,
    above: web::Data<Reactions>,
) -> Result<HttpResponse, Problem> {
    let message = brought.saml_response.as_deref().ok_or_else(|| Problem::new(Kind::MALFORMED))?;
    let response = mpass.0.read_sign_in(message).map_err(|why| refused(&why))?;
    let request_id = response.in_response_to.clone().ok_or_else(|| refused(&Rejection::WrongRequest))?;
    let (mpass, above, trace) = (mpass.into_inner(), *above.into_inner(), trace_id(&request));
    let gone = door
        .by_system("receiveSignIn", move |unit| {
            unit.entry.trace.clone_from(&trace);
            let row =
                sign_ins::outstanding(unit.conn, unit.now, &request_id)?.ok_or_else(|| refused(&Rejection::WrongRequest))?;
            let expected = mpass.0.expectation(&request_id, unit.now);
            match response.check(&expected) {
                Ok(identity) => admit(unit, &row, &identity, &above),
                // Said by MPass itself: the person cancelled, or MPass failed. The frontend is told.
                Err(Rejection::NotSuccess(_)) => turn_away(unit, &row),
                Err(why) => Err(refused(&why)),
            }
        })
        .await?;
    Ok(see_other(&gone))
}

/// Makes or finds the account and gives the browser a one-time code.
fn admit(unit: &mut Unit<'_>, row: &SignIn, identity: &Identity, above: &Reactions) -> Result<String, Problem> {
    let known = sign_ins::account(unit.conn, &identity.name_id)?;
    if known.as_ref().is_some_and(|(_, kind, status)| kind == "System" || status != "Active") {
        return turn_away(unit, row);
    }
    let names = [identity.last_name.as_deref(), identity.first_name.as_deref()];
    let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ").chars().take(200).collect::<String>();
    let account = match known {
        Some((account, ..)) if name.is_empty() => account,
        _ => {
            let display_name = if name.is_empty() { "Utilizator MPass" } else { &name };
            let draft = AccountDraft { kind: "Person", login: &identity.name_id, display_name, person: None, jwks: None };
            store::account_of(unit.conn, unit.now, &draft)?
        }
    };
    if let Some(idnp) = identity.idnp.as_deref().and_then(|idnp| Idnp::parse(idnp).ok())
        && let Some(person) = (above.person_of)(unit, &idnp)?
    {
        store::account_is_person(unit.conn, account, person)?;
    }
    let entities: Vec<Idno> = identity.administers.iter().filter_map(|entity| Idno::parse(&entity.idno).ok()).collect();
    powers::set_administered(unit.conn, account, &entities)?;
    let code = one_time_code()?;
    let answered = Answered {
        answered_at: unit.now,
        code_digest: Some(digest_of(&code)),
        account_id: Some(account),
        name_id: Some(identity.name_id.clone()),
        session_index: Some(identity.session_index.clone()),
        session_not_on_or_after: Some(identity.session_not_on_or_after),
    };
    sign_ins::answer(unit.conn, row.id, &answered)?;
    unit.entry.actor = Some(account);
    with_query(&row.redirect_uri, &[("code", &code), ("state", &row.state)])
}

/// The sign-in is over without anybody; the frontend is told so.
fn turn_away(unit: &mut Unit<'_>, row: &SignIn) -> Result<String, Problem> {
    let nobody = Answered {
        answered_at: unit.now,
        code_digest: None,
        account_id: None,
        name_id: None,
        session_index: None,
        session_not_on_or_after: None,
    };
    sign_ins::answer(unit.conn, row.id, &nobody)?;
    unit.entry.outcome = Outcome::Refused;
    unit.entry.problem = Some(Kind::CREDENTIALS_REFUSED.code);
    with_query(&row.redirect_uri, &[("error", "access_denied"), ("state", &row.state)])
}

fn one_time_code() -> Result<String, Problem> {
    let mut bytes = [0; 32];
    rand::fill(&mut bytes).map_err(|_| Problem::internal("no randomness"))?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}

fn with_query(address: &str, pairs: &[(&str, &str)]) -> Result<String, Problem> {
    let mut url = Url::parse(address).map_err(|_| Problem::internal("a registered address is no address"))?;
    url.query_pairs_mut().extend_pairs(pairs);
    Ok(url.into())
}

fn see_other(address: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, address))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .finish()
}

/// Receives a logout: MPass's own, inside a frame, or the answer to one of ours.
async fn receive_logout(brought: web::Form<Brought>, door: Door, mpass: web::Data<Mpass>) -> Result<HttpResponse, Problem> {
    let now = door.clock().now();
    match (&brought.saml_request, &brought.saml_response) {
        (Some(message), _) => end_by_mpass(message, &brought.relay_state, now, &door, &mpass.0).await,
        (None, Some(message)) => finish_ours(message.clone(), &brought.relay_state, &door, mpass.into_inner()).await,
        (None, None) => Err(Problem::new(Kind::MALFORMED)),
    }
}

async fn end_by_mpass(
    message: &str,
    relay_state: &str,
    now: DateTime<Utc>,
    door: &Door,
    mpass: &Arc<dyn MPass>,
) -> Result<HttpResponse, Problem> {
    let asked = mpass.read_logout_request(message, now).map_err(|why| refused(&why))?;
    let answer = mpass.answer_logout(&asked, &request_id(), relay_state, now).map_err(|why| refused(&why))?;
    door.by_system("endSessionByMPass", move |unit| {
        sign_ins::end_by_index(unit.conn, unit.now, &asked.name_id, asked.session_index.as_deref())?;
        Ok(())
    })
    .await?;
    // MPass shows this inside a frame of its own.
    let framed = format!(
        "default-src 'none'; script-src {}; object-src 'none'; base-uri 'none'; frame-ancestors {}",
        BrowserForm::script_source(),
        answer.action.origin().ascii_serialization()
    );
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_SECURITY_POLICY, framed))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(answer.as_page()))
}

async fn finish_ours(message: String, relay_state: &str, door: &Door, mpass: Arc<Mpass>) -> Result<HttpResponse, Problem> {
    let session = relay_state.parse::<Uuid>().map_err(|_| refused(&Rejection::WrongRequest))?;
    let return_uri = door
        .by_system("receiveLogoutAnswer", move |unit| {
            let taken = sign_ins::take_logout(unit.conn, session)?;
            let (request_id, return_uri) = taken.ok_or_else(|| refused(&Rejection::WrongRequest))?;
            mpass.0.read_logout_response(&message, &request_id, unit.now).map_err(|why| refused(&why))?;
            Ok(return_uri)
        })
        .await?;
    Ok(return_uri.map_or_else(|| HttpResponse::NoContent().finish(), |address| see_other(&address)))
}

/// Mounts the routes.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .app_data(web::FormConfig::default().limit(LARGEST_FORM))
        .route("/partners/mpass/acs", web::post().to(receive_sign_in))
        .route("/partners/mpass/slo", web::post().to(receive_logout));
}
