use chrono::Duration;
use serde_json::{Value, json};

use crate::support::{Caller, TestApp};

const ALL: &str = "/api/v1/journal/searches";

fn today() -> Value {
    json!({ "from": "2026-11-16T00:00:00Z", "to": "2026-11-17T00:00:00Z" })
}

fn with(name: &str, value: impl Into<Value>) -> Value {
    let mut search = today();
    search[name] = value.into();
    search
}

async fn operations(auditor: &Caller<'_>, search: &Value) -> Vec<String> {
    let found = auditor.post(ALL, search).await.expect(200);
    let entries = found.body["entries"].as_array().expect("entries").clone();
    entries.iter().map(|entry| entry["operation"].as_str().unwrap_or_default().to_owned()).collect()
}

#[actix_web::test]
async fn an_auditor_finds_entries_by_period_actor_operation_outcome_and_legal_ground() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let account = examiner.get("/api/v1/sessions/current").await.expect(200).text("/accountId");
    app.clock.advance(Duration::seconds(1));
    examiner.post(ALL, &today()).await.refused(403, "forbidden");
    let auditor = app.persona("auditor").await;

    assert_eq!(
        operations(&auditor, &with("actorId", account.as_str())).await,
        ["searchJournal", "readCurrentSession"],
        "latest first"
    );
    assert_eq!(operations(&auditor, &with("operation", "readCurrentSession")).await, ["readCurrentSession"]);
    assert_eq!(operations(&auditor, &with("outcome", "Refused")).await, ["searchJournal"]);
    let by_ground = operations(&auditor, &with("legalBasis", "LAW-200-2010-EXAMINATION")).await;
    assert_eq!(by_ground, ["searchJournal", "readCurrentSession"]);
    let mut both = with("actorId", account.as_str());
    both["outcome"] = "Done".into();
    assert_eq!(operations(&auditor, &both).await, ["readCurrentSession"]);
    let yesterday = json!({ "from": "2026-11-15T00:00:00Z", "to": "2026-11-16T00:00:00Z" });
    assert_eq!(operations(&auditor, &yesterday).await, [""; 0]);
}

#[actix_web::test]
async fn a_search_is_itself_an_entry_and_shows_whose_data_was_looked_for() {
    let app = TestApp::start().await;
    let auditor = app.persona("auditor").await;
    let person = uuid::Uuid::now_v7();
    let typed = migratie::kernel::id::write("per", person);
    assert_eq!(operations(&auditor, &with("personId", typed.as_str())).await, [""; 0]);
    assert_eq!(operations(&auditor, &with("personId", typed.as_str())).await, ["searchJournal"]);
    let about =
        format!("select count(*) from journal.entries where operation = 'searchJournal' and persons = array['{person}'::uuid]");
    assert_eq!(app.number(&about), 2);
}

#[actix_web::test]
async fn pages_give_every_entry_once_and_a_cursor_serves_its_own_search_only() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    for _ in 0..7 {
        caller.get("/api/v1/sessions/current").await.expect(200);
    }
    let auditor = app.persona("auditor").await;
    let mut search = with("operation", "readCurrentSession");
    search["limit"] = 3.into();
    let (mut seen, mut pages) = (Vec::new(), 0);
    loop {
        let page = auditor.post(ALL, &search).await.expect(200);
        let entries = page.body["entries"].as_array().expect("entries").clone();
        seen.extend(entries.iter().map(|entry| entry["entryId"].as_str().expect("id").to_owned()));
        pages += 1;
        match page.body["nextCursor"].as_str() {
            Some(next) => search["cursor"] = next.into(),
            None => break,
        }
    }
    let mut distinct = seen.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!((seen.len(), distinct.len(), pages), (7, 7, 3));
    let mut other = today();
    other["cursor"] = search["cursor"].clone();
    auditor.post(ALL, &other).await.refused(400, "foreign-cursor");
}

#[actix_web::test]
async fn whoever_is_no_auditor_is_refused() {
    let app = TestApp::start().await;
    for persona in ["applicant", "examiner-chisinau", "head", "administrator", "partner-demo"] {
        let caller = app.persona(persona).await;
        caller.post(ALL, &today()).await.refused(403, "forbidden");
        caller.get("/api/v1/journal/seals").await.refused(403, "forbidden");
    }
    app.anyone().post(ALL, &today()).await.refused(401, "not-signed-in");
}

