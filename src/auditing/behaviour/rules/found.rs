//! What is found on a day, each with the numbers that show why and the entries behind it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    cases,
    day::{Day, Seen},
    policy::{Night, OfARole, Policy},
    usual::Usual,
    volume::{Volume, hour},
};

/// What is unusual about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
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
    /// From which number on it is a finding.
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
    let deviations = beside.iter().map(|(spread, _)| spread.deviations(volume.seen, role.shift)).fold(f64::INFINITY, f64::min);
    let highest = beside.iter().map(|(spread, _)| spread.usual() * shift).fold(0.0, f64::max);
    let far = (deviations / rule.deviations).min(f64::from(volume.seen) / highest.max(1.0) / rule.times);
    // Where days are of several kinds (shifts by day and by night), deviations say little: then beside what is usual at most.
    let half = (role.shift / 2.0).exp();
    let ratios: Vec<f64> = beside.iter().map(|(_, most)| f64::from(volume.seen) / (most * half).max(1.0)).collect();
    let middle = ratios.iter().product::<f64>().powf(1.0 / ratios.len().max(1) as f64);
    let beyond = if ratios.iter().all(|ratio| *ratio > 1.0) { middle / rule.beyond } else { 0.0 };
    let score = far.max(beyond);
    (score >= 1.0).then(|| Finding {
        kind: Kind::Volume,
        score,
        figures: Figures {
            seen: f64::from(volume.seen),
            role: Some(role.seen.usual() * shift),
            own: has_own.then(|| own.seen.usual()),
            limit: (f64::from(volume.seen) / score).ceil().max(f64::from(rule.persons)),
        },
        person: None,
        entries: entries(day, |_| true),
    })
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
        let count = day.seen.iter().filter(|seen| odd[hour(seen)]).count();
        Finding {
            kind: Kind::OddHours,
            score,
            figures: Figures { seen: count as f64, limit: f64::from(rule.readings), ..Figures::default() },
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
            (Kind::WatchedPerson, seen.public && !seen.case && days >= f64::from(expected.watched), expected.watched),
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
