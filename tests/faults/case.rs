//! One database with its stand-ins; programs come and go.

use std::{path::PathBuf, process::Command, rc::Rc, sync::Arc};

use diesel::{Connection, PgConnection, RunQueryDsl};

use crate::{
    program::{self, Place},
    stand_ins::StandIns,
    world::World,
};

pub struct Case {
    pub world: Arc<World>,
    pub database: String,
    pub stand_ins: Rc<StandIns>,
    /// Where partners call.
    pub place: Place,
    /// Where the keys lie.
    pub keys: PathBuf,
}

impl Case {
    pub fn new(world: Arc<World>) -> Self {
        let place = Place::free();
        let (database, stand_ins) = (world.database_of_its_own(), Rc::new(StandIns::start(&place.url())));
        Self { database, stand_ins, place, keys: world.keys(), world }
    }

    /// The same database in another world, with the same partners.
    pub fn in_another(&self, world: Arc<World>) -> Self {
        let (database, stand_ins) = (self.database.clone(), self.stand_ins.clone());
        Self { database, stand_ins, place: self.place, keys: world.keys(), world }
    }

    /// The program with this case's settings.
    pub fn command(&self) -> Command {
        let mut command = program::binary();
        command
            .env_clear()
            .envs(std::env::vars().filter(|(name, _)| ["PATH", "HOME", "TMPDIR", "LLVM_PROFILE_FILE"].contains(&name.as_str())))
            .env("MIGRATIE_MODE", "development")
            .env("MIGRATIE_PUBLIC_URL", self.place.url())
            .env("MIGRATIE_SANDBOX_URL", &self.stand_ins.url)
            .env("MIGRATIE_DATA_DIR", self.world.data())
            .env("MIGRATIE_KEYS_DIR", &self.keys)
            .env("DATABASE_URL", self.world.url(&self.database, "migratie_app"))
            .env("DATABASE_OWNER_URL", self.world.url(&self.database, "migratie_owner"))
            .env("MIGRATIE_POOL_SIZE", "6")
            .env("MIGRATIE_LEASE_SECONDS", "2")
            .env("MIGRATIE_MNOTIFY_DOUBT_SECONDS", "1")
            .env("MIGRATIE_SEALING_PAUSE_MS", "300")
            .env("MIGRATIE_DRAIN_SECONDS", "1")
            .env("MIGRATIE_READS_PER_MINUTE", "1000000")
            .env("MIGRATIE_WRITES_PER_MINUTE", "1000000");
        command
    }

    pub fn log(&self) -> PathBuf {
        self.world.data().join(format!("{}.log", self.database))
    }

    /// Rows of text, as the superuser sees them.
    pub fn rows(&self, sql: &str) -> Vec<String> {
        #[derive(diesel::QueryableByName)]
        struct Row {
            #[diesel(sql_type = diesel::sql_types::Text)]
            text: String,
        }
        let mut conn = PgConnection::establish(&self.world.url(&self.database, "postgres")).expect("superuser");
        let rows: Vec<Row> =
            diesel::sql_query(format!("select text from ({sql}) as rows (text)")).load(&mut conn).expect("query");
        rows.into_iter().map(|row| row.text).collect()
    }

    /// `migratie journal verify`: everything that it finds.
    pub fn findings(&self) -> Option<String> {
        let done = self.command().args(["journal", "verify", "--database"]).output().expect("the program");
        let told = || format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        (!done.status.success()).then(told)
    }
}

impl Drop for Case {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let log = std::fs::read_to_string(self.log()).unwrap_or_default();
            let lines: Vec<&str> = log.lines().collect();
            println!("the program said:\n{}", lines[lines.len().saturating_sub(60)..].join("\n"));
        } else {
            self.world.drop_database(&self.database);
        }
    }
}
