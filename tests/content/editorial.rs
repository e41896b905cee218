use serde_json::{Value, json};

use super::{begun, faq, published, step, submitted};
use crate::support::TestApp;

/// What the room of notifications was given to say, by template.
fn told(app: &TestApp, template: &str) -> i64 {
    app.number(&format!("select count(*) from notifications where template = '{template}'"))
}

#[actix_web::test]
async fn from_a_draft_to_a_verified_publication() {
    let app = TestApp::start().await;
    let place = submitted(&app, &faq()).await;
    let (provider, administrator) = (app.persona("content-provider").await, app.persona("content-administrator").await);
    assert_eq!(told(&app, "ContentSubmitted"), 1, "those who are to publish it hear of it");
    let messages = administrator.get("/api/v1/messages").await.expect(200);
    assert!(messages.body.to_string().contains("De publicat: Cum obțin o invitație?"), "{}", messages.body);
    let waiting = administrator.get(&place).await.expect(200);
    assert_eq!(waiting.body["availableActions"], json!(["Amend", "Return", "Publish"]));
    let shown = step(&administrator, &place, "publications", &json!({})).await.expect(200);
    assert_eq!((shown.text("/state"), shown.body["latestVersion"].as_i64()), ("Published".into(), Some(1)));
    assert_eq!(told(&app, "ContentPublished"), 1, "the provider is told");
    let unverified = "/api/v1/content-items?unverified=true";
    let listed = provider.get(unverified).await.expect(200);
    assert_eq!(
        (listed.body["items"].as_array().map(Vec::len), &listed.body["items"][0]["verification"]),
        (Some(1), &Value::Null)
    );
    let verified =
        step(&provider, &place, "verifications", &json!({ "versionNumber": 1, "verification": "Correct" })).await.expect(200);
    assert_eq!(verified.text("/state"), "Published");
    assert_eq!(provider.get(unverified).await.expect(200).body["items"], json!([]));
    let listed = provider.get("/api/v1/content-items").await.expect(200);
    assert_eq!(listed.text("/items/0/verification"), "Correct");
    let versions = provider.get(&format!("{place}/versions")).await.expect(200);
    assert_eq!(versions.body["versions"][0]["verification"], "Correct");
    let events = provider.get(&format!("{place}/events")).await.expect(200);
    let actions: Vec<_> = events.body["events"].as_array().into_iter().flatten().map(|event| event["action"].clone()).collect();
    assert_eq!(actions, ["Edit", "Submit", "Publish", "Verify"]);
    let messages = provider.get("/api/v1/messages").await.expect(200);
    assert!(messages.body.to_string().contains("Cum obțin o invitație?"), "in the cabinet too");
}

