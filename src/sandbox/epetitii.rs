//! ePetitii's stand-in: the documented paths and bodies; what is listed has the names of our reading (see `partners::epetitii`). Tests and
//! people file by `POST /sandbox/epetitii/filings` and see what became of it by `GET`.

use actix_web::{HttpResponse, Responder, get, post, web};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{SandboxState, state::remember};
use crate::partners::epetitii::{Closing, Petition, Registration};

/// A petition and what became of it.
pub(super) struct Filed {
    petition: Petition,
    /// What it has instead of the signed petition.
    paper: Option<String>,
    attachments: usize,
    registrations: Vec<Registration>,
    closings: Vec<Closing>,
}

/// A signed petition of the stand-in: the same for all.
const PDF: &str = include_str!("power.pdf.base64");

fn pdf() -> Vec<u8> {
    base64::Engine::decode(&base64::engine::general_purpose::STANDARD, PDF.trim()).unwrap_or_default()
}

fn filed<'a>(all: &'a mut std::collections::VecDeque<Filed>, number: &str) -> Option<&'a mut Filed> {
    all.iter_mut().find(|filed| filed.petition.petition_number == number)
}

#[get("/authority/petitions")]
async fn list(state: web::Data<SandboxState>) -> impl Responder {
    let memory = state.memory();
    let waiting: Vec<&Petition> =
        memory.petitions.iter().filter(|filed| filed.registrations.is_empty()).map(|filed| &filed.petition).collect();
    web::Json(json!(waiting))
}

#[get("/authority/petitions/{number}/pdf")]
async fn content(number: web::Path<String>, state: web::Data<SandboxState>) -> HttpResponse {
    match filed(&mut state.memory().petitions, &number) {
        Some(filed) => {
            let paper = filed.paper.clone().map_or_else(pdf, String::into_bytes);
            HttpResponse::Ok().content_type("application/pdf").body(paper)
        }
        None => HttpResponse::NotFound().finish(),
    }
}

#[get("/authority/petitions/{number}/attachments")]
async fn attachments(number: web::Path<String>, state: web::Data<SandboxState>) -> HttpResponse {
    match filed(&mut state.memory().petitions, &number) {
        Some(filed) => {
            let all: Vec<Value> =
                (1..=filed.attachments).map(|id| json!({ "id": id.to_string(), "name": format!("anexa-{id}.pdf") })).collect();
            HttpResponse::Ok().json(all)
        }
        None => HttpResponse::NotFound().finish(),
    }
}

#[get("/authority/petitions/{number}/attachments/{id}")]
async fn attachment(place: web::Path<(String, usize)>, state: web::Data<SandboxState>) -> HttpResponse {
    let (number, id) = place.into_inner();
    match filed(&mut state.memory().petitions, &number) {
        Some(filed) if (1..=filed.attachments).contains(&id) => HttpResponse::Ok().content_type("application/pdf").body(pdf()),
        _ => HttpResponse::NotFound().finish(),
    }
}

#[post("/authority/petitions/register")]
async fn register(body: web::Json<Registration>, state: web::Data<SandboxState>) -> HttpResponse {
    let body = body.into_inner();
    match filed(&mut state.memory().petitions, &body.petition_number) {
        None => HttpResponse::NotFound().finish(),
        Some(filed) if filed.registrations.first().is_some_and(|known| known.registration_number != body.registration_number) => {
            HttpResponse::Conflict().json(json!({ "message": "registered under another number" }))
        }
        Some(filed) => {
            filed.registrations.push(body);
            HttpResponse::Ok().finish()
        }
    }
}

#[post("/authority/petitions/close")]
async fn close(body: web::Json<Closing>, state: web::Data<SandboxState>) -> HttpResponse {
    let body = body.into_inner();
    match filed(&mut state.memory().petitions, &body.petition_number) {
        None => HttpResponse::NotFound().finish(),
        Some(filed) if filed.registrations.is_empty() => HttpResponse::Conflict().json(json!({ "message": "not registered" })),
        Some(filed) => {
            filed.closings.push(body);
            HttpResponse::Ok().finish()
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Filing {
    #[serde(flatten)]
    petition: Petition,
    #[serde(default)]
    paper: Option<String>,
    #[serde(default)]
    attachments: usize,
}

#[post("/filings")]
async fn file(body: web::Json<Filing>, state: web::Data<SandboxState>) -> HttpResponse {
    let Filing { petition, paper, attachments: count } = body.into_inner();
    let mut memory = state.memory();
    if filed(&mut memory.petitions, &petition.petition_number).is_some() {
        return HttpResponse::Conflict().finish();
    }
    remember(&mut memory.petitions, Filed { petition, paper, attachments: count, registrations: vec![], closings: vec![] });
    HttpResponse::Created().finish()
}

#[get("/filings")]
async fn filings(state: web::Data<SandboxState>) -> impl Responder {
    let memory = state.memory();
    let all: Vec<Value> = memory
        .petitions
        .iter()
        .map(|filed| json!({ "petition": filed.petition, "registrations": filed.registrations, "closings": filed.closings }))
        .collect();
    web::Json(json!({ "filings": all }))
}

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::scope("/epetitii")
            .service(list)
            .service(content)
            .service(attachments)
            .service(attachment)
            .service(register)
            .service(close)
            .service(file)
            .service(filings),
    );
}
