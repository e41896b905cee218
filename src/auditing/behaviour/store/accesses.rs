//! Who accessed how much data of whom, by account, role and operation (N-19.2).

use chrono::NaiveDate;
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{BigInt, Date, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use uuid::Uuid;

use crate::kernel::{
    local_time::{day_after, start_of_day},
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

// Cases are asked for once a person, account and role, not once a reading; only the accounts of the page are looked at.
const ACCESSED: &str = "
with groups as materialized (
  select r.account_id, r.role, r.operation, r.person_id, r.office_id, count(distinct r.entry_id) as readings,
         min(r.at) as first_at, max(r.at) as last_at
    from journal.readings r
   where r.at >= $1 and r.at < $2 and ($3::uuid is null or r.account_id = $3) and (r.account_id, r.role, r.operation) > ($4, $5, $6)
   group by 1, 2, 3, 4, 5),
page as materialized (
  select account_id, role, operation from groups group by 1, 2, 3 order by 1, 2, 3 limit $7)
select g.account_id, a.display_name as account_name, g.role, g.operation,
       sum(g.readings)::bigint as readings,
       count(distinct g.person_id) as persons,
       count(distinct g.person_id) filter (where not person_has_case(g.person_id, g.account_id, g.office_id, g.role, g.last_at))
         as without_case,
       (min(g.first_at) at time zone 'Europe/Chisinau')::date as first_day,
       (max(g.last_at) at time zone 'Europe/Chisinau')::date as last_day
  from groups g join page using (account_id, role, operation) join accounts a on a.id = g.account_id
 group by g.account_id, a.display_name, g.role, g.operation
 order by g.account_id, g.role, g.operation";

/// A page of what was accessed from a day to another, both included.
pub fn page(
    conn: &mut PgConnection,
    (from, to): (NaiveDate, NaiveDate),
    account: Option<Uuid>,
    after: Option<Place>,
    wanted: i64,
) -> Result<Vec<Accessed>, Problem> {
    let (after_account, after_role, after_operation) = after.unwrap_or_default();
    Ok(prepared(
        sql(ACCESSED)
            .bind::<Timestamptz, _>(start_of_day(from))
            .bind::<Timestamptz, _>(start_of_day(day_after(to, 1)))
            .bind::<Nullable<SqlUuid>, _>(account)
            .bind::<SqlUuid, _>(after_account)
            .bind::<Text, _>(after_role)
            .bind::<Text, _>(after_operation)
            .bind::<BigInt, _>(wanted),
    )
    .load(conn)?)
}
