//! MPass's stand-in. **Provisional**: SAML's messages as JSON (see `partners::mpass`). A page lists the synthetic people; tests
//! sign in by `POST /sandbox/mpass/sign-ins`, which can also make each defect of MPass's acceptance tests.

use actix_web::{HttpResponse, get, post, web};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::json;
use uuid::Uuid;

use super::{Person, SandboxState, page};
use crate::partners::{
    BrowserForm,
    form::escape,
    mpass::{
        Assertion, Attribute, AuthnRequest, AuthnResponse, AuthnStatement, Conditions, LogoutRequest, LogoutResponse, Status,
        Subject, SubjectConfirmation,
    },
    sealed::SealingKey,
};

const TITLE: &str = "MPass";

/// What a browser brings.
#[derive(Deserialize)]
struct Brought {
    #[serde(rename = "SAMLRequest")]
    saml_request: Option<String>,
    #[serde(rename = "SAMLResponse")]
    saml_response: Option<String>,
    #[serde(rename = "RelayState", default)]
    relay_state: String,
    persona: Option<String>,
}

/// A sign-in by a test.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct SignIn {
    saml_request: String,
    #[serde(default)]
    relay_state: String,
    /// IDNP.
    persona: String,
    #[serde(default)]
    defect: Defect,
}

/// What is wrong with an answer: the security cases of MPass's acceptance tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
enum Defect {
    #[default]
    None,
    Unsigned,
    WrongKey,
    Expired,
    LocalTime,
    NoDestination,
    NoInResponseTo,
    WrongInResponseTo,
    WrongAudience,
    Cancelled,
}

fn read<T: DeserializeOwned>(message: &str) -> Option<T> {
    serde_json::from_slice(&STANDARD.decode(message.trim()).ok()?).ok()
}

/// Our request, if it is ours and meant for this address.
fn request(state: &SandboxState, message: Option<&str>) -> Result<AuthnRequest, &'static str> {
    let request: AuthnRequest = message.and_then(read).ok_or("SAMLRequest nu poate fi citit / cannot be read")?;
    if request.issuer != state.settings.issuer {
        return Err("Sistem necunoscut / unknown system");
    }
    if request.assertion_consumer_service_url != state.settings.assertion_consumer_url {
        return Err("Adresa de răspuns nu este înregistrată / the answer's address is not registered");
    }
    if request.destination != state.at("mpass/login/saml") {
        return Err("Destinație greșită / wrong destination");
    }
    Ok(request)
}

fn attributes(person: &Person) -> Vec<Attribute> {
    let administers: Vec<String> =
        person.administers.iter().map(|company| format!("{} {}", company.name, company.idno)).collect();
    let several = [
        ("NameIdentifier", vec![person.idnp.clone()]),
        ("FirstName", vec![person.first_name.clone()]),
        ("LastName", vec![person.last_name.clone()]),
        ("BirthDate", vec![person.birth_date.to_string()]),
        ("Gender", vec![if person.gender == "M" { "1" } else { "2" }.to_owned()]),
        ("IsResident", vec![person.resident.to_string()]),
        ("EmailAddress", person.email.iter().cloned().collect()),
        ("AdministeredLegalEntity", administers),
        ("Role", person.roles.clone()),
    ];
    several
        .into_iter()
        .filter(|(_, values)| !values.is_empty())
        .map(|(name, values)| Attribute { name: name.to_owned(), values })
        .collect()
}

