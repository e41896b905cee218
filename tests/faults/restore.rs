//! Backup and restore, rehearsed: while people work the database is copied and its log archived, then files and keys; all of it is brought back in
//! another place, to an instant in between. The commands are those of `docs/backup.md`.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    fs,
    os::unix::fs::{MetadataExt, chown},
    path::{Path, PathBuf},
    rc::Rc,
    sync::atomic::Ordering,
    time::Instant,
};

use aws_lc_rs::digest;
use futures_util::future::{join, join_all};
use migratie::kernel::keys::{KeyRing, Origin};

use crate::{
    calls::client,
    case::Case,
    driver::Driver,
    folder, journeys,
    moment::{self, Moment},
    operator::{Operator, told},
    program::Program,
    until,
    world::{World, cluster_in},
};

/// What was so at the moment, and what people had been told by then.
struct Past {
    moment: Moment,
    /// Addresses of requests that were decided before it; where their documents are, and the digests of those.
    before: BTreeMap<String, (String, Vec<u8>)>,
    /// Addresses of requests that were begun after it.
    after: Vec<String>,
    /// A file of the log between the base backup and the moment.
    between: String,
    /// `NUMBER:ROOT` of the last seal that MLog has; it is younger.
    mirrored: String,
}

#[actix_web::test]
async fn restored_to_an_instant_every_table_is_what_it_was_then_and_what_is_missing_is_told() {
    let begun = Instant::now();
    let world = World::make(true);
    let backup = world.folder().join("backup");
    let case = Rc::new(Case::new(world));
    archive(&case, &backup).await;
    let driver = Driver::start(case.clone(), None).await;
    let past = lived_through(&driver, &backup).await;
    driver.kill().await;
    println!("{} requests before the moment, {} after; {:?}", past.before.len(), past.after.len(), begun.elapsed());

    what_is_missing_of_the_log_is_told(&case, &backup, &past).await;
    let lost = Instant::now();
    let mut restored = brought_back(&case, &backup, &past);
    until("the end of the recovery", async || (restored.rows("select pg_is_in_recovery()::text") == ["false"]).then_some(()))
        .await;
    assert_eq!(moment::tables(&restored.world.url(&restored.database, "postgres")), past.moment.tables);
    println!("{} tables are what they were; restored in {:?}", past.moment.tables.len(), lost.elapsed());

    looked_at(&restored, &backup, &past);
    keys_of_another_installation_are_refused(&mut restored, &backup).await;
    serves(Rc::new(restored), &past).await;
    println!("in all {:?}", begun.elapsed());
}

/// Tells PostgreSQL to archive its log, as the document says.
async fn archive(case: &Case, backup: &Path) {
    let operator = Operator::of(case, backup);
    for name in ["archive_mode", "archive_command", "archive_timeout"] {
        let line = operator.line(&format!("{name} = "));
        let value = line.split_once(" = ").expect("a setting").1.split('#').next().expect("a value").trim().trim_matches('\'');
        case.world.administer(&format!("alter system set {name} = '{}'", value.replace('\'', "''")));
    }
    let world = case.world.clone();
    actix_web::web::block(move || world.restart_postgresql()).await.expect("PostgreSQL");
}

/// People work; the database is copied under their hands, a moment noted, then the rest is copied.
async fn lived_through(driver: &Driver, backup: &Path) -> Past {
    let (over, noted) = (Cell::new(false), Cell::new(false));
    let (done, after) = (RefCell::new(Vec::new()), RefCell::new(Vec::new()));
    let client = async || {
        while !over.get() {
            let made = if noted.get() { &after } else { &done };
            let path = journeys::attestation(driver).await;
            made.borrow_mut().push(path);
        }
    };
    let more_work = async || {
        let reached = driver.answered.load(Ordering::Relaxed) + 10;
        until("more work", async || (driver.answered.load(Ordering::Relaxed) >= reached).then_some(())).await;
    };
    let case = &driver.case;
    let ended = || case.rows("select pg_walfile_name(pg_switch_wal())").remove(0);
    let keeping = async {
        more_work().await;
        does_beside(case, backup, "base.sh").await;
        more_work().await;
        let between = ended();
        more_work().await;
        let (paths, url) = (done.borrow().clone(), case.world.url(&case.database, "postgres"));
        let moment = actix_web::web::block(move || moment::noted(&url)).await.expect("a moment");
        noted.set(true);
        until("requests after the moment", async || (!after.borrow().is_empty()).then_some(())).await;
        let mirrored = until("a younger seal in MLog", async || mirrored_after(case, &moment).await).await;
        let last = ended();
        let archived = format!("select last_archived_wal from pg_stat_archiver where left(last_archived_wal, 24) >= '{last}'");
        until("the log in the archive", async || (!case.rows(&archived).is_empty()).then_some(())).await;
        does_beside(case, backup, "files.sh /var").await;
        does_beside(case, backup, "keys backup").await;
        over.set(true);
        (paths, moment, between, mirrored)
    };
    let (_, (paths, moment, between, mirrored)) = join(join_all((0..3).map(|_| client())), keeping).await;
    assert!(!paths.is_empty(), "nobody had been told of anything before the moment");
    let person = journeys::sign_in(driver, "applicant").await;
    let mut before = BTreeMap::new();
    for path in paths {
        let document = person.get(&path).await.expect(200).text("/decisionDocumentId");
        let content = format!("/api/v1/documents/{document}/content");
        let digest = digest_of(&person.get(&content).await.expect(200).bytes);
        before.insert(path, (content, digest));
    }
    Past { moment, before, after: after.take(), between, mirrored }
}

