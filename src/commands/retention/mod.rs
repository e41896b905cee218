//! `migratie retention`: overwrites the personal data whose term of keeping is over, in the rows that stand and in their history; blobs go
//! with their keys. Rows stay, with what statistics need. Under a database role of its own, journalled; the journal keeps its proof
//! (docs/journal.md, "Retention"). No term is built in: none of the sources names one (the concept leaves keeping to the owner; HG 678/2024
//! and the inspectorate's nomenclature of files are not among them), so whoever runs the command states the term and the act it comes from.
//!
//! What becomes of each table stands in `tables.yaml`; a table that is not in it fails a test.

mod auditing;
mod files;
mod people;
mod tables;
mod told;
mod written;

use anyhow::{Context, bail, ensure};
use chrono::{DateTime, Months, NaiveDate, Utc};
use clap::Args;
use diesel::{
    Connection, PgConnection, RunQueryDsl, sql_query,
    sql_types::{Array, BigInt, Date, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use serde_json::json;
use uuid::Uuid;

pub use self::tables::{Tables, tables};
use crate::{
    config::Settings,
    kernel::{id, local_time::legal_day, work::connect},
    serve,
};

/// So many rows in one transaction.
const BATCH: i64 = 200;
/// The advisory lock of whoever runs it ("migrKeep").
const LOCK: i64 = 0x6d69_6772_4b65_6570;

/// Terms that are over; what has no term stays.
#[derive(Debug, Clone, Default, Args)]
pub struct RetentionTerms {
    /// Years after which the data of persons struck off are overwritten (1 to 150).
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=150))]
    pub struck_off_years: Option<u32>,
    /// Years after which answers and attached files of requests that are over, and files that were sent and never attached, are overwritten
    /// (1 to 150).
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=150))]
    pub closed_request_years: Option<u32>,
    /// Years after which what was told to people (words, addresses, replies, files, contacts they removed) is overwritten (1 to 150).
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=150))]
    pub notification_years: Option<u32>,
    /// Years after their end after which petitions and requests for information are overwritten, with their files, documents and notices
    /// (1 to 150).
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=150))]
    pub petition_years: Option<u32>,
    /// Years after their end after which incidents and complaints handed to MSupport are overwritten (1 to 150).
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=150))]
    pub ticket_years: Option<u32>,
    /// Years after which visitors' questions, and answers to questionnaires in words, are overwritten (1 to 150).
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=150))]
    pub inquiry_years: Option<u32>,
    /// Years after their review after which findings of unusual reading, and watches that ended, name nobody any more (1 to 150).
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=150))]
    pub finding_years: Option<u32>,
    /// What is kept in spite of its term, by identifiers parted by commas (a case in court, an inquiry of the data protection centre); persons
    /// of an excepted request are kept with it. They stand in the journal.
    #[arg(long, value_delimiter = ',')]
    pub except: Vec<String>,
    /// The act that sets the term; it stands in the journal.
    #[arg(long)]
    pub ground: String,
    /// Say how many there are and change nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// How many of each kind were overwritten (or would be), of the kinds whose term is given.
pub type Retired = Vec<(&'static str, usize)>;

/// Keeps what counts of records before they are overwritten.
type Keep = fn(&mut PgConnection, &[Uuid]) -> diesel::QueryResult<()>;

/// What is overwritten together.
struct Kind {
    /// In the journal.
    object: &'static str,
    prefix: &'static str,
    /// Its term, where one is given.
    years: fn(&RetentionTerms) -> Option<u32>,
    /// Ids whose term is over on a day ($1), a batch of them ($2) after one ($3), in their order, but for exceptions ($4). What was overwritten
    /// is not due again.
    due: &'static str,
    /// What is overwritten with them, in this order.
    overwritten: &'static [&'static [Overwritten]],
    /// Work in hand that goes too: which tables, and how.
    deleted: Option<(&'static [&'static str], &'static str)>,
    /// Keeps what statistics need of them.
    kept: Option<Keep>,
}

