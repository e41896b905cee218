//! A decision that nobody signs is given up, and decided anew.

use chrono::Duration;
use serde_json::{Value, json};

use super::{
    act, attested,
    journey::{proposed, sign, verified},
    registered,
};
use crate::{
    administration::{account_of, subdivision},
    support::{Caller, TestApp},
};

/// The head makes the deputy head for a day.
async fn deputised<'a>(app: &'a TestApp, head: &Caller<'_>) -> Caller<'a> {
    let deputy = app.persona("deputy-head").await;
    let (from, office) = (app.clock.now(), subdivision(app, "CHI").await);
    let delegation = json!({ "toAccountId": account_of(&deputy).await, "subdivisionId": office, "orderNumber": "45-P",
        "validFrom": from, "validTo": from + Duration::days(1) });
    head.post("/api/v1/delegations", &delegation).await.expect(201);
    deputy
}

async fn status(caller: &Caller<'_>, document: &str) -> String {
    caller.get(&format!("/api/v1/documents/{document}")).await.expect(200).text("/status")
}

fn decision(outcome: &str) -> Value {
    json!({ "outcome": outcome, "position": "Șef al Direcției regionale Centru" })
}

#[actix_web::test]
async fn a_decision_that_is_not_signed_is_given_up_and_another_head_decides() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    proposed(&app, &path, "Favourable").await;
    let head = app.persona("head").await;
    let reason = json!({ "reason": "Șeful direcției lipsește; decide înlocuitorul." });
    act(&head, &path, "signing-abandonments", &reason).await.refused(409, "not-in-this-state");
    let first = act(&head, &path, "decisions", &decision("Favourable")).await.expect(202).text("/decisionDocumentId");
    app.work_off().await;
    // The head was at MSign already.
    let document = format!("/api/v1/documents/{first}");
    let signing =
        act(&head, &document, "signings", &json!({ "returnUrl": format!("{}/signed", app.address()) })).await.expect(201);
    let deputy = deputised(&app, &head).await;
    app.persona("examiner-balti").await.get(&path).await.refused(404, "not-found");
    act(&app.persona("examiner-chisinau").await, &path, "signing-abandonments", &reason).await.refused(403, "forbidden");
    act(&deputy, &path, "signing-abandonments", &json!({ "reason": " " })).await.refused(400, "bad-input");
    let again = act(&deputy, &path, "signing-abandonments", &reason).await.expect(200);
    assert_eq!(again.text("/state"), "Proposed");
    assert!(again.body.get("outcome").is_none() && again.body.get("decisionDocumentId").is_none(), "{}", again.body);
    assert_eq!(status(&deputy, &first).await, "Abandoned");
    let told = "select count(*) from notifications n join accounts a on a.id = n.account_id
                 where n.template = 'RequestChanged' and a.login = '2015000000077'";
    assert_eq!(app.number(told), 1, "the head who decided is told");

    // What MSign still answers changes nothing.
    let hand_over: url::Url = signing.text("/handOverUrl").parse().expect("an address");
    let asked = hand_over.path_segments().and_then(|mut parts| parts.next_back()).expect("a request").to_owned();
    let signed = json!({ "requestId": asked, "outcome": "Sign" });
    let address = hand_over.join("/sandbox/msign/signatures").expect("an address");
    reqwest::Client::new().post(address).json(&signed).send().await.expect("the stand-in");
    app.clock.advance(Duration::minutes(1));
    app.work_off().await;
    assert_eq!(status(&deputy, &first).await, "Abandoned");
    assert_eq!(deputy.get(&path).await.expect(200).text("/state"), "Proposed");

    let second = act(&deputy, &path, "decisions", &decision("Favourable")).await.expect(202).text("/decisionDocumentId");
    assert_ne!(first, second);
    app.work_off().await;
    sign(&app, &deputy, &second).await;
    let done = deputy.get(&path).await.expect(200);
    assert_eq!((done.text("/state"), done.text("/decisionDocumentId")), ("Decided".into(), second.clone()));
    assert_eq!(verified(&app, &deputy, &second).await.body["status"], "Valid");
    assert_eq!(app.number("select count(*) from request_events where action = 'GiveUpSigning'"), 1);
}

#[actix_web::test]
async fn what_is_under_the_seal_waits_for_nobody_and_is_not_given_up() {
    let app = TestApp::start().await;
    app.clock.advance(Duration::minutes(1));
    let applicant = app.persona("applicant").await;
    let path = attested(&app, &applicant).await;
    app.tamper(
        "select set_config('migratie.work', gen_random_uuid()::text, false), set_config('migratie.now', now()::text, false);
         update requests set state = 'AwaitingSignature' where state = 'Decided'",
    );
    let head = app.persona("head").await;
    let seen = head.get(&path).await.expect(200);
    assert_eq!((seen.text("/state"), &seen.body["availableActions"]), ("AwaitingSignature".into(), &json!([])));
    act(&head, &path, "signing-abandonments", &json!({ "reason": "Nu se semnează." })).await.refused(409, "not-in-this-state");
}
