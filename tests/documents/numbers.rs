use std::collections::BTreeSet;

use chrono::Duration;
use migratie::{
    documents::{self, Signing},
    kernel::problem::Problem,
};
use serde_json::json;

use super::{attestation, freeze, issue, path, refusal, try_freeze};
use crate::support::TestApp;

#[actix_web::test]
async fn twenty_frozen_at_once_are_numbered_one_to_twenty() {
    let app = TestApp::start_with(&[("MIGRATIE_POOL_SIZE", "8")]).await;
    let numbers: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..20).map(|_| scope.spawn(|| freeze(&app, &attestation()).number)).collect();
        threads.into_iter().map(|thread| thread.join().expect("a number")).collect()
    });
    let expected: BTreeSet<String> = (1..=20).map(|number| format!("AD-2026-{number:06}")).collect();
    assert_eq!(numbers.into_iter().collect::<BTreeSet<_>>(), expected);
}

#[actix_web::test]
async fn a_number_goes_back_with_its_unit_of_work() {
    let app = TestApp::start().await;
    assert_eq!(freeze(&app, &attestation()).number, "AD-2026-000001");
    let undone: Result<(), Problem> = app.platform.door.by_system_here("freezeForTest", |unit| {
        assert_eq!(documents::freeze(unit, &attestation().act)?.number, "AD-2026-000002");
        Err(Problem::not_found())
    });
    assert!(undone.is_err());
    assert_eq!(app.number("select count(*) from outbox where kind = 'documents.produce'"), 1);
    assert_eq!(freeze(&app, &attestation()).number, "AD-2026-000002");
}

#[actix_web::test]
async fn a_year_ends_at_midnight_in_chisinau() {
    let app = TestApp::start().await;
    freeze(&app, &attestation());
    // 31 December 2026, 23:30 in Chisinau, is 21:30 UTC; half an hour later the year is 2027 there and still 2026 in UTC.
    app.clock.advance("2026-12-31T21:30:00Z".parse::<chrono::DateTime<chrono::Utc>>().expect("an instant") - app.clock.now());
    assert_eq!(freeze(&app, &attestation()).number, "AD-2026-000002");
    app.clock.advance(Duration::minutes(30));
    assert_eq!(freeze(&app, &attestation()).number, "AD-2027-000001");
    assert_eq!(freeze(&app, &refusal()).number, "DR-2027-000001", "each series counts for itself");
}

#[actix_web::test]
async fn what_is_abandoned_keeps_its_number_and_stays_listed() {
    let app = TestApp::start().await;
    let frozen = freeze(&app, &refusal());
    app.platform
        .door
        .by_system_here("abandonForTest", |unit| documents::abandon(unit, frozen.id, "Cererea a fost retrasă."))
        .expect("abandoned");
    assert_eq!(freeze(&app, &refusal()).number, "DR-2026-000002");
    let head = app.persona("head").await;
    let read = head.get(&path(&frozen)).await.expect(200);
    assert_eq!((read.text("/status"), read.text("/statusReason")), ("Abandoned".into(), "Cererea a fost retrasă.".into()));
    let listed = head.get("/api/v1/documents?status=Abandoned").await.expect(200);
    assert_eq!(listed.body["documents"][0]["number"], "DR-2026-000001");
    let seen = app.anyone().get(&format!("/api/v1/verifications/{}", frozen.code)).await.expect(200);
    assert_eq!(seen.text("/status"), "Annulled");
    app.work_off().await;
    assert_eq!(app.number("select count(*) from document_files"), 1, "what is abandoned is not made any more");
}

#[actix_web::test]
async fn wrong_data_stop_whoever_freezes_them() {
    let app = TestApp::start().await;
    let mut draft = attestation();
    draft.act.data = json!({ "holder": { "surname": "X", "citizenship": "Türkiye" }, "statements": [], "more": 1 });
    let problem = try_freeze(&app, &draft).expect_err("wrong data");
    assert_eq!(problem.status(), 400);
    let mut unprintable = attestation();
    unprintable.act.data["holder"]["surname"] = "名".into();
    assert_eq!(try_freeze(&app, &unprintable).expect_err("unprintable").status(), 400);
    let mut unsealed = attestation();
    unsealed.act.signing = Signing::Plain;
    assert_eq!(try_freeze(&app, &unsealed).expect_err("must be sealed").status(), 500);
    assert_eq!(app.number("select count(*) from number_series where series = 'AD'"), 0, "no number was spent");
}

#[actix_web::test]
async fn a_correction_annuls_what_it_corrects_once_it_is_issued() {
    let app = TestApp::start().await;
    let wrong = issue(&app, &attestation()).await;
    let mut right = attestation();
    right.act.data["holder"]["surname"] = "Yılmaz".into();
    right.act.subdivision = None;
    let correction = documents::Rectification { reason: "Eroare materială în nume.".into(), act: right.act };
    let second = app
        .platform
        .door
        .by_system_here("rectifyForTest", |unit| documents::rectify(unit, wrong.id, &correction))
        .expect("frozen");
    let head = app.persona("head").await;
    assert_eq!(head.get(&path(&wrong)).await.expect(200).text("/status"), "Issued");
    app.work_off().await;
    let read = head.get(&path(&wrong)).await.expect(200);
    assert_eq!(read.text("/status"), "Annulled");
    assert_eq!(read.text("/rectificationReason"), "Eroare materială în nume.");
    assert!(read.body["rectifiedAt"].is_string());
    assert_eq!(second.number, "AD-2026-000002");
    let again = app.platform.door.by_system_here("rectifyForTest", |unit| documents::rectify(unit, wrong.id, &correction));
    assert_eq!(again.expect_err("annulled already").status(), 409);
}
