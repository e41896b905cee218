//! What is published, in memory: a snapshot that every thread reads without a lock.
//!
//! Each copy of the program keeps its own. It is read again when the database tells of a publication (LISTEN/NOTIFY), before the first
//! reading after a publication made through this copy, and, should a notice be lost, within [`WATCH`]. What is scheduled needs no notice: the snapshot
//! holds it beforehand, and each call is answered for its own instant.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use arc_swap::ArcSwap;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use tokio::sync::Mutex;
use url::Url;
use uuid::Uuid;

use super::{
    store::{self, PublishedRow, SectionRow},
    wire::{Publication, PublicationSubdivision},
};
use crate::{
    access::caller::SubdivisionId,
    content::{
        ContentItemId,
        rules::{content::Content, sanitise},
    },
    files::FileId,
    kernel::{
        http::kept::Kept,
        id::TypedId,
        problem::Problem,
        text::Language,
        work::{Isolation, Work},
    },
};

/// How often a lost notice is looked for.
pub const WATCH: Duration = Duration::from_secs(5);
/// What the answers of single items may weigh together; beyond it they are made anew as they are asked for.
const HEAVIEST: usize = 32 * 1024 * 1024;
/// An item without a lead is announced by so many characters of its body.
const EXCERPT: usize = 300;

/// The shared handle to what is published.
#[derive(Clone)]
pub struct Publications(Arc<Inner>);

struct Inner {
    work: Work,
    /// Where our pages are.
    site: Url,
    snapshot: ArcSwap<Snapshot>,
    /// Whether something was published here since it was read.
    stale: AtomicBool,
    renewing: Mutex<()>,
    /// Answers of single items, by version and language: a version never says anything else, as long as its source is called the same.
    answers: RwLock<(usize, Answers)>,
}

/// Which form of a version: with which names, in which language, and whether it is the page for people.
type Form = (Uuid, i64, Language, bool);
type Answers = HashMap<Form, Arc<Kept>>;

/// A published version.
#[derive(Debug)]
pub(super) struct Published {
    pub version_id: Uuid,
    pub id: Uuid,
    pub version: i32,
    pub kind: String,
    pub section: String,
    pub slug: String,
    pub content: Content,
    pub source: PublicationSubdivision,
    /// The stamp of subdivisions with whose name it was read.
    pub named: i64,
    pub published_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl Published {
    fn of(row: PublishedRow, named: i64) -> Result<Self, Problem> {
        Ok(Self {
            version_id: row.version_id,
            id: row.id,
            version: row.version,
            kind: row.kind,
            section: row.section,
            slug: row.slug,
            content: serde_json::from_value(row.content).map_err(Problem::internal)?,
            source: PublicationSubdivision {
                subdivision_id: SubdivisionId::from_uuid(row.subdivision_id),
                code: row.subdivision,
                name: serde_json::from_value(row.subdivision_name).map_err(Problem::internal)?,
            },
            named,
            published_at: row.published_at,
            updated_at: row.updated_at,
        })
    }

    /// The languages in which its title is given, Romanian first.
    pub fn languages(&self) -> impl Iterator<Item = Language> {
        let title = &self.content.title;
        [Language::Ro, Language::Ru, Language::En].into_iter().filter(|language| title.of(*language).is_some())
    }

    /// What announces it: its lead, otherwise how its body begins; with the language that it is in.
    pub fn announcement(&self, language: Language) -> Option<(Language, String)> {
        let (from, rich) = match (&self.content.lead, &self.content.body) {
            (Some(lead), _) => (lead, false),
            (None, Some(body)) => (body, true),
            (None, None) => return None,
        };
        let (language, text) = from.of(language).map_or((Language::Ro, from.ro.as_str()), |text| (language, text));
        Some((language, if rich { beginning(&sanitise::plain(text)) } else { text.to_owned() }))
    }
}

/// The first words of a text, whole.
fn beginning(text: &str) -> String {
    let text = text.replace('\n', " ");
    match text.char_indices().nth(EXCERPT) {
        None => text,
        Some((end, _)) => format!("{}…", text[..end].rsplit_once(' ').map_or(&text[..end], |(whole, _)| whole)),
    }
}

/// A version and when it is live.
#[derive(Debug, Clone)]
struct Window {
    item: Arc<Published>,
    from: DateTime<Utc>,
    until: Option<DateTime<Utc>>,
}

impl Window {
    fn holds(&self, now: DateTime<Utc>) -> bool {
        self.from <= now && self.until.is_none_or(|until| until > now)
    }
}

/// Everything that is published or will be, as it was decided at one moment.
#[derive(Default)]
pub(super) struct Snapshot {
    /// The latest published first.
    windows: Vec<Window>,
    by_slug: HashMap<String, Vec<usize>>,
    by_id: HashMap<Uuid, Vec<usize>>,
    /// The instants at which something begins or ends, in order.
    changes: Vec<DateTime<Utc>>,
    pub(super) sections: BTreeMap<String, SectionRow>,
    stamp: Option<i64>,
    names: Option<i64>,
    /// Answers made of it, for the time between two changes.
    kept: RwLock<(usize, HashMap<String, Arc<Kept>>)>,
}

impl Snapshot {
    /// What is live at an instant, the latest published first.
    pub fn live(&self, now: DateTime<Utc>) -> impl Iterator<Item = &Arc<Published>> {
        self.windows.iter().filter(move |window| window.holds(now)).map(|window| &window.item)
    }

