use std::io::Write;

use diesel::{PgConnection, QueryResult, connection::SimpleConnection};
use migratie::journal::{
    finding::What,
    keys::PublicKeys,
    verify::{DatabaseCheck, StoredBlobs, verify_database},
};
use uuid::Uuid;

use super::{assert_clean, some_sealed_work, superuser, verify};
use crate::support::{TestApp, program_url, run_folder};

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
        ("update journal.seal_members set position = position + 1 where seal_number = 1 and position = (select max(position) from journal.seal_members where seal_number = 1)", What::MembersChanged, "seal 1 "),
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
    retire(&app, true);
    app.seal().await;
    let report = verify(&app);
    assert_clean(&report);
    assert_eq!(report.redacted, 1, "the version that was overwritten; the new one is an ordinary write");
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
    assert_eq!(report.findings.iter().map(|finding| finding.what).collect::<Vec<_>>(), [What::HistoryChanged]);
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

/// Contents of three files: one as it was stored, one changed, one gone.
struct ThreeFiles;

impl BlobWitness for ThreeFiles {
    fn list(&self, _: &mut PgConnection, after: Option<Uuid>, _: i64) -> QueryResult<Vec<Blob>> {
        let next = after.map_or(1, |after| after.as_u128() + 1);
        let blob = |number: u128| Blob {
            id: Uuid::from_u128(number),
            what: format!("file {number}"),
            ciphertext_sha256: [number as u8; 32],
        };
        Ok((next..=3).take(2).map(blob).collect())
    }

    fn check(&self, blob: &Blob) -> Result<Result<(), BlobFault>, String> {
        Ok(match blob.id.as_u128() {
            1 => Ok(()),
            2 => Err(BlobFault::Changed),
            _ => Err(BlobFault::Missing),
        })
    }
}

#[actix_web::test]
async fn contents_of_files_are_asked_of_whoever_keeps_them() {
    let app = TestApp::start().await;
    app.seal().await;
    let keys = PublicKeys::of(app.platform.keys.journal());
    let check = DatabaseCheck { keys: &keys, now: app.clock.now(), blobs: Some(&ThreeFiles), mirrored: None };
    let report = verify_database(&mut superuser(&app), &check).unwrap();
    let found: Vec<_> = report.findings.iter().map(|finding| (finding.what, finding.place.as_str())).collect();
    assert_eq!((report.blobs, found), (3, vec![(What::BlobChanged, "file 2"), (What::BlobMissing, "file 3")]));
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
