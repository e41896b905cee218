use std::io::Write;

use chrono::Duration;
use diesel::{Connection, PgConnection, connection::SimpleConnection};
use migratie::{
    access::store::{self, AccountDraft},
    journal::{
        finding::What,
        keys::PublicKeys,
        verify::{DatabaseCheck, StoredBlobs, verify_database},
    },
};
use uuid::Uuid;

use super::{assert_clean, some_sealed_work, superuser, verify, verify_on};
use crate::{
    support::{TestApp, program_url, run_folder, superuser_url_of},
    uploads::{samples, send},
};

#[actix_web::test]
async fn an_untouched_database_verifies_and_the_report_says_what_was_looked_at() {
    let app = TestApp::start().await;
    some_sealed_work(&app).await;
    let report = verify(&app);
    assert_clean(&report);
    assert_eq!(report.entries, app.number("select count(*) from journal.entries").unsigned_abs());
    assert_eq!(report.seals, app.number("select count(*) from journal.seals").unsigned_abs());
    assert_eq!(report.row_versions, app.number("select count(*) from journal.writes").unsigned_abs());
    assert_eq!(report.head.map(|head| head.0), Some(app.number("select max(number) from journal.seals")));
}

#[actix_web::test]
async fn what_the_program_does_for_somebody_who_signs_in_is_no_finding() {
    let app = TestApp::start().await;
    let made = app.platform.door.by_system("receiveSignIn", |unit| {
        let draft = AccountDraft { kind: "Person", login: "2015000000990", display_name: "NOU Nume", person: None, jwks: None };
        let account = store::account_of(unit.conn, unit.now, &draft)?;
        unit.entry.actor = Some(account);
        Ok(account)
    });
    let account = made.await.expect("an account");
    app.seal().await;
    assert_clean(&verify(&app));
    app.tamper(&format!("update history.accounts set actor_id = '{account}' where id = '{account}'"));
    assert!(verify(&app).has(What::HistoryMisattributed));
}

/// Each finding by its name and place; the random tamperings beside ask only that there is one.
#[actix_web::test]
async fn what_was_changed_is_named_with_its_place() {
    let cases = [
        ("update journal.entries set legal_reason = 'altul' where operation = 'loadDemoWorld'", What::EntryChanged, "entry "),
        ("delete from journal.entries where operation = 'loadDemoWorld'", What::EntryMissing, "entry "),
        (
            "update journal.writes set digest = set_byte(digest, 0, get_byte(digest, 0) # 1) where relation = 'subdivisions'",
            What::HistoryChanged,
            "history.subdivisions ",
        ),
        (
            "update history.accounts set display_name = display_name || ' ' where login = '2015000000011'",
            What::HistoryChanged,
            "history.accounts ",
        ),
        (
            "update history.accounts set recorded_at = recorded_at - interval '1 day'",
            What::HistoryMisattributed,
            "history.accounts ",
        ),
        ("delete from history.accounts where login = '2015000000011'", What::WriteWithoutHistory, "history.accounts "),
        ("update accounts set status = 'Blocked' where login = '2015000000011'", What::RecordChanged, "accounts "),
        ("delete from account_roles", What::RecordMissing, "account_roles "),
        ("update journal.seals set sealed_at = sealed_at - interval '1 second' where number = 2", What::SignatureWrong, "seal 2"),
        ("update journal.seals set root = tree_root where number = 2", What::ChainBroken, "seal 2"),
        ("update journal.seals set key_id = '0123456789abcdef' where number = 1", What::KeyUnknown, "seal 1"),
        (
            "update journal.seal_members set position = position + 1 where seal_number = 1 and position = (select max(position) from journal.seal_members where seal_number = 1)",
            What::MembersChanged,
            "seal 1 ",
        ),
        (
            "update journal.seal_members set position = 1000 where seal_number = 1 and position = 0;
             update journal.seal_members set position = 0 where seal_number = 1 and position = 1;
             update journal.seal_members set position = 1 where seal_number = 1 and position = 1000",
            What::TreeChanged,
            "seal 1",
        ),
        (
            "delete from journal.seal_members where seal_number = 2; delete from journal.seals where number = 2",
            What::SealMissing,
            "between seal 1 ",
        ),
        (
            "insert into journal.writes select gen_random_uuid(), relation, row_id, row_version + 1, digest from journal.writes limit 1",
            What::WriteWithoutEntry,
            "",
        ),
    ];
    let app = TestApp::start().await;
    some_sealed_work(&app).await;
    for (sql, what, place) in cases {
        let mut conn = superuser(&app);
        conn.batch_execute(&format!("begin; set local session_replication_role = replica; {sql}"))
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
        let report = super::verify_on(&app, &mut conn);
        let named = report.findings.iter().any(|finding| finding.what == what && finding.place.starts_with(place));
        assert!(named, "{sql}: {:#?}", report.findings);
        conn.batch_execute("rollback").unwrap();
    }
}

