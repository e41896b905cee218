//! Who decides: not whoever proposed, nor whoever has an interest.

use serde_json::{Value, json};

use super::{
    act,
    journey::{checked, decided, proposed},
    registered,
};
use crate::{
    administration::{account_of, subdivision},
    support::{Answer, TestApp},
};

fn decision(outcome: &str) -> Value {
    json!({ "outcome": outcome, "position": "Șef al Direcției regionale Centru" })
}

#[actix_web::test]
async fn whoever_proposed_does_not_decide_though_they_are_head_too() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    proposed(&app, &path, "Favourable").await;
    let (administrator, both) = (app.persona("administrator").await, app.persona("examiner-chisinau").await);
    let account = format!("/api/v1/accounts/{}", account_of(&both).await);
    let role = json!({ "role": "Head", "subdivisionId": subdivision(&app, "CHI").await });
    act(&administrator, &account, "roles", &role).await.expect(200);
    let seen = both.get(&path).await.expect(200);
    assert_eq!(seen.body["availableActions"], json!(["ReturnProposal"]));
    act(&both, &path, "decisions", &decision("Favourable")).await.refused(403, "same-person");
    assert_eq!(app.number("select count(*) from requests where decided_by is not null"), 0);
    decided(&app, &path, "Favourable").await;
}

#[actix_web::test]
async fn a_proposal_of_blanks_proposes_nothing() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    let examiner = checked(&app, &path).await;
    for (facts, reasons, blank) in [(" \n\t", "Art. 36.", "/facts"), ("Contract de muncă.", "  ", "/reasons")] {
        let proposal = json!({ "outcome": "Favourable", "facts": facts, "reasons": reasons, "validUntil": "2027-06-30" });
        let refused = act(&examiner, &path, "proposals", &proposal).await.refused(400, "bad-input");
        assert_eq!(refused.violations(), [(blank, "required")]);
    }
    assert_eq!(app.number("select count(*) from proposals"), 0);
}

#[actix_web::test]
async fn an_officer_with_a_declared_interest_takes_no_step() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    let (examiner, head) = (app.persona("examiner-chisinau").await, app.persona("head").await);
    let person = examiner.get(&path).await.expect(200).text("/beneficiaryId");
    let interest = json!({ "personId": person, "kind": "Family" });
    let id = path.rsplit('/').next().expect("an id").to_owned();
    let offered = |listed: &Answer| {
        let rows = listed.body["requests"].as_array().expect("requests").iter();
        rows.filter(|row| row["requestId"] == id.as_str()).map(|row| row["availableActions"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(offered(&examiner.get("/api/v1/requests").await.expect(200)), [json!(["Claim"])]);
    let declared = examiner.post("/api/v1/interests", &interest).await.expect(201);
    // What would be refused is not offered, neither alone nor in a list.
    assert_eq!(examiner.get(&path).await.expect(200).body["availableActions"], json!([]));
    assert_eq!(offered(&examiner.get("/api/v1/requests").await.expect(200)), [json!([])]);
    act(&examiner, &path, "claims", &Value::Null).await.refused(403, "conflict-of-interest");
    assert_eq!(app.number("select count(*) from request_events where action = 'Claim'"), 0);
    let place = format!("{}/endings", declared.header("location"));
    examiner.act(&place, declared.etag(), &Value::Null).await.expect(200);
    proposed(&app, &path, "Favourable").await;
    head.post("/api/v1/interests", &interest).await.expect(201);
    act(&head, &path, "decisions", &decision("Favourable")).await.refused(403, "conflict-of-interest");
}
