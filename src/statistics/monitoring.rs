//! Keeps how calls to partners ended (C-24.3): each copy of the program counts its own, and adds them to what all copies have counted.

use std::{collections::BTreeMap, time::Duration};

use chrono::{DateTime, DurationRound, NaiveDate, TimeDelta, Utc};
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Array, BigInt, Date, Text, Timestamptz},
};

use crate::{
    access::door::Door,
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
    partners::{
        Partner,
        calls::{Calls, Tally},
    },
};

/// How often a copy adds what it has counted.
pub const PAUSE: Duration = Duration::from_secs(20);

/// What keeps count.
#[derive(Clone)]
pub struct Monitor {
    door: Door,
    calls: Calls,
}

/// Calls to a partner on a legal day.
#[derive(QueryableByName)]
pub struct CallsOfDay {
    /// The day.
    #[diesel(sql_type = Date)]
    pub day: NaiveDate,
    /// Answered, whatever was said.
    #[diesel(sql_type = BigInt)]
    pub answered: i64,
    /// Not answered, or with a failure of the partner's own.
    #[diesel(sql_type = BigInt)]
    pub failed: i64,
}

#[derive(QueryableByName)]
struct CallsRow {
    #[diesel(sql_type = Text)]
    partner: String,
    #[diesel(embed)]
    calls: CallsOfDay,
}

const ADD: &str = "
insert into statistics.partner_calls as c (partner, hour, answered, failed)
select n.partner, $1, n.answered, n.failed from unnest($2, $3, $4) as n (partner, answered, failed) order by n.partner
on conflict (hour, partner) do update set answered = c.answered + excluded.answered, failed = c.failed + excluded.failed";

const WITHIN: &str = "
select partner, (hour at time zone 'Europe/Chisinau')::date as day, sum(answered)::bigint as answered, sum(failed)::bigint as failed
  from statistics.partner_calls where hour > $1 group by partner, day order by partner, day";

impl Monitor {
    /// Over what the adapters count.
    pub fn new(door: Door, calls: Calls) -> Self {
        Self { door, calls }
    }

    /// Adds what this copy has counted since the last time.
    pub async fn add_up(&self) -> Result<(), Problem> {
        let taken = self.calls.take();
        if taken.is_empty() {
            return Ok(());
        }
        let rows = taken.clone();
        let added = self.door.open(move |conn, now| add(conn, now, &rows)).await;
        if added.is_err() {
            taken.into_iter().for_each(|(partner, tally)| self.calls.add(partner, tally));
        }
        added
    }

    /// Adds up for ever.
    pub async fn run(self, pause: Duration) {
        loop {
            tokio::time::sleep(pause).await;
            if let Err(problem) = self.add_up().await {
                tracing::warn!(code = problem.code(), "counted calls wait for the next time");
            }
        }
    }
}

fn add(conn: &mut PgConnection, now: DateTime<Utc>, taken: &BTreeMap<Partner, Tally>) -> Result<(), Problem> {
    let hour = now.duration_trunc(TimeDelta::hours(1)).map_err(Problem::internal)?;
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let names: Vec<&str> = taken.keys().map(|partner| partner.name()).collect();
    let answered: Vec<i64> = taken.values().map(|tally| number(tally.answered)).collect();
    let failed: Vec<i64> = taken.values().map(|tally| number(tally.failed)).collect();
    prepared(
        sql(ADD)
            .bind::<Timestamptz, _>(hour)
            .bind::<Array<Text>, _>(names)
            .bind::<Array<BigInt>, _>(answered)
            .bind::<Array<BigInt>, _>(failed),
    )
    .execute(conn)?;
    Ok(())
}

/// How calls ended within so many times 24 hours (to the hour), by partner and legal day.
pub fn within(conn: &mut PgConnection, now: DateTime<Utc>, days: u16) -> Result<BTreeMap<String, Vec<CallsOfDay>>, Problem> {
    let since = now - TimeDelta::days(days.into());
    let rows: Vec<CallsRow> = prepared(sql(WITHIN).bind::<Timestamptz, _>(since)).load(conn)?;
    let mut found: BTreeMap<String, Vec<CallsOfDay>> = BTreeMap::new();
    rows.into_iter().for_each(|row| found.entry(row.partner).or_default().push(row.calls));
    Ok(found)
}
