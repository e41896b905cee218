//! Keeps how calls to partners ended (C-24.3): each copy of the program counts its own, and adds them to what all copies have counted.

use std::{collections::BTreeMap, time::Duration};

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Array, BigInt, Text, Timestamptz},
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

#[derive(QueryableByName)]
struct CallsRow {
    #[diesel(sql_type = Text)]
    partner: String,
    #[diesel(sql_type = BigInt)]
    answered: i64,
    #[diesel(sql_type = BigInt)]
    failed: i64,
}

const ADD: &str = "
insert into statistics.partner_calls as c (partner, hour, answered, failed)
select n.partner, $1, n.answered, n.failed from unnest($2, $3, $4) as n (partner, answered, failed) order by n.partner
on conflict (hour, partner) do update set answered = c.answered + excluded.answered, failed = c.failed + excluded.failed";

const WITHIN_A_DAY: &str = "
select partner, sum(answered)::bigint as answered, sum(failed)::bigint as failed
  from statistics.partner_calls where hour > $1 - interval '1 day' group by partner";

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

/// How calls ended within the last day (to the hour), by partner.
pub fn within_a_day(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<BTreeMap<String, (i64, i64)>, Problem> {
    let rows: Vec<CallsRow> = prepared(sql(WITHIN_A_DAY).bind::<Timestamptz, _>(now)).load(conn)?;
    Ok(rows.into_iter().map(|row| (row.partner, (row.answered, row.failed))).collect())
}
