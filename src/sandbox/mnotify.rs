//! MNotify's stand-in: the real protocol; every notification is delivered at once. `GET /sandbox/mnotify/sent` shows what was
//! sent, for tests.

use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, Responder, delete, get, post, web};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Mode, SandboxState, state::remember};
use crate::partners::mnotify::{Notification, NotificationStatus, Priority};

/// A notification that was taken.
pub(super) struct Kept {
    id: Uuid,
    created_at: DateTime<Utc>,
    status: NotificationStatus,
    notification: Notification,
}

#[post("/api/Notification")]
async fn take(call: HttpRequest, body: web::Bytes, state: web::Data<SandboxState>) -> HttpResponse {
    let Ok(notification) = serde_json::from_slice::<Notification>(&body) else {
        return HttpResponse::BadRequest().json(json!({ "message": "the notification cannot be read" }));
    };
    if notification.recipients.is_empty() {
        return HttpResponse::BadRequest().json(json!({ "message": "no recipients" }));
    }
    let unresolved = call.extensions().get::<Mode>() == Some(&Mode::Unresolved);
    // What is of little priority waits in the queue, so that taking it back can be tried.
    let status = match notification.priority {
        _ if unresolved => NotificationStatus::Resolving,
        Priority::Low => NotificationStatus::Pending,
        Priority::Medium | Priority::High => NotificationStatus::Delivered,
    };
    let kept = Kept { id: Uuid::new_v4(), created_at: state.now(), status, notification };
    let id = kept.id;
    remember(&mut state.memory().notifications, kept);
    HttpResponse::Ok().json(id)
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Listing {
    #[serde(default = "one")]
    page: usize,
    #[serde(default = "fifty")]
    items_per_page: usize,
    search_by: Option<Uuid>,
}

const fn one() -> usize {
    1
}

const fn fifty() -> usize {
    50
}

#[get("/api/Notification")]
async fn list(asked: web::Query<Listing>, state: web::Data<SandboxState>) -> impl Responder {
    let memory = state.memory();
    let items: Vec<Value> = memory
        .notifications
        .iter()
        .rev()
        .filter(|kept| asked.search_by.is_none_or(|id| id == kept.id))
        .skip(asked.page.saturating_sub(1).saturating_mul(asked.items_per_page))
        .take(asked.items_per_page)
        .map(|kept| {
            json!({ "id": kept.id, "status": kept.status, "createdAt": kept.created_at, "lastUpdatedAt": kept.created_at,
                    "createdBy": "migratie", "lastUpdatedBy": "MNotify" })
        })
        .collect();
    web::Json(items)
}

#[get("/api/Notification/{id}")]
async fn one_of_them(id: web::Path<Uuid>, state: web::Data<SandboxState>) -> HttpResponse {
    let memory = state.memory();
    let Some(kept) = memory.notifications.iter().find(|kept| kept.id == *id) else {
        return HttpResponse::NotFound().finish();
    };
    let recipients: Vec<Value> = kept
        .notification
        .recipients
        .iter()
        .filter(|_| kept.status != NotificationStatus::Resolving)
        .map(|recipient| {
            json!({ "value": recipient.value, "type": recipient.kind, "isLegal": false, "messages": [{
                "messageId": kept.id, "subject": kept.notification.subject.ro, "status": kept.status, "channel": "MCabinet",
                "createdAt": kept.created_at, "lastUpdatedAt": kept.created_at }] })
        })
        .collect();
    HttpResponse::Ok().json(json!({ "id": kept.id, "status": kept.status, "recipients": recipients }))
}

#[delete("/api/Notification/{id}")]
async fn take_back(id: web::Path<Uuid>, state: web::Data<SandboxState>) -> HttpResponse {
    match state.memory().notifications.iter_mut().find(|kept| kept.id == *id) {
        None => HttpResponse::NotFound().finish(),
        Some(kept) if matches!(kept.status, NotificationStatus::Pending | NotificationStatus::Resolving) => {
            kept.status = NotificationStatus::Cancelled;
            HttpResponse::Ok().json(kept.id)
        }
        Some(_) => HttpResponse::Conflict().finish(),
    }
}

#[get("/sent")]
async fn sent(state: web::Data<SandboxState>) -> impl Responder {
    let memory = state.memory();
    let all: Vec<Value> =
        memory.notifications.iter().map(|kept| json!({ "id": kept.id, "notification": kept.notification })).collect();
    web::Json(json!({ "sent": all }))
}

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(web::scope("/mnotify").service(take).service(list).service(one_of_them).service(take_back).service(sent));
}