#[actix_web::test]
async fn an_administrator_corrects_what_was_submitted_and_the_provider_is_told_what() {
    let app = TestApp::start().await;
    let place = submitted(&app, &faq()).await;
    let (provider, administrator) = (app.persona("content-provider").await, app.persona("content-administrator").await);
    let seen = administrator.get(&place).await.expect(200);
    let patch = json!({ "title": { "ro": "Cum se obține o invitație?" }, "note": "Formulare\nimpersonală {{x}}" });
    provider.patch(&place, seen.etag(), &patch).await.refused(403, "forbidden");
    administrator.patch(&place, seen.etag(), &patch).await.expect(200);
    assert_eq!(told(&app, "ContentAmended"), 1);
    let events = provider.get(&format!("{place}/events")).await.expect(200);
    assert_eq!(events.body["events"][2]["action"], "Amend");
    assert!(events.text("/events/2/note").starts_with("title"));
    let draft = begun(&app, &faq()).await;
    administrator.patch(draft.header("location"), draft.etag(), &patch).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn what_is_returned_goes_back_with_reasons_and_comes_again_with_a_new_term() {
    let app = TestApp::start().await;
    let place = submitted(&app, &faq()).await;
    let administrator = app.persona("content-administrator").await;
    let bad = step(&administrator, &place, "returns", &json!({ "reason": "" })).await.refused(400, "bad-input");
    assert_eq!(bad.violations(), [("/reason", "too-short")]);
    let back = step(&administrator, &place, "returns", &json!({ "reason": "Lipsește termenul." })).await.expect(200);
    assert_eq!(back.text("/state"), "Returned");
    assert!(back.body.get("term").is_none(), "its term is over");
    assert_eq!(back.text("/returnReason"), "Lipsește termenul.");
    let listed = administrator.get("/api/v1/content-items?state=Returned").await.expect(200);
    assert_eq!(listed.text("/items/0/returnReason"), "Lipsește termenul.");
    assert_eq!(told(&app, "ContentReturned"), 1);
    step(&administrator, &place, "publications", &json!({})).await.refused(409, "not-in-this-state");
    app.clock.advance(chrono::Duration::hours(3));
    let provider = app.persona("content-provider").await;
    let seen = provider.get(&place).await.expect(200);
    provider.patch(&place, seen.etag(), &json!({ "body": { "ro": "<p>În 10 zile.</p>" } })).await.expect(200);
    let again = step(&provider, &place, "submissions", &json!({})).await.expect(200);
    assert_eq!(again.text("/term/endsAt"), "2026-11-16T15:00:00Z", "four hours from the second request");
    assert!(again.body.get("returnReason").is_none());
    let recalled = step(&provider, &place, "recalls", &Value::Null).await.expect(200);
    assert_eq!(recalled.text("/state"), "Draft");
}

#[actix_web::test]
async fn nobody_does_the_others_part() {
    let app = TestApp::start().await;
    let place = submitted(&app, &faq()).await;
    let (provider, administrator) = (app.persona("content-provider").await, app.persona("content-administrator").await);
    for (action, body) in
        [("publications", json!({})), ("returns", json!({ "reason": "Motiv" })), ("withdrawals", json!({ "reason": "Motiv" }))]
    {
        step(&provider, &place, action, &body).await.refused(403, "forbidden");
    }
    for (action, body) in [("recalls", Value::Null), ("submissions", json!({})), ("discards", Value::Null)] {
        step(&administrator, &place, action, &body).await.refused(403, "forbidden");
    }
    for caller in ["examiner-chisinau", "administrator", "applicant"] {
        let seen = administrator.get(&place).await.expect(200);
        app.persona(caller).await.act(&format!("{place}/publications"), seen.etag(), &json!({})).await.refused(403, "forbidden");
    }
    administrator.post(&format!("{place}/publications"), &json!({})).await.refused(428, "if-match-missing");
}

#[actix_web::test]
async fn restricted_advertising_and_personal_material_is_refused_naming_what() {
    let app = TestApp::start().await;
    let provider = app.persona("content-provider").await;
    for (classification, code) in [("Restricted", "restricted-access"), ("Advertising", "advertising")] {
        let mut body = faq();
        body["classification"] = classification.into();
        let place = begun(&app, &body).await.header("location").to_owned();
        let refused = step(&provider, &place, "submissions", &json!({})).await.refused(400, "bad-input");
        assert_eq!(refused.violations(), [("/classification", code)]);
    }
    let mut body = faq();
    body["body"] = json!({ "ro": "<p>Au fost admiși:</p>\n<p>Popa Ion, IDNP 2004000123455</p>" });
    body["notes"] = json!({ "ro": "Tel. 069 123 456" });
    let place = begun(&app, &body).await.header("location").to_owned();
    let refused = step(&provider, &place, "submissions", &json!({})).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/notes/ro", "personal-phone"), ("/body/ro", "personal-idnp")]);
    assert!(!refused.body.to_string().contains("2004000123455"), "the number itself is not repeated");
    // What an administrator writes into it is judged when it is published.
    let place = submitted(&app, &faq()).await;
    let administrator = app.persona("content-administrator").await;
    let seen = administrator.get(&place).await.expect(200);
    administrator.patch(&place, seen.etag(), &json!({ "lead": { "ro": "Scrieți la ion@gmail.com" } })).await.expect(200);
    let refused = step(&administrator, &place, "publications", &json!({})).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/lead/ro", "personal-email")]);
    assert_eq!(app.number("select count(*) from content_versions"), 0);
}

#[actix_web::test]
async fn an_incomplete_item_is_not_submitted_and_everything_missing_is_told() {
    let app = TestApp::start().await;
    let place = begun(&app, &json!({ "type": "visit", "sectionCode": "visits", "title": { "ro": "Vizită la Viena" } })).await;
    let provider = app.persona("content-provider").await;
    let refused = step(&provider, place.header("location"), "submissions", &json!({ "wantedAt": "2026-11-01T00:00:00Z" })).await;
    let refused = refused.refused(400, "bad-input");
    let mut pointers: Vec<_> = refused.violations();
    pointers.sort_unstable();
    assert_eq!(
        pointers,
        [
            ("/fields/cost", "required"),
            ("/fields/country", "required"),
            ("/fields/delegation", "required"),
            ("/fields/from", "required"),
            ("/fields/funding", "required"),
            ("/fields/to", "required"),
            ("/lead", "required"),
            ("/wantedAt", "in-the-past"),
        ]
    );
}

#[actix_web::test]
async fn a_fault_found_after_publication_is_told_to_whoever_published() {
    let app = TestApp::start().await;
    let place = published(&app, &faq()).await;
    let provider = app.persona("content-provider").await;
    let silent = step(&provider, &place, "verifications", &json!({ "versionNumber": 1, "verification": "Faulty" })).await;
    assert_eq!(silent.refused(400, "bad-input").violations(), [("/note", "required")]);
    let body = json!({ "versionNumber": 1, "verification": "Faulty", "note": "Termenul este greșit." });
    step(&provider, &place, "verifications", &body).await.expect(200);
    assert_eq!(told(&app, "ContentFaulty"), 1);
    let nothing = step(&provider, &place, "verifications", &json!({ "versionNumber": 7, "verification": "Correct" })).await;
    assert_eq!(nothing.refused(400, "bad-input").violations(), [("/versionNumber", "no-such-thing")]);
}
