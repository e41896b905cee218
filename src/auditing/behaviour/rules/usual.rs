//! What is usual for a role and for an account on a day: made of the days before, and of what the role's others did on the same day.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::{
    policy::Policy,
    spread::{Spread, log, mean, median, quantile},
    volume::Volume,
};

/// Readings by hour, on working days and on days off.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Clock {
    worked: [u32; 24],
    off: [u32; 24],
    total: u32,
}

impl Clock {
    fn add(&mut self, volume: &Volume) {
        let of_day = if volume.off { &mut self.off } else { &mut self.worked };
        for (all, own) in of_day.iter_mut().zip(volume.hours) {
            *all += own;
            self.total += own;
        }
    }

    /// How many readings there are beside another's.
    pub fn beside(&self, other: &Clock) -> u32 {
        self.total.saturating_sub(other.total)
    }

    /// What part of all readings is made at an hour and the two beside it.
    pub fn part(&self, off: bool, hour: usize, without: Option<&Clock>) -> f64 {
        let sum = |clock: &Clock| {
            let hours = if off { &clock.off } else { &clock.worked };
            hours[(hour + 23) % 24] + hours[hour] + hours[(hour + 1) % 24]
        };
        let (taken, total) = without.map_or((0, 0), |other| (sum(other), other.total));
        let total = self.total.saturating_sub(total);
        if total == 0 { 0.0 } else { f64::from(sum(self).saturating_sub(taken)) / f64::from(total) }
    }
}

/// What is usual for a role on a day.
#[derive(Debug, Clone, Default)]
pub struct OfRole {
    /// Persons a day of an account, on working days.
    pub seen: Spread,
    /// Persons that 99 of 100 days of an account do not exceed.
    pub most: f64,
    /// How much more than usual the whole role reads today, on the logarithm; 0 where it is less.
    pub shift: f64,
    /// Persons without a case that 99 of 100 days of an account do not exceed.
    pub alone: f64,
    /// Persons without a case a day: the mean, and what nine of ten accounts do not exceed.
    pub alone_mean: f64,
    pub alone_of_most: f64,
    /// How much more of them the role has had of late.
    pub alone_growth: f64,
    /// When.
    pub clock: Clock,
    /// Accounts that read, and those of them that read today by hour.
    pub accounts: usize,
    pub today: [HashSet<Uuid>; 24],
}

/// What is usual for an account in a role.
#[derive(Debug, Clone, Default)]
pub struct Own {
    /// Persons a day.
    pub seen: Spread,
    /// Persons that 95 of 100 days do not exceed.
    pub most: f64,
    /// Persons without a case that 95 of 100 days do not exceed.
    pub alone: f64,
    /// The mean of them before the days of the drip, and on how many days it stands.
    pub alone_mean: f64,
    pub alone_days: usize,
    /// Persons without a case on each day of the drip, today the last.
    pub lately: Vec<u32>,
    /// How much more work with cases the account has had of late: one who has more of it has more who come without.
    pub growth: f64,
    /// When.
    pub clock: Clock,
}

/// Both, with what only the account's own past tells.
#[derive(Debug)]
pub struct Usual<'a> {
    /// The role's.
    pub role: &'a OfRole,
    /// The account's.
    pub own: Own,
    /// On how many days of the past month, today included, the account saw a person without a case.
    pub visits: &'a HashMap<Uuid, u32>,
    /// The day of the last drip found: its days are not told twice.
    pub last_drip: Option<NaiveDate>,
}

fn back(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_sub_days(Days::new(u64::from(days))).unwrap_or(date)
}

