//! What is found on a day, each with the numbers that show why and the entries behind it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    cases,
    day::{Day, Seen},
    policy::{Bulk, Night, OfARole, Policy},
    spread::Spread,
    usual::Usual,
    volume::{Volume, hour},
};

/// What is unusual about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[schema(as = BehaviourFindingKind)]
pub enum Kind {
    /// Many more persons in a day than the role and the account usually read.
    Volume,
    /// Many more persons without a case in a day.
    WithoutCase,
    /// A little more without a case, day after day.
    SlowCollection,
    /// At hours at which neither the role nor the account usually reads.
    OddHours,
    /// The same person without a case, again and again.
    SamePerson,
    /// The reader, a relative, or one about whom the reader declared an interest.
    OwnRelative,
    /// Somebody who works here, without a case.
    Colleague,
    /// A person whose reading is watched, without a case.
    WatchedPerson,
}

/// What was seen, and what is usual.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Figures {
    /// What was seen: persons, readings or days, as the kind counts.
    pub seen: f64,
    /// What is usual for the role; where the kind compares.
    pub role: Option<f64>,
    /// What is usual for the account, where it has a usual of its own.
    pub own: Option<f64>,
    /// From which number on it is a finding: with one less, everything else as it was, it would not have been found.
    pub limit: f64,
}

/// Something unusual.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What.
    pub kind: Kind,
    /// How far above the limit: 1 is on it.
    pub score: f64,
    /// The numbers.
    pub figures: Figures,
    /// The only person it is about, where it is about one.
    pub person: Option<Uuid>,
    /// Entries of the day behind it.
    pub entries: Vec<Uuid>,
}

/// Everything unusual about a day, the same for the same day and usual.
pub fn findings(day: &Day, usual: &Usual<'_>, policy: &Policy) -> Vec<Finding> {
    let (volume, expected) = (Volume::of(day), policy.of(&day.role));
    let mut found: Vec<Finding> = Vec::new();
    found.extend(bulk(day, &volume, usual, policy));
    if expected.cases {
        found.extend(cases::without_case(day, &volume, usual, policy));
        found.extend(cases::drip(day, &volume, usual, policy));
    }
    found.extend(odd_hours(day, usual, policy));
    found.extend(persons(day, usual, expected));
    found
}

/// Entries of those seen who fit, each once.
pub fn entries(day: &Day, fits: impl Fn(&Seen) -> bool) -> Vec<Uuid> {
    let mut entries: Vec<Uuid> = day.seen.iter().filter(|seen| fits(seen)).map(|seen| seen.entry).collect();
    entries.dedup();
    entries
}

fn bulk(day: &Day, volume: &Volume, usual: &Usual<'_>, policy: &Policy) -> Option<Finding> {
    let (rule, role, own) = (&policy.bulk, usual.role, &usual.own);
    let has_own = own.seen.days >= policy.usual.own as usize;
    // A role of which nothing is known says nothing.
    if volume.seen < rule.persons || (!has_own && role.seen.days < policy.usual.own as usize) {
        return None;
    }
    let shift = role.shift.exp();
    let mut beside = vec![(role.seen, role.most)];
    if has_own {
        beside.push((own.seen, own.most));
    }
    beside.retain(|(spread, _)| spread.days > 0);
    let score_of = |seen: u32| score_of_bulk(seen, &beside, role.shift, rule);
    let score = score_of(volume.seen);
    (score >= 1.0).then(|| Finding {
        kind: Kind::Volume,
        score,
        figures: Figures {
            seen: f64::from(volume.seen),
            role: Some(role.seen.usual() * shift),
            own: has_own.then(|| own.seen.usual() * shift),
            limit: least(rule.persons, volume.seen, |seen| score_of(seen) >= 1.0),
        },
        person: None,
        entries: entries(day, |_| true),
    })
}

/// How far so many persons in a day are above what is usual, for the role and for the account: spread, and at most. Grows with the number.
fn score_of_bulk(seen: u32, beside: &[(Spread, f64)], shift: f64, rule: &Bulk) -> f64 {
    let deviations = beside.iter().map(|(spread, _)| spread.deviations(seen, shift)).fold(f64::INFINITY, f64::min);
    let highest = beside.iter().map(|(spread, _)| spread.usual() * shift.exp()).fold(0.0, f64::max);
    let far = (deviations / rule.deviations).min(f64::from(seen) / highest.max(1.0) / rule.times);
    // Where days are of several kinds (shifts by day and by night), deviations say little: then beside what is usual at most.
    let half = (shift / 2.0).exp();
    let ratios: Vec<f64> = beside.iter().map(|(_, most)| f64::from(seen) / (most * half).max(1.0)).collect();
    let middle = ratios.iter().product::<f64>().powf(1.0 / ratios.len().max(1) as f64);
    let beyond = if ratios.iter().all(|ratio| *ratio > 1.0) { middle / rule.beyond } else { 0.0 };
    far.max(beyond)
}