#[actix_web::test]
async fn a_journal_whose_end_was_cut_off_is_found_by_the_root_that_was_mirrored() {
    let app = TestApp::start().await;
    some_sealed_work(&app).await;
    let mirrored = verify(&app).head.map(|(number, root)| (number, hex::decode(root).unwrap()));
    let keys = PublicKeys::of(app.platform.keys.journal());
    let check = |mirrored| DatabaseCheck { keys: &keys, now: app.clock.now(), blobs: None, mirrored };
    let mut conn = superuser(&app);
    assert_clean(&verify_database(&mut conn, &check(mirrored.clone())).unwrap());
    // The last batch goes, with everything it wrote: nothing inside the database remembers it.
    conn.batch_execute(
        "begin; set local session_replication_role = replica;
         create temp table last as select entry_id, seal_number from journal.seal_members
          where seal_number = (select max(number) from journal.seals);
         delete from journal.entries where id in (select entry_id from last);
         delete from journal.seal_members where entry_id in (select entry_id from last);
         delete from journal.seals where number in (select seal_number from last);
         delete from journal.writes where work_id in (select entry_id from last)",
    )
    .unwrap();
    assert_clean(&super::verify_on(&app, &mut conn));
    let report = verify_database(&mut conn, &check(mirrored)).unwrap();
    assert_eq!(report.findings.iter().map(|finding| finding.what).collect::<Vec<_>>(), [What::NotAsMirrored]);
}

/// What the retention role does when a legal term ends: overwrites personal columns, live and in history, and says so.
fn retire(app: &TestApp, tell: bool) {
    let work = Uuid::now_v7();
    let now = app.clock.now().to_rfc3339();
    let redact =
        if tell { "select journal.redact('accounts', array(select id from accounts where login = '-'))" } else { "select 1" };
    app.tamper(&format!(
        "begin;
         set local role migratie_retention;
         select set_config('migratie.work', '{work}', true), set_config('migratie.actor', '', true), set_config('migratie.now', '{now}', true);
         insert into journal.entries (id, at, actor_kind, actor_name, operation, outcome)
           values ('{work}', '{now}', 'System', 'SI Migrație', 'applyRetention', 'Done');
         update history.accounts set login = '-', display_name = '-' where login = '2015000000011';
         update accounts set login = '-', display_name = '-' where login = '2015000000011';
         {redact};
         commit"
    ));
}

#[actix_web::test]
async fn it_still_verifies_after_retention_and_counts_what_was_overwritten() {
    let app = TestApp::start().await;
    some_sealed_work(&app).await;
    let versions = app.number("select count(*) from history.accounts where login = '2015000000011'");
    retire(&app, true);
    app.seal().await;
    let report = verify(&app);
    assert_clean(&report);
    assert_eq!(report.redacted, versions.unsigned_abs(), "the versions that were overwritten; the new one is an ordinary write");
    assert_eq!(app.number("select count(*) from history.accounts where display_name = 'YILMAZ Emre'"), 0);
    // What is redacted is as well kept as anything else.
    app.tamper("update history.accounts set email = 'x@example.org' where version = 1 and login = '-'");
    assert!(verify(&app).has(What::HistoryChanged));
}

#[actix_web::test]
async fn history_that_was_overwritten_without_saying_so_is_found() {
    let app = TestApp::start().await;
    some_sealed_work(&app).await;
    retire(&app, false);
    app.seal().await;
    let report = verify(&app);
    assert!(
        !report.is_clean() && report.findings.iter().all(|finding| finding.what == What::HistoryChanged),
        "{:?}",
        report.findings
    );
}

#[actix_web::test]
async fn a_redaction_slipped_under_an_entry_that_is_sealed_is_found() {
    let app = TestApp::start().await;
    some_sealed_work(&app).await;
    app.tamper(
        "update history.accounts set display_name = 'POPESCU Ana' where login = '2015000000011';
         insert into journal.redactions (work_id, relation, row_id, row_version, digest)
         select work_id, 'accounts', id, version, sha256(house.row_bytes(salt, to_jsonb(h) - '{recorded_at,work_id,actor_id,salt}'::text[]))
           from history.accounts h where login = '2015000000011'",
    );
    let report = verify(&app);
    assert!(report.has(What::EntryChanged) && !report.has(What::HistoryChanged), "{:?}", report.findings);
}

