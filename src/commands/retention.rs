//! `migratie retention`: overwrites the personal data whose term of keeping is over, in the rows that stand and in their history; blobs go
//! with their keys. Rows stay, with what statistics need. Under a database role of its own, journalled; the journal keeps its proof
//! (docs/journal.md, "Retention"). No term is built in: the law names none yet for this system (HG 678/2024), so whoever runs the command
//! states the term and the act it comes from.

use anyhow::{Context, bail, ensure};
use chrono::{DateTime, Months, NaiveDate, Utc};
use clap::Args;
use diesel::{
    Connection, PgConnection, RunQueryDsl, sql_query,
    sql_types::{Array, BigInt, Date, Text, Timestamptz, Uuid as SqlUuid},
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    config::Settings,
    kernel::{id, local_time::legal_day, work::connect},
    serve, statistics,
};

/// So many rows in one transaction.
const BATCH: i64 = 200;

/// Terms that are over; what has no term stays.
#[derive(Debug, Clone, Args)]
pub struct RetentionTerms {
    /// Years after which the data of persons struck off are overwritten (1 to 150).
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=150))]
    pub struck_off_years: Option<u32>,
    /// Years after which answers and attached files of requests that are over are overwritten (1 to 150).
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=150))]
    pub closed_request_years: Option<u32>,
    /// The act that sets the term; it stands in the journal.
    #[arg(long)]
    pub ground: String,
    /// Say how many there are and change nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// How many were overwritten (or would be).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Retired {
    /// Persons struck off.
    pub persons: usize,
    /// Requests that were over.
    pub requests: usize,
}

/// Keeps what counts of records before they are overwritten.
type Keep = fn(&mut PgConnection, &[Uuid]) -> diesel::QueryResult<()>;

/// What is overwritten together.
struct Kind {
    /// In the journal.
    object: &'static str,
    prefix: &'static str,
    /// Ids whose term is over on a day ($1), a batch of them ($2).
    due: &'static str,
    /// Relation, its rows that go with the ids ($1), and what each column becomes.
    overwritten: &'static [(&'static str, &'static str, &'static str)],
    /// Work in hand that goes too.
    deleted: Option<&'static str>,
    /// Keeps what statistics need of them.
    kept: Option<Keep>,
}

// Nobody whose request is still under way is overwritten; the sign of an overwritten name is "-".
const PERSONS: Kind = Kind {
    object: "Person",
    prefix: "per",
    due: "select p.id from persons p
           where p.status = 'StruckOff' and p.struck_off_on <= $1 and p.surname is distinct from '-'
             and not exists (select from requests r where r.beneficiary_id = p.id
                              and r.state not in ('Closed', 'Withdrawn', 'LeftUnexamined', 'Lapsed'))
           order by p.id limit $2",
    overwritten: &[
        (
            "files",
            "select photo_file_id from history.persons where id = any($1) and photo_file_id is not null",
            "name = '-', key_id = null, wrapped_key = null",
        ),
        (
            "foreign_documents",
            "select id from foreign_documents where person_id = any($1)",
            "number = '-', number_key = id::text, mrz = null, authority = null, findings = '{}', change_reason = null",
        ),
        (
            "addresses",
            "select id from addresses where person_id = any($1)",
            "region = null, locality = null, sector = null, street = null, house = null, block = null, apartment = null,
             postal_code = null, basis = null, change_reason = null",
        ),
        (
            "persons",
            "select unnest($1)",
            "idnp = null, surname = '-', given_names = null, patronymic = null, photo_file_id = null, photo_taken_on = null,
             birth_date = date_trunc('year', birth_date)::date,
             birth_precision = case when birth_date is null then 'Unknown' else 'Year' end,
             details = jsonb_build_object('citizenships', coalesce(details -> 'citizenships', '[]')), change_reason = null",
        ),
    ],
    // Words that nobody else bears go too: they would tell a rare name.
    deleted: Some(
        "with gone as (delete from person_name_keys where person_id = any($1) returning tokens)
         delete from name_words w using (select distinct t.word from gone cross join lateral unnest(gone.tokens) t (word)) g
          where w.code = any(name_codes(g.word)) and w.word = g.word
            and not exists (select from person_name_entries e where e.entry = hashtextextended(g.word, 0) and e.person_id <> all($1))",
    ),
    kept: Some(statistics::keep_ages),
};

const REQUESTS: Kind = Kind {
    object: "Request",
    prefix: "req",
    due: "select id from requests
           where state in ('Closed', 'Withdrawn', 'LeftUnexamined', 'Lapsed') and answers <> '{}'
             and (coalesce(closed_at, updated_at) at time zone 'Europe/Chisinau')::date <= $1
           order by id limit $2",
    overwritten: &[
        (
            "files",
            "select h.file_id from history.request_attachments h where h.request_id = any($1)
               and not exists (select from request_attachments o where o.file_id = h.file_id and o.request_id <> all($1))",
            "name = '-', key_id = null, wrapped_key = null",
        ),
        (
            "request_attachments",
            "select id from request_attachments where request_id = any($1)",
            "name = '-', number = null, issued_on = null, issuer = null",
        ),
        ("requests", "select unnest($1)", "answers = '{}', legal_entity_idno = null"),
    ],
    deleted: None,
    kept: None,
};

