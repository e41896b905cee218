//! What was known of persons.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Array, Date, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use serde_json::Value;
use uuid::Uuid;

use super::{Days, kept_by_day};
use crate::{
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
    statistics::rules::knowledge::{ByDay, PersonVersion},
};

const PERSONS: &str = concat!(
    kept_by_day!("person_history", "copied_persons"),
    "
select kept.*,
       (select jsonb_object_agg(k.on_day, k.age_group order by k.person_version) from statistics.kept_ages k
         where k.person_id = kept.id and k.person_version <= kept.version) as kept_ages
  from kept"
);

#[derive(QueryableByName)]
struct PersonRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Date)]
    day: NaiveDate,
    #[diesel(sql_type = Timestamptz)]
    recorded_at: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    created_at: DateTime<Utc>,
    #[diesel(sql_type = Text)]
    status: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    merged_into: Option<Uuid>,
    #[diesel(sql_type = Text)]
    sex: String,
    #[diesel(sql_type = Nullable<Date>)]
    birth_date: Option<NaiveDate>,
    #[diesel(sql_type = Array<Text>)]
    citizenships: Vec<String>,
    #[diesel(sql_type = Text)]
    source: String,
    #[diesel(sql_type = Nullable<Text>)]
    struck_off_reason: Option<String>,
    #[diesel(sql_type = Nullable<Date>)]
    struck_off_on: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    kept_ages: Option<Value>,
}

/// Persons as they stood, day by day.
pub fn persons(conn: &mut PgConnection, asked: &Days) -> Result<HashMap<Uuid, ByDay<PersonVersion>>, Problem> {
    let mut found: HashMap<Uuid, ByDay<PersonVersion>> = HashMap::new();
    if asked.is_empty() {
        return Ok(found);
    }
    let (ids, days): (Vec<Uuid>, Vec<NaiveDate>) = asked.iter().copied().unzip();
    let rows: Vec<PersonRow> = prepared(sql(PERSONS).bind::<Array<SqlUuid>, _>(ids).bind::<Array<Date>, _>(days)).load(conn)?;
    for row in rows {
        found.entry(row.id).or_default().insert(
            row.day,
            PersonVersion {
                recorded_at: row.recorded_at,
                created_at: row.created_at,
                status: row.status,
                merged_into: row.merged_into,
                sex: row.sex,
                birth_date: row.birth_date,
                citizenships: row.citizenships,
                source: row.source,
                struck_off_reason: row.struck_off_reason,
                struck_off_on: row.struck_off_on,
                kept_ages: row.kept_ages.map(serde_json::from_value).transpose().map_err(Problem::internal)?.unwrap_or_default(),
            },
        );
    }
    Ok(found)
}
