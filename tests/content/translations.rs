use serde_json::json;

use super::{ITEMS, begun, faq};
use crate::support::TestApp;

#[actix_web::test]
async fn romanian_is_asked_for_and_translations_are_tracked() {
    let app = TestApp::start().await;
    let provider = app.persona("content-provider").await;
    let mut foreign = faq();
    foreign["title"] = json!({ "ru": "Как получить приглашение?" });
    let refused = provider.post(ITEMS, &foreign).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/title/ro", "required")]);
    let mut blank = faq();
    blank["title"] = json!({ "ro": "Titlu", "ru": "  " });
    blank["body"]["en"] = "<p> </p>".into();
    let refused = provider.post(ITEMS, &blank).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/title/ru", "required"), ("/body/en", "required")]);
    let made = begun(&app, &faq()).await;
    let place = made.header("location");
    assert_eq!(made.body["translations"], json!({ "ru": "Missing", "en": "Missing" }));
    let patch = json!({ "title": { "ru": "Как?", "en": "How?" } });
    let half = provider.patch(place, made.etag(), &patch).await.expect(200);
    assert_eq!(half.body["translations"]["ru"], "Missing", "the body is not translated yet");
    let patch = json!({ "body": { "ru": "<p>За 10 дней.</p>", "en": "<p>Within 10 days.</p>" } });
    let whole = provider.patch(place, half.etag(), &patch).await.expect(200);
    assert_eq!(whole.body["translations"], json!({ "ru": "Current", "en": "Current" }));
    let patch = json!({ "body": { "ro": "<p>În 15 zile.</p>", "en": "<p>Within 15 days.</p>" } });
    let changed = provider.patch(place, whole.etag(), &patch).await.expect(200);
    assert_eq!(changed.body["translations"], json!({ "ru": "Stale", "en": "Current" }));
    let stale = provider.get(&format!("{ITEMS}?russian=Stale")).await.expect(200);
    assert_eq!(stale.body["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(provider.get(&format!("{ITEMS}?english=Stale")).await.expect(200).body["items"], json!([]));
    let confirmed = provider.patch(place, changed.etag(), &json!({ "confirmedTranslations": ["ru"] })).await.expect(200);
    assert_eq!(confirmed.body["translations"], json!({ "ru": "Current", "en": "Current" }));
}
