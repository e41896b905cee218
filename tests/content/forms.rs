use serde_json::{Value, json};

use super::published;
use crate::support::TestApp;

pub const INQUIRIES: &str = "/api/v1/content-inquiries";
const TOKEN: &str = "b7e23ec29af22b0b4e41da31e868d572";

pub fn form() -> Value {
    json!({ "type": "form", "sectionCode": "services", "slug": "intrebati-ne", "title": { "ro": "Întrebați-ne", "ru": "Спросите нас" },
        "fields": { "interactive": true, "questions": [{ "code": "topic", "kind": "YesNo", "required": true, "text": { "ro": "E despre o invitație?" } }] } })
}

pub fn question() -> Value {
    json!({ "formSlug": "intrebati-ne", "token": TOKEN, "language": "ru", "name": "Emre", "email": "emre@example.md",
        "question": "Ce program are ghișeul?\nMulțumesc.", "answers": { "topic": true } })
}

fn told(app: &TestApp, template: &str) -> i64 {
    app.number(&format!("select count(*) from notifications where template = '{template}'"))
}

#[actix_web::test]
async fn a_visitors_question_is_assigned_answered_and_followed() {
    let app = TestApp::start().await;
    published(&app, &form()).await;
    let sent = app.anyone().post(INQUIRIES, &question()).await.expect(201);
    assert_eq!(app.anyone().post(INQUIRIES, &question()).await.expect(201).body, sent.body, "sent again, it is the same");
    assert_eq!(told(&app, "ContentInquiryReceived"), 1, "those who are to answer are told, once");
    let provider = app.persona("content-provider").await;
    let listed = provider.get(&format!("{INQUIRIES}?state=Received")).await.expect(200);
    assert!(!listed.body.to_string().contains("emre@"), "a list names nobody");
    assert_eq!(
        (listed.text("/inquiries/0/form/ru"), listed.text("/inquiries/0/beginning")),
        ("Спросите нас".into(), "Ce program are ghișeul? Mulțumesc.".into())
    );
    assert_eq!(provider.get(&format!("{INQUIRIES}?mine=true")).await.expect(200).body["inquiries"], json!([]));
    let place = format!("{INQUIRIES}/{}", listed.text("/inquiries/0/inquiryId"));
    let seen = provider.get(&place).await.expect(200);
    assert_eq!(seen.text("/email"), "emre@example.md");
    let me = provider.get("/api/v1/sessions/current").await.expect(200).text("/accountId");
    let taken = provider.act(&format!("{place}/assignments"), seen.etag(), &json!({ "accountId": me })).await.expect(200);
    assert_eq!(taken.text("/state"), "InWork");
    let office = taken.text("/subdivisionId");
    let mine = provider.get(&format!("{INQUIRIES}?mine=true&subdivisionId={office}")).await.expect(200);
    assert_eq!(mine.body["inquiries"].as_array().map(Vec::len), Some(1));
    provider.act(&format!("{place}/answers"), seen.etag(), &json!({ "answer": "Da." })).await.refused(412, "stale-etag");
    let answered = provider.act(&format!("{place}/answers"), taken.etag(), &json!({ "answer": "С 8 до 16." })).await.expect(200);
    assert_eq!(answered.text("/state"), "Answered");
    assert_eq!(app.number("select count(*) from notifications where template = 'ContentInquiryAnswered' and language = 'ru'"), 1);
    let status = app.anyone().post(&format!("{INQUIRIES}/searches"), &json!({ "token": TOKEN })).await.expect(200);
    assert_eq!((status.text("/state"), status.text("/answer")), ("Answered".into(), "С 8 до 16.".into()));
    let refused = provider.act(&format!("{place}/closings"), answered.etag(), &json!({ "reason": "Gata." })).await;
    let refused = refused.refused(409, "not-in-this-state");
    assert_eq!((&refused.body["state"], &refused.body["availableActions"]), (&json!("Answered"), &json!([])));
    assert_eq!(taken.body["availableActions"], json!(["Assign", "Answer", "Close"]));
    assert_eq!(app.number("select count(*) from journal.entries where operation = 'readInquiry'"), 1);
}