/// The least number that would have been found too, by a rule that finds whatever is more; what was seen is found.
pub(super) fn least(from: u32, seen: u32, is_found: impl Fn(u32) -> bool) -> f64 {
    let (mut low, mut high) = (from.min(seen), seen);
    while low < high {
        let middle = low + (high - low) / 2;
        if is_found(middle) { high = middle } else { low = middle + 1 }
    }
    f64::from(low)
}

fn is_night(hour: usize, night: Night) -> bool {
    hour >= night.from as usize || hour < night.until as usize
}

fn odd_hours(day: &Day, usual: &Usual<'_>, policy: &Policy) -> Option<Finding> {
    let (rule, role, own) = (&policy.hours, usual.role, &usual.own);
    // Of few readings of others nobody knows at what hours the role works.
    if role.clock.beside(&own.clock) < rule.known {
        return None;
    }
    let has_own = own.seen.days >= policy.usual.own as usize;
    let odd: [bool; 24] = std::array::from_fn(|hour| {
        let others = role.today[hour].iter().filter(|account| **account != day.account).count();
        // One other is a coincidence.
        let together = others >= 2 && others * 100 >= role.accounts * rule.together as usize;
        let of_role = role.clock.part(day.off, hour, Some(&own.clock));
        let of_own = if has_own { own.clock.part(day.off, hour, None) } else { 0.0 };
        !together && of_role * 10_000.0 < f64::from(rule.of_role) && of_own * 1000.0 < f64::from(rule.of_own)
    });
    let weight = |seen: &Seen| if is_night(hour(seen), rule.night) || !seen.case { 1.0 } else { 0.25 };
    let weights: f64 = day.seen.iter().filter(|seen| odd[hour(seen)]).map(weight).sum();
    let score = weights / f64::from(rule.readings);
    (score >= 1.0).then(|| {
        // With how many of them, one after the other, it was a finding.
        let mut sum = 0.0;
        let sums = day.seen.iter().filter(|seen| odd[hour(seen)]).map(|seen| {
            sum += weight(seen);
            sum
        });
        let limit = sums.take_while(|sum| *sum < f64::from(rule.readings)).count() + 1;
        let count = day.seen.iter().filter(|seen| odd[hour(seen)]).count();
        Finding {
            kind: Kind::OddHours,
            score,
            figures: Figures { seen: count as f64, limit: limit as f64, ..Figures::default() },
            person: None,
            entries: entries(day, |seen| odd[hour(seen)]),
        }
    })
}

/// Findings about one person each.
fn persons(day: &Day, usual: &Usual<'_>, expected: OfARole) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let mut told: Vec<(Kind, Uuid)> = Vec::new();
    for seen in &day.seen {
        let days = f64::from(usual.visits.get(&seen.person).copied().unwrap_or(1));
        for (kind, so, limit) in [
            (Kind::OwnRelative, seen.relative, 1),
            (Kind::Colleague, seen.colleague && !seen.case, 1),
            (Kind::WatchedPerson, seen.watched && !seen.case && days >= f64::from(expected.watched), expected.watched),
            (Kind::SamePerson, !seen.case && is_again(days, expected.again), expected.again),
        ] {
            if !so || limit == 0 || told.contains(&(kind, seen.person)) {
                continue;
            }
            told.push((kind, seen.person));
            let limit = f64::from(limit);
            let entries = entries(day, |other| other.person == seen.person);
            // A relative with a case in the office may have come up there; without one there is hardly an excuse.
            let weight = if kind == Kind::OwnRelative && seen.case { 1.0 } else { 2.0 };
            let (count, score) = match kind {
                Kind::SamePerson | Kind::WatchedPerson => (days, days / limit),
                _ => (entries.len() as f64, weight * entries.len() as f64),
            };
            found.push(Finding {
                kind,
                score,
                figures: Figures { seen: count, limit, ..Figures::default() },
                person: Some(seen.person),
                entries,
            });
        }
    }
    found
}

