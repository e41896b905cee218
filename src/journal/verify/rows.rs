//! History against the digests that units of work left, and records against their history: one statement a table, worked out by
//! PostgreSQL as joins of whole sets; only what is wrong comes back.

use diesel::{
    PgConnection, QueryResult, RunQueryDsl,
    sql_types::{BigInt, Int4, Nullable, Text, Uuid as SqlUuid},
};
use uuid::Uuid;

use crate::journal::finding::{Report, What};

/// Findings that one statement gives at most; a table that was changed throughout need not be listed row by row.
const AT_MOST: i64 = 1000;

#[derive(diesel::QueryableByName)]
struct Relation {
    /// Its bare name.
    #[diesel(sql_type = Text)]
    name: String,
    /// Quoted, for SQL.
    #[diesel(sql_type = Text)]
    quoted: String,
    /// Columns that history has and the record has not: history's own, and dropped ones. A literal of `text[]`.
    #[diesel(sql_type = Text)]
    dropped: String,
}

#[derive(diesel::QueryableByName)]
struct Wrong {
    #[diesel(sql_type = Text)]
    what: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Int4>)]
    version: Option<i32>,
}

#[derive(diesel::QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    versions: i64,
    #[diesel(sql_type = BigInt)]
    redacted: i64,
}

const RELATIONS: &str = "
select c.relname::text as name, quote_ident(c.relname) as quoted,
       (select coalesce(array_agg(h.attname::text), '{}')::text from pg_attribute h
         where h.attrelid = to_regclass('history.' || quote_ident(c.relname)) and h.attnum > 0 and not h.attisdropped
           and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = h.attname and not a.attisdropped)) as dropped
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'public' and c.relkind = 'r' and obj_description(c.oid, 'pg_class') = 'record'
 order by 1";

/// Columns of history that are not the record's; they are checked against the entry instead of the digest.
const OWN: &str = "'{recorded_at,work_id,actor_id,salt}'::text[]";

/// Who history names: the caller. What the program does for somebody (a sign-in) it does itself, and the entry says for whom.
const ACTOR: &str = "case when e.actor_kind = 'System' and e.role is null then null else e.actor_id end";

fn history_sql(quoted: &str) -> String {
    format!(
        "with written as (select * from journal.writes where relation = $1),
              redacted as (select distinct on (row_id, row_version) row_id, row_version, digest from journal.redactions
                            where relation = $1 order by row_id, row_version, work_id desc)
         select case when h.id is null then 'WriteWithoutHistory'
                     when w.row_id is null then 'HistoryWithoutWrite'
                     when coalesce(r.digest, w.digest) <> sha256(house.row_bytes(h.salt, to_jsonb(h) - {OWN})) then 'HistoryChanged'
                     else 'HistoryMisattributed' end as what,
                coalesce(h.id, w.row_id) as id, coalesce(h.version, w.row_version) as version
           from history.{quoted} h
           full join written w on w.row_id = h.id and w.row_version = h.version and w.work_id = h.work_id
           left join redacted r on r.row_id = h.id and r.row_version = h.version
           left join journal.entries e on e.id = h.work_id
          where h.id is null or w.row_id is null
             or coalesce(r.digest, w.digest) <> sha256(house.row_bytes(h.salt, to_jsonb(h) - {OWN}))
             or e.at is distinct from h.recorded_at or {ACTOR} is distinct from h.actor_id
          limit $2"
    )
}

// Compared as text: 1.0 and 1.00 are equal to PostgreSQL and yet not the same byte.
fn current_sql(quoted: &str, dropped: &str) -> String {
    format!(
        "with latest as (select id, max(version) as version from history.{quoted} group by id)
         select case when c.id is null then 'RecordMissing' when l.id is null then 'RecordWithoutHistory' else 'RecordChanged' end as what,
                coalesce(c.id, l.id) as id, coalesce(c.version, l.version) as version
           from public.{quoted} c
           full join latest l on l.id = c.id
           left join history.{quoted} h on h.id = l.id and h.version = l.version
          where c.id is null or l.id is null
             or to_jsonb(c)::text is distinct from (to_jsonb(h) - '{dropped}'::text[])::text
          limit $1"
    )
}