/// Rows of a relation that go with the ids of a kind.
struct Overwritten {
    relation: &'static str,
    /// Which rows, by the ids ($1).
    rows: &'static str,
    /// What each column becomes.
    columns: &'static str,
    /// Whether its history is overwritten too; what is its own history has none.
    record: bool,
}

const fn record(relation: &'static str, rows: &'static str, columns: &'static str) -> Overwritten {
    Overwritten { relation, rows, columns, record: true }
}

const fn alone(relation: &'static str, rows: &'static str, columns: &'static str) -> Overwritten {
    Overwritten { relation, rows, columns, record: false }
}

/// That a legal day has come: at most $1.
macro_rules! by_day {
    ($at:literal) => {
        concat!("(", $at, " at time zone 'Europe/Chisinau')::date <= $1")
    };
}

/// The states in which a request is over.
macro_rules! request_over {
    () => {
        "('Closed', 'Withdrawn', 'LeftUnexamined', 'Lapsed')"
    };
}

/// The states in which a petition is over.
macro_rules! petition_over {
    () => {
        "('Closed', 'Transferred', 'LeftUnexamined', 'Joined', 'Withdrawn', 'SignatureRefused', 'Lapsed')"
    };
}

/// Where the specimen of a person's signature lies: in an open-ended group, under its public identifier.
macro_rules! specimen {
    ($of:literal) => {
        concat!("house.uuid_of(", $of, ".details #>> '{signature,fileId}')")
    };
}

/// That nothing stands on a file `f` but, perhaps, what is in this list of ids: a file may be attached to several things of its account, be
/// entered at a person, and be published.
macro_rules! nothing_stands_on_it {
    ($gone:literal) => {
        concat!(
            "not exists (select from request_attachments o where o.file_id = f.id and o.name <> '-' and o.request_id <> all(",
            $gone,
            ")) and not exists (select from petition_attachments o where o.file_id = f.id and o.name <> '-' and o.petition_id <> all(",
            $gone,
            ")) and not exists (select from petitions o where o.file_id = f.id and o.object <> '-' and o.id <> all(",
            $gone,
            ")) and not exists (select from notification_requests o where o.file_ids @> array[f.id] and o.id <> all(",
            $gone,
            ")) and not exists (select from foreign_documents o where o.file_id = f.id and o.number <> '-' and o.person_id <> all(",
            $gone,
            ")) and not exists (select from persons o where o.photo_file_id = f.id and o.id <> all(",
            $gone,
            ")) and not exists (select from persons o where ",
            $crate::commands::retention::specimen!("o"),
            " = f.id and o.id <> all(",
            $gone,
            ")) and not exists (select from representations o where o.file_id = f.id)
             and not exists (select from content_items o where position(f.id::text in (o.content -> 'attachments')::text) > 0)
             and not exists (select from content_versions o where position(f.id::text in (o.content -> 'attachments')::text) > 0)"
        )
    };
}

/// Of these files, those that nothing stands on but what goes ($1).
macro_rules! only_here {
    ($files:expr) => {
        concat!("select f.id from (", $files, ") f (id) where ", $crate::commands::retention::nothing_stands_on_it!("$1"))
    };
}

/// A file without its key is a file that nobody can read.
const FILE: &str = "name = '-', key_id = null, wrapped_key = null";

use {by_day, nothing_stands_on_it, only_here, petition_over, request_over, specimen};

/// Every kind, in the order in which they are overwritten.
const KINDS: [&Kind; 13] = [
    &people::PERSONS,
    &people::REQUESTS,
    &written::PETITIONS,
    &written::TICKETS,
    &written::INQUIRIES,
    &written::ANSWERS,
    &told::NOTIFICATIONS,
    &told::MESSAGES,
    &told::REQUESTS,
    &told::CONTACTS,
    &auditing::FINDINGS,
    &auditing::WATCHES,
    &files::FILES,
];