impl OfRole {
    /// Of the volumes of a role, from `Policy::looks_back` days before the day until the day itself.
    pub fn of(volumes: &[&Volume], date: NaiveDate, policy: &Policy) -> Self {
        let from = back(date, policy.usual.days);
        let before: Vec<&Volume> = volumes.iter().copied().filter(|volume| (from..date).contains(&volume.date)).collect();
        let worked = || before.iter().filter(|volume| !volume.off);
        let seen = Spread::of(worked().map(|volume| volume.seen));
        let mut of_today: Vec<f64> = Vec::new();
        let mut today: [HashSet<Uuid>; 24] = Default::default();
        for volume in volumes.iter().filter(|volume| volume.date == date) {
            of_today.push(log(volume.seen));
            let at = volume.hours.iter().enumerate().filter(|(_, count)| **count > 0);
            at.for_each(|(hour, _)| _ = today[hour].insert(volume.account));
        }
        // Fewer than five tell more of themselves than of the day.
        let shift = if of_today.len() < 5 { 0.0 } else { (median(&mut of_today) - seen.median).clamp(0.0, 1.0) };
        let mut alone: Vec<f64> = worked().map(|volume| f64::from(volume.alone)).collect();
        let mut of_accounts: BTreeMap<Uuid, Vec<f64>> = BTreeMap::new();
        before.iter().for_each(|volume| of_accounts.entry(volume.account).or_default().push(f64::from(volume.alone)));
        let mut means: Vec<f64> = of_accounts.values().map(|counts| mean(counts.iter().copied())).collect();
        let mut clock = Clock::default();
        before.iter().for_each(|volume| clock.add(volume));
        let lately = back(date, policy.drip.days);
        let typical = |recent: bool| {
            let mut counts: Vec<f64> = volumes
                .iter()
                .filter(|volume| !volume.off && (volume.date > lately) == recent)
                .map(|volume| f64::from(volume.alone))
                .collect();
            // The mean of the middle: whoever abuses does not raise what is usual.
            let most = quantile(&mut counts, 0.9);
            mean(counts.into_iter().filter(|count| *count <= most))
        };
        let (past, present) = (typical(false), typical(true));
        Self {
            seen,
            most: quantile(&mut worked().map(|volume| f64::from(volume.seen)).collect::<Vec<_>>(), 0.99),
            shift,
            alone: quantile(&mut alone, 0.99),
            alone_mean: mean(alone.iter().copied()),
            alone_of_most: quantile(&mut means, 0.9),
            alone_growth: if past > 0.0 { (present / past).clamp(1.0, 3.0) } else { 1.0 },
            clock,
            accounts: of_accounts.len(),
            today,
        }
    }
}

impl Own {
    /// Of the volumes of one account in the role.
    pub fn of(volumes: &[&Volume], date: NaiveDate, policy: &Policy) -> Self {
        let (from, lately) = (back(date, policy.usual.days), back(date, policy.drip.days));
        let before: Vec<&Volume> = volumes.iter().copied().filter(|volume| (from..date).contains(&volume.date)).collect();
        let mut clock = Clock::default();
        before.iter().for_each(|volume| clock.add(volume));
        let mut alone: Vec<f64> = before.iter().map(|volume| f64::from(volume.alone)).collect();
        let mut baseline: Vec<f64> =
            volumes.iter().filter(|volume| volume.date <= lately).map(|volume| f64::from(volume.alone)).collect();
        let most = quantile(&mut baseline, 0.95);
        let with_cases = |recent: bool| {
            let days = volumes.iter().filter(|volume| !volume.off && (volume.date > lately) == recent);
            median(&mut days.map(|volume| f64::from(volume.seen - volume.alone)).collect::<Vec<_>>())
        };
        let (past, present) = (with_cases(false), with_cases(true));
        Self {
            seen: Spread::of(before.iter().filter(|volume| !volume.off).map(|volume| volume.seen)),
            most: quantile(&mut before.iter().map(|volume| f64::from(volume.seen)).collect::<Vec<_>>(), 0.95),
            alone: quantile(&mut alone, 0.95),
            alone_mean: mean(baseline.iter().map(|count| count.min(most))),
            alone_days: baseline.len(),
            lately: volumes.iter().filter(|volume| volume.date > lately).map(|volume| volume.alone).collect(),
            growth: if past > 0.0 { (present / past).clamp(1.0, 3.0) } else { 1.0 },
            clock,
        }
    }
}
