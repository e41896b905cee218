//! Brings the database to the program's version: numbered migrations, then functions and triggers as their files have them today; under an
//! advisory lock.

use std::time::Duration;

use aws_lc_rs::digest::{SHA256, digest};
use diesel::{Connection, PgConnection, RunQueryDsl, connection::SimpleConnection, sql_query};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

/// The numbered migrations, up and down.
pub const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/numbered");

/// What numbered migrations call: there before them.
const HOUSE: &str = include_str!("../../../migrations/replaceable/house.sql");
/// The functions and triggers of the rooms, a file each: as they are today, over tables as the numbered migrations leave them.
const ROOMS: [&str; 6] = [
    include_str!("../../../migrations/replaceable/journal.sql"),
    include_str!("../../../migrations/replaceable/persons.sql"),
    include_str!("../../../migrations/replaceable/services.sql"),
    include_str!("../../../migrations/replaceable/requests.sql"),
    include_str!("../../../migrations/replaceable/content.sql"),
    include_str!("../../../migrations/replaceable/statistics.sql"),
];
/// Held by the copy that migrates.
pub const LOCK: i64 = 0x6d69_6772_6174;

/// Why the database could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrationFault {
    /// No connection.
    #[error("cannot connect as the owner: {0}")]
    Connection(#[from] diesel::ConnectionError),
    /// A statement failed.
    #[error("a migration failed: {0}")]
    Failed(String),
    /// Another copy holds the lock of migrating.
    #[error(
        "another copy of the program is migrating this database and has not ended within {} s; see pg_locks for its connection",
        .0.as_secs_f32()
    )]
    NotOurTurn(Duration),
    /// Somebody works with a table that must be changed.
    #[error(
        "a table that a migration changes is in use; given up after {tries} tries ({why}); stop what holds it and migrate again"
    )]
    InUse {
        /// How often it was tried.
        tries: u32,
        /// In PostgreSQL's words.
        why: String,
    },
    /// The roles must exist before.
    #[error(
        "the role {0} does not exist and the owner may not create it; as an administrator run: create role {0} nologin; \
         then grant it to the program's login"
    )]
    NoRole(&'static str),
}