/// Does it and says what was done.
pub fn run(settings: &Settings, terms: &RetentionTerms) -> anyhow::Result<String> {
    let database = serve::database(settings)?;
    let url = database.retention_url.as_deref().context("DATABASE_RETENTION_URL must name a login of migratie_retention")?;
    let retired = apply(url, terms, Utc::now())?;
    let done = if terms.dry_run { "would be overwritten" } else { "overwritten" };
    let counts: Vec<String> = retired.iter().map(|(object, count)| format!("{object} {count}")).collect();
    Ok(format!("{done}: {}", counts.join(", ")))
}

/// Overwrites whatever is due at an instant, over a login of the retention role.
pub fn apply(url: &str, terms: &RetentionTerms, now: DateTime<Utc>) -> anyhow::Result<Retired> {
    ensure!((5..=256).contains(&terms.ground.trim().chars().count()), "--ground: 5 to 256 characters");
    if KINDS.iter().all(|kind| (kind.years)(terms).is_none()) {
        bail!(
            "no term is given: --struck-off-years, --closed-request-years, --notification-years, --petition-years, --ticket-years, \
             --inquiry-years, --finding-years"
        );
    }
    let kept_back = (!terms.except.is_empty()).then(|| format!("Se păstrează: {}", terms.except.join(", ")));
    let run = Run { ground: terms.ground.trim(), except: excepted(&terms.except)?, kept_back, now };
    let mut conn = connect(url).context("the database cannot be reached")?;
    // Two runs would overwrite the same rows twice and count them twice.
    let alone: Locked = sql_query("select pg_try_advisory_lock($1) as locked").bind::<BigInt, _>(LOCK).get_result(&mut conn)?;
    ensure!(alone.locked, "another run is at it");
    // Digests are made of rows as they read in UTC.
    sql_query("select set_config('timezone', 'UTC', false)").execute(&mut conn)?;
    let mut retired = Retired::new();
    for kind in KINDS {
        if let Some(years) = (kind.years)(terms) {
            let day = legal_day(now).checked_sub_months(Months::new(years * 12)).context("a term before all time")?;
            let count = if terms.dry_run {
                run.due(&mut conn, kind.due, day, i64::MAX, Uuid::nil())?.len()
            } else {
                run.retire(&mut conn, kind, day)?
            };
            retired.push((kind.object, count));
        }
    }
    // The server notices a moment later that a connection has ended, as it does of a run that fails.
    sql_query("select pg_advisory_unlock($1)").bind::<BigInt, _>(LOCK).execute(&mut conn)?;
    Ok(retired)
}

/// Identifiers of things that retention overwrites.
fn excepted(ids: &[String]) -> anyhow::Result<Vec<Uuid>> {
    let read = |text: &String| KINDS.iter().find_map(|kind| id::read(kind.prefix, text).ok());
    ids.iter().map(|text| read(text).with_context(|| format!("--except: {text} names nothing that is overwritten"))).collect()
}

/// What one run goes by.
struct Run<'a> {
    ground: &'a str,
    except: Vec<Uuid>,
    /// The exceptions as the entry says them.
    kept_back: Option<String>,
    now: DateTime<Utc>,
}

#[derive(diesel::QueryableByName)]
struct Locked {
    #[diesel(sql_type = diesel::sql_types::Bool)]
    locked: bool,
}

#[derive(diesel::QueryableByName)]
struct Id {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

impl Run<'_> {
    fn retire(&self, conn: &mut PgConnection, kind: &Kind, day: NaiveDate) -> anyhow::Result<usize> {
        let (mut retired, mut after) = (0, Uuid::nil());
        loop {
            let done = conn.transaction(|conn| self.overwrite(conn, kind, day, after)).context("the database refused")?;
            // In the order of ids: what was overwritten is not looked through again by the next batch.
            let Some(last) = done.last() else { return Ok(retired) };
            after = *last;
            retired += done.len();
        }
    }

