//! How long what is open has waited, by the place at which it waits and the stage of its way.

use chrono::{DateTime, Utc};
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Array, BigInt, Date, Int4, Nullable, Text, Timestamptz},
};

use super::{local_time::legal_day, problem::Problem, sql::prepared};

/// What waits at one place in one stage.
#[derive(Debug, QueryableByName)]
pub struct Pile {
    /// Where, by its code; nowhere yet otherwise.
    #[diesel(sql_type = Nullable<Text>)]
    pub place: Option<String>,
    /// The stage.
    #[diesel(sql_type = Text)]
    pub stage: String,
    /// How much.
    #[diesel(sql_type = BigInt)]
    pub count: i64,
    /// Legal days that the oldest has waited.
    #[diesel(sql_type = Int4)]
    pub oldest: i32,
    /// Legal days that the middle one has waited: half of them no longer.
    #[diesel(sql_type = Int4)]
    pub middle: i32,
    /// How many are beyond their term.
    #[diesel(sql_type = BigInt)]
    pub overdue: i64,
}

/// What waits, in piles. `open` is a statement that gives `place`, `stage`, `since` and `due_at` of everything whose state is among `$1`;
/// it must find that by index, never going through what is closed.
pub fn piles(conn: &mut PgConnection, open: &'static str, states: Vec<&str>, now: DateTime<Utc>) -> Result<Vec<Pile>, Problem> {
    let statement = format!(
        "select place, stage, count(*) as count, max(days) as oldest, count(*) filter (where due_at < $2) as overdue,
                percentile_disc(0.5) within group (order by days) as middle
           from (select o.place, o.stage, o.due_at, greatest(0, $3 - (o.since at time zone 'Europe/Chisinau')::date) as days
                   from ({open}) o) w
          group by place, stage order by place, stage"
    );
    let query =
        diesel::sql_query(statement).bind::<Array<Text>, _>(states).bind::<Timestamptz, _>(now).bind::<Date, _>(legal_day(now));
    Ok(prepared(query).load(conn)?)
}