/// Told when the limit is reached, and at each further limit; not every day anew.
fn is_again(days: f64, limit: u32) -> bool {
    limit > 0 && days >= f64::from(limit) && days % f64::from(limit) == 0.0
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use chrono::{NaiveDate, TimeZone, Utc};
    use proptest::prelude::*;

    use super::*;
    use crate::auditing::behaviour::rules::usual::{OfRole, Own};

    const MONDAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 16).expect("a day");

    /// A day on which an examiner sees so many persons at noon.
    fn day(persons: u32, case: bool) -> Day {
        let at = Utc.with_ymd_and_hms(2026, 11, 16, 10, 0, 0).single().expect("an instant");
        let somebody = |number: u32| Seen {
            entry: Uuid::from_u128(u128::from(number)),
            at,
            person: Uuid::from_u128(1 << 64 | u128::from(number)),
            case,
            relative: false,
            colleague: false,
            watched: false,
        };
        Day {
            account: Uuid::from_u128(7),
            role: "Examiner".into(),
            date: MONDAY,
            off: false,
            seen: (0..persons).map(somebody).collect(),
        }
    }

    fn found(day: &Day, role: &OfRole, own: &Own, kind: Kind) -> Option<Finding> {
        let policy = Policy::shipped().expect("the policy");
        let usual = Usual { role, own: own.clone(), visits: &HashMap::new(), last_drip: None };
        findings(day, &usual, &policy).into_iter().find(|finding| finding.kind == kind)
    }

    fn counts() -> impl Strategy<Value = Vec<u32>> {
        proptest::collection::vec(1_u32..60, 12..40)
    }

    proptest! {
        // An officer may be held to account by this number.
        #[test]
        fn very_much_is_found_from_the_limit_on_and_not_with_one_person_less(
            of_role in counts(), of_own in counts(), shift in 0.0..1.0_f64, seen in 25_u32..900,
        ) {
            let most = |counts: &[u32]| f64::from(counts.iter().copied().max().unwrap_or_default());
            let role = OfRole { seen: Spread::of(of_role.iter().copied()), most: most(&of_role), shift, ..OfRole::default() };
            let own = Own { seen: Spread::of(of_own.iter().copied()), most: most(&of_own), ..Own::default() };
            if let Some(finding) = found(&day(seen, true), &role, &own, Kind::Volume) {
                let limit = finding.figures.limit as u32;
                prop_assert!(limit <= seen);
                prop_assert!(found(&day(limit, true), &role, &own, Kind::Volume).is_some());
                prop_assert!(found(&day(limit - 1, true), &role, &own, Kind::Volume).is_none());
            }
        }

        #[test]
        fn many_without_a_case_are_found_from_the_limit_on_and_not_with_one_less(
            of_role in 0.0..40.0_f64, of_own in 0.0..40.0_f64, shift in 0.0..1.0_f64, alone in 6_u32..300,
        ) {
            let known = Spread::of([20; 30]);
            let role = OfRole { seen: known, alone: of_role, shift, ..OfRole::default() };
            let own = Own { seen: known, alone: of_own, ..Own::default() };
            if let Some(finding) = found(&day(alone, false), &role, &own, Kind::WithoutCase) {
                let limit = finding.figures.limit as u32;
                prop_assert!(limit <= alone);
                prop_assert!(found(&day(limit, false), &role, &own, Kind::WithoutCase).is_some());
                prop_assert!(found(&day(limit - 1, false), &role, &own, Kind::WithoutCase).is_none());
            }
        }

        #[test]
        fn a_slow_collection_is_found_from_the_limit_on_and_not_with_one_less(usually in 0.0..6.0_f64, each in 1_u32..12) {
            let evenly = |sum: u32| -> Vec<u32> { (0..20).map(|number| (sum + number) / 20).collect() };
            let role = OfRole { accounts: 9, alone_mean: usually, alone_growth: 1.0, ..OfRole::default() };
            let own = |sum: u32| {
                Own { alone_mean: usually, alone_days: 30, lately: evenly(sum), growth: 1.0, ..Own::default() }
            };
            let drip = |sum: u32| found(&day(sum / 20 + 1, false), &role, &own(sum), Kind::SlowCollection);
            if let Some(finding) = drip(each * 20) {
                let limit = finding.figures.limit as u32;
                prop_assert!(limit <= each * 20);
                // On as many days above what is usual, and none above the bound of a day.
                prop_assume!(f64::from((limit - 1) / 20) > usually && f64::from(each) < 3.0 * usually + 6.0);
                prop_assert!(drip(limit).is_some());
                prop_assert!(drip(limit - 1).is_none());
            }
        }
    }

    #[test]
    fn the_limit_of_the_report_that_was_false_is_the_true_one() {
        // Median 20, deviation 0.4 on the logarithm, at most 70: 80 persons would have been found as well as 240.
        let spread = Spread { days: 30, median: 20_f64.ln_1p(), deviation: 0.4 };
        let role = OfRole { seen: spread, most: 70.0, ..OfRole::default() };
        let own = Own { seen: spread, most: 70.0, ..Own::default() };
        let finding = found(&day(240, true), &role, &own, Kind::Volume).expect("a finding");
        assert!((finding.figures.limit - 69.0).abs() < 1.5, "{}", finding.figures.limit);
    }
}
