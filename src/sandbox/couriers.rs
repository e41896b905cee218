//! The stand-in of the gateways of short messages, chats and pushes: the provisional protocol of `partners::courier`. The same reference
//! is the same message. A recipient that ends in `000` does not exist. `GET /sandbox/sms/sent` shows what was sent, for tests.

use actix_web::{HttpResponse, Responder, get, post, web};
use serde_json::{Value, json};

use super::{SandboxState, state::remember};
use crate::partners::courier::ShortMessage;

/// A message that was taken.
pub(super) struct Given {
    channel: String,
    message: ShortMessage,
}

impl Given {
    fn id(&self) -> String {
        self.message.reference.replace('_', "-")
    }

    fn status(&self) -> &'static str {
        if self.message.to.ends_with("000") { "UnknownRecipient" } else { "Delivered" }
    }
}

#[post("/messages")]
async fn take(path: web::Path<String>, body: web::Json<ShortMessage>, state: web::Data<SandboxState>) -> HttpResponse {
    let given = Given { channel: path.into_inner(), message: body.into_inner() };
    let id = given.id();
    let mut memory = state.memory();
    if !memory
        .short_messages
        .iter()
        .any(|kept| kept.channel == given.channel && kept.message.reference == given.message.reference)
    {
        remember(&mut memory.short_messages, given);
    }
    HttpResponse::Ok().json(json!({ "id": id, "status": "Accepted" }))
}

#[get("/messages/{id}")]
async fn one_of_them(path: web::Path<(String, String)>, state: web::Data<SandboxState>) -> HttpResponse {
    let (channel, id) = path.into_inner();
    match state.memory().short_messages.iter().find(|kept| kept.channel == channel && kept.id() == id) {
        Some(kept) => HttpResponse::Ok().json(json!({ "id": id, "status": kept.status() })),
        None => HttpResponse::NotFound().finish(),
    }
}

#[get("/sent")]
async fn sent(path: web::Path<String>, state: web::Data<SandboxState>) -> impl Responder {
    let memory = state.memory();
    let all: Vec<Value> =
        memory.short_messages.iter().filter(|kept| kept.channel == *path).map(|kept| json!(kept.message)).collect();
    web::Json(json!({ "sent": all }))
}

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(web::scope("/{channel:sms|chat|push}").service(take).service(one_of_them).service(sent));
}