impl From<diesel::result::Error> for MigrationFault {
    fn from(error: diesel::result::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// The program's role and the retention role; they own nothing.
pub const ROLES: [&str; 2] = ["migratie_program", "migratie_retention"];

/// How long migrating waits for others.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For another copy that migrates: an index on a large table takes its time.
    pub turn: Duration,
    /// For the lock of a table. A migration that waits for one makes every later query wait behind it: it gives up soon.
    pub lock: Duration,
    /// How often it is tried then.
    pub tries: u32,
}

impl Default for Patience {
    fn default() -> Self {
        Self { turn: Duration::from_secs(15 * 60), lock: Duration::from_secs(5), tries: 8 }
    }
}

/// Applies whatever is missing and returns the names of the migrations applied.
pub fn migrate(owner_url: &str) -> Result<Vec<String>, MigrationFault> {
    migrate_within(owner_url, Patience::default())
}

/// The same with a patience of its own.
pub fn migrate_within(owner_url: &str, patience: Patience) -> Result<Vec<String>, MigrationFault> {
    let mut conn = PgConnection::establish(owner_url)?;
    let conn = &mut conn;
    for role in ROLES {
        let made = sql_query(format!(
            "do $$ begin if not exists (select from pg_roles where rolname = '{role}') then create role {role} nologin; end if; end $$"
        ))
        .execute(conn);
        if made.is_err() {
            return Err(MigrationFault::NoRole(role));
        }
    }
    // One copy at a time.
    lock_timeout(conn, patience.turn)?;
    conn.batch_execute(&format!("select pg_advisory_lock({LOCK})")).map_err(|error| match MigrationFault::from(error) {
        MigrationFault::Failed(why) if is_about_locks(&why) => MigrationFault::NotOurTurn(patience.turn),
        fault => fault,
    })?;
    lock_timeout(conn, patience.lock)?;
    let applied = apply_patiently(conn, patience.tries);
    let _ = conn.batch_execute(&format!("select pg_advisory_unlock({LOCK})"));
    applied
}

fn lock_timeout(conn: &mut PgConnection, within: Duration) -> Result<(), MigrationFault> {
    Ok(conn.batch_execute(&format!("set lock_timeout = {}", within.as_millis()))?)
}

fn is_about_locks(why: &str) -> bool {
    why.contains("deadlock") || why.contains("lock timeout")
}

/// Other copies serve meanwhile: what meets their locks in the wrong order is done again.
fn apply_patiently(conn: &mut PgConnection, tries: u32) -> Result<Vec<String>, MigrationFault> {
    let mut done = 1;
    loop {
        match apply(conn) {
            Err(MigrationFault::Failed(why)) if is_about_locks(&why) => {
                if done >= tries {
                    return Err(MigrationFault::InUse { tries, why });
                }
                std::thread::sleep(Duration::from_millis(200) * done);
                done += 1;
            }
            applied => return applied,
        }
    }
}

fn apply(conn: &mut PgConnection) -> Result<Vec<String>, MigrationFault> {
    // Writing functions and triggers anew locks every table: only where there is something new.
    let replaceable = hex::encode(digest(&SHA256, [&[HOUSE], &ROOMS[..]].concat().concat().as_bytes()));
    let pending = conn.has_pending_migration(MIGRATIONS).map_err(|error| MigrationFault::Failed(error.to_string()))?;
    if !pending && stated(conn)?.as_deref() == Some(replaceable.as_str()) {
        return Ok(Vec::new());
    }
    conn.batch_execute(HOUSE)?;
    let applied = conn
        .run_pending_migrations(MIGRATIONS)
        .map_err(|error| MigrationFault::Failed(error.to_string()))?
        .into_iter()
        .map(|version| version.to_string())
        .collect();
    conn.batch_execute(&ROOMS.concat())?;
    conn.batch_execute(&format!(
        "select house.refresh(); \
         grant execute on all functions in schema house to migratie_program, migratie_retention; \
         grant select on __diesel_schema_migrations to migratie_program; \
         comment on table __diesel_schema_migrations is 'operational'; \
         comment on schema house is '{replaceable}'"
    ))?;
    Ok(applied)
}

/// Which replaceable functions and triggers the database has.
fn stated(conn: &mut PgConnection) -> Result<Option<String>, MigrationFault> {
    #[derive(diesel::QueryableByName)]
    struct Stated {
        #[diesel(sql_type = diesel::sql_types::Nullable<diesel::sql_types::Text>)]
        house: Option<String>,
    }
    let found: Stated =
        sql_query("select obj_description(to_regnamespace('house')::oid, 'pg_namespace') as house").get_result(conn)?;
    Ok(found.house)
}

/// Takes every migration back; for tests of `down.sql` and for development.
pub fn revert_all(owner_url: &str) -> Result<usize, MigrationFault> {
    let mut conn = PgConnection::establish(owner_url)?;
    let reverted = conn.revert_all_migrations(MIGRATIONS).map_err(|error| MigrationFault::Failed(error.to_string()))?;
    Ok(reverted.len())
}

/// Makes roles, logins and the database of a private cluster, where they are missing.
pub fn prepare_private(superuser_url: &str, database: &str) -> Result<(), MigrationFault> {
    let mut conn = PgConnection::establish(superuser_url)?;
    conn.batch_execute(
        "do $$ begin
           if not exists (select from pg_roles where rolname = 'migratie_program') then create role migratie_program nologin; end if;
           if not exists (select from pg_roles where rolname = 'migratie_retention') then create role migratie_retention nologin; end if;
           if not exists (select from pg_roles where rolname = 'migratie_owner') then create role migratie_owner login; end if;
           if not exists (select from pg_roles where rolname = 'migratie_app') then
             create role migratie_app login in role migratie_program; end if;
           if not exists (select from pg_roles where rolname = 'migratie_keeper') then
             create role migratie_keeper login in role migratie_retention; end if;
         end $$",
    )?;
    let exists: i64 = diesel::select(diesel::dsl::sql::<diesel::sql_types::BigInt>(&format!(
        "(select count(*) from pg_database where datname = '{database}')"
    )))
    .get_result(&mut conn)?;
    if exists == 0 {
        conn.batch_execute(&format!("create database {database} owner migratie_owner"))?;
        conn.batch_execute(&format!("alter database {database} set timezone to 'UTC'"))?;
    }
    Ok(())
}