    fn due(&self, conn: &mut PgConnection, text: &str, day: NaiveDate, most: i64, after: Uuid) -> diesel::QueryResult<Vec<Uuid>> {
        let asked = sql_query(text).bind::<Date, _>(day).bind::<BigInt, _>(most).bind::<SqlUuid, _>(after);
        let found: Vec<Id> = asked.bind::<Array<SqlUuid>, _>(&self.except).load(conn)?;
        Ok(found.into_iter().map(|found| found.id).collect())
    }

    /// One batch: entry, history, rows that stand (whose new version is an ordinary write), and the digests of the history as it is now.
    fn overwrite(&self, conn: &mut PgConnection, kind: &Kind, day: NaiveDate, after: Uuid) -> diesel::QueryResult<Vec<Uuid>> {
        // Held: of what the program changed meanwhile (a sender sends again what had failed) the condition is looked at once more.
        let ids = self.due(conn, &format!("{} for update", kind.due), day, BATCH, after)?;
        if ids.is_empty() {
            return Ok(ids);
        }
        self.enter(conn, kind, &ids)?;
        if let Some(keep) = kind.kept {
            keep(conn, &ids)?;
        }
        for one in kind.overwritten.iter().copied().flatten() {
            overwrite_rows(conn, one, &ids)?;
        }
        if let Some((_, statement)) = kind.deleted {
            sql_query(statement).bind::<Array<SqlUuid>, _>(&ids).execute(conn)?;
        }
        Ok(ids)
    }

    /// Begins the unit of work and puts it on record.
    fn enter(&self, conn: &mut PgConnection, kind: &Kind, ids: &[Uuid]) -> diesel::QueryResult<()> {
        let work = Uuid::now_v7();
        sql_query(
            "select set_config('migratie.work', $1::text, true), set_config('migratie.actor', '', true), \
             set_config('migratie.now', $2::text, true)",
        )
        .bind::<SqlUuid, _>(work)
        .bind::<Timestamptz, _>(self.now)
        .execute(conn)?;
        let objects: Vec<_> =
            ids.iter().map(|id| json!({ "access": "Write", "kind": kind.object, "id": id::write(kind.prefix, *id) })).collect();
        sql_query(
            "insert into journal.entries (id, at, actor_kind, actor_name, operation, outcome, legal_basis, legal_reason, objects) \
             values ($1, $2, 'System', 'SI Migrație', 'applyRetention', 'Done', $3, $4, $5)",
        )
        .bind::<SqlUuid, _>(work)
        .bind::<Timestamptz, _>(self.now)
        .bind::<Text, _>(self.ground)
        .bind::<Nullable<Text>, _>(self.kept_back.as_deref())
        .bind::<Jsonb, _>(json!(objects))
        .execute(conn)?;
        Ok(())
    }
}

fn overwrite_rows(conn: &mut PgConnection, one: &Overwritten, ids: &[Uuid]) -> diesel::QueryResult<()> {
    let Overwritten { relation, rows, columns, record } = one;
    let rows: Vec<Id> =
        sql_query(format!("select distinct id from ({rows}) as rows (id)")).bind::<Array<SqlUuid>, _>(ids).load(conn)?;
    let rows: Vec<Uuid> = rows.into_iter().map(|row| row.id).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let schemas: &[&str] = if *record { &["history", "public"] } else { &["public"] };
    for schema in schemas {
        sql_query(format!("update {schema}.{relation} set {columns} where id = any($1)"))
            .bind::<Array<SqlUuid>, _>(&rows)
            .execute(conn)?;
    }
    sql_query("select journal.redact($1, $2)").bind::<Text, _>(relation).bind::<Array<SqlUuid>, _>(&rows).execute(conn)?;
    Ok(())
}