    /// One item, by its id.
    pub fn by_id(&self, id: Uuid, now: DateTime<Utc>) -> Option<&Arc<Published>> {
        self.one(self.by_id.get(&id)?, now)
    }

    /// One item, by its slug.
    pub fn by_slug(&self, slug: &str, now: DateTime<Utc>) -> Option<&Arc<Published>> {
        self.one(self.by_slug.get(slug)?, now)
    }

    fn one(&self, places: &[usize], now: DateTime<Utc>) -> Option<&Arc<Published>> {
        places.iter().filter_map(|place| self.windows.get(*place)).find(|window| window.holds(now)).map(|window| &window.item)
    }

    /// How many changes have come by an instant: between two of them nothing is other than before.
    fn epoch(&self, now: DateTime<Utc>) -> usize {
        self.changes.partition_point(|change| *change <= now)
    }

    fn known(&self, asked: &str, now: DateTime<Utc>) -> Option<Arc<Kept>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        kept.1.get(asked).filter(|_| kept.0 == self.epoch(now)).cloned()
    }

    fn keep(&self, asked: String, answer: Kept, now: DateTime<Utc>) -> Arc<Kept> {
        let (epoch, made) = (self.epoch(now), Arc::new(answer));
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.0 != epoch {
            *kept = (epoch, HashMap::new());
        }
        kept.1.insert(asked, made.clone());
        made
    }

    fn next_change(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.changes.get(self.epoch(now)).copied()
    }
}

impl Publications {
    /// An empty picture over a database; [`Publications::refresh`] fills it.
    pub fn new(work: Work, site: Url) -> Self {
        let stale = AtomicBool::new(false);
        let (snapshot, renewing, answers) = Default::default();
        Self(Arc::new(Inner { work, site, snapshot, stale, renewing, answers }))
    }

    /// Where our pages are.
    pub(super) fn site(&self) -> &Url {
        &self.0.site
    }

    /// The platform's present instant.
    pub fn now(&self) -> DateTime<Utc> {
        self.0.work.clock().now()
    }

