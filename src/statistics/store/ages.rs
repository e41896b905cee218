//! Age groups that are kept when a birth date is overwritten.

use chrono::NaiveDate;
use diesel::{
    PgConnection, QueryResult, QueryableByName, RunQueryDsl,
    sql_types::{Array, Date, Int4, Text, Uuid as SqlUuid},
};
use uuid::Uuid;

use crate::{
    kernel::sql::{prepared, sql},
    statistics::rules::fact::age_group,
};

// Every version of their records, on every day on which their age counts: that of registration, and those on which requests were filed or
// documents issued about any record of the same person. Each of them may have stood for the others for a while, before it led on itself. What is about
// them is found from the persons, never read in full.
const DAYS: &str = "
with versions as (
  select h.id, h.version, h.created_at, h.birth_date from person_history h where h.id = any($1)
  union all
  select c.id, c.version, c.created_at, c.birth_date from copied_persons c where c.id = any($1)),
led as (
  select a.id as person_id, coalesce(m.merged_into, a.id) as survivor from unnest($1) a (id) left join merged_persons m on m.id = a.id),
about as not materialized (
  select r.person_id, r.submitted_at as at from requests_about r where r.submitted_at is not null
  union all
  select d.person_id, d.issued_at from acts_about d),
days as (
  select v.id as person_id, (v.created_at at time zone 'Europe/Chisinau')::date as on_day from versions v
  union
  select l.person_id, (r.at at time zone 'Europe/Chisinau')::date from led l join about r on r.person_id = l.survivor
  union
  select l.person_id, (r.at at time zone 'Europe/Chisinau')::date
    from led l join merged_persons m on m.merged_into = l.survivor join about r on r.person_id = m.id)
select v.id, v.version, d.on_day, v.birth_date from versions v join days d on d.person_id = v.id
 where v.birth_date is not null";

#[derive(QueryableByName)]
struct DayRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Int4)]
    version: i32,
    #[diesel(sql_type = Date)]
    on_day: NaiveDate,
    #[diesel(sql_type = Date)]
    birth_date: NaiveDate,
}

/// Keeps the age groups of persons whose birth dates are about to be overwritten; for retention, under its role.
pub fn keep(conn: &mut PgConnection, persons: &[Uuid]) -> QueryResult<()> {
    let rows: Vec<DayRow> = prepared(sql(DAYS).bind::<Array<SqlUuid>, _>(persons)).load(conn)?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let versions: Vec<i32> = rows.iter().map(|row| row.version).collect();
    let days: Vec<NaiveDate> = rows.iter().map(|row| row.on_day).collect();
    let groups: Vec<&str> = rows.iter().map(|row| age_group(Some(row.birth_date), row.on_day)).collect();
    prepared(
        sql("insert into statistics.kept_ages (person_id, person_version, on_day, age_group)
             select * from unnest($1, $2, $3, $4) on conflict do nothing")
        .bind::<Array<SqlUuid>, _>(ids)
        .bind::<Array<Int4>, _>(versions)
        .bind::<Array<Date>, _>(days)
        .bind::<Array<Text>, _>(groups),
    )
    .execute(conn)?;
    Ok(())
}
