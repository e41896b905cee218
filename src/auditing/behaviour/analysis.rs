//! One day of everybody's reading, analysed: from the journal and the days before it to findings, in a handful of statements.

use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::{
    rules::{Day, Finding, Kind, OfRole, Own, Policy, Usual, Volume, findings},
    store::{
        analyses::{self, Told},
        findings as kept,
        reading::{self, Earlier},
    },
};
use crate::{
    access::door::Unit,
    administration::calendar::calendar,
    kernel::{local_time::day_after, problem::Problem},
};

/// So many days before a day.
pub fn days_before(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_sub_days(Days::new(u64::from(days))).unwrap_or(date)
}

/// Keeps how much was read on a day.
pub fn summarise(unit: &mut Unit<'_>, date: NaiveDate) -> Result<(), Problem> {
    let calendar = calendar(unit.conn)?;
    reading::summarise(unit.conn, unit.now, date, &calendar).map(drop)
}

/// Analyses a day, unless it is analysed: the number of findings.
pub fn analyse(unit: &mut Unit<'_>, policy: &Policy, date: NaiveDate, analysis: Uuid) -> Result<Option<usize>, Problem> {
    if analyses::is_analysed(unit.conn, date)? {
        return Ok(None);
    }
    let calendar = calendar(unit.conn)?;
    let days = reading::days(unit.conn, date, &calendar)?;
    let volumes = reading::volumes(unit.conn, days_before(date, policy.looks_back()), date, &calendar)?;
    let earlier = earlier(unit, policy, &days, date)?;
    let drips = kept::last_drips(unit.conn, days_before(date, policy.drip.days))?;
    let found = found(&days, &volumes, &earlier, &drips, policy);
    let collected = collected(unit, policy, &found, date)?;
    let told = Told {
        accounts: days.iter().map(|day| day.account).collect::<HashSet<_>>().len().try_into().unwrap_or(i32::MAX),
        readings: days.iter().map(|day| day.seen.len()).sum::<usize>().try_into().unwrap_or(i32::MAX),
        findings: found.len().try_into().unwrap_or(i32::MAX),
    };
    if !analyses::take(unit.conn, unit.now, date, analysis, told)? {
        return Ok(None);
    }
    for (day, finding) in &found {
        let mut entries: Vec<Uuid> = match (finding.kind, finding.person) {
            (Kind::SamePerson | Kind::WatchedPerson, Some(person)) => {
                earlier.get(&(day.account, person)).into_iter().flatten().map(|earlier| earlier.entry_id).collect()
            }
            (Kind::SlowCollection, _) => collected.get(&day.account).cloned().unwrap_or_default(),
            _ => Vec::new(),
        };
        entries.extend(&finding.entries);
        let mut once = HashSet::new();
        entries.retain(|entry| once.insert(*entry));
        kept::insert(unit, analysis, day, finding, entries)?;
    }
    Ok(Some(found.len()))
}

/// Earlier readings without a case, by account and person, of those whom the day's officers saw without one.
type EarlierOf = HashMap<(Uuid, Uuid), Vec<Earlier>>;

fn earlier(unit: &mut Unit<'_>, policy: &Policy, days: &[Day], date: NaiveDate) -> Result<EarlierOf, Problem> {
    let pairs: HashSet<(Uuid, Uuid)> = days
        .iter()
        .filter(|day| policy.of(&day.role).again > 0 || policy.of(&day.role).watched > 1)
        .flat_map(|day| day.seen.iter().filter(|seen| !seen.case).map(|seen| (day.account, seen.person)))
        .collect();
    let pairs: Vec<(Uuid, Uuid)> = pairs.into_iter().collect();
    // The day itself is in the month.
    let since = days_before(date, policy.again.days.saturating_sub(1));
    let mut by_pair: EarlierOf = HashMap::new();
    for row in reading::earlier(unit.conn, &pairs, since, date)? {
        by_pair.entry((row.account_id, row.person_id)).or_default().push(row);
    }
    Ok(by_pair)
}

fn found<'a>(
    days: &'a [Day],
    volumes: &HashMap<String, Vec<Volume>>,
    earlier: &EarlierOf,
    drips: &HashMap<Uuid, NaiveDate>,
    policy: &Policy,
) -> Vec<(&'a Day, Finding)> {
    let mut of_roles: HashMap<&str, (OfRole, HashMap<Uuid, Vec<&Volume>>)> = HashMap::new();
    let mut found = Vec::new();
    for day in days {
        let (role, own) = of_roles.entry(&day.role).or_insert_with(|| {
            let volumes: Vec<&Volume> = volumes.get(&day.role).into_iter().flatten().collect();
            let mut by_account: HashMap<Uuid, Vec<&Volume>> = HashMap::new();
            volumes.iter().for_each(|volume| by_account.entry(volume.account).or_default().push(volume));
            (OfRole::of(&volumes, day.date, policy), by_account)
        });
        let visits: HashMap<Uuid, u32> = day
            .seen
            .iter()
            .filter(|seen| !seen.case)
            .map(|seen| {
                let before: HashSet<NaiveDate> =
                    earlier.get(&(day.account, seen.person)).into_iter().flatten().map(Earlier::day).collect();
                (seen.person, before.len() as u32 + 1)
            })
            .collect();
        let own = Own::of(own.get(&day.account).map_or(&[], Vec::as_slice), day.date, policy);
        let usual = Usual { role, own, visits: &visits, last_drip: drips.get(&day.account).copied() };
        found.extend(findings(day, &usual, policy).into_iter().map(|finding| (day, finding)));
    }
    found
}

/// What was collected slowly, by account: the entries of the days before.
fn collected(
    unit: &mut Unit<'_>,
    policy: &Policy,
    found: &[(&Day, Finding)],
    date: NaiveDate,
) -> Result<HashMap<Uuid, Vec<Uuid>>, Problem> {
    let drips = found.iter().filter(|(_, finding)| finding.kind == Kind::SlowCollection);
    let accounts: Vec<Uuid> = drips.map(|(day, _)| day.account).collect();
    let mut entries: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    if accounts.is_empty() {
        return Ok(entries);
    }
    let since = day_after(days_before(date, policy.drip.days), 1);
    for row in reading::alone(unit.conn, &accounts, since, date)? {
        entries.entry(row.account_id).or_default().push(row.entry_id);
    }
    Ok(entries)
}
