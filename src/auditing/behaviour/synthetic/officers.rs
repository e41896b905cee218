//! Who works: how fast, from when, and when they are away.

use std::collections::HashSet;

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Calendar, random::Random};

pub const EXAMINER: &str = "Examiner";
pub const REGISTRAR: &str = "Registrar";
pub const HEAD: &str = "Head";
pub const SIS: &str = "SisReviewer";
pub const BORDER: &str = "BorderPolice";
pub const AUDITOR: &str = "Auditor";
pub const CLERK: &str = "PetitionClerk";

/// How many of each role.
const STAFF: [(&str, usize); 7] = [(EXAMINER, 40), (REGISTRAR, 32), (HEAD, 8), (SIS, 8), (BORDER, 20), (AUDITOR, 4), (CLERK, 8)];
/// Regional offices.
pub const OFFICES: usize = 4;

pub struct Officer {
    pub account: Uuid,
    pub role: &'static str,
    pub office: usize,
    /// Place in the rotation of the office's telephone and of the shifts.
    pub turn: usize,
    /// How much faster or slower than others.
    pub pace: f64,
    /// How many more or fewer persons without a case come to this officer.
    pub openness: f64,
    /// How much later than others this officer begins, in hours.
    pub late: f64,
    /// Days on which the officer does not work.
    pub away: HashSet<NaiveDate>,
    /// First days after an absence of a week and more: what waited is worked off.
    pub back: HashSet<NaiveDate>,
    /// The first day of work; newcomers come during the year.
    pub joined: NaiveDate,
    /// Relatives who are on record.
    pub relatives: Vec<Uuid>,
    /// The officer as a person on record.
    pub person: Uuid,
}

impl Officer {
    /// A newcomer's part of an experienced officer's work.
    pub fn experience(&self, date: NaiveDate, begin: NaiveDate) -> f64 {
        if self.joined <= begin {
            return 1.0;
        }
        let weeks = (date - self.joined).num_days() as f64 / 7.0;
        (0.35 + weeks * 0.08).min(1.0)
    }
}

/// Everyone.
pub fn all(seed: u64, calendar: &Calendar, random: &mut Random) -> Vec<Officer> {
    let roles = STAFF.iter().flat_map(|(role, count)| (0..*count).map(move |index| (*role, index)));
    roles.enumerate().map(|(number, (role, index))| officer(seed, number as u128, role, index, calendar, random)).collect()
}

fn officer(seed: u64, number: u128, role: &'static str, index: usize, calendar: &Calendar, random: &mut Random) -> Officer {
    let id = |kind: u128, number: u128| Uuid::from_u128(u128::from(seed) << 80 | kind << 72 | number);
    let worked: Vec<NaiveDate> = calendar.dates.iter().filter(|(_, off)| !off).map(|(date, _)| *date).collect();
    let joined = if random.chance(0.08) { worked[40 + random.below(170)] } else { worked[0] };
    let (mut away, mut back) = (HashSet::new(), HashSet::new());
    let mut lengths = vec![8 + random.below(8), 5 + random.below(10)];
    if random.chance(0.08) {
        lengths.push(50 + random.below(60));
    }
    for length in lengths {
        let begin = random.below(worked.len() - 5);
        let end = (begin + length).min(worked.len() - 1);
        away.extend(calendar.dates.iter().map(|(date, _)| *date).filter(|date| (worked[begin]..worked[end]).contains(date)));
        back.extend(worked[end..(end + 3).min(worked.len())].iter().copied());
    }
    // Sickness: single days.
    away.extend(worked.iter().copied().filter(|_| random.chance(0.015)));
    Officer {
        account: id(3, number),
        role,
        office: index % OFFICES,
        turn: index / OFFICES,
        pace: random.around_one(0.25),
        openness: random.around_one(0.3),
        late: random.between(-0.8, 1.2),
        away,
        back,
        joined,
        relatives: (0..3).map(|relative| id(4, number * 10 + relative)).collect(),
        person: id(5, number),
    }
}
