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
    kernel::{local_time::day_after, problem::Problem},
};

/// An account in one of its roles: who reads in two of them is judged in each.
pub type AsRole = (Uuid, String);

/// So many days before a day.
pub fn days_before(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_sub_days(Days::new(u64::from(days))).unwrap_or(date)
}

/// Keeps how much was read on a day.
pub fn summarise(unit: &mut Unit<'_>, policy: &Policy, date: NaiveDate) -> Result<(), Problem> {
    analyses::with_patience(unit.conn)?;
    reading::summarise(unit.conn, unit.now, date, policy).map(drop)
}

/// Analyses a day, unless it is analysed: the number of findings.
pub fn analyse(unit: &mut Unit<'_>, policy: &Policy, date: NaiveDate, analysis: Uuid) -> Result<Option<usize>, Problem> {
    analyses::with_patience(unit.conn)?;
    analyses::one_at_a_time(unit.conn)?;
    if analyses::is_analysed(unit.conn, date)? {
        return Ok(None);
    }
    let days = reading::days(unit.conn, date, policy)?;
    let volumes = reading::volumes(unit.conn, days_before(date, policy.looks_back()), date)?;
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
        // The day's own first, then the latest before it: where there are more than are kept, the oldest go.
        let mut entries = finding.entries.clone();
        match (finding.kind, finding.person) {
            (Kind::SamePerson | Kind::WatchedPerson, Some(person)) => {
                let before = earlier.get(&(day.account, person)).into_iter().flatten().rev();
                entries.extend(before.map(|earlier| earlier.entry_id));
            }
            (Kind::SlowCollection, _) => {
                entries.extend(collected.get(&(day.account, day.role.clone())).into_iter().flatten().rev());
            }
            _ => {}
        }
        let mut once = HashSet::new();
        entries.retain(|entry| once.insert(*entry));
        kept::insert(unit, analysis, day, finding, &entries)?;
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
    for row in reading::earlier(unit.conn, &pairs, (since, date), policy)? {
        by_pair.entry((row.account_id, row.person_id)).or_default().push(row);
    }
    Ok(by_pair)
}

fn found<'a>(
    days: &'a [Day],
    volumes: &HashMap<String, Vec<Volume>>,
    earlier: &EarlierOf,
    drips: &HashMap<AsRole, NaiveDate>,
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
        let usual = Usual { role, own, visits: &visits, last_drip: drips.get(&(day.account, day.role.clone())).copied() };
        found.extend(findings(day, &usual, policy).into_iter().map(|finding| (day, finding)));
    }
    found
}

/// What was collected slowly, by account and role: the entries of the days before.
fn collected(
    unit: &mut Unit<'_>,
    policy: &Policy,
    found: &[(&Day, Finding)],
    date: NaiveDate,
) -> Result<HashMap<AsRole, Vec<Uuid>>, Problem> {
    let drips = found.iter().filter(|(_, finding)| finding.kind == Kind::SlowCollection);
    let accounts: Vec<Uuid> = drips.map(|(day, _)| day.account).collect();
    let mut entries: HashMap<AsRole, Vec<Uuid>> = HashMap::new();
    if accounts.is_empty() {
        return Ok(entries);
    }
    let since = day_after(days_before(date, policy.drip.days), 1);
    for row in reading::alone(unit.conn, &accounts, (since, date), policy)? {
        let Some(role) = row.role else { continue };
        entries.entry((row.account_id, role)).or_default().push(row.entry_id);
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use chrono::{TimeZone, Utc};

    use super::*;
    use crate::auditing::behaviour::rules::Seen;

    /// What is collected slowly in one role is told, whatever was told of another role of the same account.
    #[test]
    fn a_slow_collection_in_one_role_does_not_silence_the_other() {
        let date = NaiveDate::from_ymd_opt(2026, 11, 16).expect("a day");
        let curious = Uuid::from_u128(1);
        let volume = |account: Uuid, back: u32, alone: u32| Volume {
            account,
            date: days_before(date, back),
            off: false,
            seen: 12 + alone,
            alone,
            hours: [0; 24],
        };
        let of_role: Vec<Volume> = (0..88)
            .rev()
            .flat_map(|back| {
                let others = (2..7).map(move |other| volume(Uuid::from_u128(other), back, 1));
                others.chain([volume(curious, back, if back < 28 { 6 } else { 1 })])
            })
            .collect();
        let at = Utc.with_ymd_and_hms(2026, 11, 16, 10, 0, 0).single().expect("an instant");
        let stranger = |number: u128| Seen {
            entry: Uuid::from_u128(1 << 64 | number),
            at,
            person: Uuid::from_u128(2 << 64 | number),
            case: false,
            relative: false,
            colleague: false,
            watched: false,
        };
        let day =
            |role: &str| Day { account: curious, role: role.into(), date, off: false, seen: (0..6).map(stranger).collect() };
        let days = [day("Examiner"), day("Head")];
        let volumes = HashMap::from([("Examiner".to_owned(), of_role.clone()), ("Head".to_owned(), of_role)]);
        let told = HashMap::from([((curious, "Examiner".to_owned()), days_before(date, 1))]);
        let policy = Policy::shipped().expect("the policy");
        let found = found(&days, &volumes, &HashMap::new(), &told, &policy);
        let drips: Vec<&str> =
            found.iter().filter(|(_, finding)| finding.kind == Kind::SlowCollection).map(|(day, _)| day.role.as_str()).collect();
        assert_eq!(drips, ["Head"]);
    }
}
