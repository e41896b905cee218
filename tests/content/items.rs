use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{ITEMS, begun, faq, step, submitted, uploaded};
use crate::support::TestApp;

#[actix_web::test]
async fn a_provider_begins_an_item_and_its_address_is_made_of_its_title() {
    let app = TestApp::start().await;
    let made = begun(&app, &faq()).await;
    assert_eq!((made.text("/slug"), made.text("/state")), ("cum-obtin-o-invitatie".into(), "Draft".into()));
    assert_eq!(made.body["availableActions"], json!(["Edit", "Submit", "Discard"]));
    let again = begun(&app, &faq()).await;
    assert!(again.text("/slug").starts_with("cum-obtin-o-invitatie-"), "a free one");
    let read = app.persona("content-provider").await.get(made.header("location")).await.expect(200);
    assert_eq!(read.etag(), made.etag());
    let taken = json!({ "slug": "cum-obtin-o-invitatie" });
    let mut body = faq();
    body["slug"] = taken["slug"].clone();
    let refused = app.persona("content-provider").await.post(ITEMS, &body).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/slug", "taken")]);
    assert_eq!(app.number("select count(*) from history.content_items"), 2);
    assert_eq!(app.number("select count(*) from journal.entries where operation = 'createContentItem' and outcome = 'Done'"), 2);
}

#[actix_web::test]
async fn every_fault_of_an_item_is_told_at_once() {
    let app = TestApp::start().await;
    let provider = app.persona("content-provider").await;
    let wrong =
        json!({ "type": "event", "sectionCode": "events", "title": { "ro": "Ședință", "de": "Sitzung" }, "slug": "Ședință" });
    let refused = provider.post(ITEMS, &wrong).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/slug", "wrong-format"), ("/title/de", "unknown-field")]);
    let wrong = json!({ "type": "event", "sectionCode": "events", "title": { "ro": "Ședință" },
        "fields": { "kind": "Party", "startsAt": "2026-11-20T10:00:00Z", "endsAt": "2026-11-20T09:00:00Z", "surprise": true } });
    let refused = provider.post(ITEMS, &wrong).await.refused(400, "bad-input");
    assert_eq!(
        refused.violations(),
        [("/fields/kind", "not-a-choice"), ("/fields/surprise", "unknown-field"), ("/fields/endsAt", "before-its-beginning")]
    );
    for (kind, section, pointer, code) in [
        ("poem", "guides", "/type", "no-such-thing"),
        ("faq", "nowhere", "/sectionCode", "no-such-thing"),
        ("faq", "procurement", "/sectionCode", "wrong-type-for-section"),
        ("page", "legislation", "/sectionCode", "not-your-section"),
    ] {
        let body = json!({ "type": kind, "sectionCode": section, "title": { "ro": "a" } });
        let refused = provider.post(ITEMS, &body).await.refused(400, "bad-input");
        assert_eq!(refused.violations(), [(pointer, code)]);
    }
    assert_eq!(app.number("select count(*) from content_items"), 0, "nothing half-written");
}

#[actix_web::test]
async fn a_script_in_rich_text_is_refused_by_name_and_line() {
    let app = TestApp::start().await;
    let mut body = faq();
    body["body"] = json!({ "ro": "<p>Bună ziua</p>\n<script>alert(1)</script>", "en": "<p onclick=\"x()\">Hello</p>" });
    let refused = app.persona("content-provider").await.post(ITEMS, &body).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/body/ro", "element-refused"), ("/body/en", "attribute-refused")]);
    assert!(refused.body.to_string().contains("<script>"), "it says what");
    assert_eq!(app.number("select count(*) from content_items"), 0);
}

#[actix_web::test]
async fn a_patch_merges_and_says_what_it_cannot() {
    let app = TestApp::start().await;
    let made = begun(&app, &faq()).await;
    let provider = app.persona("content-provider").await;
    let place = made.header("location");
    let patch = json!({ "title": { "ru": "Как?" }, "lead": { "ro": "Pe scurt." }, "fields": { "service": null, "order": 3 } });
    let changed = provider.patch(place, made.etag(), &patch).await.expect(200);
    assert_eq!(changed.body["title"], json!({ "ro": "Cum obțin o invitație?", "ru": "Как?" }));
    assert_eq!(changed.body["fields"], json!({ "order": 3 }));
    provider.patch(place, made.etag(), &patch).await.refused(412, "stale-etag");
    let removed = provider.patch(place, changed.etag(), &json!({ "lead": null, "title": { "ru": null } })).await.expect(200);
    assert!(removed.body.get("lead").is_none() && removed.body["title"].get("ru").is_none());
    let wrong =
        provider.patch(place, removed.etag(), &json!({ "notes": { "ru": "Только по-русски" } })).await.refused(400, "bad-input");
    assert_eq!(wrong.violations(), [("/notes/ro", "required")]);
    // Another subdivision's provider does not even learn that it is there.
    app.persona("examiner-chisinau").await.get(place).await.refused(403, "forbidden");
    let elsewhere = provider_of(&app, "BAL");
    elsewhere.get(place).await.refused(404, "not-found");
    elsewhere.patch(place, removed.etag(), &json!({ "title": { "ro": "x" } })).await.refused(404, "not-found");
}

fn provider_of<'a>(app: &'a TestApp, office: &str) -> crate::support::Caller<'a> {
    super::holder(app, migratie::access::policy::Role::ContentProvider, office)
}

