//! MPower's stand-in: the real protocol over the powers of `powers.yaml`.

use actix_web::{HttpResponse, get, web};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{SandboxError, SandboxState};
use crate::partners::mpower::Authorization;

/// A power and where it stands.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Power {
    pub status: u8,
    pub power: Authorization,
}

/// The file shipped with the program.
pub(super) fn shipped() -> Result<Vec<Power>, SandboxError> {
    serde_saphyr::from_str(include_str!("powers.yaml"))
        .map_err(|error| SandboxError::Data { file: "powers.yaml", problem: error.to_string() })
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Code {
    authorization_code: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Held {
    authorization_type_code: String,
    authorizing_idn: String,
    authorized_idn: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Listing {
    #[serde(rename = "IDN")]
    idn: String,
    status: Option<u8>,
    authorization_type_code: Option<String>,
    granted_by_idn: Option<String>,
    granted_to_idn: Option<String>,
}

fn data(data: impl Serialize) -> HttpResponse {
    HttpResponse::Ok().json(json!({ "data": data, "success": true, "messages": [] }))
}

fn not_found() -> HttpResponse {
    HttpResponse::NotFound().json(json!({ "data": null, "success": false, "messages": ["Not found"] }))
}

fn coded<'a>(state: &'a SandboxState, code: &str) -> Option<&'a Authorization> {
    state.powers.iter().map(|power| &power.power).find(|power| power.authorization_code == code)
}

#[get("/check/Code-True-One")]
async fn is_valid(asked: web::Query<Code>, state: web::Data<SandboxState>) -> HttpResponse {
    coded(&state, &asked.authorization_code).map_or_else(not_found, |power| data(power.is_valid))
}

#[get("/check/Code-Details-One")]
async fn details(asked: web::Query<Code>, state: web::Data<SandboxState>) -> HttpResponse {
    coded(&state, &asked.authorization_code).map_or_else(not_found, data)
}

#[get("/check/TypeCode-Valid-One")]
async fn held(asked: web::Query<Held>, state: web::Data<SandboxState>) -> HttpResponse {
    let is_meant = |power: &&Authorization| {
        power.authorization_type_code == asked.authorization_type_code
            && power.authorizing_idn == asked.authorizing_idn
            && power.authorized_idn == asked.authorized_idn
    };
    state
        .powers
        .iter()
        .map(|power| &power.power)
        .find(is_meant)
        .map_or_else(not_found, |power| data(json!({ "authorizationCode": power.authorization_code, "isValid": power.is_valid })))
}

#[get("/check/Idn-Details-List")]
async fn list(asked: web::Query<Listing>, state: web::Data<SandboxState>) -> HttpResponse {
    let any_or = |wanted: &Option<String>, has: &str| wanted.as_deref().is_none_or(|wanted| wanted == has);
    let found: Vec<&Authorization> = state
        .powers
        .iter()
        .filter(|power| asked.status.is_none_or(|status| status == power.status))
        .map(|power| &power.power)
        .filter(|power| power.authorizing_idn == asked.idn || power.authorized_idn == asked.idn)
        .filter(|power| any_or(&asked.authorization_type_code, &power.authorization_type_code))
        .filter(|power| any_or(&asked.granted_by_idn, &power.authorizing_idn))
        .filter(|power| any_or(&asked.granted_to_idn, &power.authorized_idn))
        .collect();
    data(found)
}

#[get("/file")]
async fn file(asked: web::Query<Code>, state: web::Data<SandboxState>) -> HttpResponse {
    match coded(&state, &asked.authorization_code) {
        // The smallest file that is a PDF: one empty page.
        Some(_) => data(json!({ "content": include_str!("power.pdf.base64").trim(), "content-type": "application/pdf" })),
        None => not_found(),
    }
}

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::scope("/mpower/api/Authorization").service(is_valid).service(details).service(held).service(list).service(file),
    );
}
