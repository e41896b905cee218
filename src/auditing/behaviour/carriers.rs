//! What is carried: analyses that were asked for, and each night the day before.

use std::sync::Arc;

use chrono::NaiveDate;
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
/// Days that an analysis spans at most; also how far back the program goes by itself after it stood still.
pub const LONGEST: u32 = 31;

/// Analyses days, each in a unit of work of its own: after a crash the rest is done, what was done is not done again.
pub struct Analyse {
    /// The database.
    pub door: Door,
    /// What is unusual.
    pub policy: Arc<Policy>,
}

/// Asks for days to be analysed. None where the program asked itself for the same days before.
pub fn ask(unit: &mut Unit<'_>, by: Option<Uuid>, from: NaiveDate, to: NaiveDate) -> Result<Option<Uuid>, Problem> {
    let id = Uuid::now_v7();
    if !analyses::insert(unit.conn, unit.now, id, by, from, to)? {
        return Ok(None);
    }
    unit.wrote("BehaviourAnalysis", crate::kernel::id::write("ban", id));
    unit.send(ANALYSE, format!("{ANALYSE}/{id}"), json!({ "analysis": id, "from": from, "to": to }));
    Ok(Some(id))
}

/// Asks for the days that are over and not yet analysed, yesterday the last; for housekeeping.
pub async fn ask_for_yesterday(door: &Door) -> Result<bool, Problem> {
    let yesterday = days_before(legal_day(door.clock().now()), 1);
    let last = door.open(move |conn, _| analyses::last_before(conn, yesterday)).await?;
    if last == Some(yesterday) {
        return Ok(false);
    }
    let earliest = days_before(yesterday, LONGEST - 1);
    let from = last.map_or(yesterday, |last| day_after(last, 1)).max(earliest);
    let asked = door.by_system("askBehaviourAnalysis", move |unit| ask(unit, None, from, yesterday)).await?;
    Ok(asked.is_some())
}

impl Carrier for Analyse {
    fn kind(&self) -> &'static str {
        ANALYSE
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let unreadable = || NotDone::Never("the message names no days".into());
            let text = |name: &str| message.payload[name].as_str();
            let analysis: Uuid = text("analysis").and_then(|id| id.parse().ok()).ok_or_else(unreadable)?;
            let from: NaiveDate = text("from").and_then(|day| day.parse().ok()).ok_or_else(unreadable)?;
            let to: NaiveDate = text("to").and_then(|day| day.parse().ok()).ok_or_else(unreadable)?;
            let since = days_before(from, self.policy.looks_back());
            let missing = self.door.open(move |conn, _| reading::unsummarised(conn, since, to)).await?;
            for day in missing {
                self.door.by_system("summariseReading", move |unit| analysis::summarise(unit, day)).await?;
            }
            let mut day = from;
            while day <= to {
                let policy = self.policy.clone();
                let found =
                    self.door.by_system("analyseReading", move |unit| analysis::analyse(unit, &policy, day, analysis)).await?;
                metrics::counter!("migratie_behaviour_findings_total").increment(found.unwrap_or_default() as u64);
                day = day_after(day, 1);
            }
            Ok(())
        })
    }
}