/// The answer to a request: who signed in, or that nobody did.
fn answer(state: &SandboxState, request: &AuthnRequest, person: Option<&Person>, defect: Defect) -> BrowserFields {
    let now = state.now();
    let until = if defect == Defect::Expired { now - TimeDelta::minutes(1) } else { now + TimeDelta::minutes(10) };
    let in_response_to = match defect {
        Defect::NoInResponseTo => None,
        Defect::WrongInResponseTo => Some("_another_request_altogether".to_owned()),
        _ => Some(request.id.clone()),
    };
    let session_index = Uuid::new_v4().to_string();
    let assertion = person.map(|person| Assertion {
        subject: Subject {
            name_id: person.idnp.clone(),
            subject_confirmation: Some(SubjectConfirmation {
                in_response_to: in_response_to.clone(),
                not_on_or_after: Some(until),
                recipient: Some(request.assertion_consumer_service_url.clone()),
            }),
        },
        conditions: Conditions {
            audience: Some(if defect == Defect::WrongAudience { "https://other.example".into() } else { request.issuer.clone() }),
            not_before: Some(now),
            not_on_or_after: Some(until),
        },
        authn_statement: AuthnStatement {
            authn_context_class_ref: Some("urn:oasis:names:tc:SAML:2.0:ac:classes:X509".into()),
            session_index: Some(session_index.clone()),
            session_not_on_or_after: Some(now + TimeDelta::hours(8)),
        },
        attributes: attributes(person),
    });
    if let Some(person) = person {
        state.memory().sessions.insert(session_index, person.idnp.clone());
    }
    let response = AuthnResponse {
        id: format!("_{}", Uuid::new_v4().simple()),
        in_response_to,
        // Chisinau's time written as if it were UTC: the mistake that the acceptance tests look for.
        issue_instant: if defect == Defect::LocalTime { now + TimeDelta::hours(2) } else { now },
        destination: (defect != Defect::NoDestination).then(|| request.assertion_consumer_service_url.clone()),
        issuer: Some(state.identity_provider()),
        status: if person.is_some() { Status::Success } else { Status::Requester },
        assertion,
    };
    let json = json!(response).to_string();
    let message = match defect {
        Defect::Unsigned => STANDARD.encode(json),
        // A key that is not MPass's: MPay's stand-in has one at hand.
        Defect::WrongKey => state.mpay_key.seal(json.as_bytes()),
        _ => state.mpass_key.seal(json.as_bytes()),
    };
    BrowserFields { action: request.assertion_consumer_service_url.to_string(), message }
}

/// Where a message goes and what it is.
struct BrowserFields {
    action: String,
    message: String,
}

fn posted(fields: BrowserFields, name: &'static str, relay_state: String) -> HttpResponse {
    match fields.action.parse() {
        Ok(action) => page::posting(&BrowserForm { action, fields: vec![(name, fields.message), ("RelayState", relay_state)] }),
        Err(_) => page::refusal(TITLE, "Adresă greșită / wrong address"),
    }
}

fn choice(state: &SandboxState, brought: &Brought) -> HttpResponse {
    let request = match request(state, brought.saml_request.as_deref()) {
        Ok(request) => request,
        Err(reason) => return page::refusal(TITLE, reason),
    };
    let message = brought.saml_request.as_deref().unwrap_or_default();
    let action = state.at("mpass/login/saml/choice");
    let button = |persona: &str, label: &str| {
        let fields = [("SAMLRequest", message), ("RelayState", brought.relay_state.as_str()), ("persona", persona)];
        page::button(action.as_str(), &fields, label)
    };
    let rows: String = state
        .people
        .iter()
        .map(|person| {
            format!(
                "<tr><td>{}<br><small>{}</small></td><td>{}</td></tr>",
                escape(&person.full_name()),
                escape(&person.about),
                button(&person.idnp, "Intră / Sign in")
            )
        })
        .collect();
    let body = format!(
        "<p>Autentificare pentru / Sign in to <b>{}</b></p><table>{rows}</table><p>{}</p>",
        escape(&request.issuer),
        button("", "Renunță / Cancel")
    );
    page::page(TITLE, true, &body)
}

#[get("/login/saml")]
async fn login_by_link(brought: web::Query<Brought>, state: web::Data<SandboxState>) -> HttpResponse {
    choice(&state, &brought)
}

#[post("/login/saml")]
async fn login_by_form(brought: web::Form<Brought>, state: web::Data<SandboxState>) -> HttpResponse {
    choice(&state, &brought)
}

