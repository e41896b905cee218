//! Every migration can be taken back; migrating waits for others, and not for ever.

use std::{collections::BTreeSet, fs, path::Path, time::Duration};

use diesel::{Connection, PgConnection, RunQueryDsl, connection::SimpleConnection, sql_types::Text};
use diesel_migrations::MigrationHarness;
use migratie::kernel::database::migrate::{self, MIGRATIONS, MigrationFault, Patience};

use crate::support::{EmptyDatabase, owner_url_of};

type Catalogue = BTreeSet<String>;

const MIGRATED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");

/// What the files of functions and triggers write, but for those of the house itself: `function persons_near`, `trigger content_told`.
fn replaceable() -> BTreeSet<String> {
    let files =
        fs::read_dir(Path::new(MIGRATED).join("replaceable")).expect("a folder").map(|entry| entry.expect("a file").path());
    let rooms = files.filter(|file| file.file_name().is_some_and(|name| name != "house.sql"));
    rooms.flat_map(|file| written_by(&fs::read_to_string(file).expect("SQL"), "create or replace ")).collect()
}

fn written_by(sql: &str, begin: &str) -> Vec<String> {
    let kinds = |rest: &&str| rest.starts_with("function ") || rest.starts_with("trigger ");
    let names = sql.lines().filter_map(|line| line.strip_prefix(begin)).filter(kinds);
    names.map(|rest| rest.split([' ', '(']).take(2).collect::<Vec<_>>().join(" ")).collect()
}

fn catalogue(conn: &mut PgConnection) -> Catalogue {
    #[derive(diesel::QueryableByName)]
    struct Line {
        #[diesel(sql_type = Text)]
        line: String,
    }
    let lines: Vec<Line> = diesel::sql_query(include_str!("catalogue.sql")).load(conn).expect("the catalogue");
    lines.into_iter().map(|line| line.line).collect()
}

/// The same without what stands in files of its own, and is not taken back with a migration.
fn numbered(conn: &mut PgConnection) -> Catalogue {
    let replaceable = replaceable();
    let by_name = |line: &String| {
        let words: Vec<&str> = line.split([' ', '(']).collect();
        match (words[0], words.iter().position(|word| *word == "TRIGGER")) {
            ("function", _) => replaceable.contains(&format!("function {}", words[1])),
            ("trigger", Some(at)) => replaceable.contains(&format!("trigger {}", words[at + 1])),
            _ => false,
        }
    };
    catalogue(conn).into_iter().filter(|line| !by_name(line)).collect()
}

/// What differs, as a person wants to read it.
fn difference(was: &Catalogue, is: &Catalogue) -> Vec<String> {
    let gone = was.difference(is).map(|line| format!("- {line}"));
    gone.chain(is.difference(was).map(|line| format!("+ {line}"))).collect()
}

#[test]
fn every_migration_taken_back_leaves_what_was_there_before_it() {
    let database = EmptyDatabase::new();
    let url = owner_url_of(&database.0);
    let mut conn = PgConnection::establish(&url).expect("the owner");
    let conn = &mut conn;
    conn.batch_execute("set client_min_messages = warning").expect("quiet");
    conn.batch_execute(include_str!("../../migrations/replaceable/house.sql")).expect("the house");
    let count = conn.pending_migrations(MIGRATIONS).expect("migrations").len();
    let mut steps = vec![numbered(conn)];
    for _ in 0..count {
        let name = conn.run_next_migration(MIGRATIONS).expect("up").to_string();
        // As `migrate` does after the last: history gets the columns that a record got.
        let up = Path::new(MIGRATED).join("numbered");
        let folder = fs::read_dir(up).expect("migrations").map(|entry| entry.expect("an entry").path());
        let of_it =
            folder.filter(|path| path.file_name().is_some_and(|file| file.to_string_lossy().replace('-', "").starts_with(&name)));
        let text: String = of_it.map(|path| fs::read_to_string(path.join("up.sql")).expect("up.sql")).collect();
        assert!(!text.is_empty(), "{name}");
        if text.contains("alter table") {
            conn.batch_execute("select house.refresh()").expect("refreshed");
        }
        steps.push(numbered(conn));
    }
    assert_eq!(migrate::migrate(&url).expect("the rest"), Vec::<String>::new());
    let whole = catalogue(conn);
    let (mut wrong, mut told) = (Vec::new(), BTreeSet::new());
    for before in steps[..count].iter().rev() {
        let last = conn.applied_migrations().expect("versions")[0].to_string();
        if let Err(error) = conn.revert_last_migration(MIGRATIONS) {
            wrong.push(format!("{last} cannot be taken back: {error}"));
            break;
        }
        // What one leaves is still there when those before it are taken back, and is told once.
        let mut left = difference(before, &numbered(conn));
        left.retain(|line| told.insert(line.clone()));
        if !left.is_empty() {
            wrong.push(format!("{last} leaves:\n    {}", left.join("\n    ")));
        }
    }
    assert!(wrong.is_empty(), "down.sql of these is not the reverse of up.sql:\n{}", wrong.join("\n"));

    // And forward again, two copies of the program at once: one does it all, the other waits and finds nothing to do.
    let copies = [url.clone(), url.clone()].map(|url| std::thread::spawn(move || migrate::migrate(&url)));
    let mut applied = copies.map(|copy| copy.join().expect("a thread").expect("migrated").len());
    applied.sort_unstable();
    assert_eq!(applied, [0, count]);
    assert_eq!(difference(&whole, &catalogue(conn)), Vec::<String>::new());
    assert_eq!(migrate::migrate(&url).expect("again"), Vec::<String>::new());
}

