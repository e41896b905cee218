//! One throw-away PostgreSQL cluster for the whole run, one migrated template with the demo world, one clone a test.

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, OnceLock},
};

use diesel::{Connection, PgConnection, connection::SimpleConnection};
use migratie::{
    config::{Settings, Source},
    kernel::{
        clock::Clock,
        database::{
            cluster::{Cluster, ClusterOptions},
            migrate,
        },
        keys::{KeyRing, Origin},
    },
    platform, serve,
};

const TEMPLATE: &str = "migratie_template";

struct Run {
    cluster: Cluster,
    folder: tempfile::TempDir,
    /// Cloning a template allows one at a time.
    cloning: Mutex<Option<PgConnection>>,
}

/// The run's things live as long as the process; the cluster stops by itself when its last user is gone.
fn run() -> &'static Run {
    static RUN: OnceLock<Run> = OnceLock::new();
    RUN.get_or_init(|| {
        let folder = super::folder::of_this_run();
        let cluster = Cluster::start(&folder.path().join("pg"), ClusterOptions { durable: false }).expect("a cluster");
        migrate::prepare_private(&cluster.url("postgres", "postgres"), TEMPLATE).expect("roles");
        migrate::migrate(&cluster.url(TEMPLATE, "migratie_owner")).expect("migrations");
        load_world(&cluster, folder.path());
        Run { cluster, folder, cloning: Mutex::new(None) }
    })
}

fn load_world(cluster: &Cluster, folder: &Path) {
    let source = Source::of([
        ("MIGRATIE_MODE", "development".to_owned()),
        ("MIGRATIE_DATA_DIR", folder.join("template").display().to_string()),
        ("MIGRATIE_POOL_SIZE", "1".to_owned()),
    ]);
    let settings = Settings::read(source).expect("settings");
    let keys = std::sync::Arc::new(KeyRing::generate(&folder.join("keys"), Origin::Development).expect("keys"));
    let clock = Clock::standing_at(super::a_monday_morning());
    let platform = platform::assemble(&settings, &cluster.url(TEMPLATE, "migratie_app"), clock, keys).expect("platform");
    serve::load_reference_data(&platform).expect("demo world");
}

pub fn run_folder() -> PathBuf {
    run().folder.path().to_owned()
}

pub fn program_url(database: &str) -> String {
    run().cluster.url(database, "migratie_app")
}

pub fn owner_url_of(database: &str) -> String {
    run().cluster.url(database, "migratie_owner")
}

/// For the retention role.
pub fn keeper_url(database: &str) -> String {
    run().cluster.url(database, "migratie_keeper")
}

pub fn superuser_url_of(database: &str) -> String {
    run().cluster.url(database, "postgres")
}

fn administer(sql: &str) {
    let mut kept = run().cloning.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let conn = kept.get_or_insert_with(|| PgConnection::establish(&superuser_url_of("postgres")).expect("superuser"));
    conn.batch_execute(sql).expect("administering the cluster");
}

/// A database that no other test sees, with the demo world in it.
pub fn database_of_its_own() -> String {
    let name = format!("t_{}", uuid::Uuid::new_v4().simple());
    administer(&format!("create database {name} template {TEMPLATE} strategy file_copy owner migratie_owner"));
    administer(&format!("alter database {name} set timezone to 'UTC'"));
    name
}

/// A database with nothing in it; it goes with its owner.
pub struct EmptyDatabase(pub String);

impl EmptyDatabase {
    pub fn new() -> Self {
        let name = format!("t_{}", uuid::Uuid::new_v4().simple());
        migrate::prepare_private(&superuser_url_of("postgres"), &name).expect("an empty database");
        Self(name)
    }
}

impl Drop for EmptyDatabase {
    fn drop(&mut self) {
        drop_later(&self.0);
    }
}

/// A test is over: its database goes.
pub fn drop_later(name: &str) {
    administer(&format!("drop database if exists {name} with (force)"));
}

/// Nobody reaches this database any more.
pub fn cut_off(name: &str) {
    administer(&format!("alter database {name} allow_connections false"));
    administer(&format!("select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"));
}
