//! How much an account read on a day in a role: what the usual is made of.

use std::collections::HashSet;

use chrono::{NaiveDate, Timelike};
use chrono_tz::Europe::Chisinau;
use uuid::Uuid;

use super::day::{Day, Seen};

/// A day in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Volume {
    /// The account.
    pub account: Uuid,
    /// The legal day.
    pub date: NaiveDate,
    /// Whether offices were closed.
    pub off: bool,
    /// Different persons.
    pub seen: u32,
    /// Of them, those without a case.
    pub alone: u32,
    /// Readings by hour of the civil clock.
    pub hours: [u32; 24],
}

/// The hour of the civil clock at which somebody was seen.
pub fn hour(seen: &Seen) -> usize {
    seen.at.with_timezone(&Chisinau).hour() as usize
}

impl Volume {
    /// Of a day.
    pub fn of(day: &Day) -> Self {
        let persons: HashSet<Uuid> = day.seen.iter().map(|seen| seen.person).collect();
        let alone: HashSet<Uuid> = day.seen.iter().filter(|seen| !seen.case).map(|seen| seen.person).collect();
        let mut hours = [0; 24];
        day.seen.iter().for_each(|seen| hours[hour(seen)] += 1);
        Self { account: day.account, date: day.date, off: day.off, seen: persons.len() as u32, alone: alone.len() as u32, hours }
    }
}