#[test]
fn functions_and_triggers_stand_in_files_of_their_own() {
    let database = EmptyDatabase::new();
    let url = owner_url_of(&database.0);
    migrate::migrate(&url).expect("migrated");
    let conn = &mut PgConnection::establish(&url).expect("the owner");
    // The house writes its own, and those that keep the history of each record.
    let of_the_house = |line: &String| {
        let made = ["next_version", "history_of_insert", "history_of_update", "digest_of_insert"];
        line.starts_with("function house.")
            || line.starts_with("function history.")
            || line.starts_with("trigger") && made.iter().any(|name| line.contains(&format!("TRIGGER {name} ")))
    };
    let is_one = |line: &String| line.starts_with("function ") || line.starts_with("trigger ");
    let strays: Vec<String> = numbered(conn).into_iter().filter(is_one).filter(|line| !of_the_house(line)).collect();
    assert_eq!(strays, Vec::<String>::new(), "written by no file of migrations/replaceable");

    // Migrations wrote them up to this one; none after it does.
    for entry in fs::read_dir(Path::new(MIGRATED).join("numbered")).expect("a folder") {
        let folder = entry.expect("a folder").path();
        if folder.file_name().is_some_and(|name| name > "2026-11-23-003200_schemas_of_assets") {
            let up = fs::read_to_string(folder.join("up.sql")).expect("up.sql");
            let own = [written_by(&up, "create "), written_by(&up, "create or replace ")].concat();
            assert!(own.is_empty(), "{}: {own:?} belong in migrations/replaceable", folder.display());
        }
    }
}

#[test]
fn a_function_that_was_changed_comes_to_a_database_that_lacks_no_migration() {
    let database = EmptyDatabase::new();
    let url = owner_url_of(&database.0);
    migrate::migrate(&url).expect("migrated");
    let conn = &mut PgConnection::establish(&url).expect("the owner");
    let whole = catalogue(conn);
    conn.batch_execute(
        "create or replace function content_folded(word text) returns text language sql immutable strict as 'select word';
         drop trigger content_told on subdivisions;
         comment on schema house is 'of an older program'",
    )
    .expect("as an older program left it");
    assert_ne!(difference(&whole, &catalogue(conn)), Vec::<String>::new());
    assert_eq!(migrate::migrate(&url).expect("brought up to date"), Vec::<String>::new(), "no migration is missing");
    assert_eq!(difference(&whole, &catalogue(conn)), Vec::<String>::new());
}

#[test]
fn a_lock_that_somebody_holds_is_told_and_not_waited_for_for_ever() {
    let database = EmptyDatabase::new();
    let url = owner_url_of(&database.0);
    let soon = Patience { turn: Duration::from_millis(50), lock: Duration::from_millis(50), tries: 2 };
    let mut other = PgConnection::establish(&url).expect("the owner");
    other.batch_execute(&format!("select pg_advisory_lock({})", migrate::LOCK)).expect("the lock");
    let told = migrate::migrate_within(&url, soon).expect_err("another copy migrates");
    assert!(matches!(told, MigrationFault::NotOurTurn(_)), "{told}");
    assert!(told.to_string().contains("another copy of the program is migrating"), "{told}");
    other.batch_execute(&format!("select pg_advisory_unlock({})", migrate::LOCK)).expect("the lock");

    // Somebody holds the table in which the migrations applied are written down.
    other
        .batch_execute(
            "create table __diesel_schema_migrations (version varchar(50) primary key, run_on timestamp not null default now())",
        )
        .expect("made");
    other.batch_execute("begin; lock table __diesel_schema_migrations").expect("locked");
    let told = migrate::migrate_within(&url, soon).expect_err("the table is in use");
    assert!(matches!(told, MigrationFault::InUse { tries: 2, .. }), "{told}");
    other.batch_execute("commit").expect("let go");
    assert!(migrate::migrate_within(&url, soon).expect("now it goes").len() > 60);
}