    /// In how many whole seconds the next scheduled change comes, counted down: an answer given now is good for so long.
    pub(in crate::content) fn seconds_to_change(&self) -> Option<u32> {
        let now = self.now();
        let next = self.0.snapshot.load().next_change(now)?;
        Some(u32::try_from((next - now).num_seconds().max(0)).unwrap_or(u32::MAX))
    }

    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        self.0.snapshot.load_full()
    }

    /// Brings the snapshot up to date; says whether it changed.
    pub async fn refresh(&self) -> Result<bool, Problem> {
        let this = self.clone();
        let renewed = self.0.work.run(Isolation::ReadCommitted, move |conn, now| this.renewed(conn, now)).await?;
        Ok(self.take(renewed))
    }

    /// The same on the present thread; at start-up.
    pub fn refresh_here(&self) -> Result<bool, Problem> {
        let renewed = self.0.work.run_here(|conn, now| self.renewed(conn, now))?;
        Ok(self.take(renewed))
    }

    /// Something was published or withdrawn through this copy: whoever reads next has the snapshot read again before. (The step itself
    /// is not made slower by it.)
    pub fn changed(&self) {
        self.0.stale.store(true, Ordering::Release);
    }

    /// What was published here is in the snapshot from now on. Should the database not answer, what was known before is told, and the watch
    /// goes on looking.
    pub(in crate::content) async fn up_to_date(&self) {
        if !self.0.stale.load(Ordering::Acquire) {
            return;
        }
        // Whoever comes meanwhile waits for the same reading.
        let _renewing = self.0.renewing.lock().await;
        if self.0.stale.swap(false, Ordering::AcqRel) && self.refresh().await.is_err() {
            tracing::warn!("what is published could not be read again; the watch will do it");
        }
    }

    /// Reads again for ever whenever the database tells of a publication, and after `pause`.
    pub async fn watch(self, pause: Duration) {
        let heard = self.0.work.listen("content_published");
        loop {
            let _ = tokio::time::timeout(pause, heard.next()).await;
            match self.refresh().await {
                Ok(true) => tracing::info!("what is published has changed"),
                Ok(false) => {}
                Err(_) => tracing::warn!("what is published could not be compared with the database"),
            }
        }
    }

    /// An answer from memory, made on the first call and after each change; only for what everybody asks alike.
    pub(super) fn kept(
        &self,
        asked: String,
        make: impl FnOnce(&Snapshot, DateTime<Utc>) -> Result<Kept, Problem>,
    ) -> Result<Arc<Kept>, Problem> {
        let (snapshot, now) = (self.0.snapshot.load(), self.now());
        match snapshot.known(&asked, now) {
            Some(answer) => Ok(answer),
            None => Ok(snapshot.keep(asked, make(&snapshot, now)?, now)),
        }
    }

    /// What the public sees of an item of a type, by its name in addresses: its id, its version's, and what it says.
    pub(in crate::content) fn of_kind(&self, slug: &str, kind: &str) -> Option<(Uuid, Uuid, Content)> {
        let snapshot = self.0.snapshot.load();
        let item = snapshot.by_slug(slug, self.now()).filter(|item| item.kind == kind)?;
        Some((item.id, item.version_id, item.content.clone()))
    }

    /// Whether a path of our own leads to something that is public; of what is no publication nothing is known, so that it does.
    pub(in crate::content) fn leads(&self, path: &str) -> bool {
        let (snapshot, now) = (self.0.snapshot.load(), self.now());
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        let live = |name: &str| match name.parse::<ContentItemId>() {
            Ok(id) => snapshot.by_id(id.uuid(), now),
            Err(_) => snapshot.by_slug(name, now),
        };
        match parts.as_slice() {
            ["pages", slug] | ["api", "v1", "publications", slug] => live(slug).is_some(),
            ["api", "v1", "publications", slug, "files", file] => live(slug).is_some_and(|item| {
                let id = file.parse::<FileId>().ok();
                id.is_some_and(|id| item.content.attachments.iter().any(|attached| attached.file_id == id.uuid()))
            }),
            _ => true,
        }
    }

    /// What was kept under a name since the last change.
    pub(in crate::content) fn known(&self, asked: &str) -> Option<Arc<Kept>> {
        self.0.snapshot.load().known(asked, self.now())
    }

    /// Keeps an answer that the database was asked for, until the next change; its name says everything that it depends on.
    pub(in crate::content) fn keep(&self, asked: String, answer: Kept) -> Arc<Kept> {
        self.0.snapshot.load().keep(asked, answer, self.now())
    }

    /// The answer of one item in one language, from memory.
    pub(super) fn answer(&self, item: &Published, language: Language) -> Result<Arc<Kept>, Problem> {
        self.of_version((item.version_id, item.named, language, false), || Kept::new(&Publication::of(item, language)?))
    }

    /// The page of one item in one language, from memory.
    pub(super) fn page(
        &self,
        item: &Published,
        language: Language,
        make: impl FnOnce() -> Result<Kept, Problem>,
    ) -> Result<Arc<Kept>, Problem> {
        self.of_version((item.version_id, item.named, language, true), make)
    }

    fn of_version(&self, key: Form, make: impl FnOnce() -> Result<Kept, Problem>) -> Result<Arc<Kept>, Problem> {
        if let Some(answer) = self.0.answers.read().unwrap_or_else(PoisonError::into_inner).1.get(&key) {
            return Ok(answer.clone());
        }
        let made = Arc::new(make()?);
        let mut answers = self.0.answers.write().unwrap_or_else(PoisonError::into_inner);
        if answers.0 + made.weight() > HEAVIEST {
            *answers = (0, HashMap::new());
        }
        answers.0 += made.weight();
        answers.1.insert(key, made.clone());
        Ok(made)
    }

    /// A newer snapshot, or none where nothing changed. Only versions that are not known are read in full.
    fn renewed(&self, conn: &mut PgConnection, now: DateTime<Utc>) -> Result<Option<Snapshot>, Problem> {
        let old = self.0.snapshot.load();
        let store::Stamp { stamp, names } = store::stamp(conn)?;
        if old.stamp == Some(stamp) {
            return Ok(None);
        }
        let rows = store::windows(conn, now)?;
        // Where a subdivision is called otherwise, everything is read again: that is rare.
        let kept = old.windows.iter().filter(|_| old.names == Some(names));
        let mut known: HashMap<Uuid, Arc<Published>> = kept.map(|window| (window.item.version_id, window.item.clone())).collect();
        let missing: Vec<Uuid> = rows.iter().map(|row| row.version_id).filter(|id| !known.contains_key(id)).collect();
        for row in store::versions(conn, &missing)? {
            known.insert(row.version_id, Arc::new(Published::of(row, names)?));
        }
        let mut windows: Vec<Window> = rows
            .into_iter()
            .filter_map(|row| {
                Some(Window { item: known.get(&row.version_id)?.clone(), from: row.live_from, until: row.live_until })
            })
            .collect();
        windows.sort_by_key(|window| std::cmp::Reverse((window.item.published_at, window.item.id, window.from)));
        let (mut by_slug, mut by_id): (HashMap<String, Vec<usize>>, HashMap<Uuid, Vec<usize>>) = Default::default();
        for (place, window) in windows.iter().enumerate() {
            by_slug.entry(window.item.slug.clone()).or_default().push(place);
            by_id.entry(window.item.id).or_default().push(place);
        }
        let mut changes: Vec<_> = windows.iter().flat_map(|window| [Some(window.from), window.until]).flatten().collect();
        changes.sort_unstable();
        changes.dedup();
        let sections = store::sections(conn)?.into_iter().map(|section| (section.code.clone(), section)).collect();
        Ok(Some(Snapshot {
            windows,
            by_slug,
            by_id,
            changes,
            sections,
            stamp: Some(stamp),
            names: Some(names),
            kept: RwLock::default(),
        }))
    }

    /// Takes a snapshot unless a later one was taken meanwhile.
    fn take(&self, renewed: Option<Snapshot>) -> bool {
        let Some(renewed) = renewed.map(Arc::new) else { return false };
        self.0.snapshot.rcu(|now| if renewed.stamp >= now.stamp { renewed.clone() } else { now.clone() });
        true
    }
}