#[actix_web::test]
async fn a_changed_or_missing_content_of_a_file_is_found() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    for name in ["one.pdf", "two.pdf", "three.pdf"] {
        send(&caller, "Attachment", name, "application/pdf", &samples::pdf(1, 100)).await.expect(201);
    }
    app.seal().await;
    let verified = |app: &TestApp| {
        let keys = PublicKeys::of(app.platform.keys.journal());
        let (url, now, store) = (superuser_url_of(&app.database), app.clock.now(), app.platform.files.blobs.clone());
        // On a thread of its own: a command waits for the store, asynchronous code must not.
        std::thread::spawn(move || {
            let files = StoredBlobs::new(store).unwrap();
            let check = DatabaseCheck { keys: &keys, now, blobs: Some(&files), mirrored: None };
            verify_database(&mut PgConnection::establish(&url).unwrap(), &check).unwrap()
        })
        .join()
        .unwrap()
    };
    let report = verified(&app);
    assert_clean(&report);
    assert_eq!(report.blobs, 3);

    let mut stored = Vec::new();
    contents(&app.platform.settings.data_dir.join("files"), &mut stored);
    assert_eq!(stored.len(), 3);
    let mut bytes = std::fs::read(&stored[0]).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&stored[0], bytes).unwrap();
    std::fs::remove_file(&stored[1]).unwrap();
    let mut found: Vec<What> = verified(&app).findings.iter().map(|finding| finding.what).collect();
    found.sort();
    assert_eq!(found, [What::BlobMissing, What::BlobChanged]);
}

/// Every file below a folder.
fn contents(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() { contents(&path, found) } else { found.push(path) }
    }
}

/// The command itself, on the program's own role: exit codes and words.
#[actix_web::test]
async fn the_command_ends_with_one_when_something_was_found() {
    let app = TestApp::start().await;
    some_sealed_work(&app).await;
    let command = |arguments: &[&str]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_migratie"))
            .arg("journal")
            .args(arguments)
            .env("MIGRATIE_MODE", "development")
            .env("DATABASE_URL", program_url(&app.database))
            .env("MIGRATIE_KEYS_DIR", run_folder().join("keys"))
            .output()
            .expect("the program")
    };
    let verified = command(&["verify", "--database"]);
    let told = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert_eq!(verified.status.code(), Some(0), "{told}{}", String::from_utf8_lossy(&verified.stderr));
    assert!(told.contains(": 0 findings"), "{told}");

    let exported = command(&["export"]);
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&exported.stdout).unwrap();
    let path = file.path().to_str().unwrap();
    assert_eq!(command(&["verify", path]).status.code(), Some(0));
    let stranger = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
    assert_eq!(command(&["verify", path, "--public-key", stranger]).status.code(), Some(1));
    assert_eq!(command(&["verify", "/nowhere"]).status.code(), Some(2));

    app.tamper("set session_replication_role = replica; update accounts set version = 7 where login = '2015000000022'");
    let found = command(&["verify"]);
    let told = String::from_utf8_lossy(&found.stdout).into_owned();
    assert_eq!(found.status.code(), Some(1));
    assert!(told.contains("RecordChanged: accounts "), "{told}");
    assert!(!told.contains("2015000000022") && !told.contains("CEBAN"), "ids only: {told}");
}

#[actix_web::test]
async fn what_is_written_once_and_for_all_is_found_changed_removed_or_added() {
    let app = TestApp::start().await;
    crate::requests::registered(&app).await;
    app.work_off().await;
    app.seal().await;
    app.clock.advance(Duration::minutes(2));
    app.seal().await;
    assert_clean(&verify(&app));
    assert_eq!(app.number("select count(*) from payments"), 1);
    for (tampering, finding) in [
        ("update payments set amount_bani = amount_bani + 1", What::RecordChanged),
        ("update payments set message = message || '{\"x\": 1}'", What::RecordChanged),
        ("update payments set salt = uuid_send(gen_random_uuid())", What::RecordChanged),
        ("delete from payments", What::RecordMissing),
        (
            "insert into payments select gen_random_uuid(), order_id, payment_id || 'x', invoice_id, amount_bani, counted_bani, paid_at,
                    recorded_at, outcome, source, message from payments",
            What::RecordWithoutHistory,
        ),
        ("update request_events set at = at - interval '1 microsecond' where action = 'Register'", What::RecordChanged),
        ("update request_events set note = 'alta' where action = 'Register'", What::RecordChanged),
        ("delete from request_events where action = 'Register'", What::RecordMissing),
        (
            "insert into request_events (id, request_id, at, action, from_state, to_state, actor_name)
             select gen_random_uuid(), request_id, at, action, from_state, to_state, actor_name from request_events where action = 'Register'",
            What::RecordWithoutHistory,
        ),
    ] {
        let mut conn = superuser(&app);
        conn.test_transaction::<_, diesel::result::Error, _>(|conn| {
            conn.batch_execute("set local session_replication_role = replica")?;
            conn.batch_execute(tampering)?;
            let found: Vec<What> = verify_on(&app, conn).findings.iter().map(|finding| finding.what).collect();
            assert_eq!(found, [finding], "{tampering}");
            Ok(())
        });
    }
    assert_clean(&verify(&app));
}
