//! Messages of the outbox that were given up: shown, and carried again once somebody has mended why.

use chrono::{DateTime, Utc};
use diesel::{
    PgConnection, RunQueryDsl,
    sql_types::{BigInt, Nullable, Text, Timestamptz},
};

use super::{
    problem::Problem,
    sql::{prepared, sql},
};

/// Messages of one kind that were given up for one reason.
#[derive(Debug, Clone, PartialEq, Eq, diesel::QueryableByName)]
pub struct Dead {
    /// The kind.
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// Why; holds no personal data.
    #[diesel(sql_type = Nullable<Text>)]
    pub why: Option<String>,
    /// How many.
    #[diesel(sql_type = BigInt)]
    pub messages: i64,
    /// When the oldest was written.
    #[diesel(sql_type = Timestamptz)]
    pub oldest: DateTime<Utc>,
}

const DEAD: &str = "
select kind, last_error as why, count(*) as messages, min(created_at) as oldest
  from outbox where state = 'Dead' group by kind, last_error order by kind, last_error";

/// What was given up, by kind and reason.
pub fn list(conn: &mut PgConnection) -> Result<Vec<Dead>, Problem> {
    Ok(prepared(sql(DEAD)).load(conn)?)
}

const REPLAY: &str = "
update outbox set state = 'Waiting', attempts = 0, not_before = $1, last_error = null, lease_until = null
 where state = 'Dead' and ($2 is null or kind = $2)";

/// Puts what was given up into the queue again, of one kind or of all; how many. Each goes under the key it had, so that nothing is done
/// twice.
pub fn replay(conn: &mut PgConnection, now: DateTime<Utc>, kind: Option<&str>) -> Result<usize, Problem> {
    let asked = sql(REPLAY).bind::<Timestamptz, _>(now).bind::<Nullable<Text>, _>(kind);
    Ok(prepared(asked).affected(conn)?)
}
