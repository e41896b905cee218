//! Until when a right lasts that a decision gives.

use chrono::Duration;
use serde_json::json;

use super::{
    STAY, act,
    journey::{checked, decided, proposed, verified},
    registered,
};
use crate::{documents::content::text, services::further_version, support::TestApp};

#[actix_web::test]
async fn a_right_ends_within_what_the_law_and_the_answers_allow_and_a_refusal_never_does() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    let examiner = checked(&app, &path).await;
    let mut proposal = json!({ "outcome": "Favourable", "facts": "Contract de muncă pe un an.", "reasons": "Art. 36.",
        "validUntil": "2099-01-01" });
    let refused = act(&examiner, &path, "proposals", &proposal).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/validUntil", "too-late"); 3]);
    let named = String::from_utf8_lossy(&refused.bytes).into_owned();
    assert!(named.contains("16.11.2031") && named.contains("31.12.2027"), "each limit is named: {named}");
    proposal["validUntil"] = json!("2028-01-01");
    let refused = act(&examiner, &path, "proposals", &proposal).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/validUntil", "too-late"); 2], "the contract and what was asked for");
    proposal["validUntil"] = json!("2026-11-16");
    let refused = act(&examiner, &path, "proposals", &proposal).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/validUntil", "required")]);

    proposal["outcome"] = json!("Unfavourable");
    proposal["conditionsNotMet"] = json!(["Salariul este sub cuantumul minim."]);
    proposal["validUntil"] = json!("2026-11-17");
    act(&examiner, &path, "proposals", &proposal).await.expect(200);
    let document = decided(&app, &path, "Unfavourable").await;
    app.clock.advance(Duration::days(3));
    let head = app.persona("head").await;
    let refusal = head.get(&format!("/api/v1/documents/{document}")).await.expect(200);
    assert!(refusal.body.get("validUntil").is_none(), "{}", refusal.body);
    assert_eq!(verified(&app, &head, &document).await.body["status"], "Valid");
}

/// The decision of the shipped service, and the same where the service extends the right.
#[actix_web::test]
async fn a_decision_says_whether_a_right_is_given_or_extended() {
    let app = TestApp::start().await;
    let printed = async || {
        let request = registered(&app).await;
        proposed(&app, &request, "Favourable").await;
        let document = decided(&app, &request, "Favourable").await;
        text(&app.persona("head").await.get(&format!("/api/v1/documents/{document}/content")).await.expect(200).bytes)
    };
    let given = printed().await;
    assert!(given.contains("privind acordarea dreptului") && given.contains("Se acordă străinului"), "{given}");

    let admin = app.persona("administrator").await;
    let versions = format!("/api/v1/services/{STAY}/versions");
    let current = admin.get(&format!("{versions}/1")).await.expect(200).body["definition"].clone();
    let mut definition = further_version(&current, 2);
    let results = definition["results"].as_array_mut().expect("results");
    let favourable = results.iter_mut().find(|result| result["template"] == "decision-grant").expect("the decision");
    favourable["template"] = json!("decision-extension");
    let made = admin.post(&versions, &definition).await.expect(201);
    let publication = json!({ "validFrom": "2026-11-17" });
    admin.act(&format!("{versions}/2/publications"), made.etag(), &publication).await.expect(201);
    app.clock.advance(Duration::hours(24));
    app.work_off().await;
    let extended = printed().await;
    assert!(extended.contains("privind prelungirea dreptului") && extended.contains("Se prelungește străinului"), "{extended}");
    assert!(!extended.contains("Se acordă"), "{extended}");
}
