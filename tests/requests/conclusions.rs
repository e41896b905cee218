//! What becomes of the conclusion that is drawn up with a proposal.

use serde_json::{Value, json};

use super::{
    act,
    journey::{proposed, sign},
    registered,
};
use crate::support::{Caller, TestApp};

/// The conclusions drawn up on a request, the newest first.
async fn conclusions(caller: &Caller<'_>, path: &str) -> Vec<(String, String)> {
    let id = path.rsplit('/').next().expect("an id");
    let list = caller.get(&format!("/api/v1/documents?requestId={id}&documentType=Proposal")).await.expect(200);
    let text = |document: &Value, member: &str| document[member].as_str().expect("a text").to_owned();
    let found = list.body["documents"].as_array().expect("documents").iter();
    found.map(|document| (text(document, "documentId"), text(document, "status"))).collect()
}

#[actix_web::test]
async fn a_conclusion_that_is_sent_back_is_given_up_signed_or_not() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    proposed(&app, &path, "Unfavourable").await;
    let (head, examiner) = (app.persona("head").await, app.persona("examiner-chisinau").await);
    let reason = json!({ "reason": "Verificați din nou contractul." });
    act(&head, &path, "proposal-returns", &reason).await.expect(200);
    let first = conclusions(&head, &path).await.remove(0);
    assert_eq!(first.1, "Abandoned");
    // Nobody signs it any more.
    examiner.get(&format!("/api/v1/documents/{}", first.0)).await.expect(200);
    let waiting = examiner.get("/api/v1/documents?awaitingMySignature=true").await.expect(200);
    assert_eq!(waiting.body["documents"], json!([]));
    let body = json!({ "returnUrl": format!("{}/signed", app.address()) });
    act(&examiner, &format!("/api/v1/documents/{}", first.0), "signings", &body).await.refused(404, "not-found");

    let proposal = json!({ "outcome": "Unfavourable", "facts": "Contractul, verificat din nou.", "reasons": "Art. 43-1.",
        "conditionsNotMet": ["Salariul este sub cuantumul minim."] });
    act(&examiner, &path, "proposals", &proposal).await.expect(200);
    app.work_off().await;
    let second = conclusions(&head, &path).await.remove(0);
    sign(&app, &examiner, &second.0).await;
    act(&head, &path, "proposal-returns", &reason).await.expect(200);
    let all: Vec<String> = conclusions(&head, &path).await.into_iter().map(|(_, status)| status).collect();
    assert_eq!(all, ["Annulled", "Abandoned"], "both numbers stay listed");
}

#[actix_web::test]
async fn a_conclusion_goes_with_its_request_unless_it_was_signed() {
    let app = TestApp::start().await;
    let (unsigned, signed) = (registered(&app).await, registered(&app).await);
    proposed(&app, &unsigned, "Favourable").await;
    proposed(&app, &signed, "Favourable").await;
    let (operator, examiner) = (app.persona("counter-operator").await, app.persona("examiner-chisinau").await);
    app.work_off().await;
    sign(&app, &examiner, &conclusions(&examiner, &signed).await[0].0).await;
    for (path, expected) in [(&unsigned, "Abandoned"), (&signed, "Issued")] {
        act(&operator, path, "withdrawals", &json!({})).await.expect(200);
        assert_eq!(conclusions(&examiner, path).await[0].1, expected);
    }
}
