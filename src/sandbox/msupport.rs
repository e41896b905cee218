//! MSupport's stand-in. **Provisional**, as its port. A ticket stays open until somebody answers it by `POST /sandbox/msupport/answers`;
//! `GET /sandbox/msupport/taken` shows what was handed over.

use actix_web::{HttpResponse, Responder, get, post, web};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{SandboxState, state::remember};
use crate::partners::msupport::{Ticket, TicketState, TicketStatus};

/// A ticket that was taken.
pub(super) struct Kept {
    number: String,
    ticket: Ticket,
    state: TicketState,
}

#[post("/api/v1/tickets")]
async fn take(body: web::Bytes, state: web::Data<SandboxState>) -> HttpResponse {
    let Ok(ticket) = serde_json::from_slice::<Ticket>(&body) else {
        return HttpResponse::BadRequest().json(json!({ "message": "the ticket cannot be read" }));
    };
    let mut memory = state.memory();
    if let Some(known) = memory.tickets.iter().find(|kept| kept.ticket.client_reference == ticket.client_reference) {
        return HttpResponse::Ok().json(json!({ "number": known.number }));
    }
    let number = format!("MS-{}", uuid::Uuid::new_v4().simple());
    let open = TicketState { status: TicketStatus::Open, answer: None };
    remember(&mut memory.tickets, Kept { number: number.clone(), ticket, state: open });
    HttpResponse::Ok().json(json!({ "number": number }))
}

#[get("/api/v1/tickets/{number}")]
async fn one(number: web::Path<String>, state: web::Data<SandboxState>) -> HttpResponse {
    match state.memory().tickets.iter().find(|kept| kept.number == *number) {
        Some(kept) => HttpResponse::Ok().json(&kept.state),
        None => HttpResponse::NotFound().finish(),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerByTest {
    number: String,
    /// Without one the ticket is closed.
    answer: Option<String>,
}

#[post("/answers")]
async fn answer(body: web::Json<AnswerByTest>, state: web::Data<SandboxState>) -> HttpResponse {
    let AnswerByTest { number, answer } = body.into_inner();
    match state.memory().tickets.iter_mut().find(|kept| kept.number == number) {
        Some(kept) => {
            let status = if answer.is_some() { TicketStatus::Answered } else { TicketStatus::Closed };
            kept.state = TicketState { status, answer };
            HttpResponse::NoContent().finish()
        }
        None => HttpResponse::NotFound().finish(),
    }
}

#[get("/taken")]
async fn taken(state: web::Data<SandboxState>) -> impl Responder {
    let memory = state.memory();
    let all: Vec<Value> = memory.tickets.iter().map(|kept| json!({ "number": kept.number, "ticket": kept.ticket })).collect();
    web::Json(json!({ "taken": all }))
}

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(web::scope("/msupport").service(take).service(one).service(answer).service(taken));
}
