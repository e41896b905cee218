//! How much was sent, over which channels, with what success (N-11.2.f, N-11.4.b).

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    RunQueryDsl,
    sql_types::{Array, BigInt, Date, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use uuid::Uuid;

use crate::{
    access::door::Unit,
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
};

/// So many deliveries of a day or a month, a template and a channel stand so.
#[derive(Debug, diesel::QueryableByName)]
#[allow(missing_docs)]
pub struct Counted {
    #[diesel(sql_type = Date)]
    pub day: NaiveDate,
    #[diesel(sql_type = Text)]
    pub template: String,
    #[diesel(sql_type = Text)]
    pub topic: String,
    #[diesel(sql_type = Text)]
    pub channel: String,
    #[diesel(sql_type = Text)]
    pub state: String,
    #[diesel(sql_type = BigInt)]
    pub deliveries: i64,
}

/// So many figures an answer holds; more are never left out without a word.
pub const MOST: usize = 10_000;

// What never came to a delivery (declined, failed to be resolved, expired, cancelled, waiting) counts under no channel.
const COUNTS: &str = "
select date_trunc($4, n.created_at at time zone 'Europe/Chisinau')::date as day, n.template, n.topic,
       coalesce(d.channel, 'None') as channel, coalesce(d.state, n.state) as state, count(*) as deliveries
  from notifications n left join notification_deliveries d on d.notification_id = n.id and d.round = n.round
 where n.created_at >= $1 and n.created_at < $2 and ($3 is null or coalesce(n.office_id, n.sender_id) = any($3))
 group by 1, 2, 3, 4, 5 order by 1, 2, 4, 5 limit $5";

/// The figures of a period by day or by month (its first day); of these senders' spaces, or of all. Nothing where there are more than an answer holds.
pub fn counts(
    unit: &mut Unit<'_>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    spaces: Option<Vec<Uuid>>,
    by_month: bool,
) -> Result<Option<Vec<Counted>>, Problem> {
    let asked = sql(COUNTS)
        .bind::<Timestamptz, _>(from)
        .bind::<Timestamptz, _>(to)
        .bind::<Nullable<Array<SqlUuid>>, _>(spaces)
        .bind::<Text, _>(if by_month { "month" } else { "day" })
        .bind::<BigInt, _>(MOST as i64 + 1);
    let counted: Vec<Counted> = prepared(asked).load(unit.conn)?;
    Ok((counted.len() <= MOST).then_some(counted))
}