#[post("/login/saml/choice")]
async fn chosen(brought: web::Form<Brought>, state: web::Data<SandboxState>) -> HttpResponse {
    let request = match request(&state, brought.saml_request.as_deref()) {
        Ok(request) => request,
        Err(reason) => return page::refusal(TITLE, reason),
    };
    let person = brought.persona.as_deref().and_then(|idnp| state.people.with_idnp(idnp));
    let fields = answer(&state, &request, person, Defect::None);
    posted(fields, "SAMLResponse", brought.into_inner().relay_state)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Made {
    action: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    saml_response: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    saml_request: Option<String>,
    relay_state: String,
}

#[post("/sign-ins")]
async fn sign_in(asked: web::Json<SignIn>, state: web::Data<SandboxState>) -> HttpResponse {
    let request = match request(&state, Some(&asked.saml_request)) {
        Ok(request) => request,
        Err(reason) => return HttpResponse::BadRequest().json(json!({ "reason": reason })),
    };
    let Some(person) = state.people.with_idnp(&asked.persona) else {
        return HttpResponse::NotFound().json(json!({ "reason": "no such persona" }));
    };
    let person = (asked.defect != Defect::Cancelled).then_some(person);
    let BrowserFields { action, message } = answer(&state, &request, person, asked.defect);
    HttpResponse::Ok().json(Made {
        action,
        saml_response: Some(message),
        saml_request: None,
        relay_state: asked.into_inner().relay_state,
    })
}

/// Our logout, or our answer to MPass's.
fn logged_out(state: &SandboxState, brought: Brought) -> HttpResponse {
    if let Some(answer) = brought.saml_response.as_deref().and_then(read::<LogoutResponse>) {
        let text = if answer.status == Status::Success { "Deconectat / Signed out" } else { "Eșuat / Failed" };
        return page::page(TITLE, true, &format!("<p>{text}</p>"));
    }
    let Some(request) = brought.saml_request.as_deref().and_then(read::<LogoutRequest>) else {
        return page::refusal(TITLE, "SAMLRequest nu poate fi citit / cannot be read");
    };
    if request.issuer.as_deref() != Some(state.settings.issuer.as_str()) {
        return page::refusal(TITLE, "Sistem necunoscut / unknown system");
    }
    let known = request.session_index.as_deref().and_then(|index| state.memory().sessions.remove(index)).is_some();
    let response = LogoutResponse {
        id: format!("_{}", Uuid::new_v4().simple()),
        in_response_to: Some(request.id),
        issue_instant: state.now(),
        destination: Some(state.settings.single_logout_url.clone()),
        issuer: Some(state.identity_provider()),
        status: if known { Status::Success } else { Status::PartialLogout },
    };
    posted(sealed(state, &state.mpass_key, &response), "SAMLResponse", brought.relay_state)
}

fn sealed(state: &SandboxState, key: &SealingKey, message: &impl Serialize) -> BrowserFields {
    BrowserFields {
        action: state.settings.single_logout_url.to_string(),
        message: key.seal(json!(message).to_string().as_bytes()),
    }
}

#[get("/logout/saml")]
async fn logout_by_link(brought: web::Query<Brought>, state: web::Data<SandboxState>) -> HttpResponse {
    logged_out(&state, brought.into_inner())
}

#[post("/logout/saml")]
async fn logout_by_form(brought: web::Form<Brought>, state: web::Data<SandboxState>) -> HttpResponse {
    logged_out(&state, brought.into_inner())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct LogoutByMPass {
    session_index: String,
}

/// A logout that MPass begins: the message that a browser would bring us in a frame.
#[post("/logouts")]
async fn begin_logout(asked: web::Json<LogoutByMPass>, state: web::Data<SandboxState>) -> HttpResponse {
    let Some(name_id) = state.memory().sessions.remove(&asked.session_index) else {
        return HttpResponse::NotFound().json(json!({ "reason": "no such session" }));
    };
    let request = LogoutRequest {
        id: format!("_{}", Uuid::new_v4().simple()),
        issue_instant: state.now(),
        destination: Some(state.settings.single_logout_url.clone()),
        issuer: Some(state.identity_provider()),
        name_id,
        session_index: Some(asked.into_inner().session_index),
    };
    let BrowserFields { action, message } = sealed(&state, &state.mpass_key, &request);
    HttpResponse::Ok().json(Made {
        action,
        saml_response: None,
        saml_request: Some(message),
        relay_state: Uuid::new_v4().simple().to_string(),
    })
}

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::scope("/mpass")
            .service(login_by_link)
            .service(login_by_form)
            .service(chosen)
            .service(sign_in)
            .service(logout_by_link)
            .service(logout_by_form)
            .service(begin_logout),
    );
}
