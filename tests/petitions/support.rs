//! Tickets to MSupport (G-MSUP).

use serde_json::{Value, json};

use super::{stand_in, tell, with};
use crate::support::TestApp;

fn incident() -> Value {
    json!({ "kind": "Incident", "subject": "Plata nu se confirmă", "text": "După plată pagina rămâne goală.", "traceId": "4bf92f3577b34da6" })
}

#[actix_web::test]
async fn a_ticket_is_handed_over_followed_answered_and_told() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let raised = applicant.post("/api/v1/support-tickets", &incident()).await.expect(201);
    assert_eq!(raised.text("/state"), "Waiting");
    let path = raised.header("location").to_owned();
    app.work_off().await;
    let open = applicant.get(&path).await.expect(200);
    assert_eq!(open.text("/state"), "Open");
    stand_in(&app, "msupport/answers", &json!({ "number": open.text("/reference"), "answer": "Defecțiunea a fost înlăturată." }))
        .await;
    app.clock.advance(chrono::Duration::minutes(16));
    app.work_off().await;
    let applicant = app.persona("applicant").await;
    let answered = applicant.get(&path).await.expect(200);
    assert_eq!((answered.text("/state"), answered.text("/answer")), ("Answered".into(), "Defecțiunea a fost înlăturată.".into()));
    let messages = applicant.get("/api/v1/messages").await.expect(200);
    assert_eq!(messages.text("/messages/0/kind"), "SupportTicketAnswered");
    // Shown to who raised it, and to nobody else.
    for persona in ["employer", "head", "administrator"] {
        app.persona(persona).await.get(&path).await.refused(404, "not-found");
    }
    let list = applicant.get("/api/v1/support-tickets?state=Answered").await.expect(200);
    assert_eq!(list.text("/supportTickets/0/supportTicketId"), answered.text("/supportTicketId"));
    assert_eq!(app.persona("employer").await.get("/api/v1/support-tickets").await.expect(200).body["supportTickets"], json!([]));
}

#[actix_web::test]
async fn a_lost_answer_makes_no_second_ticket_there() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let key = [("Idempotency-Key", "sesizare-0001")];
    let raised = applicant.post_with("/api/v1/support-tickets", &incident(), &key).await.expect(201);
    assert_eq!(applicant.post_with("/api/v1/support-tickets", &incident(), &key).await.expect(201).bytes, raised.bytes);
    tell(&app, "msupport", &json!({ "mode": "LoseAnswer", "times": 1 })).await;
    app.work_off().await;
    app.clock.advance(chrono::Duration::minutes(1));
    app.work_off().await;
    let taken = stand_in(&app, "msupport/taken", &Value::Null).await;
    assert_eq!(taken["taken"].as_array().map(Vec::len), Some(1));
    assert_eq!(applicant.get(raised.header("location")).await.expect(200).text("/reference"), taken["taken"][0]["number"]);
}

#[actix_web::test]
async fn everything_wrong_with_a_ticket_is_told_at_once() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let wrong = with(incident(), json!({ "kind": "Praise", "subject": "", "email": "x", "surprise": 1 }));
    let refused = applicant.post("/api/v1/support-tickets", &wrong).await.refused(400, "bad-input");
    let pointers: Vec<&str> = refused.violations().into_iter().map(|(pointer, _)| pointer).collect();
    for pointer in ["/kind", "/subject", "/email", "/surprise"] {
        assert!(pointers.contains(&pointer), "{pointers:?}");
    }
    app.anyone().post("/api/v1/support-tickets", &incident()).await.refused(401, "not-signed-in");
    applicant.get("/api/v1/support-tickets?state=Lost").await.refused(400, "bad-input");
}

#[actix_web::test]
async fn how_a_ticket_ended_is_told_as_it_ended_and_one_that_is_not_found_yet_is_followed() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let raised = applicant.post("/api/v1/support-tickets", &with(incident(), json!({ "email": "emre@example.org" }))).await;
    let path = raised.expect(201).header("location").to_owned();
    app.work_off().await;
    let open = applicant.get(&path).await.expect(200);
    assert_eq!((open.text("/email"), open.text("/traceId")), ("emre@example.org".into(), "4bf92f3577b34da6".into()));
    // MSupport is away for longer than a message lives: the ticket is followed all the same.
    tell(&app, "msupport", &json!({ "mode": "Down", "times": 30 })).await;
    for _ in 0..30 {
        app.clock.advance(chrono::Duration::minutes(16));
        app.work_off().await;
    }
    assert_eq!(app.number("select count(*) from outbox where kind = 'petitions.follow-ticket' and state = 'Waiting'"), 1);
    // Just handed over, it is not found there: that is no end either.
    app.tamper("set session_replication_role = replica; update support_tickets set reference = 'MS-unknown'");
    app.clock.advance(chrono::Duration::minutes(16));
    app.work_off().await;
    assert_eq!(app.persona("applicant").await.get(&path).await.expect(200).text("/state"), "Open");
    app.tamper(&format!(
        "set session_replication_role = replica; update support_tickets set reference = '{}'",
        open.text("/reference")
    ));
    stand_in(&app, "msupport/answers", &json!({ "number": open.text("/reference") })).await;
    app.clock.advance(chrono::Duration::minutes(16));
    app.work_off().await;
    let applicant = app.persona("applicant").await;
    assert_eq!(applicant.get(&path).await.expect(200).text("/state"), "Closed");
    let messages = applicant.get("/api/v1/messages").await.expect(200);
    assert_eq!(messages.text("/messages/0/kind"), "SupportTicketClosed");
}
