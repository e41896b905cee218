//! The rules measured on the synthetic years: what is found of the abuse, and how many honest days are flagged.

use std::collections::{BTreeMap, HashMap};

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::{
    rules::{Day, Kind, OfRole, Own, Policy, Usual, Volume, findings},
    synthetic::{Abuse, Planted, Year},
};

/// Seeds on which nothing was tuned; the policy's numbers come from seeds 1 to 5. Three measurements before this one are spent: seeds 101 to
/// 110 (393 of 396 found, 0.36 % of honest days flagged) showed that deviations say little of roles with shifts, seeds 201 to 210 (394 of
/// 396, 0.39 %) that a campaign of the role excused an account that had no more work. Each time the rule was mended, the numbers set anew
/// on seeds 1 to 5, and other seeds taken; after seeds 301 to 310 (all of 399) rules about hours and cases were still changed.
const SEEDS: std::ops::RangeInclusive<u64> = 401..=410;

/// What one year gave.
#[derive(Default)]
struct Score {
    found: usize,
    missed: Vec<String>,
    honest_days: usize,
    false_alarms: BTreeMap<String, usize>,
    flagged: usize,
    /// The lowest score by which abuse of a kind was found: how near to being missed.
    narrowest: BTreeMap<Abuse, f64>,
}

/// A finding of these kinds tells of the abuse.
fn tells_of(abuse: Abuse) -> &'static [Kind] {
    match abuse {
        Abuse::Bulk | Abuse::WithoutCase => &[Kind::Volume, Kind::WithoutCase],
        Abuse::Drip => &[Kind::SlowCollection],
        Abuse::Hours => &[Kind::OddHours],
        Abuse::Again => &[Kind::SamePerson],
        Abuse::Relative => &[Kind::OwnRelative],
        Abuse::Colleague => &[Kind::Colleague],
        Abuse::Public => &[Kind::WatchedPerson],
    }
}

fn score(year: &Year, policy: &Policy) -> Score {
    let volumes: Vec<Volume> = year.days.iter().map(Volume::of).collect();
    let mut by_date: BTreeMap<(NaiveDate, &str), Vec<usize>> = BTreeMap::new();
    for (index, day) in year.days.iter().enumerate() {
        by_date.entry((day.date, &day.role)).or_default().push(index);
    }
    let mut of_role: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut of_account: HashMap<Uuid, Vec<usize>> = HashMap::new();
    year.days.iter().enumerate().for_each(|(index, day)| {
        of_role.entry(&day.role).or_default().push(index);
        of_account.entry(day.account).or_default().push(index);
    });
    let planted: HashMap<Uuid, &Planted> = year.planted.iter().map(|case| (case.account, case)).collect();
    let mut alone_on: HashMap<(Uuid, Uuid), Vec<NaiveDate>> = HashMap::new();
    let mut drips: HashMap<Uuid, NaiveDate> = HashMap::new();
    let (mut score, mut told) = (Score::default(), HashMap::<Uuid, f64>::new());
    // The first months have no usual yet: they are its beginning, as they will be when the system is taken into use.
    let begin = year.days[0].date + Days::new(u64::from(policy.usual.days) / 2);
    let lookup = |indices: &[usize], date: NaiveDate| -> Vec<&Volume> {
        let from = date - Days::new(u64::from(policy.looks_back()));
        let first = indices.partition_point(|index| volumes[*index].date < from);
        let last = indices.partition_point(|index| volumes[*index].date <= date);
        indices[first..last].iter().map(|index| &volumes[*index]).collect()
    };
    for ((date, role), today) in &by_date {
        let usual_of_role = OfRole::of(&lookup(&of_role[role], *date), *date, policy);
        for index in today {
            let day: &Day = &year.days[*index];
            let since = *date - Days::new(u64::from(policy.again.days));
            let mut visits = HashMap::new();
            for seen in day.seen.iter().filter(|seen| !seen.case) {
                let on = alone_on.entry((day.account, seen.person)).or_default();
                if on.last() != Some(date) {
                    on.push(*date);
                }
                visits.insert(seen.person, on.iter().filter(|day| **day > since).count() as u32);
            }
            if *date < begin {
                continue;
            }
            let usual = Usual {
                role: &usual_of_role,
                own: Own::of(&lookup(&of_account[&day.account], *date), *date, policy),
                visits: &visits,
                last_drip: drips.get(&day.account).copied(),
            };
            let found = findings(day, &usual, policy);
            if found.iter().any(|finding| finding.kind == Kind::SlowCollection) {
                drips.insert(day.account, *date);
            }
            let case = planted.get(&day.account).filter(|case| day.seen.iter().any(|seen| case.entries.contains(&seen.entry)));
            match case {
                Some(case) => {
                    let rightly = found.iter().filter(|finding| {
                        tells_of(case.abuse).contains(&finding.kind)
                            && finding.entries.iter().any(|entry| case.entries.contains(entry))
                    });
                    for finding in rightly {
                        let best = told.entry(day.account).or_default();
                        *best = best.max(finding.score);
                    }
                }
                None => {
                    score.honest_days += 1;
                    score.flagged += usize::from(!found.is_empty());
                    for finding in found {
                        *score.false_alarms.entry(format!("{:?} {role}", finding.kind)).or_default() += 1;
                    }
                }
            }
        }
    }
    for case in &year.planted {
        if let Some(best) = told.get(&case.account) {
            score.found += 1;
            let narrowest = score.narrowest.entry(case.abuse).or_insert(f64::INFINITY);
            *narrowest = narrowest.min(*best);
        } else {
            score.missed.push(format!(
                "{:?} by {} ({:.2}, {} entries)",
                case.abuse,
                case.role,
                case.strength,
                case.entries.len()
            ));
        }
    }
    score
}

/// Prints, and holds, what the rules are worth.
fn measured(seeds: std::ops::RangeInclusive<u64>) -> Vec<Score> {
    let policy = Policy::shipped().expect("the policy");
    seeds
        .map(|seed| {
            let year = Year::of(seed);
            let score = score(&year, &policy);
            let part = 100.0 * score.flagged as f64 / score.honest_days as f64;
            println!(
                "seed {seed}: found {} of {}, {} of {} honest days flagged ({part:.3} %) {:?} narrowest {:.2?} missed {:?}",
                score.found,
                year.planted.len(),
                score.flagged,
                score.honest_days,
                score.false_alarms,
                score.narrowest,
                score.missed
            );
            score
        })
        .collect()
}

#[test]
fn all_planted_abuse_is_found_and_under_one_honest_day_in_a_hundred_is_flagged_on_seeds_not_tuned_on() {
    for score in measured(SEEDS) {
        assert_eq!(score.missed, Vec::<String>::new());
        assert!(score.honest_days > 20_000);
        assert!(score.flagged * 100 < score.honest_days, "{} of {}", score.flagged, score.honest_days);
    }
}

/// The seeds that the policy's numbers were tuned on: `cargo test --lib behaviour::scoring -- --ignored --nocapture`.
#[test]
#[ignore = "for tuning; the test above measures other seeds"]
fn the_seeds_for_tuning() {
    assert_eq!(measured(1..=5).len(), 5);
}
