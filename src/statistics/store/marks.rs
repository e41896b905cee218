//! Marks: what has changed since it was last counted.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use diesel::{
    Connection, PgConnection, RunQueryDsl,
    result::Error,
    sql_types::{Array, BigInt, Text, Timestamptz, Uuid as SqlUuid},
};
use uuid::Uuid;

use crate::kernel::{
    local_time::{legal_day, start_of_day},
    problem::Problem,
    sql::{prepared, sql},
};

/// Who folds holds it alone; who reads figures shares it, so that no change counts twice or not at all.
const FOLDING: i64 = 0x6669_6775_7265_7300;
/// So long it waits for its turn.
const PATIENCE: &str = "select set_config('lock_timeout', '3s', true)";
/// After midnight the changes of the new day wait for those of the old one that have not committed yet.
const GRACE: Duration = Duration::seconds(120);

const REQUESTS_ABOUT: &str = "select id from requests_about where submitted_at is not null and person_id in
  (select unnest($1) union select id from merged_persons where merged_into = any($1))";
const ACTS_ABOUT: &str = "select id from acts_about where person_id in
  (select unnest($1) union select id from merged_persons where merged_into = any($1))";

#[derive(diesel::QueryableByName)]
struct MarkRow {
    #[diesel(sql_type = Text)]
    subject: String,
    #[diesel(sql_type = SqlUuid)]
    subject_id: Uuid,
}

#[derive(diesel::QueryableByName)]
struct Id {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// Subjects that must be counted again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    /// How many marks there were.
    pub marks: usize,
    /// Requests, those about marked persons among them.
    pub requests: Vec<Uuid>,
    /// Those of them whose person counts as when they were counted last: nothing about the person is marked, and no mark is left out.
    pub by_themselves: BTreeSet<Uuid>,
    /// Persons.
    pub persons: Vec<Uuid>,
    /// Petitions.
    pub petitions: Vec<Uuid>,
    /// Documents, those drawn up for marked persons among them.
    pub documents: Vec<Uuid>,
}

/// Takes the right to fold until the transaction ends, waiting a moment for it; false where somebody else keeps it longer. While it waits
/// no further reader comes in before it: readers one after the other cannot keep it out for ever.
pub fn try_to_fold(conn: &mut PgConnection) -> Result<bool, Problem> {
    let taken = conn.transaction(|conn| {
        prepared(sql(PATIENCE)).execute(conn)?;
        prepared(sql("select pg_advisory_xact_lock($1)").bind::<BigInt, _>(FOLDING)).execute(conn)?;
        prepared(sql("select set_config('lock_timeout', '0', true)")).execute(conn)
    });
    match taken {
        Ok(_) => Ok(true),
        Err(Error::DatabaseError(_, about)) if about.message().starts_with("canceling statement due to lock timeout") => {
            Ok(false)
        }
        Err(error) => Err(error.into()),
    }
}

/// Waits for the right to fold.
pub fn wait_to_fold(conn: &mut PgConnection) -> Result<(), Problem> {
    prepared(sql("select pg_advisory_xact_lock($1)").bind::<BigInt, _>(FOLDING)).execute(conn)?;
    Ok(())
}

/// Nobody folds until the transaction ends.
pub fn hold_still(conn: &mut PgConnection) -> Result<(), Problem> {
    prepared(sql("select pg_advisory_xact_lock_shared($1)").bind::<BigInt, _>(FOLDING)).execute(conn)?;
    Ok(())
}

/// Takes the oldest marks away: whoever takes them counts again what they name, in the same transaction. Whoever has the right to fold takes
/// them alone, so that no row need be locked before it goes.
pub fn take(conn: &mut PgConnection, now: DateTime<Utc>, at_most: i64) -> Result<Marked, Problem> {
    let midnight = start_of_day(legal_day(now));
    let until = if now - midnight < GRACE { midnight - Duration::microseconds(1) } else { now };
    let rows: Vec<MarkRow> = prepared(
        sql("delete from statistics.changes where id = any(array(
               select id from statistics.changes where at <= $1 order by id limit $2))
             returning subject, subject_id")
        .bind::<Timestamptz, _>(until)
        .bind::<BigInt, _>(at_most),
    )
    .load(conn)?;
    gathered(conn, &rows, at_most)
}

/// The oldest marks, left where they are.
pub fn look(conn: &mut PgConnection, at_most: i64) -> Result<Marked, Problem> {
    let rows: Vec<MarkRow> =
        prepared(sql("select subject, subject_id from statistics.changes order by id limit $1").bind::<BigInt, _>(at_most))
            .load(conn)?;
    gathered(conn, &rows, at_most)
}

fn gathered(conn: &mut PgConnection, rows: &[MarkRow], at_most: i64) -> Result<Marked, Problem> {
    let of = |subject: &str| -> BTreeSet<Uuid> {
        rows.iter().filter(|row| row.subject == subject).map(|row| row.subject_id).collect()
    };
    let (mut requests, persons, mut documents) = (of("Request"), of("Person"), of("Document"));
    let mut by_themselves = if (rows.len() as i64) < at_most { requests.clone() } else { BTreeSet::new() };
    if !persons.is_empty() {
        // What is about a person counts with them, and with the record that this person's leads to.
        let marked: Vec<Uuid> = persons.iter().copied().collect();
        for Id { id } in about(conn, REQUESTS_ABOUT, &marked)? {
            requests.insert(id);
            by_themselves.remove(&id);
        }
        documents.extend(about(conn, ACTS_ABOUT, &marked)?.into_iter().map(|row| row.id));
    }
    Ok(Marked {
        marks: rows.len(),
        requests: requests.into_iter().collect(),
        by_themselves,
        persons: persons.into_iter().collect(),
        petitions: of("Petition").into_iter().collect(),
        documents: documents.into_iter().collect(),
    })
}

fn about(conn: &mut PgConnection, what: &'static str, persons: &[Uuid]) -> Result<Vec<Id>, Problem> {
    Ok(prepared(sql(what).bind::<Array<SqlUuid>, _>(persons)).load(conn)?)
}