/// The last seal that MLog has, once it is younger than the moment.
async fn mirrored_after(case: &Case, moment: &Moment) -> Option<String> {
    let number = |seal: &str| seal.split(':').next().and_then(|number| number.parse::<i64>().ok()).expect("a seal");
    let events = case.stand_ins.get("/mlog/events").await;
    let seals = events["events"].as_array().expect("events").iter().filter(|event| event["object_type"] == "Seal");
    let text = |value: &serde_json::Value| value.as_str().or(value[0].as_str()).expect("a text").to_owned();
    let last =
        seals.map(|seal| format!("{}:{}", text(&seal["object_name"]), text(&seal["object"]))).max_by_key(|seal| number(seal));
    last.filter(|last| number(last) > number(&moment.sealed))
}

/// On a thread of its own: the load goes on.
async fn does_beside(case: &Case, backup: &Path, words: &str) {
    let mut command = Operator::of(case, backup).command(words);
    let done = actix_web::web::block(move || command.output()).await.expect("a thread").expect("bash");
    assert!(done.status.success(), "{words}: {}", told(&done));
}

fn digest_of(bytes: &[u8]) -> Vec<u8> {
    digest::digest(&digest::SHA256, bytes).as_ref().to_vec()
}

/// A folder for another cluster, of whoever runs this one.
fn place_beside(world: &World) -> tempfile::TempDir {
    let folder = folder::of_this_run();
    let (there, here) = (cluster_in(world.folder()), cluster_in(folder.path()));
    fs::create_dir(&here).expect("a folder");
    let owner = fs::metadata(there).expect("a cluster");
    chown(here, Some(owner.uid()), Some(owner.gid())).expect("ours, or we are root");
    folder
}

/// A file of the log is taken out of the archive: it is named, and PostgreSQL does not serve what there is without it.
async fn what_is_missing_of_the_log_is_told(case: &Case, backup: &Path, past: &Past) {
    let (there, aside) = (backup.join("wal").join(&past.between), backup.join("aside"));
    fs::rename(&there, &aside).expect("taken away");
    let folder = place_beside(&case.world);
    let pgdata = cluster_in(folder.path()).join("pgdata");
    let operator = Operator { pgdata: &pgdata, instant: &past.moment.at, ..Operator::of(case, backup) };
    let named = format!("{} is missing", past.between);

    let refused = operator.does_instead("restore.sh", &format!("--time '{}'", past.moment.at), "--latest");
    assert!(!refused.status.success() && told(&refused).contains(&named), "{}", told(&refused));
    assert!(!pgdata.exists(), "a cluster was made all the same");

    let warned = operator.did("restore.sh");
    assert!(warned.contains(&named), "{warned}");
    let refused = match World::restored(folder) {
        Err(error) => error.to_string(),
        // It may be read from on its way there.
        Ok(world) => until("its end", async || the_end_of(&world)).await,
    };
    assert!(refused.contains("recovery ended before configured recovery target was reached"), "{refused}");
    fs::rename(aside, there).expect("put back");
}

/// The log of a server that has ended.
fn the_end_of(world: &World) -> Option<String> {
    let cluster = cluster_in(world.folder());
    let said = || fs::read_to_string(cluster.join("log")).expect("a log");
    (!cluster.join("pgdata/postmaster.pid").exists()).then(said)
}

/// Database, files and keys in another place.
fn brought_back(case: &Case, backup: &Path, past: &Past) -> Case {
    let folder = place_beside(&case.world);
    let pgdata = cluster_in(folder.path()).join("pgdata");
    Operator { pgdata: &pgdata, instant: &past.moment.at, ..Operator::of(case, backup) }.did("restore.sh");
    let restored = case.in_another(World::restored(folder).unwrap_or_else(|error| panic!("{error}")));
    let operator = Operator::of(&restored, backup);
    operator.did("files.sh /backup");
    let wrong = operator.command("keys restore").env("MIGRATIE_KEYS_PASSPHRASE", "o alta cu totul").output().expect("bash");
    assert!(!wrong.status.success() && told(&wrong).contains("the passphrase is another one"), "{}", told(&wrong));
    assert!(!restored.keys.join("ring.json").exists(), "a wrong passphrase leaves nothing behind");
    operator.did("keys restore");
    // The seal comes with the settings.
    let (from, to) = (case.world.data().join("seal"), restored.world.data().join("seal"));
    fs::create_dir(&to).expect("a folder");
    for entry in fs::read_dir(from).expect("a seal").map(|entry| entry.expect("a file")) {
        fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy");
    }
    restored
}

