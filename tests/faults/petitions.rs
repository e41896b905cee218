//! A petition from ePetitii, with a crash between its files and its registration, and between its close there and the record of it here.

use std::{rc::Rc, sync::atomic::Ordering};

use serde_json::{Value, json};

use crate::{
    calls::Calls,
    case::Case,
    driver::Driver,
    journeys::{sign, sign_in},
    ledger, until,
    world::World,
};

/// Filed at ePetitii, answered here; what was told there of its end.
async fn answered(world: &std::sync::Arc<World>, crash: Option<&str>) -> (Vec<Value>, bool) {
    let case = Rc::new(Case::new(world.clone()));
    // It waits there before the program starts: the first look finds it.
    let petition = json!({ "petitionNumber": "EP-1", "petitionerName": "CEBAN Mihai", "petitionerIdnp": "2015000000022",
        "email": "mihai.ceban@example.org", "subject": "Programul ghișeului", "text": "Ghișeul este închis.", "attachments": 1 });
    assert_eq!(case.stand_ins.post("/epetitii/filings", &petition).await.0, 201);
    let driver = Driver::start(case.clone(), crash).await;
    let clerk = sign_in(&driver, "petition-clerk").await;
    let fetched = until("the petition", async || {
        driver.recover().await;
        let list = clerk.get("/api/v1/petitions?channel=EPetitii").await.expect(200);
        list.body["petitions"][0]["petitionId"].as_str().map(str::to_owned)
    })
    .await;
    let path = format!("/api/v1/petitions/{fetched}");
    clerk.act(&path, "assignments", &json!({ "competenceCode": "stay-centre" })).await.expect(200);
    let examiner = sign_in(&driver, "examiner-chisinau").await;
    examiner.act(&path, "claims", &Value::Null).await.expect(200);
    let draft = json!({ "outcome": "Satisfied", "text": "Programul ghișeului a fost restabilit." });
    examiner.act(&path, "answer-drafts", &draft).await.expect(200);
    let head = sign_in(&driver, "head").await;
    let approval = json!({ "position": "Șef al Direcției regionale Centru" });
    let document = head.act(&path, "answer-approvals", &approval).await.expect(202).text("/answer/documentId");
    sign(&driver, &head, &case.stand_ins, &document).await;
    until("its end", async || {
        driver.recover().await;
        (clerk.get(&path).await.expect(200).text("/state") == "Closed").then_some(())
    })
    .await;
    ledger::settled(&case).await;
    assert_eq!(case.rows("select count(*)::text from petitions where external_number = 'EP-1'"), ["1"]);
    assert_eq!(case.rows("select count(*)::text from petition_attachments"), ["1"]);
    let there = case.stand_ins.get("/epetitii/filings").await;
    let closings = there["filings"][0]["closings"].as_array().expect("closings").clone();
    (closings, driver.ends.load(Ordering::Relaxed) > 0)
}

#[actix_web::test]
async fn a_petition_of_epetitii_survives_a_crash_between_there_and_here() {
    let world = World::shared();
    for plan in ["petition-fetched:1", "petition-closed:1"] {
        let (closings, crashed) = answered(&world, Some(plan)).await;
        assert!(crashed, "{plan} is never reached");
        assert!(!closings.is_empty() && closings.iter().all(|one| *one == closings[0]), "after a crash at {plan}: {closings:?}");
        assert_eq!(closings[0]["outcome"], "satisfaction");
        assert!(closings[0]["petitionExitNumber"].as_str().is_some_and(|number| number.starts_with("RP-")));
        assert!(closings[0]["file"].is_string(), "with the signed answer");
    }
}
