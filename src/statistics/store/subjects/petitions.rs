//! What was known of petitions.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Array, Date, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use uuid::Uuid;

use super::Days;
use crate::{
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
    statistics::rules::knowledge::{ByDay, PetitionVersion},
};

const PETITIONS: &str = "
with asked as (select * from unnest($1, $2) as asked (id, since)),
kept as (
  select distinct on (v.id, greatest((v.recorded_at at time zone 'Europe/Chisinau')::date, a.since))
         greatest((v.recorded_at at time zone 'Europe/Chisinau')::date, a.since) as day, v.*
    from petition_versions v join asked a on a.id = v.id
   where v.id = any($1)
   order by v.id, greatest((v.recorded_at at time zone 'Europe/Chisinau')::date, a.since), v.version desc)
select k.id, k.day, k.kind, k.state, k.channel, s.code as office, k.registered_at, k.answered_at, k.ended_at, k.due_at
  from kept k left join subdivision_codes s on s.id = k.lead_subdivision_id";

#[derive(QueryableByName)]
struct PetitionRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Date)]
    day: NaiveDate,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Text)]
    channel: String,
    #[diesel(sql_type = Nullable<Text>)]
    office: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    registered_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    answered_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    ended_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    due_at: Option<DateTime<Utc>>,
}

/// Petitions as they stood, day by day.
pub fn petitions(conn: &mut PgConnection, asked: &Days) -> Result<HashMap<Uuid, ByDay<PetitionVersion>>, Problem> {
    let (ids, days): (Vec<Uuid>, Vec<NaiveDate>) = asked.iter().copied().unzip();
    let rows: Vec<PetitionRow> =
        prepared(sql(PETITIONS).bind::<Array<SqlUuid>, _>(ids).bind::<Array<Date>, _>(days)).load(conn)?;
    let mut found: HashMap<Uuid, ByDay<PetitionVersion>> = HashMap::new();
    for row in rows {
        found.entry(row.id).or_default().insert(
            row.day,
            PetitionVersion {
                kind: row.kind,
                state: row.state,
                channel: row.channel,
                office: row.office,
                registered_at: row.registered_at,
                answered_at: row.answered_at,
                ended_at: row.ended_at,
                due_at: row.due_at,
            },
        );
    }
    Ok(found)
}
