//! Abuse, planted among honest work: each kind several times, from hardly more than honest to gross, each by another officer.

use std::collections::HashSet;

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    Abuse, Calendar, Diary, Planted, honest,
    officers::{BORDER, CLERK, EXAMINER, HEAD, Officer, REGISTRAR, SIS},
    random::Random,
};

/// Each kind with the roles that do it, in turn. Who has no cases of their own (the border, auditors) cannot be told by cases.
const KINDS: [(Abuse, [&str; 5]); 8] = [
    (Abuse::Bulk, [EXAMINER, REGISTRAR, BORDER, HEAD, CLERK]),
    (Abuse::Drip, [EXAMINER, EXAMINER, REGISTRAR, HEAD, SIS]),
    (Abuse::Hours, [EXAMINER, REGISTRAR, HEAD, SIS, EXAMINER]),
    (Abuse::WithoutCase, [EXAMINER, REGISTRAR, EXAMINER, HEAD, SIS]),
    (Abuse::Again, [EXAMINER, REGISTRAR, BORDER, HEAD, SIS]),
    (Abuse::Relative, [EXAMINER, REGISTRAR, BORDER, SIS, EXAMINER]),
    (Abuse::Colleague, [EXAMINER, REGISTRAR, HEAD, BORDER, SIS]),
    (Abuse::Public, [EXAMINER, REGISTRAR, BORDER, HEAD, SIS]),
];

/// Plants them all.
pub fn plant(officers: &[Officer], calendar: &Calendar, diary: &mut Diary, random: &mut Random) -> Vec<Planted> {
    let (mut taken, mut planted) = (HashSet::new(), Vec::new());
    for (abuse, roles) in KINDS {
        for (turn, role) in roles.into_iter().enumerate() {
            let strength = ((turn as f64 + random.unit()) / 5.0).min(1.0);
            let Some((number, present)) = somebody(officers, role, &mut taken, diary, random) else { continue };
            let before = diary.readings.len();
            let deed = Deed { number, officer: &officers[number], present: &present, strength, calendar, officers };
            deed.done(abuse, diary, random);
            let entries = diary.readings[before..].iter().map(|reading| reading.seen.entry).collect();
            planted.push(Planted { abuse, account: officers[number].account, role, strength, entries });
        }
    }
    planted
}

/// An officer of a role who has done nothing yet, with the days on which they are at work, after half a year's beginning.
fn somebody(
    officers: &[Officer],
    role: &str,
    taken: &mut HashSet<usize>,
    diary: &Diary,
    random: &mut Random,
) -> Option<(usize, Vec<NaiveDate>)> {
    for _ in 0..200 {
        let number = random.below(officers.len());
        if officers[number].role != role || taken.contains(&number) {
            continue;
        }
        let days: HashSet<NaiveDate> =
            diary.readings.iter().filter(|reading| reading.officer == number).map(|reading| reading.date).collect();
        let mut days: Vec<NaiveDate> = days.into_iter().collect();
        days.sort_unstable();
        // Newcomers and people on long leave abuse too, but not in their first weeks here: there must be a year to do it in.
        if days.len() > 110 {
            taken.insert(number);
            return Some((number, days));
        }
    }
    None
}

struct Deed<'a> {
    number: usize,
    officer: &'a Officer,
    present: &'a [NaiveDate],
    strength: f64,
    calendar: &'a Calendar,
    officers: &'a [Officer],
}

