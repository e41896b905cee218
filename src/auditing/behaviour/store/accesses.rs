//! Who accessed how much data of whom, by account, role and operation (N-19.2).

use chrono::NaiveDate;
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Array, BigInt, Date, Nullable, Text, Uuid as SqlUuid},
};
use uuid::Uuid;

use super::reading;
use crate::kernel::{
    problem::Problem,
    sql::{prepared, sql},
};

/// What an account accessed in a role by an operation.
#[derive(Debug, Clone, QueryableByName)]
pub struct Accessed {
    #[diesel(sql_type = SqlUuid)]
    pub account_id: Uuid,
    #[diesel(sql_type = Text)]
    pub account_name: String,
    #[diesel(sql_type = Text)]
    pub role: String,
    #[diesel(sql_type = Text)]
    pub operation: String,
    #[diesel(sql_type = BigInt)]
    pub readings: i64,
    #[diesel(sql_type = BigInt)]
    pub persons: i64,
    #[diesel(sql_type = BigInt)]
    pub without_case: i64,
    #[diesel(sql_type = Date)]
    pub first_day: NaiveDate,
    #[diesel(sql_type = Date)]
    pub last_day: NaiveDate,
}

/// The place in the list.
pub type Place = (Uuid, String, String);

// Days that are over are summarised (with the cases of each); only those that are not, today the foremost, are counted from the journal.
// $4 to $6: after which place; $8: the days without a summary.
const ACCESSED: &str = "
with live as materialized (
  select r.account_id, r.role, r.operation, r.person_id, r.office_id, d.day, count(*) as readings, max(r.at) as last_at
    from unnest($8::date[]) as d (day)
    join journal.readings r on r.at >= d.day::timestamp at time zone 'Europe/Chisinau'
                           and r.at < (d.day + 1)::timestamp at time zone 'Europe/Chisinau'
   where ($3::uuid is null or r.account_id = $3) and (r.account_id, r.role, r.operation) > ($4, $5, $6)
   group by 1, 2, 3, 4, 5, 6),
page as materialized (
  select s.account_id, s.role, s.operation from behaviour_accesses s
   where s.day between $1 and $2 and ($3::uuid is null or s.account_id = $3) and (s.account_id, s.role, s.operation) > ($4, $5, $6)
  union select account_id, role, operation from live
   order by 1, 2, 3 limit $7),
days as materialized (
  select s.* from page join behaviour_accesses s using (account_id, role, operation) where s.day between $1 and $2),
counted as (
  select account_id, role, operation, sum(readings)::bigint as readings, min(day) as first_day, max(day) as last_day
    from (select account_id, role, operation, readings, day from days
          union all select account_id, role, operation, readings, day from live) r
   group by 1, 2, 3),
persons as (
  select account_id, role, operation, count(distinct person_id) as persons, count(distinct person_id) filter (where alone) as without_case
    from (select account_id, role, operation, unnest(persons) as person_id, false as alone from days
          union all select account_id, role, operation, unnest(alone), true from days
          union all select account_id, role, operation, person_id, not person_has_case(person_id, account_id, office_id, role, last_at)
                      from live join page using (account_id, role, operation)) p
   group by 1, 2, 3)
select account_id, a.display_name as account_name, role, operation, c.readings, p.persons, p.without_case, c.first_day, c.last_day
  from page join counted c using (account_id, role, operation) join persons p using (account_id, role, operation)
  join accounts a on a.id = account_id
 order by account_id, role, operation";

/// A page of what was accessed from a day to another, both included.
pub fn page(
    conn: &mut PgConnection,
    (from, to): (NaiveDate, NaiveDate),
    account: Option<Uuid>,
    after: Option<Place>,
    wanted: i64,
) -> Result<Vec<Accessed>, Problem> {
    let (after_account, after_role, after_operation) = after.unwrap_or_default();
    let live = reading::unsummarised(conn, from, to)?;
    Ok(prepared(
        sql(ACCESSED)
            .bind::<Date, _>(from)
            .bind::<Date, _>(to)
            .bind::<Nullable<SqlUuid>, _>(account)
            .bind::<SqlUuid, _>(after_account)
            .bind::<Text, _>(after_role)
            .bind::<Text, _>(after_operation)
            .bind::<BigInt, _>(wanted)
            .bind::<Array<Date>, _>(live),
    )
    .load(conn)?)
}
