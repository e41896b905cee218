use serde_json::{Value, json};

use super::{faq, published, seen_by_the_public, step};
use crate::support::TestApp;

/// A second version with another title.
async fn second(app: &TestApp, place: &str) {
    let (provider, administrator) = (app.persona("content-provider").await, app.persona("content-administrator").await);
    let draft = step(&provider, place, "revisions", &Value::Null).await.expect(200);
    provider
        .patch(place, draft.etag(), &json!({ "title": { "ro": "Invitația: cum o obțin?" }, "fields": { "order": 2 } }))
        .await
        .expect(200);
    step(&provider, place, "submissions", &json!({})).await.expect(200);
    step(&administrator, place, "publications", &json!({})).await.expect(200);
}

#[actix_web::test]
async fn every_published_version_is_kept_and_two_are_compared() {
    let app = TestApp::start().await;
    let place = published(&app, &faq()).await;
    app.clock.advance(chrono::Duration::minutes(5));
    second(&app, &place).await;
    let provider = app.persona("content-provider").await;
    let listed = provider.get(&format!("{place}/versions?limit=1")).await.expect(200);
    assert_eq!(
        (listed.body["versions"][0]["versionNumber"].as_i64(), &listed.body["versions"][0]["live"]),
        (Some(2), &json!(true))
    );
    let rest = provider.get(&format!("{place}/versions?limit=1&cursor={}", listed.text("/nextCursor"))).await.expect(200);
    assert_eq!((rest.body["versions"][0]["versionNumber"].as_i64(), &rest.body["versions"][0]["live"]), (Some(1), &json!(false)));
    assert_eq!(rest.body["versions"][0]["liveUntil"], listed.body["versions"][0]["liveFrom"], "one ends where the next begins");
    let first = provider.get(&format!("{place}/versions/1")).await.expect(200);
    assert_eq!(first.text("/title/ro"), "Cum obțin o invitație?");
    let compared = provider.get(&format!("{place}/differences?from=1&to=2")).await.expect(200);
    assert_eq!(
        compared.body["differences"],
        json!([{ "pointer": "/fields/order", "after": "2" },
               { "pointer": "/title/ro", "before": "Cum obțin o invitație?", "after": "Invitația: cum o obțin?" }])
    );
    assert_eq!(provider.get(&format!("{place}/differences?from=2")).await.expect(200).body["differences"], json!([]));
    provider.get(&format!("{place}/differences?from=9")).await.refused(404, "not-found");
    assert_eq!(provider.get(&format!("{place}/differences")).await.expect(200).body["differences"], json!([]));
    provider.get(&format!("{place}/differences?from=0")).await.refused(400, "bad-input");
    provider.get(&format!("{place}/versions/9")).await.refused(404, "not-found");
    provider.get(&format!("{place}/versions/0")).await.refused(400, "bad-input");
    assert_eq!(seen_by_the_public(&app), 1);
}

#[actix_web::test]
async fn an_old_version_comes_back_as_a_draft_while_the_new_one_stays_public() {
    let app = TestApp::start().await;
    let place = published(&app, &faq()).await;
    second(&app, &place).await;
    let administrator = app.persona("content-administrator").await;
    let wrong = step(&administrator, &place, "restorations", &json!({ "versionNumber": 5 })).await.refused(400, "bad-input");
    assert_eq!(wrong.violations(), [("/versionNumber", "no-such-thing")]);
    let draft = step(&administrator, &place, "restorations", &json!({ "versionNumber": 1 })).await.expect(200);
    assert_eq!((draft.text("/state"), draft.text("/title/ro")), ("Draft".into(), "Cum obțin o invitație?".into()));
    assert_eq!(app.number("select count(*) from published_content where live_until is null and title->>'ro' like 'Invita%'"), 1);
    // Given up, the item is again what is public.
    let provider = app.persona("content-provider").await;
    let back = step(&provider, &place, "discards", &Value::Null).await.expect(200);
    assert_eq!((back.text("/state"), back.text("/title/ro")), ("Published".into(), "Invitația: cum o obțin?".into()));
}

#[actix_web::test]
async fn the_address_of_what_was_published_does_not_change() {
    let app = TestApp::start().await;
    let place = published(&app, &faq()).await;
    let provider = app.persona("content-provider").await;
    let draft = step(&provider, &place, "revisions", &Value::Null).await.expect(200);
    provider.patch(&place, draft.etag(), &json!({ "slug": "alta-adresa" })).await.refused(409, "not-in-this-state");
}
