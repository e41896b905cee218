//! Brings the database to the program's version: replaceable functions, numbered migrations, history triggers; under an advisory lock.

use diesel::{Connection, PgConnection, RunQueryDsl, connection::SimpleConnection, sql_query};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

/// The numbered migrations, up and down.
pub const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/numbered");

const HOUSE: &str = include_str!("../../../migrations/replaceable/house.sql");
const LOCK: i64 = 0x6d69_6772_6174;

/// Why the database could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrationFault {
    /// No connection.
    #[error("cannot connect as the owner: {0}")]
    Connection(#[from] diesel::ConnectionError),
    /// A statement failed.
    #[error("a migration failed: {0}")]
    Failed(String),
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

/// Applies whatever is missing and returns the names of the migrations applied.
pub fn migrate(owner_url: &str) -> Result<Vec<String>, MigrationFault> {
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
    // A migration that waits for a lock would make every later query wait behind it: give up soon, try again.
    conn.batch_execute(&format!("set lock_timeout = '5s'; select pg_advisory_lock({LOCK})"))?;
    let applied = apply(conn);
    let _ = conn.batch_execute(&format!("select pg_advisory_unlock({LOCK})"));
    applied
}

fn apply(conn: &mut PgConnection) -> Result<Vec<String>, MigrationFault> {
    conn.batch_execute(HOUSE)?;
    let applied = conn
        .run_pending_migrations(MIGRATIONS)
        .map_err(|error| MigrationFault::Failed(error.to_string()))?
        .into_iter()
        .map(|version| version.to_string())
        .collect();
    conn.batch_execute(
        "select house.refresh(); \
         grant execute on all functions in schema house to migratie_program, migratie_retention; \
         grant select on __diesel_schema_migrations to migratie_program; \
         comment on table __diesel_schema_migrations is 'operational'",
    )?;
    Ok(applied)
}

/// Takes the newest migration back; for tests of `down.sql` and for development.
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