/// Append-only tables whose rows have digests of their own (`house.digested`).
pub const DIGESTED: [&str; 8] = [
    "payments",
    "request_events",
    "petition_events",
    "content_events",
    "content_answers",
    "content_monitorings",
    "notification_template_versions",
    "behaviour_analyses",
];

// A row that was taken down with its migration and up again has two digests, each of a sealed entry; one that retention overwrote, the last
// that it left.
fn digested_sql(name: &str) -> String {
    format!(
        "with written as (select row_id, array_agg(digest) as digests from journal.writes where relation = $1 group by row_id),
              redacted as (select distinct on (row_id) row_id, array[digest] as digests from journal.redactions
                            where relation = $1 order by row_id, work_id desc)
         select case when c.id is null then 'RecordMissing' when w.row_id is null then 'RecordWithoutHistory' else 'RecordChanged' end as what,
                coalesce(c.id, w.row_id) as id, 1 as version
           from public.{name} c
           full join written w on w.row_id = c.id
           left join redacted r on r.row_id = c.id
          where c.id is null or w.row_id is null
             or sha256(house.row_bytes(c.salt, to_jsonb(c))) <> all (coalesce(r.digests, w.digests))
          limit $2"
    )
}

/// Every table of record, and what is written once and for all.
pub fn verify(conn: &mut PgConnection, report: &mut Report) -> QueryResult<()> {
    let relations: Vec<Relation> = diesel::sql_query(RELATIONS).load(conn)?;
    for Relation { name, quoted, dropped } in &relations {
        let changed: Vec<Wrong> =
            diesel::sql_query(history_sql(quoted)).bind::<Text, _>(name).bind::<BigInt, _>(AT_MOST).load(conn)?;
        told(&format!("history.{name}"), changed, report);
        let dropped = dropped.replace('\'', "''");
        let changed: Vec<Wrong> = diesel::sql_query(current_sql(quoted, &dropped)).bind::<BigInt, _>(AT_MOST).load(conn)?;
        told(name, changed, report);
        count(conn, &format!("history.{quoted}"), name, report)?;
    }
    for name in DIGESTED {
        let changed = diesel::sql_query(digested_sql(name)).bind::<Text, _>(name).bind::<BigInt, _>(AT_MOST).load(conn)?;
        told(name, changed, report);
        count(conn, &format!("public.{name}"), name, report)?;
    }
    Ok(())
}

/// How many rows were looked at, and how many of them retention overwrote.
fn count(conn: &mut PgConnection, looked_at: &str, relation: &str, report: &mut Report) -> QueryResult<()> {
    let counted: Counted = diesel::sql_query(format!(
        "select (select count(*) from {looked_at}) as versions,
                (select count(distinct (row_id, row_version)) from journal.redactions where relation = $1) as redacted"
    ))
    .bind::<Text, _>(relation)
    .get_result(conn)?;
    report.row_versions += counted.versions.unsigned_abs();
    report.redacted += counted.redacted.unsigned_abs();
    Ok(())
}

fn told(relation: &str, wrong: Vec<Wrong>, report: &mut Report) {
    for Wrong { what, id, version } in wrong {
        let what = match what.as_str() {
            "WriteWithoutHistory" => What::WriteWithoutHistory,
            "HistoryWithoutWrite" => What::HistoryWithoutWrite,
            "HistoryMisattributed" => What::HistoryMisattributed,
            "RecordMissing" => What::RecordMissing,
            "RecordWithoutHistory" => What::RecordWithoutHistory,
            "RecordChanged" => What::RecordChanged,
            _ => What::HistoryChanged,
        };
        report.find(what, format!("{relation} {} version {}", id.unwrap_or_default(), version.unwrap_or_default()));
    }
}
