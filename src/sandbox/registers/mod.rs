//! The registers' stand-in. **Provisional**: operations are under contract. It wants the call context on every call, as MConnect
//! does. About the people of `people.yaml` it answers as told there, about companies as in `companies.yaml`; about anybody else something clear, always the same.

mod companies;
mod findings;
mod holdings;

use actix_web::{HttpRequest, HttpResponse, Responder, get, post, web};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Behaviour, SandboxState, control};
use crate::partners::registers::{RegisterCode, Subject};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Query {
    #[serde(rename = "QueryID")]
    id: String,
    subject: Subject,
}

/// The call context, complete and within MConnect's limits; else why not.
fn refused(request: &HttpRequest) -> Option<HttpResponse> {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let digits = |text: &str| text.len() == 13 && text.bytes().all(|byte| byte.is_ascii_digit());
    let reason = if !digits(header("CallingEntity")) {
        "CallingEntity"
    } else if !header("CallingUser").is_empty() && !digits(header("CallingUser")) {
        "CallingUser"
    } else if !(1..=256).contains(&header("CallBasis").len()) {
        "CallBasis"
    } else if !(1..=512).contains(&header("CallReason").len()) {
        "CallReason"
    } else {
        return None;
    };
    Some(HttpResponse::BadRequest().json(json!({ "faultstring": format!("{reason} is missing or wrong") })))
}

#[post("/{register}/{operation}")]
async fn asked(
    request: HttpRequest,
    path: web::Path<(String, String)>,
    body: web::Json<Value>,
    state: web::Data<SandboxState>,
) -> HttpResponse {
    let (register, operation) = path.into_inner();
    if holdings::is_asked(&operation) {
        return refused(&request).unwrap_or_else(|| holdings::answer(body.into_inner()));
    }
    let Some(code) = RegisterCode::at(&register) else {
        return HttpResponse::NotFound().finish();
    };
    if let Some(refusal) = refused(&request) {
        return refusal;
    }
    if operation == code.operation().1 {
        return match serde_json::from_value(body.into_inner()) {
            Ok(query) => answer(code, query, &state).await,
            Err(_) => HttpResponse::BadRequest().json(json!({ "faultstring": "the query cannot be read" })),
        };
    }
    if code == RegisterCode::Population && operation == "AllocateIDNP" {
        return allocate(&body, &state);
    }
    if operation.starts_with("Register") {
        return supplied(&register, &body, &state);
    }
    HttpResponse::NotFound().finish()
}

async fn answer(code: RegisterCode, query: Query, state: &SandboxState) -> HttpResponse {
    let person = match &query.subject {
        Subject::Idnp(idnp) => state.people.with_idnp(idnp),
        _ => None,
    };
    let company = match &query.subject {
        Subject::Idno(idno) => companies::with_idno(idno),
        _ => None,
    };
    let behaviour =
        person.map(|person| person.registers.behaviour).or(company.map(|company| company.behaviour)).unwrap_or_default();
    match behaviour {
        Behaviour::Broken => return control::nonsense(),
        Behaviour::Slow => tokio::time::sleep(state.settings.slow).await,
        Behaviour::Unknown => return HttpResponse::Ok().json(json!({ "QueryID": query.id, "Status": "NotFound" })),
        Behaviour::Clear | Behaviour::Adverse => {}
    }
    let told = person.and_then(|person| person.registers.findings.get(code.operation().0)).cloned();
    let data =
        told.unwrap_or_else(|| findings::made_up(code, &query.subject, person, behaviour == Behaviour::Adverse, state.now()));
    HttpResponse::Ok().json(json!({ "QueryID": query.id, "Status": "Found", "Data": data }))
}

/// The same key always gets the same IDNP, also after a lost answer.
fn allocate(body: &Value, state: &SandboxState) -> HttpResponse {
    let Some(key) = body["RequestID"].as_str().filter(|key| !key.is_empty()) else {
        return HttpResponse::BadRequest().json(json!({ "faultstring": "RequestID is missing" }));
    };
    let mut memory = state.memory();
    let next = memory.allocations.len();
    let idnp = memory.allocations.entry(key.to_owned()).or_insert_with(|| findings::idnp(next)).clone();
    HttpResponse::Ok().json(json!({ "IDNP": idnp }))
}

fn supplied(register: &str, body: &Value, state: &SandboxState) -> HttpResponse {
    let Some(key) = body["RequestID"].as_str().filter(|key| !key.is_empty()) else {
        return HttpResponse::BadRequest().json(json!({ "faultstring": "RequestID is missing" }));
    };
    state.memory().supplies.insert((register.to_owned(), key.to_owned()), body["Data"].clone());
    HttpResponse::NoContent().finish()
}

/// What a register was supplied with, for tests.
#[get("/{register}/supplies")]
async fn supplies(register: web::Path<String>, state: web::Data<SandboxState>) -> impl Responder {
    let memory = state.memory();
    let of_register = memory.supplies.iter().filter(|((at, _), _)| *at == *register);
    let supplies: Vec<Value> = of_register.map(|((_, key), data)| json!({ "RequestID": key, "Data": data })).collect();
    web::Json(json!({ "supplies": supplies }))
}

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(web::scope("/registers").service(asked).service(supplies));
}
