use actix_web::web;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    QueryableByName, RunQueryDsl,
    sql_types::{BigInt, Text, Timestamptz},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    access::{caller::Allowed, door::Door, permissions::AdministrationRead},
    kernel::{
        http::{params::Asked, reply::Reply},
        problem::Problem,
        sql::{prepared, sql},
    },
    statistics::{
        monitoring::{CallsOfDay, Monitor, within},
        waiting::{self, WaitingFiles},
    },
};

// Both halves come from indexes: what is not done, and what was done within the day.
const QUEUES: &str = "
select coalesce(w.kind, d.kind) as kind, coalesce(w.due, 0) as due, coalesce(w.later, 0) as later, coalesce(w.dead, 0) as dead,
       coalesce(w.oldest, 0) as oldest, coalesce(d.done, 0) as done
  from (select kind, count(*) filter (where state = 'Waiting' and not_before <= $1) as due,
               count(*) filter (where state = 'Waiting' and not_before > $1) as later,
               count(*) filter (where state = 'Dead') as dead,
               greatest(0, extract(epoch from $1 - min(not_before) filter (where state = 'Waiting' and not_before <= $1)))::bigint as oldest
          from outbox where state <> 'Done' group by kind) w
  full join (select kind, count(*) as done
               from outbox where state = 'Done' and done_at > $1 - interval '1 day' group by kind) d using (kind)
 order by 1";

#[derive(QueryableByName)]
struct QueueRow {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = BigInt)]
    due: i64,
    #[diesel(sql_type = BigInt)]
    later: i64,
    #[diesel(sql_type = BigInt)]
    dead: i64,
    #[diesel(sql_type = BigInt)]
    oldest: i64,
    #[diesel(sql_type = BigInt)]
    done: i64,
}

/// How the system stands.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MonitoringReport {
    /// The instant.
    at: DateTime<Utc>,
    /// What must happen outside, by kind of message.
    queues: Vec<QueueState>,
    /// The systems outside that were called within the days asked for.
    partners: Vec<PartnerAvailability>,
    /// What people wait for: open files by kind, office and stage.
    waiting: Vec<WaitingFiles>,
    /// Changes that are not in the figures yet.
    #[schema(examples(3))]
    changes_to_count: i64,
}

/// How one kind of message stands.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct QueueState {
    /// The kind.
    #[schema(examples("statistics.push"))]
    kind: String,
    /// Messages that are due.
    #[schema(examples(2))]
    due: i64,
    /// Messages whose time has not come.
    #[schema(examples(5))]
    later: i64,
    /// Messages given up; they can be replayed.
    #[schema(examples(0))]
    given_up: i64,
    /// For how long the oldest has been due, in seconds.
    #[schema(examples(4))]
    oldest_seconds: i64,
    /// Carried within the last day.
    #[schema(examples(120))]
    done_within_a_day: i64,
}

/// How a system outside was to be had within the days asked for.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PartnerAvailability {
    /// The system, by its name in the settings.
    #[schema(examples("mpay"))]
    partner: String,
    /// Calls that it answered, whatever it said.
    #[schema(examples(980))]
    answered: i64,
    /// Calls that it did not answer, not in time, or with a failure of its own.
    #[schema(examples(20))]
    failed: i64,
    /// Of a hundred calls, so many were answered.
    #[schema(minimum = 0, maximum = 100, examples(98))]
    availability: i64,
    /// The same of each day on which it was called, the oldest first; the first day is not whole.
    #[schema(max_items = 401)]
    days: Vec<DayAvailability>,
}

/// How a system outside was to be had on a day.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DayAvailability {
    /// The legal day.
    day: NaiveDate,
    /// Calls that it answered.
    #[schema(examples(41))]
    answered: i64,
    /// Calls that it did not.
    #[schema(examples(1))]
    failed: i64,
    /// Of a hundred calls, so many were answered.
    #[schema(minimum = 0, maximum = 100, examples(97))]
    availability: i64,
}

const fn of_a_hundred(answered: i64, failed: i64) -> i64 {
    if answered + failed == 0 { 0 } else { answered * 100 / (answered + failed) }
}

impl PartnerAvailability {
    fn of(partner: String, days: Vec<CallsOfDay>) -> Self {
        let (answered, failed) = (days.iter().map(|day| day.answered).sum(), days.iter().map(|day| day.failed).sum());
        let days = days.into_iter().map(|CallsOfDay { day, answered, failed }| DayAvailability {
            day,
            answered,
            failed,
            availability: of_a_hundred(answered, failed),
        });
        Self { partner, answered, failed, availability: of_a_hundred(answered, failed), days: days.collect() }
    }
}

/// Of how long it tells.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub struct MonitoringAsked {
    /// Of so many times 24 hours availability is told; counts are kept for 400 days.
    #[param(minimum = 1, maximum = 400, default = 1, example = 30)]
    days: Option<u16>,
}

/// Read the monitoring report.
///
/// Queues with the age of what has waited longest and what was given up; the files that wait, by office and stage, with their ages and how many
/// are beyond their term; and of each system outside, how many of its calls it answered, those that no queue carries among them, within
/// the last 24 hours or as many days as are asked for, and day by day (C-24.3). Another copy's calls are in it after at most 20 seconds.
#[utoipa::path(get, path = "/api/v1/monitoring-report", tag = "Administration",
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["C-24.3", "N-11.5"]))))]
pub async fn read_monitoring_report(
    allowed: Allowed<AdministrationRead>,
    Asked(asked): Asked<MonitoringAsked>,
    monitor: web::Data<Monitor>,
    door: Door,
) -> Result<Reply<MonitoringReport>, Problem> {
    monitor.add_up().await?;
    door.run(&allowed, move |unit| {
        #[derive(QueryableByName)]
        struct Number {
            #[diesel(sql_type = BigInt)]
            n: i64,
        }
        let rows: Vec<QueueRow> = prepared(sql(QUEUES).bind::<Timestamptz, _>(unit.now)).load(unit.conn)?;
        let changes: Number = prepared(sql("select count(*) as n from statistics.changes")).get_result(unit.conn)?;
        let queues = rows
            .into_iter()
            .map(|row| QueueState {
                kind: row.kind,
                due: row.due,
                later: row.later,
                given_up: row.dead,
                oldest_seconds: row.oldest,
                done_within_a_day: row.done,
            })
            .collect();
        let calls = within(unit.conn, unit.now, asked.days.unwrap_or(1))?;
        let partners = calls.into_iter().map(|(partner, days)| PartnerAvailability::of(partner, days)).collect();
        let waiting = waiting::all(unit.conn, unit.now)?;
        Reply::plain(&MonitoringReport { at: unit.now, queues, partners, waiting, changes_to_count: changes.n })
    })
    .await
}
