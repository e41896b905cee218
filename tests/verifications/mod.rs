use chrono::{Duration, NaiveDate};
use serde_json::json;

use crate::{
    documents::{attestation, freeze, issue, path},
    support::TestApp,
};

#[actix_web::test]
async fn anyone_who_holds_the_code_learns_that_it_is_genuine_and_little_more() {
    let app = TestApp::start().await;
    let mut draft = attestation();
    draft.act.valid_until = NaiveDate::from_ymd_opt(2027, 2, 16);
    let frozen = issue(&app, &draft).await;
    let seen = app.anyone().get(&format!("/api/v1/verifications/{}", frozen.code)).await.expect(200);
    assert_eq!(seen.body["genuine"], true);
    assert_eq!(seen.body["title"], json!({ "ro": "Adeverință", "ru": "Справка", "en": "Attestation" }));
    assert_eq!((seen.text("/number"), seen.text("/status")), ("AD-2026-000001".into(), "Valid".into()));
    assert_eq!((seen.text("/issuedOn"), seen.text("/validUntil")), ("2026-11-16".into(), "2027-02-16".into()));
    assert_eq!(seen.text("/holderInitials"), "A. Y.");
    let document = app.persona("head").await.get(&path(&frozen)).await.expect(200);
    assert_eq!(seen.text("/sha256"), document.text("/sha256"));
    let told = String::from_utf8_lossy(&seen.bytes).into_owned();
    for secret in ["Șerbănescu", "Ayşe", "1991", "per_", "req_", "acc_", "doc_", "Cererea"] {
        assert!(!told.contains(secret), "{secret} is nobody's business: {told}");
    }
    let typed = frozen.code.to_lowercase().replace('-', "");
    app.anyone().get(&format!("/api/v1/verifications/{typed}")).await.expect(200);
}

#[actix_web::test]
async fn expired_and_annulled_are_told_apart_and_what_is_not_issued_is_not_known() {
    let app = TestApp::start().await;
    let mut draft = attestation();
    draft.act.valid_until = NaiveDate::from_ymd_opt(2026, 11, 16);
    let frozen = freeze(&app, &draft);
    let address = format!("/api/v1/verifications/{}", frozen.code);
    app.anyone().get(&address).await.refused(404, "not-found");
    app.work_off().await;
    assert_eq!(app.anyone().get(&address).await.expect(200).text("/status"), "Valid", "it is valid on its last day");
    // 22:00 UTC is midnight in Chisinau.
    app.clock.advance(Duration::hours(14));
    assert_eq!(app.anyone().get(&address).await.expect(200).text("/status"), "Expired");
    let head = app.persona("head").await;
    let etag = head.get(&path(&frozen)).await.expect(200).etag().to_owned();
    head.act(&format!("{}/annulments", path(&frozen)), &etag, &json!({ "reason": "Emis din eroare." })).await.expect(200);
    let seen = app.anyone().get(&address).await.expect(200);
    assert_eq!((seen.text("/status"), seen.text("/annulledOn")), ("Annulled".into(), "2026-11-17".into()));
}

#[actix_web::test]
async fn a_code_of_nothing_is_not_found_and_a_malformed_one_is_told() {
    let app = TestApp::start().await;
    app.anyone().get("/api/v1/verifications/7KQ2-M9XW-4TB8-HN3D-CV5R-ZE6J-PA").await.refused(404, "not-found");
    let malformed = app.anyone().get("/api/v1/verifications/1").await.refused(400, "bad-input");
    assert!(malformed.violations().iter().all(|(place, _)| *place == "code"));
}

#[actix_web::test]
async fn every_look_up_is_counted_also_of_many_at_once() {
    let app = TestApp::start().await;
    let frozen = issue(&app, &attestation()).await;
    let (address, page) = (format!("/api/v1/verifications/{}", frozen.code), format!("/v/{}", frozen.code));
    let anyone = app.anyone();
    futures_util::future::join_all((0..20).map(|_| anyone.get(&address))).await;
    anyone.get(&page).await.expect(200);
    app.clock.advance(Duration::days(1));
    anyone.get(&address).await.expect(200);
    let counted = app.persona("head").await.get(&format!("{}/verifications", path(&frozen))).await.expect(200);
    assert_eq!(
        counted.body,
        json!({ "total": 22, "days": [{ "day": "2026-11-17", "lookups": 1 }, { "day": "2026-11-16", "lookups": 21 }] })
    );
    app.persona("examiner-balti").await.get(&format!("{}/verifications", path(&frozen))).await.refused(404, "not-found");
}

#[actix_web::test]
async fn the_page_speaks_three_languages_and_runs_nothing() {
    let app = TestApp::start().await;
    let frozen = issue(&app, &attestation()).await;
    let page = format!("/v/{}", frozen.code.replace('-', ""));
    for (language, heading) in [
        ("ro", "Document autentic și valabil"),
        ("ru", "Документ подлинный и действительный"),
        ("en", "Genuine and valid document"),
    ] {
        let shown = app.anyone().call("GET", &page, &[("Accept-Language", language)], None).await.expect(200);
        let text = String::from_utf8_lossy(&shown.bytes).into_owned();
        assert!(text.contains(heading) && text.contains("AD-2026-000001") && text.contains("A. Y."), "{text}");
        assert!(!text.contains("<script") && !text.contains("Șerbănescu"));
        let policy = shown.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; object-src 'none'; style-src 'sha256-") && !policy.contains("unsafe"),
            "{policy}"
        );
        assert_eq!((shown.header("cache-control"), shown.header("x-frame-options")), ("no-store", "DENY"));
        let chosen = app.anyone().get(&format!("{page}?lang={language}")).await.expect(200);
        assert_eq!(chosen.bytes, shown.bytes);
    }
    app.anyone().get("/v/8").await.expect(400);
    let unknown = app.anyone().get("/v/7KQ2M9XW4TB8HN3DCV5RZE6JPA").await.expect(404);
    assert!(unknown.header("content-type").starts_with("text/html"));
    assert!(String::from_utf8_lossy(&unknown.bytes).contains("Document negăsit"));
}

#[actix_web::test]
async fn a_code_can_be_typed() {
    let app = TestApp::start().await;
    let form = app.anyone().get("/v").await.expect(200);
    assert!(String::from_utf8_lossy(&form.bytes).contains("name=\"code\""));
    let typed = app.anyone().get("/v?code=7kq2-m9xw-4tb8-hn3d-cv5r-ze6j-pa").await.expect(303);
    assert_eq!(typed.header("location"), "/v/7KQ2M9XW4TB8HN3DCV5RZE6JPA");
    let wrong = app.anyone().get("/v?code=<script>").await.expect(200);
    assert!(!String::from_utf8_lossy(&wrong.bytes).contains("<script"));
}
