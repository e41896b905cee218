use futures_util::future::join_all;
use serde_json::Value;

use super::{act, registered};
use crate::support::TestApp;

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