#[actix_web::test]
async fn files_go_with_an_item_when_their_sender_attaches_them() {
    let app = TestApp::start().await;
    let provider = app.persona("content-provider").await;
    let (file, other) = (uploaded(&provider).await, uploaded(&app.persona("content-administrator").await).await);
    let title = json!({ "ro": "Ghid" });
    let mut body =
        json!({ "type": "report", "sectionCode": "public-interest", "title": { "ro": "Raport" }, "fields": { "kind": "Other" } });
    body["attachments"] =
        json!([{ "fileId": file, "title": title }, { "fileId": other, "title": title }, { "fileId": file, "title": title }]);
    let refused = provider.post(ITEMS, &body).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/attachments/1/fileId", "no-such-thing"), ("/attachments/2/fileId", "given-twice")]);
    body["attachments"] = json!([{ "fileId": file, "title": title }]);
    let made = provider.post(ITEMS, &body).await.expect(201);
    assert_eq!(made.body["attachments"][0]["contentType"], "application/pdf");
    assert_eq!(made.text("/attachments/0/sha256").len(), 64);
    // A type says how many it takes.
    let bare = provider.patch(made.header("location"), made.etag(), &json!({ "attachments": [] })).await.expect(200);
    let refused = provider
        .act(&format!("{}/submissions", made.header("location")), bare.etag(), &json!({}))
        .await
        .refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/attachments", "too-few")]);
}

#[actix_web::test]
async fn lists_show_what_is_theirs_page_by_page() {
    let app = TestApp::start().await;
    for _ in 0..3 {
        begun(&app, &faq()).await;
    }
    submitted(&app, &faq()).await;
    let administrator = app.persona("content-administrator").await;
    let first = administrator.get(&format!("{ITEMS}?limit=3")).await.expect(200);
    let next = first.text("/nextCursor");
    let second = administrator.get(&format!("{ITEMS}?limit=3&cursor={next}")).await.expect(200);
    assert_eq!((first.body["items"].as_array().map(Vec::len), second.body["items"].as_array().map(Vec::len)), (Some(3), Some(1)));
    administrator.get(&format!("{ITEMS}?limit=3&state=Draft&cursor={next}")).await.refused(400, "foreign-cursor");
    let drafts = administrator.get(&format!("{ITEMS}?state=Draft&type=faq&sectionCode=guides&russian=Missing")).await.expect(200);
    assert_eq!(drafts.body["items"].as_array().map(Vec::len), Some(3));
    let count = async |query: &str| {
        let listed = administrator.get(&format!("{ITEMS}?{query}")).await.expect(200);
        listed.body["items"].as_array().expect("items").len()
    };
    assert_eq!((count("title=OBTIN").await, count("title=ob%25in").await, count("title=altceva").await), (4, 0, 0));
    assert_eq!((count("mine=true").await, count("overdue=true").await, count("unverified=true").await), (0, 0, 0));
    let own = app.persona("content-provider").await.get(&format!("{ITEMS}?mine=true&state=Draft")).await.expect(200);
    assert_eq!(own.body["items"].as_array().map(Vec::len), Some(3));
    assert_eq!(own.body["items"][0]["availableActions"], json!(["Edit", "Submit", "Discard"]));
    let chisinau = own.text("/items/0/subdivisionId");
    assert_eq!(count(&format!("subdivisionId={chisinau}")).await, 4);
    let waiting = administrator.get("/api/v1/content-submissions").await.expect(200);
    assert_eq!(waiting.body["submissions"][0]["availableActions"], json!(["Amend", "Return", "Publish"]));
    assert_eq!(waiting.body["submissions"].as_array().map(Vec::len), Some(1));
    assert_eq!(waiting.text("/submissions/0/term/state"), "Running");
    app.persona("examiner-chisinau").await.get(ITEMS).await.refused(403, "forbidden");
    assert_eq!(provider_of(&app, "BAL").get(ITEMS).await.expect(200).body["items"], json!([]));
    assert_eq!(app.persona("auditor").await.get(ITEMS).await.expect(200).body["items"].as_array().map(Vec::len), Some(4));
}

#[actix_web::test]
async fn the_same_key_gives_the_same_item_and_parallel_changes_one() {
    let app = TestApp::start().await;
    let provider = app.persona("content-provider").await;
    let key = [("Idempotency-Key", "item-one-and-only")];
    let made = provider.post_with(ITEMS, &faq(), &key).await.expect(201);
    let again = provider.post_with(ITEMS, &faq(), &key).await.expect(201);
    assert_eq!(made.body, again.body);
    let mut other = faq();
    other["title"] = json!({ "ro": "Altceva" });
    provider.post_with(ITEMS, &other, &key).await.refused(422, "idempotency-key-reused");
    let patch = json!({ "title": { "en": "How?" } });
    let changes = join_all((0..6).map(|_| provider.patch(made.header("location"), made.etag(), &patch))).await;
    assert_eq!(changes.iter().filter(|answer| answer.status == 200).count(), 1);
    assert!(changes.iter().all(|answer| [200, 412].contains(&answer.status)));
    assert_eq!(app.number("select version from content_items"), 2);
}

#[actix_web::test]
async fn a_draft_that_was_never_published_is_given_up_for_good() {
    let app = TestApp::start().await;
    let place = begun(&app, &faq()).await.header("location").to_owned();
    let provider = app.persona("content-provider").await;
    let gone = step(&provider, &place, "discards", &Value::Null).await.expect(200);
    assert_eq!((gone.text("/state"), &gone.body["availableActions"]), ("Discarded".into(), &json!([])));
    let refused = step(&provider, &place, "submissions", &json!({})).await.refused(409, "not-in-this-state");
    assert_eq!(refused.body["state"], "Discarded");
    assert_eq!(app.number("select count(*) from content_items"), 1, "it is kept on record");
    assert_eq!(provider.get(ITEMS).await.expect(200).body["items"], json!([]));
    let asked = provider.get(&format!("{ITEMS}?state=Discarded")).await.expect(200);
    assert_eq!(asked.body["items"].as_array().map(Vec::len), Some(1));
}
