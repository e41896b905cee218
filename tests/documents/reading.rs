use chrono::{Duration, NaiveDate};
use serde_json::json;
use uuid::Uuid;

use super::{account, attestation, freeze, issue, path, refusal};
use crate::support::TestApp;

#[actix_web::test]
async fn an_office_sees_its_own_documents_and_no_others() {
    let app = TestApp::start().await;
    let frozen = issue(&app, &attestation()).await;
    for persona in ["head", "deputy-head", "examiner-chisinau", "counter-operator"] {
        app.persona(persona).await.get(&path(&frozen)).await.expect(200);
    }
    let elsewhere = app.persona("examiner-balti").await;
    elsewhere.get(&path(&frozen)).await.refused(404, "not-found");
    elsewhere.get(&format!("{}/content", path(&frozen))).await.refused(404, "not-found");
    assert_eq!(elsewhere.get("/api/v1/documents").await.expect(200).body["documents"], json!([]));
    app.persona("auditor").await.get(&path(&frozen)).await.refused(403, "forbidden");
    app.anyone().get(&path(&frozen)).await.refused(401, "not-signed-in");
}

#[actix_web::test]
async fn an_applicant_sees_their_documents_once_they_are_issued() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let mut draft = attestation();
    draft.act.applicant = Some(account(&applicant).await);
    let frozen = freeze(&app, &draft);
    applicant.get(&path(&frozen)).await.refused(404, "not-found");
    app.work_off().await;
    applicant.get(&path(&frozen)).await.expect(200);
    applicant.get(&format!("{}/content", path(&frozen))).await.expect(200);
    assert_eq!(applicant.get("/api/v1/documents").await.expect(200).body["documents"].as_array().map(Vec::len), Some(1));
    app.persona("employer").await.get(&path(&frozen)).await.refused(404, "not-found");
}

#[actix_web::test]
async fn a_person_and_whoever_represents_them_see_what_is_about_them() {
    let app = TestApp::start().await;
    let (person, friend) = (app.persona("applicant").await, app.persona("representative").await);
    let (account_id, friend_id, person_id) = (account(&person).await, account(&friend).await, Uuid::now_v7());
    let mut draft = attestation();
    draft.act.person = Some(person_id);
    // Of no request: on one, the power would have to cover its service (tests/requests/representatives.rs).
    draft.act.request = None;
    let frozen = issue(&app, &draft).await;
    friend.get(&path(&frozen)).await.refused(404, "not-found");
    app.tamper(&format!(
        "set session_replication_role = replica;
         update accounts set person_id = '{person_id}' where id = '{account_id}';
         insert into representations (id, created_at, updated_at, account_id, person_id, source, valid_from, state)
         values (gen_random_uuid(), now(), now(), '{friend_id}', '{person_id}', 'Upload', '2026-01-01', 'Accepted')"
    ));
    person.get(&path(&frozen)).await.expect(200);
    friend.get(&path(&frozen)).await.expect(200);
    assert_eq!(friend.get("/api/v1/documents").await.expect(200).body["documents"][0]["number"], "AD-2026-000001");
    let told = format!("select count(*) from journal.entries where '{person_id}' = any(persons) and operation = 'readDocument'");
    assert_eq!(app.number(&told), 2, "the person can see who read it");
}

#[actix_web::test]
async fn a_proposal_is_for_the_inspectorate_alone() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let mut draft = refusal();
    draft.act.template = "proposal".into();
    draft.act.applicant = Some(account(&applicant).await);
    draft.act.data = json!({
        "kind": "Conclusion", "request": { "number": "SP-2026-000001", "date": "2026-10-19" },
        "holder": { "surname": "Yılmaz", "citizenship": "Türkiye" }, "documents": ["pașaport"], "assessment": ["Condițiile sunt îndeplinite."],
        "legalBasis": ["art. 31"], "proposal": ["Se propune acordarea."], "signature": { "position": "Inspector", "name": "LUNGU Andrei" },
    });
    let frozen = issue(&app, &draft).await;
    app.tamper(&format!(
        "set session_replication_role = replica; update issued_documents set status = 'Issued', issued_at = now(), \
         sha256 = sha256('x') where id = '{}'",
        frozen.id
    ));
    applicant.get(&path(&frozen)).await.refused(404, "not-found");
    app.persona("head").await.get(&path(&frozen)).await.expect(200);
    app.anyone().get(&format!("/api/v1/verifications/{}", frozen.code)).await.refused(404, "not-found");
}

#[actix_web::test]
async fn a_list_is_paged_and_filtered_and_never_shows_more_than_a_reading_would() {
    let app = TestApp::start().await;
    let request = Uuid::now_v7();
    for number in 0..7 {
        let mut draft = attestation();
        draft.act.request = (number < 3).then_some(request);
        draft.act.valid_until = (number == 6).then(|| NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day"));
        freeze(&app, &draft);
    }
    freeze(&app, &refusal());
    let mut elsewhere = attestation();
    elsewhere.office = "BAL";
    freeze(&app, &elsewhere);
    app.work_off().await;
    app.clock.advance(Duration::days(5));
    let examiner = app.persona("examiner-chisinau").await;
    let mut seen = Vec::new();
    let mut next = "/api/v1/documents?limit=3".to_owned();
    loop {
        let page = examiner.get(&next).await.expect(200);
        seen.extend(
            page.body["documents"]
                .as_array()
                .expect("documents")
                .iter()
                .map(|row| row["number"].as_str().expect("number").to_owned()),
        );
        match page.body["nextCursor"].as_str() {
            Some(cursor) => next = format!("/api/v1/documents?limit=3&cursor={cursor}"),
            None => break,
        }
    }
    let expected: Vec<String> =
        ["DR-2026-000001".to_owned()].into_iter().chain((1..=7).rev().map(|n| format!("AD-2026-{n:06}"))).collect();
    assert_eq!(seen, expected);
    for (query, count) in [
        ("documentType=RefusalDecision", 1),
        ("documentType=Invitation", 0),
        ("status=Issued", 6),
        ("status=Expired", 1),
        ("status=Frozen", 1),
    ] {
        let listed = examiner.get(&format!("/api/v1/documents?{query}")).await.expect(200);
        assert_eq!(listed.body["documents"].as_array().map(Vec::len), Some(count), "{query}");
    }
    let of_request = format!("/api/v1/documents?requestId={}", migratie::kernel::id::write("req", request));
    assert_eq!(examiner.get(&of_request).await.expect(200).body["documents"].as_array().map(Vec::len), Some(3));
    let waiting = app.persona("head").await.get("/api/v1/documents?awaitingMySignature=true").await.expect(200);
    assert_eq!(waiting.body["documents"][0]["number"], "DR-2026-000001");
    examiner.get("/api/v1/documents?limit=201").await.refused(400, "bad-input");
    examiner.get("/api/v1/documents?status=Lost").await.refused(400, "bad-input");
    examiner.get("/api/v1/documents?requestId=req_x").await.refused(400, "bad-input");
    let cursor = examiner.get("/api/v1/documents?limit=1").await.expect(200).text("/nextCursor");
    examiner.get(&format!("/api/v1/documents?limit=1&status=Issued&cursor={cursor}")).await.refused(400, "foreign-cursor");
}
