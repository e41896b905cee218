use futures_util::future::join_all;
use serde_json::json;

use super::subdivision;
use crate::support::TestApp;

fn orhei() -> serde_json::Value {
    json!({ "code": "ORH", "name": { "ro": "Oficiul Orhei", "ru": "Отделение Оргеев", "en": "Orhei office" }, "servesPublic": true,
            "locality": "Orhei" })
}

#[actix_web::test]
async fn anyone_reads_where_to_go() {
    let app = TestApp::start().await;
    let listed = app.anyone().get("/api/v1/subdivisions?servesPublic=true").await.expect(200);
    let codes: Vec<_> =
        listed.body["subdivisions"].as_array().expect("a list").iter().map(|office| office["code"].clone()).collect();
    assert_eq!(codes, ["BAL", "CAH", "CHI", "COM"]);
    let place = format!("/api/v1/subdivisions/{}", subdivision(&app, "CHI").await);
    let read = app.anyone().get(&place).await.expect(200);
    let unchanged = app.anyone().call("GET", &place, &[("If-None-Match", read.etag())], None).await;
    assert_eq!(unchanged.status, 304);
}

#[actix_web::test]
async fn an_administrator_makes_one_and_its_code_is_unique() {
    let app = TestApp::start().await;
    let administrator = app.persona("administrator").await;
    let made = administrator.post("/api/v1/subdivisions", &orhei()).await.expect(201);
    assert_eq!(app.anyone().get(made.header("location")).await.expect(200).body["code"], "ORH");
    administrator.post("/api/v1/subdivisions", &orhei()).await.refused(409, "already-exists");
    app.persona("head").await.post("/api/v1/subdivisions", &orhei()).await.refused(403, "forbidden");
    assert_eq!(app.number("select count(*) from history.subdivisions where code = 'ORH'"), 1);
    assert_eq!(app.number("select count(*) from journal.entries where operation = 'createSubdivision' and outcome = 'Done'"), 1);
}

#[actix_web::test]
async fn closing_waits_for_what_stands_under_it_and_nothing_is_lost() {
    let app = TestApp::start().await;
    let administrator = app.persona("administrator").await;
    let top = format!("/api/v1/subdivisions/{}", subdivision(&app, "IGM").await);
    let seen = administrator.get(&top).await.expect(200);
    administrator.patch(&top, seen.etag(), &json!({ "active": false })).await.refused(409, "not-in-this-state");
    let cahul = format!("/api/v1/subdivisions/{}", subdivision(&app, "CAH").await);
    let seen = administrator.get(&cahul).await.expect(200);
    let closed = administrator.patch(&cahul, seen.etag(), &json!({ "active": false, "address": null })).await.expect(200);
    assert!(closed.body.get("address").is_none(), "null removes");
    assert_eq!(closed.body["locality"], "Cahul", "absent stays");
    let listed = app.anyone().get("/api/v1/subdivisions").await.expect(200);
    assert!(!listed.body.to_string().contains("\"CAH\""));
    assert!(app.anyone().get("/api/v1/subdivisions?closedToo=true").await.expect(200).body.to_string().contains("\"CAH\""));
}

#[actix_web::test]
async fn nothing_stands_under_itself() {
    let app = TestApp::start().await;
    let administrator = app.persona("administrator").await;
    let (top, below) = (subdivision(&app, "IGM").await, subdivision(&app, "CHI").await);
    let place = format!("/api/v1/subdivisions/{top}");
    let seen = administrator.get(&place).await.expect(200);
    let answer = administrator.patch(&place, seen.etag(), &json!({ "parentId": below })).await.refused(400, "bad-input");
    assert_eq!(answer.violations(), [("/parentId", "circle")]);
    let nowhere = json!({ "parentId": "sub_01ja4ttz8ze3ks9nvd5efz1s8d" });
    let answer = administrator.patch(&place, seen.etag(), &nowhere).await.refused(400, "bad-input");
    assert_eq!(answer.violations(), [("/parentId", "no-such-subdivision")]);
}

#[actix_web::test]
async fn of_changes_made_at_once_with_one_etag_one_succeeds() {
    let app = TestApp::start().await;
    let administrator = app.persona("administrator").await;
    let place = format!("/api/v1/subdivisions/{}", subdivision(&app, "COM").await);
    let seen = administrator.get(&place).await.expect(200);
    let changes: Vec<_> = (1..=10).map(|number| json!({ "address": format!("str. Lenin, {number}") })).collect();
    let answers = join_all(changes.iter().map(|change| administrator.patch(&place, seen.etag(), change))).await;
    let (done, stale): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 200);
    assert_eq!((done.len(), stale.len()), (1, 9));
    assert!(stale.iter().all(|answer| answer.problem() == "stale-etag"));
    administrator
        .call("PATCH", &place, &[], Some(("application/merge-patch+json", b"{}".to_vec())))
        .await
        .refused(428, "if-match-missing");
}
