//! What is carried: analyses that were asked for, and each night the day before.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use super::{
    analysis::{self, days_before},
    rules::Policy,
    store::{analyses, reading},
};
use crate::{
    access::door::{Door, Unit},
    kernel::{
        local_time::{day_after, legal_day},
        outbox::{Carried, Carrier, Carrying, NotDone},
        problem::Problem,
    },
};

/// The kind of message.
const ANALYSE: &str = "behaviour.analyse";
/// Days that an analysis spans at most; also how far back the program goes by itself after it stood still, or when it begins.
pub const LONGEST: u32 = 31;

/// Summaries of days before it that one message makes at a time: the first of all has three months of them before it, more than a lease lasts.
const SUMMARIES: usize = 10;

/// Analyses a day in a unit of work of its own: after a crash the rest is done, what was done is not done again.
pub struct Analyse {
    /// The database.
    pub door: Door,
    /// What is unusual.
    pub policy: Arc<Policy>,
}

/// Asks for days to be analysed, with a message a day: one that cannot be analysed keeps no other waiting. None where the program asked
/// itself for the same days before.
pub fn ask(unit: &mut Unit<'_>, by: Option<Uuid>, from: NaiveDate, to: NaiveDate) -> Result<Option<Uuid>, Problem> {
    let id = Uuid::now_v7();
    if !analyses::insert(unit.conn, unit.now, id, by, from, to)? {
        return Ok(None);
    }
    unit.wrote("BehaviourAnalysis", crate::kernel::id::write("ban", id));
    let mut day = from;
    while day <= to {
        unit.send(ANALYSE, format!("{ANALYSE}/{id}/{day}"), json!({ "analysis": id, "day": day }));
        day = day_after(day, 1);
    }
    Ok(Some(id))
}

/// The days of the last month that are over and not analysed, in order.
pub fn missing(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<NaiveDate>, Problem> {
    missing_of_month(conn, now, false)
}

fn missing_of_month(conn: &mut PgConnection, now: DateTime<Utc>, unasked: bool) -> Result<Vec<NaiveDate>, Problem> {
    let yesterday = days_before(legal_day(now), 1);
    analyses::missing(conn, days_before(yesterday, LONGEST - 1), yesterday, unasked)
}

/// Asks for the days of the last month that are over and not yet analysed, each by itself; for housekeeping. How many there were.
pub async fn ask_for_missing(door: &Door) -> Result<usize, Problem> {
    let missing = door.open(|conn, now| missing_of_month(conn, now, true)).await?;
    let mut asked = 0;
    for day in missing {
        let one = door.by_system("askBehaviourAnalysis", move |unit| ask(unit, None, day, day)).await?;
        asked += usize::from(one.is_some());
    }
    Ok(asked)
}

impl Carrier for Analyse {
    fn kind(&self) -> &'static str {
        ANALYSE
    }

    // One day needs the summaries that the one before it makes.
    fn at_once(&self) -> usize {
        1
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let unreadable = || NotDone::Never("the message names no day".into());
            let text = |name: &str| message.payload[name].as_str();
            let analysis: Uuid = text("analysis").and_then(|id| id.parse().ok()).ok_or_else(unreadable)?;
            let day: NaiveDate = text("day").and_then(|day| day.parse().ok()).ok_or_else(unreadable)?;
            let since = days_before(day, self.policy.looks_back());
            let missing = self.door.open(move |conn, _| reading::unsummarised(conn, since, day)).await?;
            for day in missing.iter().copied().take(SUMMARIES) {
                let policy = self.policy.clone();
                self.door.by_system("summariseReading", move |unit| analysis::summarise(unit, &policy, day)).await?;
            }
            if missing.len() > SUMMARIES {
                return Err(NotDone::Wait(Duration::ZERO));
            }
            let policy = self.policy.clone();
            let found =
                self.door.by_system("analyseReading", move |unit| analysis::analyse(unit, &policy, day, analysis)).await?;
            metrics::counter!("migratie_behaviour_findings_total").increment(found.unwrap_or_default() as u64);
            Ok(())
        })
    }
}
