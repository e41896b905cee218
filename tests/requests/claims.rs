use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{act, registered};
use crate::{
    administration::account_of,
    support::{Caller, TestApp},
};

#[actix_web::test]
async fn of_two_officers_who_claim_at_once_one_wins_and_the_other_is_told_who() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    app.tamper(
        "select set_config('migratie.work', gen_random_uuid()::text, false), set_config('migratie.now', now()::text, false);
         update account_roles set subdivision_id = (select id from subdivisions where code = 'CHI')
          where account_id = (select id from accounts where login = '2015000000066')",
    );
    let (first, second) = (app.persona("examiner-chisinau").await, app.persona("examiner-balti").await);
    let etag = first.get(&path).await.expect(200).etag().to_owned();
    let claims = format!("{path}/claims");
    let answers = join_all([first.act(&claims, &etag, &Value::Null), second.act(&claims, &etag, &Value::Null)]).await;
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let loser = answers.iter().find(|answer| answer.status == 409).expect("a loser");
    assert_eq!(loser.problem(), "held-by-another");
    assert!(["LUNGU Andrei", "GUȚU Natalia"].contains(&loser.text("/heldBy").as_str()));
    assert_eq!(app.number("select count(*) from request_events where action = 'Claim'"), 1);
}

#[actix_web::test]
async fn another_offices_request_does_not_exist_for_an_examiner() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    let other = app.persona("examiner-balti").await;
    other.get(&path).await.refused(404, "not-found");
    let worklist = other.get("/api/v1/worklists/Unassigned/requests").await.expect(200);
    assert_eq!(worklist.body["requests"], serde_json::json!([]));
    assert_eq!(app.number("select count(*) from journal.entries where outcome = 'Refused' and operation = 'readRequest'"), 1);
}

#[actix_web::test]
async fn what_is_not_claimed_is_not_examined() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    let examiner = app.persona("examiner-chisinau").await;
    act(&examiner, &path, "register-checks", &serde_json::json!({})).await.refused(409, "not-in-this-state");
}

/// The kinds of what is in an officer's cabinet.
async fn told(officer: &Caller<'_>) -> Vec<String> {
    let messages = officer.get("/api/v1/messages").await.expect(200);
    let kinds = messages.body["messages"].as_array().expect("messages").iter().filter_map(|one| one["kind"].as_str());
    kinds.map(str::to_owned).collect()
}

#[actix_web::test]
async fn the_head_gives_a_request_to_an_examiner_of_the_office_and_to_another_and_each_is_told() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    app.tamper(
        "select set_config('migratie.work', gen_random_uuid()::text, false), set_config('migratie.now', now()::text, false);
         insert into account_roles (id, created_at, updated_at, account_id, role, subdivision_id, valid_from)
         select gen_random_uuid(), now(), now(), a.id, 'Examiner', s.id, '2026-01-01' from accounts a, subdivisions s
          where a.login = '2015000000066' and s.code = 'CHI'",
    );
    let (first, second) = (app.persona("examiner-chisinau").await, app.persona("examiner-balti").await);
    let (head, second_id) = (app.persona("head").await, account_of(&second).await);
    let given = act(&head, &path, "assignments", &json!({ "examinerId": account_of(&first).await })).await.expect(200);
    assert_eq!(given.text("/assignedToId"), account_of(&first).await);
    let mine = first.get("/api/v1/worklists/Mine/requests").await.expect(200);
    assert_eq!(mine.body["requests"].as_array().map(Vec::len), Some(1), "{}", mine.body);
    assert_eq!(told(&first).await, ["RequestAssigned"]);
    act(&second, &path, "register-checks", &json!({})).await.refused(409, "held-by-another");

    let again = json!({ "examinerId": second_id, "note": "Concediu medical" });
    let given = act(&head, &path, "assignments", &again).await.expect(200);
    assert_eq!(given.text("/assignedToId"), second_id);
    assert_eq!(told(&second).await, ["RequestAssigned"]);
    assert_eq!(told(&first).await, ["RequestChanged", "RequestAssigned"], "newest first");
    act(&first, &path, "register-checks", &json!({})).await.refused(409, "held-by-another");
    act(&second, &path, "register-checks", &json!({})).await.expect(202);
    let timeline = head.get(&format!("{path}/timeline")).await.expect(200);
    let remark = timeline.body["events"].as_array().expect("events").iter().rev().find(|event| event["action"] == "Assign");
    assert_eq!(remark.expect("an assignment")["note"], "Concediu medical");
    // To the same once more: nothing new, nobody is told.
    act(&head, &path, "assignments", &json!({ "examinerId": second_id })).await.expect(200);
    assert_eq!(told(&second).await.len(), 1);
}

#[actix_web::test]
async fn nobody_but_an_examiner_of_the_office_is_given_a_request() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    let head = app.persona("head").await;
    for persona in ["examiner-balti", "counter-operator", "applicant", "head"] {
        let body = json!({ "examinerId": account_of(&app.persona(persona).await).await });
        let refused = act(&head, &path, "assignments", &body).await.refused(400, "bad-input");
        assert_eq!(refused.violations(), [("/examinerId", "not-an-examiner")], "{persona}");
    }
    assert_eq!(head.get(&path).await.expect(200).body.get("assignedToId"), None);
    assert_eq!(app.number("select count(*) from request_events where action = 'Assign'"), 0);
}
