//! Facts as they were last counted.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Array, Date, Nullable, Text, Uuid as SqlUuid},
};
use uuid::Uuid;

use crate::{
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
    statistics::rules::{
        fact::{Fact, Subject},
        written,
    },
};

/// What was counted of a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The last day on which something was learnt.
    pub known_on: NaiveDate,
    /// What was known at the end of the day before it.
    pub before: Option<Fact>,
    /// What was known at its end.
    pub fact: Option<Fact>,
}

#[derive(QueryableByName)]
struct FactRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Date)]
    known_on: NaiveDate,
    #[diesel(sql_type = Nullable<Text>)]
    before: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    fact: Option<String>,
}

/// The stored facts of these subjects.
pub fn stored(conn: &mut PgConnection, subject: Subject, ids: &[Uuid]) -> Result<HashMap<Uuid, Stored>, Problem> {
    let rows: Vec<FactRow> = prepared(
        sql("select id, known_on, before, fact from statistics.facts where subject = $1 and id = any($2)")
            .bind::<Text, _>(subject.code())
            .bind::<Array<SqlUuid>, _>(ids),
    )
    .load(conn)?;
    let read = |text: Option<String>| text.map(|text| written::read(&text)).transpose().map_err(Problem::internal);
    rows.into_iter()
        .map(|row| {
            let stored = Stored { known_on: row.known_on, before: read(row.before)?, fact: read(row.fact)? };
            Ok((row.id, stored))
        })
        .collect()
}

/// Keeps facts.
pub fn write(conn: &mut PgConnection, subject: Subject, facts: &[(Uuid, Stored)]) -> Result<(), Problem> {
    if facts.is_empty() {
        return Ok(());
    }
    let text = |fact: &Option<Fact>| fact.as_ref().map(written::write).transpose().map_err(Problem::internal);
    let ids: Vec<Uuid> = facts.iter().map(|(id, _)| *id).collect();
    let days: Vec<NaiveDate> = facts.iter().map(|(_, stored)| stored.known_on).collect();
    let before = facts.iter().map(|(_, stored)| text(&stored.before)).collect::<Result<Vec<_>, _>>()?;
    let now = facts.iter().map(|(_, stored)| text(&stored.fact)).collect::<Result<Vec<_>, _>>()?;
    prepared(
        sql("insert into statistics.facts as f (subject, id, known_on, before, fact)
             select $1, n.* from unnest($2, $3, $4, $5) as n (id, known_on, before, fact)
             on conflict (subject, id) do update
               set known_on = excluded.known_on, before = excluded.before, fact = excluded.fact
             where (f.known_on, f.before, f.fact) is distinct from (excluded.known_on, excluded.before, excluded.fact)")
        .bind::<Text, _>(subject.code())
        .bind::<Array<SqlUuid>, _>(ids)
        .bind::<Array<Date>, _>(days)
        .bind::<Array<Nullable<Text>>, _>(before)
        .bind::<Array<Nullable<Text>>, _>(now),
    )
    .execute(conn)?;
    Ok(())
}

/// Forgets all, before everything is counted again.
pub fn forget_all(conn: &mut PgConnection) -> Result<(), Problem> {
    prepared(sql("truncate statistics.facts")).execute(conn)?;
    Ok(())
}
