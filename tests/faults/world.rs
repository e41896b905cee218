//! One cluster for the tests that run at the same time, one migrated template with the demo world, a clone a case.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, Weak},
    time::{Duration, Instant},
};

use diesel::{Connection, PgConnection, connection::SimpleConnection};
use migratie::{
    config::{Settings, Source},
    kernel::{
        clock::Clock,
        database::{
            cluster::{Cluster, ClusterError, ClusterOptions},
            migrate,
        },
        keys::{KeyRing, Origin},
    },
    platform, serve,
};

/// Where the cluster of a world's folder is; what PostgreSQL calls its data lies in `pgdata` there.
pub fn cluster_in(world: &Path) -> PathBuf {
    world.join("pg")
}

const TEMPLATE: &str = "migratie_template";

pub struct World {
    folder: tempfile::TempDir,
    cluster: Mutex<Option<Cluster>>,
    durable: bool,
    /// Cloning a template allows one at a time.
    cloning: Mutex<()>,
}

impl World {
    /// The world of the cases whose database is never killed; gone with its last user.
    pub fn shared() -> Arc<Self> {
        static SHARED: Mutex<Weak<World>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        shared.upgrade().unwrap_or_else(|| {
            let world = Self::make(false);
            *shared = Arc::downgrade(&world);
            world
        })
    }

    /// A world of its own; `durable`: what PostgreSQL acknowledged survives its own end.
    pub fn make(durable: bool) -> Arc<Self> {
        let folder = crate::folder::of_this_run();
        let cluster = Cluster::start(&cluster_in(folder.path()), ClusterOptions { durable }).expect("a cluster");
        migrate::prepare_private(&cluster.url("postgres", "postgres"), TEMPLATE).expect("roles");
        migrate::migrate(&cluster.url(TEMPLATE, "migratie_owner")).expect("migrations");
        let world = Self { folder, cluster: Mutex::new(Some(cluster)), durable, cloning: Mutex::new(()) };
        world.load();
        Arc::new(world)
    }

    /// What a backup was restored into: its cluster is started.
    pub fn restored(folder: tempfile::TempDir) -> Result<Arc<Self>, ClusterError> {
        let cluster = Mutex::new(Some(Cluster::start(&cluster_in(folder.path()), ClusterOptions { durable: true })?));
        Ok(Arc::new(Self { folder, cluster, durable: true, cloning: Mutex::new(()) }))
    }

    fn load(&self) {
        let source = Source::of([
            ("MIGRATIE_MODE", "development".to_owned()),
            ("MIGRATIE_DATA_DIR", self.data().display().to_string()),
            ("MIGRATIE_POOL_SIZE", "1".to_owned()),
        ]);
        let settings = Settings::read(source).expect("settings");
        let keys = Arc::new(KeyRing::generate(&settings.keys_dir, Origin::Development).expect("keys"));
        let url = self.url(TEMPLATE, "migratie_app");
        let platform = platform::assemble(&settings, &url, Clock::system(), keys).expect("platform");
        serve::load_reference_data(&platform).expect("demo world");
    }

    /// Keys, seal and contents of files, the same for all cases.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn keys(&self) -> PathBuf {
        self.data().join("keys")
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What `psql` and its like reach the cluster by.
    pub fn socket_folder(&self) -> PathBuf {
        let cluster = self.cluster.lock().unwrap_or_else(PoisonError::into_inner);
        cluster.as_ref().expect("a cluster").socket_folder().to_owned()
    }

    pub fn url(&self, database: &str, user: &str) -> String {
        let cluster = self.cluster.lock().unwrap_or_else(PoisonError::into_inner);
        cluster.as_ref().expect("a cluster").url(database, user)
    }

    pub fn database_of_its_own(&self) -> String {
        let _one_at_a_time = self.cloning.lock().unwrap_or_else(PoisonError::into_inner);
        let name = format!("t_{}", uuid::Uuid::new_v4().simple());
        self.administer(&format!("create database {name} template {TEMPLATE} strategy file_copy owner migratie_owner"));
        self.administer(&format!("alter database {name} set timezone to 'UTC'"));
        name
    }

    pub fn drop_database(&self, name: &str) {
        self.administer(&format!("drop database if exists {name} with (force)"));
    }

    /// As the superuser.
    pub fn administer(&self, sql: &str) {
        let mut conn = PgConnection::establish(&self.url("postgres", "postgres")).expect("superuser");
        conn.batch_execute(sql).expect("administering the cluster");
    }

    /// kill -9 of PostgreSQL's main process; the others follow it.
    pub fn kill_postgresql(&self) {
        let pid = std::fs::read_to_string(cluster_in(self.folder()).join("pgdata/postmaster.pid")).expect("a server");
        let pid = pid.lines().next().and_then(|line| line.trim().parse().ok()).and_then(rustix::process::Pid::from_raw);
        rustix::process::kill_process(pid.expect("a process"), rustix::process::Signal::KILL).expect("killed");
    }

    /// Starts PostgreSQL again where it was. What the killed one left behind may keep it from starting for a moment.
    pub fn restart_postgresql(&self) {
        let begun = Instant::now();
        let mut cluster = self.cluster.lock().unwrap_or_else(PoisonError::into_inner);
        // One that still runs is stopped first.
        *cluster = None;
        loop {
            match Cluster::start(&cluster_in(self.folder()), ClusterOptions { durable: self.durable }) {
                Ok(started) => {
                    *cluster = Some(started);
                    return;
                }
                Err(error) => assert!(begun.elapsed() < Duration::from_secs(60), "{error}"),
            }
        }
    }
}