impl Deed<'_> {
    fn done(&self, abuse: Abuse, diary: &mut Diary, random: &mut Random) {
        match abuse {
            Abuse::Bulk => self.bulk(diary, random),
            Abuse::Drip => self.drip(diary, random),
            Abuse::Hours => self.at_night(diary, random),
            Abuse::WithoutCase => self.without_case(diary, random),
            Abuse::Again => self.again(diary, random),
            Abuse::Relative => self.relatives(diary, random),
            Abuse::Colleague => self.colleagues(diary, random),
            Abuse::Public => self.public(diary, random),
        }
    }

    /// From a little to much, by the case's strength.
    fn amount(&self, least: f64, most: f64) -> usize {
        (least + (most - least) * self.strength).round() as usize
    }

    /// A day with enough of them behind it and so many after it.
    fn some_day(&self, after: usize, random: &mut Random) -> usize {
        40 + random.below(self.present.len().saturating_sub(41 + after))
    }

    fn in_hours(&self, random: &mut Random) -> f64 {
        9.0 + self.officer.late.max(0.0) + random.between(0.0, 7.0)
    }

    fn bulk(&self, diary: &mut Diary, random: &mut Random) {
        let usual = match self.officer.role {
            EXAMINER => 22.0,
            REGISTRAR => 34.0,
            HEAD => 14.0,
            BORDER => 60.0,
            _ => 9.0,
        };
        let first = self.some_day(3, random);
        for day in first..first + 1 + random.below(2) {
            for _ in 0..(usual * self.officer.pace.max(0.8)) as usize * self.amount(40.0, 100.0) / 10 {
                let (hour, person) = (self.in_hours(random), diary.somebody());
                let case = random.chance(0.2);
                diary.sees(self.number, self.present[day], hour, person, case);
            }
        }
    }

    fn drip(&self, diary: &mut Diary, random: &mut Random) {
        let a_day = match self.officer.role {
            REGISTRAR => self.amount(8.0, 14.0),
            _ => self.amount(3.0, 7.0),
        };
        let length = 35 + random.below(40);
        let first = self.some_day(length, random);
        let until = (first + length).min(self.present.len());
        for date in &self.present[first..until] {
            for _ in 0..(a_day + random.below(3)).saturating_sub(1) {
                let (hour, person) = (self.in_hours(random), diary.somebody());
                diary.sees(self.number, *date, hour, person, false);
            }
        }
    }

    fn at_night(&self, diary: &mut Diary, random: &mut Random) {
        for _ in 0..1 + random.below(3) {
            let begin = if random.chance(0.6) { random.between(22.0, 27.0) } else { random.between(4.0, 5.0) };
            let date = self.present[self.some_day(1, random)];
            for _ in 0..self.amount(4.0, 15.0) {
                let (hour, person) = ((begin + random.between(0.0, 1.0)) % 24.0, diary.somebody());
                let case = random.chance(0.3);
                diary.sees(self.number, date, hour, person, case);
            }
        }
        if self.strength > 0.5 {
            let sundays: Vec<NaiveDate> = self.calendar.dates.iter().map(|(date, _)| *date).skip(90).step_by(7).collect();
            let sunday = sundays[random.below(sundays.len())];
            for _ in 0..self.amount(4.0, 10.0) {
                let (hour, person) = (random.between(19.0, 21.0), diary.somebody());
                diary.sees(self.number, sunday, hour, person, false);
            }
        }
    }

    fn without_case(&self, diary: &mut Diary, random: &mut Random) {
        let count = match self.officer.role {
            EXAMINER => self.amount(14.0, 30.0),
            REGISTRAR => self.amount(28.0, 50.0),
            HEAD => self.amount(12.0, 20.0),
            _ => self.amount(8.0, 16.0),
        };
        let date = self.present[self.some_day(1, random)];
        for _ in 0..count {
            let (hour, person) = (self.in_hours(random), diary.somebody());
            diary.sees(self.number, date, hour, person, false);
        }
    }

    fn again(&self, diary: &mut Diary, random: &mut Random) {
        let (times, person) =
            (if self.officer.role == BORDER { self.amount(8.0, 12.0) } else { self.amount(6.0, 12.0) }, diary.somebody());
        let first = self.some_day(20, random);
        // On different days of a month, at random.
        let mut days: Vec<usize> =
            (first..(first + if self.officer.role == BORDER { 15 } else { 19 }).min(self.present.len())).collect();
        while days.len() > times {
            days.remove(random.below(days.len()));
        }
        for day in days {
            let hour = self.in_hours(random);
            diary.sees(self.number, self.present[day], hour, person, false);
        }
    }

    fn relatives(&self, diary: &mut Diary, random: &mut Random) {
        for _ in 0..self.amount(1.0, 6.0) {
            let (day, hour) = (self.some_day(1, random), self.in_hours(random));
            let (relative, case) = (self.officer.relatives[random.below(3)], random.chance(0.3));
            diary.sees(self.number, self.present[day], hour, relative, case).relative = true;
        }
    }

    fn colleagues(&self, diary: &mut Diary, random: &mut Random) {
        for _ in 0..self.amount(1.0, 5.0) {
            let (day, hour) = (self.some_day(1, random), self.in_hours(random));
            let other = (self.number + 1 + random.below(self.officers.len() - 1)) % self.officers.len();
            let person: Uuid = self.officers[other].person;
            diary.sees(self.number, self.present[day], hour, person, false).colleague = true;
        }
    }

    fn public(&self, diary: &mut Diary, random: &mut Random) {
        let watched = honest::watched(diary.seed);
        let person = watched[1 + random.below(watched.len() - 1)];
        let times = if self.officer.role == BORDER { self.amount(3.0, 6.0) } else { self.amount(1.0, 4.0) };
        let first = self.some_day(14, random);
        for turn in 0..times {
            let hour = self.in_hours(random);
            diary.sees(self.number, self.present[first + 2 * turn], hour, person, false).watched = true;
        }
    }
}
