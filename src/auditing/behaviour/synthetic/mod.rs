//! A synthetic year of reading: some 120 officers over 250 working days, honest in all the irregular ways in which people are honest,
//! and abuse of every kind planted among it, strong and weak. The same seed gives the same year.
//!
//! It was written, and committed, before the rules that it measures. Nobody in it exists.

mod honest;
mod officers;
mod planted;
mod random;

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Europe::Chisinau;
use uuid::Uuid;

use super::rules::{Day, Seen};
use officers::Officer;
use random::Random;

/// What was planted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Abuse {
    /// Very much in a day.
    Bulk,
    /// A little more each day, for weeks.
    Drip,
    /// At night and on days off.
    Hours,
    /// Persons without a case.
    WithoutCase,
    /// The same person without a case, again and again.
    Again,
    /// Own relatives.
    Relative,
    /// Colleagues without a case.
    Colleague,
    /// A public person.
    Public,
}

/// A planted case: who did it, and the entries that it left.
#[derive(Debug)]
pub struct Planted {
    pub abuse: Abuse,
    pub account: Uuid,
    pub role: &'static str,
    /// From 0 (hardly to be told from honest reading) to 1.
    pub strength: f64,
    pub entries: HashSet<Uuid>,
}

/// The year.
pub struct Year {
    /// Every day on which somebody saw somebody, by date.
    pub days: Vec<Day>,
    pub planted: Vec<Planted>,
}

/// The first day, a Monday.
fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 5).expect("a day")
}

/// What all share: the calendar, the campaigns, the outages.
pub struct Calendar {
    /// Each day of the year and whether offices are closed.
    pub dates: Vec<(NaiveDate, bool)>,
    /// Days of a campaign, in which examiners and registrars have nearly twice the work and Saturdays are worked.
    campaign: HashSet<NaiveDate>,
    /// Ends of quarters, before which people stay late.
    deadlines: HashSet<NaiveDate>,
    /// Days on which the system stood still for hours; the day after has the rest of the work.
    outages: HashSet<NaiveDate>,
}

impl Calendar {
    /// 250 working days with the weekends and ten holidays between them.
    fn new(random: &mut Random) -> Self {
        let (mut dates, mut worked, mut date) = (Vec::new(), Vec::new(), first_day());
        let holidays: HashSet<u32> = (0..10).map(|_| 1 + random.below(340) as u32).collect();
        while worked.len() < 250 {
            let ordinal = date.signed_duration_since(first_day()).num_days() as u32;
            let off = matches!(date.weekday(), Weekday::Sat | Weekday::Sun) || holidays.contains(&ordinal);
            if !off {
                worked.push(date);
            }
            dates.push((date, off));
            date = date + Days::new(1);
        }
        let mut campaign = HashSet::new();
        for begin in [40 + random.below(40), 150 + random.below(50)] {
            let (from, until) = (worked[begin], worked[begin + 15]);
            campaign.extend(dates.iter().map(|(date, _)| *date).filter(|date| (from..until).contains(date)));
        }
        let deadlines = [60, 61, 62, 122, 123, 124, 186, 187, 188, 246, 247, 248].iter().map(|index| worked[*index]).collect();
        let outages = (0..4).map(|_| worked[random.below(248)]).collect();
        Self { dates, campaign, deadlines, outages }
    }

    pub fn in_campaign(&self, date: NaiveDate) -> bool {
        self.campaign.contains(&date)
    }

    pub fn before_deadline(&self, date: NaiveDate) -> bool {
        self.deadlines.contains(&date)
    }

    /// How the whole house's work of a day compares with an ordinary one.
    pub fn pressure(&self, date: NaiveDate) -> f64 {
        if self.outages.contains(&date) {
            0.5
        } else if self.outages.contains(&(date - Days::new(1))) {
            1.6
        } else {
            1.0
        }
    }
}

/// An instant of the civil clock of Chisinau; the hour that does not exist moves on.
pub fn instant(date: NaiveDate, hour: f64) -> DateTime<Utc> {
    let seconds = ((hour.rem_euclid(24.0)) * 3600.0) as u32 % 86_400;
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default();
    let local = Chisinau.from_local_datetime(&date.and_time(time)).earliest();
    local.map_or_else(|| Utc.from_utc_datetime(&date.and_time(time)), |local| local.to_utc())
}

/// What happened, before it is put into days.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    pub officer: usize,
    pub date: NaiveDate,
    pub seen: Seen,
}

/// Collects readings and gives them entries.
pub struct Diary {
    pub readings: Vec<Reading>,
    entries: u128,
    persons: u128,
    seed: u128,
}

impl Diary {
    /// Somebody whom nobody has seen yet.
    pub fn somebody(&mut self) -> Uuid {
        self.persons += 1;
        Uuid::from_u128(self.seed << 80 | 1 << 72 | self.persons)
    }

    /// An officer sees a person.
    pub fn sees(&mut self, officer: usize, date: NaiveDate, hour: f64, person: Uuid, case: bool) -> &mut Seen {
        self.entries += 1;
        let entry = Uuid::from_u128(self.seed << 80 | 2 << 72 | self.entries);
        let seen = Seen { entry, at: instant(date, hour), person, case, relative: false, colleague: false, watched: false };
        self.readings.push(Reading { officer, date, seen });
        let last = self.readings.len() - 1;
        &mut self.readings[last].seen
    }
}

impl Year {
    /// The year of a seed.
    pub fn of(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let calendar = Calendar::new(&mut random);
        let officers = officers::all(seed, &calendar, &mut random);
        let mut diary = Diary { readings: Vec::new(), entries: 0, persons: 0, seed: u128::from(seed) };
        honest::live(&officers, &calendar, &mut diary, &mut random);
        let planted = planted::plant(&officers, &calendar, &mut diary, &mut random);
        Self { days: in_days(&officers, &calendar, diary.readings), planted }
    }
}

fn in_days(officers: &[Officer], calendar: &Calendar, readings: Vec<Reading>) -> Vec<Day> {
    let off: BTreeMap<NaiveDate, bool> = calendar.dates.iter().copied().collect();
    let mut days: BTreeMap<(NaiveDate, usize), Vec<Seen>> = BTreeMap::new();
    for Reading { officer, date, seen } in readings {
        days.entry((date, officer)).or_default().push(seen);
    }
    let day = |((date, officer), mut seen): ((NaiveDate, usize), Vec<Seen>)| {
        seen.sort_by_key(|seen| (seen.at, seen.entry));
        let Officer { account, role, .. } = &officers[officer];
        Day { account: *account, role: (*role).to_owned(), date, off: off.get(&date).copied().unwrap_or(true), seen }
    };
    days.into_iter().map(day).collect()
}

#[test]
fn a_seed_gives_one_year_in_which_every_kind_of_abuse_is_planted() {
    let (year, again) = (Year::of(7), Year::of(7));
    assert_eq!(year.days, again.days);
    let kinds: HashSet<Abuse> = year.planted.iter().map(|case| case.abuse).collect();
    assert_eq!(kinds.len(), 8);
    assert!(year.planted.len() >= 32 && year.planted.iter().all(|case| !case.entries.is_empty()));
    let accounts: HashSet<Uuid> = year.days.iter().map(|day| day.account).collect();
    assert_eq!(accounts.len(), 120);
    let worked: HashSet<NaiveDate> = year.days.iter().filter(|day| !day.off).map(|day| day.date).collect();
    assert_eq!(worked.len(), 250);
    let roles: HashSet<&str> = year.days.iter().map(|day| day.role.as_str()).collect();
    assert_eq!(roles.len(), 7);
}