/// Does it and says what was done.
pub fn run(settings: &Settings, terms: &RetentionTerms) -> anyhow::Result<String> {
    let database = serve::database(settings)?;
    let url = database.retention_url.as_deref().context("DATABASE_RETENTION_URL must name a login of migratie_retention")?;
    let retired = apply(url, terms, Utc::now())?;
    let done = if terms.dry_run { "would be overwritten" } else { "overwritten" };
    Ok(format!("{} persons and {} requests {done}", retired.persons, retired.requests))
}

/// Overwrites whatever is due at an instant, over a login of the retention role.
pub fn apply(url: &str, terms: &RetentionTerms, now: DateTime<Utc>) -> anyhow::Result<Retired> {
    ensure!((5..=256).contains(&terms.ground.trim().chars().count()), "--ground: 5 to 256 characters");
    if terms.struck_off_years.is_none() && terms.closed_request_years.is_none() {
        bail!("no term is given: --struck-off-years, --closed-request-years");
    }
    let mut conn = connect(url).context("the database cannot be reached")?;
    // Digests are made of rows as they read in UTC.
    sql_query("select set_config('timezone', 'UTC', false)").execute(&mut conn)?;
    let mut of = |kind: &Kind, years: Option<u32>| years.map_or(Ok(0), |years| retire(&mut conn, kind, years, terms, now));
    Ok(Retired { persons: of(&PERSONS, terms.struck_off_years)?, requests: of(&REQUESTS, terms.closed_request_years)? })
}

#[derive(diesel::QueryableByName)]
struct Id {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

fn retire(conn: &mut PgConnection, kind: &Kind, years: u32, terms: &RetentionTerms, now: DateTime<Utc>) -> anyhow::Result<usize> {
    let day = legal_day(now).checked_sub_months(Months::new(years * 12)).context("a term before all time")?;
    if terms.dry_run {
        return Ok(due(conn, kind, day, i64::MAX)?.len());
    }
    let mut retired = 0;
    loop {
        let done =
            conn.transaction(|conn| overwrite(conn, kind, day, terms.ground.trim(), now)).context("the database refused")?;
        if done == 0 {
            return Ok(retired);
        }
        retired += done;
    }
}

fn due(conn: &mut PgConnection, kind: &Kind, day: NaiveDate, most: i64) -> diesel::QueryResult<Vec<Uuid>> {
    let found: Vec<Id> = sql_query(kind.due).bind::<Date, _>(day).bind::<BigInt, _>(most).load(conn)?;
    Ok(found.into_iter().map(|found| found.id).collect())
}

/// One batch: entry, history, rows that stand (whose new version is an ordinary write), and the digests of the history as it is now.
fn overwrite(
    conn: &mut PgConnection,
    kind: &Kind,
    day: NaiveDate,
    ground: &str,
    now: DateTime<Utc>,
) -> diesel::QueryResult<usize> {
    let ids = due(conn, kind, day, BATCH)?;
    if ids.is_empty() {
        return Ok(0);
    }
    let work = Uuid::now_v7();
    sql_query(
        "select set_config('migratie.work', $1::text, true), set_config('migratie.actor', '', true), \
         set_config('migratie.now', $2::text, true)",
    )
    .bind::<SqlUuid, _>(work)
    .bind::<Timestamptz, _>(now)
    .execute(conn)?;
    let objects: Vec<_> =
        ids.iter().map(|id| json!({ "access": "Write", "kind": kind.object, "id": id::write(kind.prefix, *id) })).collect();
    sql_query(
        "insert into journal.entries (id, at, actor_kind, actor_name, operation, outcome, legal_basis, objects) \
         values ($1, $2, 'System', 'SI Migrație', 'applyRetention', 'Done', $3, $4)",
    )
    .bind::<SqlUuid, _>(work)
    .bind::<Timestamptz, _>(now)
    .bind::<Text, _>(ground)
    .bind::<diesel::sql_types::Jsonb, _>(json!(objects))
    .execute(conn)?;
    if let Some(keep) = kind.kept {
        keep(conn, &ids)?;
    }
    for (relation, rows, columns) in kind.overwritten {
        let rows: Vec<Id> =
            sql_query(format!("select distinct id from ({rows}) as rows (id)")).bind::<Array<SqlUuid>, _>(&ids).load(conn)?;
        let rows: Vec<Uuid> = rows.into_iter().map(|row| row.id).collect();
        for schema in ["history", "public"] {
            sql_query(format!("update {schema}.{relation} set {columns} where id = any($1)"))
                .bind::<Array<SqlUuid>, _>(&rows)
                .execute(conn)?;
        }
        sql_query("select journal.redact($1, $2)").bind::<Text, _>(relation).bind::<Array<SqlUuid>, _>(&rows).execute(conn)?;
    }
    if let Some(statement) = kind.deleted {
        sql_query(statement).bind::<Array<SqlUuid>, _>(&ids).execute(conn)?;
    }
    Ok(ids.len())
}
