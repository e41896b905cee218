use diesel::RunQueryDsl;
use serde_json::{Value, json};

use super::superuser;
use crate::support::{TestApp, program_url};

fn entries(app: &TestApp, operation: &str) -> i64 {
    app.number(&format!("select count(*) from journal.entries where operation = '{operation}'"))
}

#[actix_web::test]
async fn every_call_that_is_answered_writes_exactly_one_entry() {
    let app = TestApp::start().await;
    let caller = app.persona("examiner-chisinau").await;
    let before = app.number("select count(*) from journal.entries");
    caller.get("/api/v1/sessions/current").await.expect(200);
    caller.post("/api/v1/sessions/current/tokens", &Value::Null).await.expect(201);
    caller.delete("/api/v1/sessions/current").await.expect(204);
    assert_eq!(app.number("select count(*) from journal.entries"), before + 3);
    for operation in ["readCurrentSession", "renewAccessToken", "endCurrentSession"] {
        assert_eq!(entries(&app, operation), 1, "{operation}");
    }
}

#[actix_web::test]
async fn an_act_sent_again_under_its_key_is_one_act_and_one_entry() {
    let app = TestApp::start().await;
    let auditor = app.persona("auditor").await;
    let body = json!({ "from": "2026-11-16T00:00:00Z", "to": "2026-11-16T01:00:00Z" });
    let key = [("Idempotency-Key", "the-same-key")];
    let first = auditor.post_with("/api/v1/journal/exports", &body, &key).await.expect(201);
    let again = auditor.post_with("/api/v1/journal/exports", &body, &key).await.expect(201);
    assert_eq!(first.bytes, again.bytes);
    assert_eq!(entries(&app, "createJournalExport"), 1);
}

#[actix_web::test]
async fn an_entry_says_who_acted_in_which_role_for_which_office() {
    let app = TestApp::start().await;
    app.persona("examiner-chisinau").await.get("/api/v1/sessions/current").await.expect(200);
    let right = "select count(*) from journal.entries e join accounts a on a.id = e.actor_id
                  where e.operation = 'readCurrentSession' and e.actor_kind = 'Officer' and e.actor_name = 'LUNGU Andrei'
                    and e.role = 'Examiner' and e.office_id = (select id from subdivisions where code = 'CHI')
                    and a.display_name = e.actor_name and e.session_id is not null and e.outcome = 'Done' and e.trace_id <> ''";
    assert_eq!(app.number(right), 1);
}

#[actix_web::test]
async fn a_refused_call_writes_an_entry_that_says_so() {
    let app = TestApp::start().await;
    let search = json!({ "from": "2026-11-16T00:00:00Z", "to": "2026-11-17T00:00:00Z" });
    app.persona("applicant").await.post("/api/v1/journal/searches", &search).await.refused(403, "forbidden");
    let refused = "select count(*) from journal.entries e join accounts a on a.id = e.actor_id
                    where e.operation = 'searchJournal' and e.outcome = 'Refused' and e.problem = 'forbidden'
                      and a.display_name = 'YILMAZ Emre' and e.actor_name = a.display_name and e.actor_kind = 'Person'";
    assert_eq!((app.number(refused), entries(&app, "searchJournal")), (1, 1));
}

#[actix_web::test]
async fn the_program_itself_can_neither_change_nor_remove_what_is_journalled() {
    let app = TestApp::start().await;
    app.seal().await;
    let attempts = [
        "update journal.entries set operation = 'x'",
        "delete from journal.entries",
        "truncate journal.entries",
        "update journal.writes set digest = 'x'",
        "delete from journal.writes",
        "update journal.seals set entries = 1",
        "delete from journal.seals",
        "update journal.seal_members set position = 0",
        "delete from journal.seal_members",
        "insert into journal.redactions values (gen_random_uuid(), 'accounts', gen_random_uuid(), 1, 'x')",
        "insert into journal.unsealed values (gen_random_uuid())",
        "update history.accounts set version = 1",
        "delete from history.accounts",
        "insert into history.accounts select * from history.accounts",
        "delete from accounts",
        "select journal.redact('accounts', '{}')",
    ];
    for attempt in attempts {
        let told = app
            .platform
            .door
            .work()
            .run_here(|conn, _| Ok(diesel::sql_query(attempt).execute(conn).expect_err(attempt).to_string()));
        let told = told.expect("the transaction ends");
        assert!(told.contains("permission denied"), "{attempt}: {told}");
    }
    super::assert_clean(&super::verify_on(&app, &mut superuser(&app)));
    migratie::kernel::database::guard::refuse_too_much_power(&program_url(&app.database)).expect("`serve` starts with this role");
}