#[actix_web::test]
async fn only_those_who_are_to_answer_see_it() {
    let app = TestApp::start().await;
    published(&app, &form()).await;
    app.anyone().post(INQUIRIES, &question()).await.expect(201);
    let administrator = app.persona("content-administrator").await;
    let listed = administrator.get(INQUIRIES).await.expect(200);
    let place = format!("{INQUIRIES}/{}", listed.text("/inquiries/0/inquiryId"));
    let seen = administrator.get(&place).await.expect(200);
    for persona in ["auditor", "applicant", "examiner-chisinau"] {
        app.persona(persona).await.get(&place).await.refused(403, "forbidden");
    }
    app.anyone().get(&place).await.refused(401, "not-signed-in");
    let nobody = json!({ "subdivisionId": migratie::access::caller::SubdivisionId::new() });
    let refused = administrator.act(&format!("{place}/assignments"), seen.etag(), &nobody).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/subdivisionId", "no-such-thing")]);
    let somebody = json!({ "accountId": migratie::access::caller::AccountId::new() });
    let refused = administrator.act(&format!("{place}/assignments"), seen.etag(), &somebody).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/accountId", "no-such-thing")]);
    // Passed on without naming anybody: those who answer there are told.
    super::holder(&app, migratie::access::policy::Role::ContentProvider, "BAL");
    let offices = app.anyone().get("/api/v1/subdivisions?limit=200").await.expect(200);
    let offices = offices.body["subdivisions"].as_array().expect("subdivisions").clone();
    let balti = offices.iter().find(|one| one["code"] == "BAL").expect("BAL")["subdivisionId"].clone();
    let before = told(&app, "ContentInquiryReceived");
    let seen =
        administrator.act(&format!("{place}/assignments"), seen.etag(), &json!({ "subdivisionId": balti })).await.expect(200);
    assert_eq!(told(&app, "ContentInquiryReceived"), before + 1);
    let closed =
        administrator.act(&format!("{place}/closings"), seen.etag(), &json!({ "reason": "Mesaj publicitar." })).await.expect(200);
    assert_eq!(closed.text("/state"), "Closed");
    assert_eq!(app.number("select count(*) from notifications where template = 'ContentInquiryClosed' and language = 'ru'"), 1);
    let status = app.anyone().post(&format!("{INQUIRIES}/searches"), &json!({ "token": TOKEN })).await.expect(200);
    assert_eq!(status.text("/closingReason"), "Mesaj publicitar.");
}

#[actix_web::test]
async fn why_a_question_was_closed_is_told_whole_and_in_its_paragraphs() {
    let app = TestApp::start().await;
    published(&app, &form()).await;
    let sent = app.anyone().post(INQUIRIES, &question()).await.expect(201);
    let provider = app.persona("content-provider").await;
    let place = format!("{INQUIRIES}/{}", sent.text("/inquiryId"));
    let reason = format!("{}\n\nAdresați-vă primăriei.", "Nu este de competența noastră. ".repeat(30).trim());
    let seen = provider.get(&place).await.expect(200);
    provider.act(&format!("{place}/closings"), seen.etag(), &json!({ "reason": reason })).await.expect(200);
    let whole =
        format!("select count(*) from notifications where template = 'ContentInquiryClosed' and body ->> 'ru' like '%{reason}'");
    assert_eq!(app.number(&whole), 1);
}

#[actix_web::test]
async fn a_wrong_question_is_told_in_full_and_nothing_is_kept() {
    let app = TestApp::start().await;
    published(&app, &form()).await;
    let wrong =
        json!({ "formSlug": "intrebati-ne", "token": "x", "language": "de", "email": "nobody", "question": "?", "idnp": "1" });
    let refused = app.anyone().post(INQUIRIES, &wrong).await.refused(400, "bad-input");
    let mut pointers: Vec<_> = refused.violations().into_iter().map(|(pointer, _)| pointer.to_owned()).collect();
    pointers.sort();
    assert_eq!(pointers, ["/email", "/idnp", "/language", "/question", "/token"]);
    let mut other = question();
    other["formSlug"] = "alta".into();
    let refused = app.anyone().post(INQUIRIES, &other).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/formSlug", "no-such-thing")]);
    let mut silent = question();
    silent["answers"] = json!({});
    let refused = app.anyone().post(INQUIRIES, &silent).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/answers/topic", "required")]);
    app.anyone()
        .post(&format!("{INQUIRIES}/searches"), &json!({ "token": "nobody-has-ever-had-this-one" }))
        .await
        .refused(404, "not-found");
    assert_eq!(app.number("select count(*) from content_inquiries"), 0);
}
