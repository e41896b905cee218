use chrono::Duration;
use futures_util::future::join_all;
use serde_json::{Value, json};

use super::published;
use crate::support::TestApp;

pub const PLACE: &str = "/api/v1/questionnaires/opinia-despre-servicii";

pub fn questionnaire() -> Value {
    let choice = |code: &str| json!({ "code": code, "text": { "ro": code } });
    json!({ "type": "questionnaire", "sectionCode": "questionnaires", "slug": "opinia-despre-servicii",
        "title": { "ro": "Opinia despre servicii" }, "lead": { "ro": "Trei întrebări." },
        "fields": { "closesAt": "2026-11-20T00:00:00Z", "resultsPublic": true, "questions": [
            { "code": "channel", "kind": "SingleChoice", "required": true, "text": { "ro": "Cum ați depus?" }, "choices": [choice("online"), choice("desk"), choice("post")] },
            { "code": "clarity", "kind": "Rating", "text": { "ro": "Cât de clar?" } },
            { "code": "words", "kind": "Text", "text": { "ro": "Altceva?" } } ] } })
}

pub fn answers(at: usize, answers: Value) -> Value {
    json!({ "token": format!("visitor-number-{at:08}-token"), "answers": answers })
}

#[actix_web::test]
async fn anybody_answers_once_and_small_counts_are_hidden() {
    let app = TestApp::start().await;
    let item = published(&app, &questionnaire()).await;
    let place = format!("{PLACE}/answers");
    let given: Vec<&str> = [vec!["online"; 12], vec!["desk"; 7], vec!["post"; 2]].concat();
    for (at, channel) in given.iter().enumerate() {
        let body = answers(at, json!({ "channel": channel, "clarity": 4, "words": format!("Observația {at}") }));
        app.anyone().post(&place, &body).await.expect(201);
    }
    let same = answers(0, json!({ "channel": "online", "clarity": 4, "words": "Observația 0" }));
    app.anyone().post(&place, &same).await.expect(201);
    app.anyone().post(&place, &answers(0, json!({ "channel": "desk" }))).await.refused(409, "already-exists");
    assert_eq!(app.number("select count(*) from content_answers"), 21);
    assert_eq!(
        app.number("select count(*) from content_answers where answers::text like '%visitor-number%'"),
        0,
        "no token is kept"
    );
    app.anyone().get(&format!("{PLACE}/results")).await.refused(409, "not-in-this-state");
    let editor = app.persona("content-provider").await;
    let so_far = editor.get(&format!("{item}/results")).await.expect(200);
    assert_eq!(so_far.body["visitors"], 21);
    assert_eq!(so_far.body["results"]["questions"][0]["cells"][2]["count"], 2, "its editors read each answer anyway");
    let words = editor.get(&format!("{item}/answers?limit=5")).await.expect(200);
    assert_eq!(words.text("/answers/0/answers/words"), "Observația 20");
    assert!(words.body["nextCursor"].is_string());
    app.clock.advance(Duration::days(5));
    app.anyone().post(&place, &answers(99, json!({ "channel": "desk" }))).await.refused(409, "not-in-this-state");
    let entries = app.number("select count(*) from journal.entries");
    let results = app.anyone().get(&format!("{PLACE}/results")).await.expect(200);
    let before = app.platform.door.work().statements();
    assert_eq!(app.anyone().get(&format!("{PLACE}/results")).await.expect(200).etag(), results.etag());
    assert_eq!(app.platform.door.work().statements(), before, "they are counted once");
    assert_eq!(app.number("select count(*) from journal.entries"), entries, "whoever looks fills no journal");
    let channel = &results.body["questions"][0];
    assert_eq!(channel["answered"], 21);
    let counts: Vec<_> = channel["cells"].as_array().expect("cells").iter().map(|cell| cell["count"].as_i64()).collect();
    assert_eq!(counts, [Some(12), None, None], "two by post are hidden, and with them what would give them away");
    assert_eq!(results.body["questions"][1]["average"], 4.0);
    assert!(!results.body.to_string().contains("Observația"), "words are for the editors alone");
}

#[actix_web::test]
async fn wrong_answers_are_told_question_by_question() {
    let app = TestApp::start().await;
    published(&app, &questionnaire()).await;
    let place = format!("{PLACE}/answers");
    let wrong = answers(1, json!({ "clarity": 9, "words": "", "other": true }));
    let refused = app.anyone().post(&place, &wrong).await.refused(400, "bad-input");
    assert_eq!(
        refused.violations(),
        [
            ("/answers/channel", "required"),
            ("/answers/clarity", "wrong-answer"),
            ("/answers/words", "wrong-answer"),
            ("/answers/other", "unknown-question")
        ]
    );
    let refused = app.anyone().post(&place, &json!({ "token": "short", "answers": {} })).await.refused(400, "bad-input");
    assert_eq!(refused.violations()[0].0, "/token");
    app.anyone().post("/api/v1/questionnaires/nothing/answers", &answers(1, json!({}))).await.refused(404, "not-found");
    assert_eq!(app.number("select count(*) from content_answers"), 0);
}

#[actix_web::test]
async fn the_same_token_at_once_answers_once() {
    let app = TestApp::start().await;
    published(&app, &questionnaire()).await;
    let (caller, place) = (app.anyone(), format!("{PLACE}/answers"));
    let body = answers(1, json!({ "channel": "desk" }));
    let sent = join_all((0..6).map(|_| caller.post(&place, &body))).await;
    assert!(sent.iter().any(|answer| answer.status == 201));
    assert!(sent.iter().all(|answer| [201, 409].contains(&answer.status)));
    assert_eq!(app.number("select count(*) from content_answers"), 1);
}

#[actix_web::test]
async fn results_that_are_not_public_are_not_there() {
    let app = TestApp::start().await;
    let mut secret = questionnaire();
    secret["fields"]["resultsPublic"] = false.into();
    published(&app, &secret).await;
    app.clock.advance(Duration::days(10));
    app.anyone().get(&format!("{PLACE}/results")).await.refused(404, "not-found");
}
