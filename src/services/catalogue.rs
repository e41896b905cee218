//! The catalogue in memory: a snapshot that every thread reads without a lock, renewed when something is published.
//!
//! Each copy of the program keeps its own snapshot. It is renewed at start-up, after each publication or withdrawal made through this
//! copy, and by [`Catalogue::watch`], which asks the database every few seconds whether another copy published (one small statement;
//! chosen over LISTEN/NOTIFY because it needs no connection of its own and survives restarts of the database and poolers). Which
//! version is in force is judged by day when it is asked for, so a publication ahead of time begins to the second.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use arc_swap::ArcSwap;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::PgConnection;
use uuid::Uuid;

use super::{
    kept::Kept,
    rules::{classifier::Classifiers, definition::ServiceDefinition},
    store::{self, ServiceVersionState, VersionRow},
};
use crate::kernel::{
    local_time::legal_day,
    problem::Problem,
    work::{Isolation, Work},
};

/// Where the controlled lists come from; it gives the same `Arc` again as long as nothing changed.
pub type Lists = fn(&mut PgConnection) -> Result<Arc<Classifiers>, Problem>;

/// How often another copy's publications are looked for.
pub const WATCH: Duration = Duration::from_secs(5);

/// The shared handle to the catalogue.
#[derive(Clone)]
pub struct Catalogue(Arc<Inner>);

struct Inner {
    work: Work,
    lists: Lists,
    snapshot: ArcSwap<Snapshot>,
}

/// A version that is or was published. It never changes; requests that began with it stay on it.
#[derive(Debug, Clone)]
pub struct Published {
    /// The service.
    pub code: String,
    /// The version of the service.
    pub version: u32,
    /// What it says.
    pub definition: ServiceDefinition,
    /// Published or Withdrawn.
    pub state: ServiceVersionState,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<DateTime<Utc>>,
    row: (Uuid, i32),
}

impl Published {
    fn of(row: &VersionRow) -> Result<Self, Problem> {
        let definition = row.definition()?;
        Ok(Self {
            code: row.code.clone(),
            version: definition.version,
            definition,
            state: row.state(),
            published_at: row.published_at.unwrap_or(row.created_at),
            withdrawn_at: row.withdrawn_at,
            row: (row.id, row.version),
        })
    }

    /// Whether requests are filed against it on this day.
    pub fn open_on(&self, day: NaiveDate) -> bool {
        self.state == ServiceVersionState::Published && self.definition.open_on(day)
    }
}

/// The catalogue as it stood at one moment, with the answers made of it.
#[derive(Default)]
pub(super) struct Snapshot {
    services: BTreeMap<String, Vec<Arc<Published>>>,
    pub(super) classifiers: Arc<Classifiers>,
    /// Only grows: rows are never deleted and their versions only rise.
    stamp: i64,
    kept: RwLock<HashMap<(NaiveDate, String), Arc<Kept>>>,
}

impl Catalogue {
    /// An empty catalogue over a database; [`Catalogue::refresh`] fills it.
    pub fn new(work: Work, lists: Lists) -> Self {
        Self(Arc::new(Inner { work, lists, snapshot: ArcSwap::default() }))
    }

    /// The version against which requests are filed on this day: the highest that is published and open.
    pub fn current(&self, code: &str, day: NaiveDate) -> Option<Arc<Published>> {
        self.0.snapshot.load().current(code, day).cloned()
    }

    /// One version that is or was published.
    pub fn version(&self, code: &str, version: u32) -> Option<Arc<Published>> {
        self.0.snapshot.load().version(code, version).cloned()
    }

    /// The same, and if this copy has not heard of it yet, from the database.
    pub fn version_in(&self, conn: &mut PgConnection, code: &str, version: u32) -> Result<Arc<Published>, Problem> {
        if let Some(known) = self.version(code, version) {
            return Ok(known);
        }
        let number = i32::try_from(version).map_err(|_| Problem::not_found())?;
        let row = store::find(conn, code, number)?;
        if row.published_at.is_none() {
            return Err(Problem::not_found());
        }
        Published::of(&row).map(Arc::new)
    }

    /// The services against which requests are filed on this day, by code.
    pub fn open_on(&self, day: NaiveDate) -> Vec<Arc<Published>> {
        self.0.snapshot.load().open_on(day).cloned().collect()
    }

    /// Every service that was ever published, as its latest version says it, by code.
    pub fn latest(&self) -> Vec<Arc<Published>> {
        self.0.snapshot.load().services.values().filter_map(|versions| versions.last()).cloned().collect()
    }

    /// Another number whenever something was published or withdrawn.
    pub fn stamp(&self) -> i64 {
        self.0.snapshot.load().stamp
    }