/// What the operator looks at before anybody is let in; then against what MLog has, and with a content that is missing.
fn looked_at(restored: &Case, backup: &Path, past: &Past) {
    let operator = Operator::of(restored, backup);
    operator.did("journal seal");
    let clean = operator.did("journal verify  ");
    assert!(clean.contains(" 0 findings") && !clean.contains(" 0 files"), "{clean}");
    operator.did("content verify  ");
    operator.did("outbox dead");

    let against =
        |seal: &str| operator.does_instead("journal verify  ", "journal verify", &format!("journal verify --mirrored {seal}"));
    let known = against(&past.moment.sealed);
    assert!(known.status.success(), "{}", told(&known));
    let lost = against(&past.mirrored);
    assert!(lost.status.code() == Some(1) && told(&lost).contains("NotAsMirrored"), "{}", told(&lost));

    let (record, content) = a_document(restored);
    without(&content, || {
        let found = operator.does("journal verify  ");
        assert_eq!(found.status.code(), Some(1));
        assert!(told(&found).contains(&format!("BlobMissing: document_files {record}")), "{}", told(&found));
    });
}

/// The content of the first decision: its record, and where it lies.
fn a_document(case: &Case) -> (String, PathBuf) {
    let found = case.rows(
        "select concat_ws(' ', f.id, f.blob_id) from document_files f join issued_documents d on d.id = f.document_id
           join requests r on r.decision_document_id = d.id where f.kind = 'Final' and r.state = 'Decided' order by f.id limit 1",
    );
    let (record, blob) = found[0].split_once(' ').expect("two ids");
    (record.to_owned(), case.world.data().join("files/blobs").join(&blob[34..]).join(blob))
}

/// While a file is not there.
fn without(file: &Path, so: impl FnOnce()) {
    let aside = file.with_extension("aside");
    fs::rename(file, &aside).expect("taken away");
    so();
    fs::rename(aside, file).expect("put back");
}

/// With other keys nothing is served, and the operator is told which they are not.
async fn keys_of_another_installation_are_refused(restored: &mut Case, backup: &Path) {
    let own = std::mem::replace(&mut restored.keys, restored.world.data().join("others"));
    KeyRing::generate(&restored.keys, Origin::Development).expect("keys");
    let found = Operator::of(restored, backup).does("journal verify  ");
    let said = told(&found);
    assert_eq!(found.status.code(), Some(1), "{said}");
    assert!(said.contains("KeyUnknown: seal 1:") && said.contains("BlobKeyUnknown: document_files"), "{said}");

    let mut program = Program::start(restored, restored.place, None);
    assert!(!program.settled(&client()).await, "it serves");
    let said = fs::read_to_string(restored.log()).expect("a log");
    assert!(said.contains("MIGRATIE_KEYS_DIR holds other keys") && said.contains("of the journal"), "{said}");
    restored.keys = own;
}

/// People find what they had been told of before the moment, and nothing of what came after; and go on.
async fn serves(restored: Rc<Case>, past: &Past) {
    let driver = Driver::start(restored.clone(), None).await;
    let person = journeys::sign_in(&driver, "applicant").await;
    for (path, (content, digest)) in &past.before {
        assert_eq!(person.get(path).await.expect(200).text("/state"), "Decided");
        assert_eq!(digest_of(&person.get(content).await.expect(200).bytes), *digest, "{content}");
    }
    for path in &past.after {
        person.get(path).await.expect(404);
    }

    // A content that is gone is a fault of the system, told as such; nothing else suffers from it.
    let content = a_document(&restored).1;
    let aside = content.with_extension("aside");
    fs::rename(&content, &aside).expect("taken away");
    let mut gone = 0;
    for (path, (content, _)) in &past.before {
        person.get(path).await.expect(200);
        gone += match person.get(content).await.status {
            200 => 0,
            500 => 1,
            other => panic!("{other}"),
        };
    }
    assert_eq!(gone, 1, "one content is gone");
    fs::rename(aside, content).expect("put back");

    journeys::attestation(&driver).await;
    until("the sealer", async || restored.rows("select entry_id::text from journal.unsealed").is_empty().then_some(())).await;
    assert_eq!(restored.findings(), None, "`migratie journal verify`, after more work");
}
