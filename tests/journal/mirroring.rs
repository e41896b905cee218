use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use chrono::Duration;
use diesel::{
    PgConnection, RunQueryDsl,
    sql_types::{Array, Text, Uuid as SqlUuid},
};
use migratie::{
    journal::mlog::{Identities, MLogCarrier},
    kernel::{outbox::Outbox, problem::Problem},
    partners::{
        Partner, PartnerError,
        mlog::{Batch, EventPage, EventQuery, MLog, QueryGround, Receipt},
    },
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::TestApp;

/// MLog as a list of what it was sent; it fails as often as it is told to.
#[derive(Default)]
struct Notebook {
    lines: Mutex<Vec<Value>>,
    failures: Mutex<u32>,
}

#[async_trait::async_trait]
impl MLog for Notebook {
    async fn register(&self, batch: &Batch) -> Result<Receipt, PartnerError> {
        let mut failures = self.failures.lock().unwrap();
        if *failures > 0 {
            *failures -= 1;
            return Err(PartnerError::Unreachable { partner: Partner::MLog });
        }
        let events = batch.body().lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>();
        self.lines.lock().unwrap().extend(events);
        Ok(Receipt { uids: vec![], timestamp: None })
    }
    async fn event(&self, _: &str, _: &QueryGround) -> Result<Option<Value>, PartnerError> {
        Ok(None)
    }
    async fn query(&self, _: &EventQuery) -> Result<EventPage, PartnerError> {
        Ok(EventPage { result: vec![], pagination: Value::Null })
    }
}

/// Accounts by their login, as the program will do it.
struct Logins;

#[derive(diesel::QueryableByName)]
struct Login {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Text)]
    login: String,
}

impl Identities for Logins {
    fn users(&self, conn: &mut PgConnection, accounts: &[Uuid]) -> Result<HashMap<Uuid, String>, Problem> {
        let found: Vec<Login> = diesel::sql_query("select id, login from accounts where id = any($1)")
            .bind::<Array<SqlUuid>, _>(accounts)
            .load(conn)?;
        Ok(found.into_iter().map(|account| (account.id, account.login)).collect())
    }
    fn subjects(&self, _: &mut PgConnection, _: &[Uuid]) -> Result<HashMap<Uuid, String>, Problem> {
        Ok(HashMap::new())
    }
}

fn mirror(app: &TestApp, notebook: &Arc<Notebook>) -> Outbox {
    let work = app.platform.door.work().clone();
    let carrier = MLogCarrier::new(work.clone(), notebook.clone(), Arc::new(Logins), Some("1006601000185".into()));
    Outbox::new(work, vec![Arc::new(carrier)])
}

#[actix_web::test]
async fn what_was_sealed_is_registered_in_mlog_with_the_signed_root() {
    let app = TestApp::start().await;
    app.persona("auditor")
        .await
        .post(
            "/api/v1/journal/searches",
            &json!({ "from": "2026-11-16T00:00:00Z",
        "to": "2026-11-17T00:00:00Z", "personId": migratie::kernel::id::write("per", Uuid::from_u128(5)) }),
        )
        .await
        .expect(200);
    app.persona("applicant").await.delete("/api/v1/sessions/current").await.expect(204);
    app.seal().await;
    let notebook = Arc::new(Notebook::default());
    assert_eq!(mirror(&app, &notebook).carry_due().await.unwrap(), 1);

    let lines = notebook.lines.lock().unwrap().clone();
    let of =
        |kind: &str| lines.iter().find(|event| event["event_type"] == kind).unwrap_or_else(|| panic!("no {kind} in {lines:#?}"));
    let search = of("IGM.PersonalData.Search");
    assert_eq!((&search["user"], &search["subject"]), (&json!("2015000000114"), &json!(Uuid::from_u128(5))));
    assert_eq!(search["legal_entity"], "1006601000185");
    assert_eq!(search["operation"], "searchJournal");
    assert_eq!(of("IGM.Migratie.Session.Ended")["user"], "2015000000011");
    let sealed = of("IGM.Migratie.Journal.Sealed");
    let head = super::verify(&app).head.expect("a seal");
    assert_eq!((&sealed["object_name"], &sealed["object"]), (&json!(head.0.to_string()), &json!(head.1)));
    assert!(sealed["event_details"].as_str().is_some_and(|line| line.contains("\"signature\":")));
    assert_eq!(app.number("select count(*) from outbox where kind = 'mlog.batch' and state = 'Done'"), 1);
}

#[actix_web::test]
async fn a_seal_that_mlog_did_not_take_is_sent_again_under_the_same_event_ids() {
    let app = TestApp::start().await;
    app.persona("applicant").await;
    app.seal().await;
    let notebook = Arc::new(Notebook { failures: Mutex::new(2), ..Notebook::default() });
    let outbox = mirror(&app, &notebook);
    for _ in 0..3 {
        outbox.carry_due().await.unwrap();
        app.clock.advance(Duration::minutes(5));
    }
    let first: Vec<Value> = notebook.lines.lock().unwrap().iter().map(|event| event["event_id"].clone()).collect();
    assert!(!first.is_empty());
    app.tamper("update outbox set state = 'Waiting' where kind = 'mlog.batch'");
    outbox.carry_due().await.unwrap();
    let both: Vec<Value> = notebook.lines.lock().unwrap().iter().map(|event| event["event_id"].clone()).collect();
    assert_eq!(both, [first.clone(), first].concat());
}

/// A name that was changed in one place and not in the other would silently send nothing.
#[test]
fn every_operation_and_kind_that_is_mapped_to_an_event_exists() {
    let contract = crate::support::contract::whole();
    let ids: Vec<&str> = contract["paths"]
        .as_object()
        .expect("paths")
        .values()
        .flat_map(|path| path.as_object().expect("operations").values())
        .filter_map(|operation| operation["operationId"].as_str())
        .collect();
    let mut source = String::new();
    read_all(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut source);
    let unknown: Vec<&str> = migratie::journal::mlog::mapped()
        .filter(|name| !ids.contains(name) && !source.contains(&format!("\"{name}\"")))
        .collect();
    assert_eq!(unknown, [""; 0]);
}

fn read_all(folder: &std::path::Path, text: &mut String) {
    for path in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        match path.extension() {
            _ if path.is_dir() => read_all(&path, text),
            Some(kind) if kind == "rs" => text.push_str(&std::fs::read_to_string(&path).expect("a source")),
            _ => {}
        }
    }
}
