//! Reads the journal back: entries with their digests, seals with their members. Read-only; three queries a batch, never one an entry.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::{
    PgConnection, QueryResult, RunQueryDsl,
    sql_types::{Array, BigInt, Binary, Int4, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use uuid::Uuid;

use super::{
    record::{Record, Write, Writes},
    seal::Seal,
};
use crate::kernel::sql::{prepared, sql};

#[derive(diesel::QueryableByName)]
struct WriteRow {
    #[diesel(sql_type = SqlUuid)]
    work_id: Uuid,
    #[diesel(sql_type = Text)]
    relation: String,
    #[diesel(sql_type = SqlUuid)]
    row_id: Uuid,
    #[diesel(sql_type = Int4)]
    row_version: i32,
    #[diesel(sql_type = Binary)]
    digest: Vec<u8>,
}

fn writes_by_work(rows: Vec<WriteRow>) -> HashMap<Uuid, Vec<Write>> {
    let mut by_work: HashMap<Uuid, Vec<Write>> = HashMap::new();
    for row in rows {
        let WriteRow { work_id, relation, row_id, row_version, digest } = row;
        by_work.entry(work_id).or_default().push(Write { relation, row_id, row_version, digest: hex::encode(digest) });
    }
    by_work
}

/// Entries with what they wrote; those that do not exist are left out.
pub fn records(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<HashMap<Uuid, Record>> {
    let entries: Vec<Record> =
        prepared(sql("select * from journal.entries where id = any($1)").bind::<Array<SqlUuid>, _>(ids)).load(conn)?;
    with_writes(conn, entries).map(|entries| entries.into_iter().map(|entry| (entry.id, entry)).collect())
}

/// Adds to entries what they wrote.
pub fn with_writes(conn: &mut PgConnection, mut entries: Vec<Record>) -> QueryResult<Vec<Record>> {
    let ids: Vec<Uuid> = entries.iter().map(|entry| entry.id).collect();
    let writes =
        prepared(sql("select * from journal.writes where work_id = any($1)").bind::<Array<SqlUuid>, _>(&ids)).load(conn)?;
    let redactions =
        prepared(sql("select * from journal.redactions where work_id = any($1)").bind::<Array<SqlUuid>, _>(&ids)).load(conn)?;
    let (mut writes, mut redactions) = (writes_by_work(writes), writes_by_work(redactions));
    for entry in &mut entries {
        entry.writes = Writes::new(writes.remove(&entry.id).unwrap_or_default());
        entry.redactions = Writes::new(redactions.remove(&entry.id).unwrap_or_default());
    }
    Ok(entries)
}

/// The last seal.
pub fn last_seal(conn: &mut PgConnection) -> QueryResult<Option<Seal>> {
    let found: Vec<Seal> = prepared(sql("select * from journal.seals order by number desc limit 1")).load(conn)?;
    Ok(found.into_iter().next())
}

/// Seals after a number, in order.
pub fn seals_after(conn: &mut PgConnection, number: i64, limit: i64) -> QueryResult<Vec<Seal>> {
    prepared(
        sql("select * from journal.seals where number > $1 order by number limit $2")
            .bind::<BigInt, _>(number)
            .bind::<BigInt, _>(limit),
    )
    .load(conn)
}

/// Seals before a number, the latest first; for lists.
pub fn seals_before(conn: &mut PgConnection, number: Option<i64>, limit: i64) -> QueryResult<Vec<Seal>> {
    prepared(
        sql("select * from journal.seals where number < coalesce($1, 9223372036854775807) order by number desc limit $2")
            .bind::<Nullable<BigInt>, _>(number)
            .bind::<BigInt, _>(limit),
    )
    .load(conn)
}

/// An entry's place in a seal.
#[derive(Debug, Clone, diesel::QueryableByName)]
pub struct Member {
    /// The seal.
    #[diesel(sql_type = BigInt)]
    pub seal_number: i64,
    /// From 0.
    #[diesel(sql_type = Int4)]
    pub position: i32,
    /// The entry.
    #[diesel(sql_type = SqlUuid)]
    pub entry_id: Uuid,
    /// Its leaf.
    #[diesel(sql_type = Binary)]
    pub leaf: Vec<u8>,
}

/// The members of seals from one number to another, in order.
pub fn members(conn: &mut PgConnection, first: i64, last: i64) -> QueryResult<Vec<Member>> {
    prepared(
        sql("select seal_number, position, entry_id, leaf from journal.seal_members \
             where seal_number between $1 and $2 order by seal_number, position")
        .bind::<BigInt, _>(first)
        .bind::<BigInt, _>(last),
    )
    .load(conn)
}

/// The place of one entry.
pub fn member(conn: &mut PgConnection, entry: Uuid) -> QueryResult<Option<Member>> {
    let found: Vec<Member> = prepared(
        sql("select seal_number, position, entry_id, leaf from journal.seal_members where entry_id = $1")
            .bind::<SqlUuid, _>(entry),
    )
    .load(conn)?;
    Ok(found.into_iter().next())
}

/// A seal with its members in order, and their entries where they still exist.
pub struct Sealed {
    /// The seal.
    pub seal: Seal,
    /// In order.
    pub members: Vec<(Member, Option<Record>)>,
}

/// The next seals after a number: few enough that their entries fit into memory (two full batches, or one larger one).
pub fn sealed_after(conn: &mut PgConnection, number: i64, until: i64) -> QueryResult<Vec<Sealed>> {
    let mut seals = seals_after(conn, number, 500)?;
    let mut entries = 0_usize;
    let fitting = seals
        .iter()
        .take_while(|seal| {
            let fits = seal.number <= until && (entries == 0 || entries + seal.entries.max(0) as usize <= 2 * super::seal::FULL);
            entries += seal.entries.max(1) as usize;
            fits
        })
        .count();
    seals.truncate(fitting);
    let (Some(first), Some(last)) = (seals.first(), seals.last()) else { return Ok(Vec::new()) };
    let members = members(conn, first.number, last.number)?;
    let ids: Vec<Uuid> = members.iter().map(|member| member.entry_id).collect();
    let mut records = records(conn, &ids)?;
    let mut of_seals: HashMap<i64, Vec<(Member, Option<Record>)>> = HashMap::new();
    for member in members {
        let record = records.remove(&member.entry_id);
        of_seals.entry(member.seal_number).or_default().push((member, record));
    }
    Ok(seals.into_iter().map(|seal| Sealed { members: of_seals.remove(&seal.number).unwrap_or_default(), seal }).collect())
}

/// What an auditor searches by. The period is required, so that an index serves every search.
#[derive(Debug, Clone)]
pub struct Sought {
    /// First instant, included.
    pub from: DateTime<Utc>,
    /// Last instant, excluded.
    pub to: DateTime<Utc>,
    /// The account that acted.
    pub actor: Option<Uuid>,
    /// The person concerned.
    pub person: Option<Uuid>,
    /// The operation.
    pub operation: Option<String>,
    /// How it ended.
    pub outcome: Option<String>,
    /// Legal ground.
    pub basis: Option<String>,
}

/// Entries that fit, the latest first, without what they wrote; after the place where the page before ended.
pub fn search(
    conn: &mut PgConnection,
    sought: &Sought,
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
) -> QueryResult<Vec<Record>> {
    // Only the conditions that are asked for are written, so that each search has a plan of its own; the texts are few and fixed.
    let mut text = String::from("select * from journal.entries where at >= $1 and at < $2 and (at, id) < ($3, $4)");
    for (given, condition) in [
        (sought.actor.is_some(), " and actor_id = $5"),
        (sought.person.is_some(), " and persons @> array[$6]"),
        (sought.operation.is_some(), " and operation = $7"),
        (sought.outcome.as_deref() == Some("Refused"), " and outcome = 'Refused'"),
        (sought.outcome.as_deref() == Some("Done"), " and outcome = 'Done'"),
        (sought.basis.is_some(), " and legal_basis = $8"),
    ] {
        if given {
            text.push_str(condition);
        }
    }
    // Parameters that no condition names must still have a type.
    text.push_str(" and ($5::uuid, $6::uuid, $7::text, $8::text) is not null order by at desc, id desc limit $9");
    let (at, id) = after.unwrap_or((sought.to, Uuid::nil()));
    diesel::sql_query(text)
        .bind::<Timestamptz, _>(sought.from)
        .bind::<Timestamptz, _>(sought.to)
        .bind::<Timestamptz, _>(at)
        .bind::<SqlUuid, _>(id)
        .bind::<SqlUuid, _>(sought.actor.unwrap_or_default())
        .bind::<SqlUuid, _>(sought.person.unwrap_or_default())
        .bind::<Text, _>(sought.operation.clone().unwrap_or_default())
        .bind::<Text, _>(sought.basis.clone().unwrap_or_default())
        .bind::<BigInt, _>(limit)
        .load(conn)
}