#[actix_web::test]
async fn everything_wrong_with_a_search_is_told_at_once() {
    let app = TestApp::start().await;
    let auditor = app.persona("auditor").await;
    let wrong = json!({ "from": "yesterday", "operation": "", "outcome": "Maybe", "who": 1 });
    let answer = auditor.post(ALL, &wrong).await.refused(400, "bad-input");
    let pointers: Vec<&str> = answer.violations().iter().map(|(pointer, _)| *pointer).collect();
    for pointer in ["/from", "/operation", "/outcome", "/to", "/who"] {
        assert!(pointers.contains(&pointer), "{pointer} in {pointers:?}");
    }
    let backwards = json!({ "from": "2026-11-17T00:00:00Z", "to": "2026-11-16T00:00:00Z" });
    assert_eq!(auditor.post(ALL, &backwards).await.refused(400, "bad-input").violations(), [("/to", "before-from")]);
    let long = json!({ "from": "2024-11-17T00:00:00Z", "to": "2026-11-16T00:00:00Z" });
    assert_eq!(auditor.post(ALL, &long).await.refused(400, "bad-input").violations(), [("/to", "period-too-long")]);
}

#[actix_web::test]
async fn an_entry_is_read_with_a_proof_that_needs_nothing_else() {
    use migratie::kernel::merkle;
    let app = TestApp::start().await;
    super::some_sealed_work(&app).await;
    let auditor = app.persona("auditor").await;
    let found = auditor.post(ALL, &with("operation", "loadReferenceData")).await.expect(200);
    let path = format!("/api/v1/journal/entries/{}", found.text("/entries/0/entryId"));
    let read = auditor.get(&path).await.expect(200);
    assert!(read.body["writes"].as_array().is_some_and(|writes| writes.iter().any(|write| write["relation"] == "subdivisions")));

    let hash = |pointer: &str| -> merkle::Hash { hex::decode(read.text(pointer)).expect("hex").try_into().expect("a digest") };
    let leaf = merkle::leaf(read.text("/line").as_bytes());
    assert_eq!(leaf, hash("/inclusion/leaf"));
    let proof = read.body["inclusion"]["path"].as_array().expect("a path");
    let proof: Vec<merkle::Hash> =
        proof.iter().map(|step| hex::decode(step.as_str().unwrap()).unwrap().try_into().unwrap()).collect();
    let position = read.body["inclusion"]["position"].as_u64().expect("a position") as usize;
    let count = read.body["inclusion"]["seal"]["entries"].as_u64().expect("a count") as usize;
    assert!(merkle::verify(&leaf, position, count, &proof, &hash("/inclusion/seal/treeRoot")));

    let unsealed = auditor.post(ALL, &with("operation", "searchJournal")).await.expect(200);
    let fresh = auditor.get(&format!("/api/v1/journal/entries/{}", unsealed.text("/entries/0/entryId"))).await.expect(200);
    assert!(fresh.body.get("inclusion").is_none());
    auditor.get("/api/v1/journal/entries/jrn_01ja4ttz8ze3ks9nvd5efz1s8d").await.refused(404, "not-found");
}

#[actix_web::test]
async fn seals_are_listed_latest_first_and_their_keys_are_open_to_all() {
    let app = TestApp::start().await;
    super::some_sealed_work(&app).await;
    let auditor = app.persona("auditor").await;
    let first = auditor.get("/api/v1/journal/seals?limit=3").await.expect(200);
    let numbers: Vec<i64> =
        first.body["seals"].as_array().expect("seals").iter().map(|seal| seal["number"].as_i64().unwrap()).collect();
    assert_eq!(numbers, [4, 3, 2]);
    let rest = auditor.get(&format!("/api/v1/journal/seals?limit=3&cursor={}", first.text("/nextCursor"))).await.expect(200);
    assert_eq!(rest.body["seals"][0]["number"], 1);
    assert_eq!(rest.text("/seals/0/previousRoot"), "0".repeat(64));
    let keys = app.anyone().get("/api/v1/journal/keys").await.expect(200);
    assert_eq!(keys.text("/keys/0/keyId"), first.text("/seals/0/keyId"));
    assert_eq!(keys.body["keys"][0]["current"], true);
}