    /// The controlled lists.
    pub fn classifiers(&self) -> Arc<Classifiers> {
        self.0.snapshot.load().classifiers.clone()
    }

    /// Today in Chisinau.
    pub fn today(&self) -> NaiveDate {
        legal_day(self.0.work.clock().now())
    }

    /// Brings the snapshot up to date; says whether it changed.
    pub async fn refresh(&self) -> Result<bool, Problem> {
        let this = self.clone();
        let renewed = self.0.work.run(Isolation::ReadCommitted, move |conn, _| this.renewed(conn)).await?;
        Ok(self.take(renewed))
    }

    /// The same on the present thread; at start-up.
    pub fn refresh_here(&self) -> Result<bool, Problem> {
        let renewed = self.0.work.run_here(|conn, _| self.renewed(conn))?;
        Ok(self.take(renewed))
    }

    /// After a change made here: what was committed stands, whatever becomes of the snapshot.
    pub(super) async fn refresh_after_change(&self) {
        if self.refresh().await.is_err() {
            tracing::warn!("the catalogue could not be read again; the watch will do it");
        }
    }

    /// Looks for ever whether another copy published.
    pub async fn watch(self, pause: Duration) {
        loop {
            tokio::time::sleep(pause).await;
            match self.refresh().await {
                Ok(true) => tracing::info!("the catalogue has changed"),
                Ok(false) => {}
                Err(_) => tracing::warn!("the catalogue could not be compared with the database"),
            }
        }
    }

    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        self.0.snapshot.load_full()
    }

    /// An answer from memory, made on the first call of the day and after each change.
    pub(super) fn kept(
        &self,
        asked: String,
        make: impl FnOnce(&Snapshot, NaiveDate) -> Result<Kept, Problem>,
    ) -> Result<Arc<Kept>, Problem> {
        let (snapshot, key) = (self.0.snapshot.load(), (self.today(), asked));
        if let Some(kept) = snapshot.kept.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(kept.clone());
        }
        let made = Arc::new(make(&snapshot, key.0)?);
        let mut kept = snapshot.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(day, _), _| *day == key.0);
        kept.insert(key, made.clone());
        Ok(made)
    }

    /// A newer snapshot, or none where nothing changed. Only what changed is read in full.
    fn renewed(&self, conn: &mut PgConnection) -> Result<Option<Snapshot>, Problem> {
        let now = self.0.snapshot.load();
        let classifiers = (self.0.lists)(conn)?;
        let rows = store::published(conn)?;
        let mut known: HashMap<(Uuid, i32), Arc<Published>> =
            now.services.values().flatten().map(|version| (version.row, version.clone())).collect();
        let missing: Vec<Uuid> = rows.iter().filter(|row| !known.contains_key(*row)).map(|(id, _)| *id).collect();
        if missing.is_empty() && Arc::ptr_eq(&classifiers, &now.classifiers) {
            return Ok(None);
        }
        let mut services: BTreeMap<String, Vec<Arc<Published>>> = BTreeMap::new();
        let mut stamp = 0;
        let read = store::by_ids(conn, &missing)?;
        let read = read.iter().map(|row| Published::of(row).map(Arc::new)).collect::<Result<Vec<_>, _>>()?;
        let kept = rows.iter().filter_map(|row| known.remove(row));
        for version in kept.chain(read) {
            stamp += i64::from(version.row.1);
            services.entry(version.code.clone()).or_default().push(version);
        }
        for versions in services.values_mut() {
            versions.sort_by_key(|version| version.version);
        }
        Ok(Some(Snapshot { services, classifiers, stamp, kept: RwLock::default() }))
    }

    /// Takes a snapshot unless a later one was taken meanwhile.
    fn take(&self, renewed: Option<Snapshot>) -> bool {
        let Some(renewed) = renewed.map(Arc::new) else { return false };
        self.0.snapshot.rcu(|now| if renewed.stamp >= now.stamp { renewed.clone() } else { now.clone() });
        true
    }
}

impl Snapshot {
    /// The services that are open on this day, by code.
    pub(super) fn open_on(&self, day: NaiveDate) -> impl Iterator<Item = &Arc<Published>> {
        self.services.values().filter_map(move |versions| versions.iter().rev().find(|version| version.open_on(day)))
    }

    pub(super) fn current(&self, code: &str, day: NaiveDate) -> Option<&Arc<Published>> {
        self.services.get(code)?.iter().rev().find(|version| version.open_on(day))
    }

    pub(super) fn version(&self, code: &str, version: u32) -> Option<&Arc<Published>> {
        self.services.get(code)?.iter().find(|published| published.version == version)
    }

    /// Every version of a service that is or was published, the latest first.
    pub(super) fn versions(&self, code: &str) -> impl Iterator<Item = &Arc<Published>> {
        self.services.get(code).into_iter().flatten().rev()
    }
}
