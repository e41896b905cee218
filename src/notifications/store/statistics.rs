//! How much was sent, over which channels, with what success (N-11.2.f, N-11.4.b).

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    RunQueryDsl,
    sql_types::{BigInt, Date, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use uuid::Uuid;

use crate::{
    access::door::Unit,
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
};

/// So many deliveries of a day, a template and a channel stand so.
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

// What never came to a delivery (declined, failed to be resolved, expired, cancelled, waiting) counts under no channel.
const COUNTS: &str = "
select (n.created_at at time zone 'Europe/Chisinau')::date as day, n.template, n.topic,
       coalesce(d.channel, 'None') as channel, coalesce(d.state, n.state) as state, count(*) as deliveries
  from notifications n left join notification_deliveries d on d.notification_id = n.id and d.round = n.round
 where n.created_at >= $1 and n.created_at < $2 and ($3 is null or n.sender_id = $3)
 group by 1, 2, 3, 4, 5 order by 1, 2, 4, 5 limit 10000";

/// The figures of a period; of one sender, or of all.
pub fn counts(
    unit: &mut Unit<'_>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    sender: Option<Uuid>,
) -> Result<Vec<Counted>, Problem> {
    let asked = sql(COUNTS).bind::<Timestamptz, _>(from).bind::<Timestamptz, _>(to).bind::<Nullable<SqlUuid>, _>(sender);
    Ok(prepared(asked).load(unit.conn)?)
}
