//! Honest work, irregular as it is: people differ; seasons, campaigns, backlogs and outages; overtime; shifts; the telephone; those who
//! walk in without a case and come again; bus drivers whom the border sees every week; a colleague who is a foreigner with a case.

use std::collections::VecDeque;

use chrono::{Datelike, NaiveDate};
use uuid::Uuid;

use super::{
    Calendar, Diary, first_day,
    officers::{AUDITOR, BORDER, CLERK, EXAMINER, HEAD, OFFICES, Officer, REGISTRAR, SIS},
    random::Random,
};

/// Whom several officers meet.
struct Public {
    /// Colleagues who are foreigners and have a case in an office, from a day on.
    colleagues: Vec<(Uuid, usize, NaiveDate)>,
    /// Persons whose reading is watched; the first has a case in office 0.
    watched: Vec<Uuid>,
    /// Those who cross the border for their work.
    drivers: Vec<Uuid>,
    commuters: Vec<Uuid>,
}

/// The persons whose reading is watched in a year.
pub fn watched(seed: u128) -> Vec<Uuid> {
    (0..5).map(|number| Uuid::from_u128(seed << 80 | 6 << 72 | number)).collect()
}

/// What an officer has in hand.
#[derive(Default)]
struct Desk {
    cases: VecDeque<Uuid>,
    came_lately: VecDeque<Uuid>,
    /// A complaint that an auditor follows for days.
    followed: Option<(Uuid, usize)>,
}

/// The year of all.
pub fn live(officers: &[Officer], calendar: &Calendar, diary: &mut Diary, random: &mut Random) {
    let public = Public {
        colleagues: [7, 30, 75]
            .iter()
            .enumerate()
            .map(|(office, number)| (officers[*number].person, office, calendar.dates[30 + 60 * office].0))
            .collect(),
        watched: watched(diary.seed),
        drivers: (0..40).map(|_| diary.somebody()).collect(),
        commuters: (0..3000).map(|_| diary.somebody()).collect(),
    };
    for (number, officer) in officers.iter().enumerate() {
        let mut desk = Desk::default();
        for (index, (date, off)) in calendar.dates.iter().enumerate() {
            if *date < officer.joined || officer.away.contains(date) {
                continue;
            }
            let mut at_work =
                AtWork { number, officer, date: *date, off: *off, calendar, desk: &mut desk, public: &public, diary, random };
            if officer.role == BORDER { at_work.shift(index) } else { at_work.day(index) }
        }
    }
    crossings_of_the_watched(officers, calendar, &public, diary, random);
    by_accident(officers, calendar, diary, random);
}

struct AtWork<'a> {
    number: usize,
    officer: &'a Officer,
    date: NaiveDate,
    off: bool,
    calendar: &'a Calendar,
    desk: &'a mut Desk,
    public: &'a Public,
    diary: &'a mut Diary,
    random: &'a mut Random,
}

/// More students in autumn, more travellers in summer.
fn season(role: &str, date: NaiveDate) -> f64 {
    match (role, date.month()) {
        (EXAMINER | REGISTRAR, 9 | 10) => 1.35,
        (EXAMINER | REGISTRAR, 7) | (CLERK, 8) => 0.8,
        (BORDER, 7 | 8) => 1.4,
        _ => 1.0,
    }
}

impl AtWork<'_> {
    fn day(&mut self, index: usize) {
        let officer = self.officer;
        let of_campaign = matches!(officer.role, EXAMINER | REGISTRAR) && self.calendar.in_campaign(self.date);
        if self.off {
            let open = of_campaign && self.date.weekday() == chrono::Weekday::Sat && self.random.chance(0.6);
            if open {
                self.work(index, 0.7);
            } else if matches!(officer.role, EXAMINER | HEAD) && self.random.chance(0.005) {
                self.alone_on_a_day_off();
            }
            return;
        }
        let mut factor = self.calendar.pressure(self.date) * season(officer.role, self.date);
        factor *= officer.experience(self.date, first_day()) * self.random.around_one(0.22);
        factor *= if of_campaign { 1.7 } else { 1.0 };
        factor *= if officer.back.contains(&self.date) { self.random.between(1.2, 1.8) } else { 1.0 };
        // A backlog is worked off.
        factor *= if self.random.chance(0.02) { self.random.between(1.6, 2.2) } else { 1.0 };
        self.work(index, factor);
    }

    /// Reads with and without a case through the day.
    fn work(&mut self, index: usize, factor: f64) {
        let officer = self.officer;
        let (usual, alone) = match officer.role {
            EXAMINER => (22.0, 0.05),
            REGISTRAR => (34.0, 0.2),
            HEAD => (14.0, 0.08),
            SIS => (9.0, 0.01),
            CLERK => (9.0, 0.5),
            _ => (12.0, 1.0),
        };
        let mean = usual * officer.pace * factor;
        if officer.role == AUDITOR {
            return self.audit(mean);
        }
        let batch = if officer.role == SIS && self.random.chance(0.05) { 2.2 } else { 1.0 };
        let without = self.random.count(mean * alone * officer.openness);
        let with = self.random.count(mean * (1.0 - alone) * batch);
        let (begin, end) = self.hours();
        for _ in 0..with {
            let person = self.person_of_a_case();
            let hour = self.random.between(begin, end);
            self.sees(hour, person, true);
        }
        // The telephone goes round: whoever has it looks people up who have no case here.
        let calls = if officer.role == EXAMINER && index % 10 == officer.turn { 2 + self.random.below(6) } else { 0 };
        for _ in 0..without + calls {
            let person = self.person_without_a_case();
            let hour = self.random.between(begin, end);
            self.sees(hour, person, false);
        }
        if self.random.chance(0.004) {
            let (hour, person) = (self.random.between(21.0, 22.9), self.person_of_a_case());
            self.sees(hour, person, true);
        }
        self.colleagues_with_a_case(begin, end);
    }

    /// When the officer works; late before deadlines.
    fn hours(&mut self) -> (f64, f64) {
        let begin = 8.0 + self.officer.late;
        let stays = self.calendar.before_deadline(self.date) && matches!(self.officer.role, EXAMINER | HEAD | REGISTRAR);
        let long = stays || self.random.chance(0.02);
        (begin, begin + if long { self.random.between(10.5, 12.3) } else { 9.0 })
    }

    fn person_of_a_case(&mut self) -> Uuid {
        if self.desk.cases.len() < 30 || self.random.chance(0.3) {
            let new = self.diary.somebody();
            self.desk.cases.push_back(new);
            if self.desk.cases.len() > 40 {
                self.desk.cases.pop_front();
            }
            return new;
        }
        self.desk.cases[self.random.below(self.desk.cases.len())]
    }

    /// Mostly somebody new; some come again before they file anything.
    fn person_without_a_case(&mut self) -> Uuid {
        if !self.desk.came_lately.is_empty() && self.random.chance(0.15) {
            return self.desk.came_lately[self.random.below(self.desk.came_lately.len())];
        }
        let new = self.diary.somebody();
        self.desk.came_lately.push_back(new);
        if self.desk.came_lately.len() > 25 {
            self.desk.came_lately.pop_front();
        }
        new
    }

    fn sees(&mut self, hour: f64, person: Uuid, case: bool) {
        self.diary.sees(self.number, self.date, hour, person, case);
    }

    /// Somebody works on a Saturday because Monday is a deadline.
    fn alone_on_a_day_off(&mut self) {
        for _ in 0..3 + self.random.below(6) {
            let (hour, person) = (self.random.between(10.0, 15.0), self.person_of_a_case());
            self.sees(hour, person, true);
        }
    }

    /// An auditor looks at nobody for days, then at many; and follows one complaint for a week.
    fn audit(&mut self, mean: f64) {
        if self.random.chance(0.4) {
            return;
        }
        let many = self.random.around_one(0.6);
        let count = self.random.count(mean * many);
        if self.desk.followed.is_none() && self.random.chance(0.05) {
            self.desk.followed = Some((self.diary.somebody(), 4 + self.random.below(4)));
        }
        let (begin, end) = self.hours();
        if let Some((person, left)) = self.desk.followed {
            let hour = self.random.between(begin, end);
            self.sees(hour, person, false);
            self.desk.followed = (left > 1).then_some((person, left - 1));
        }
        for _ in 0..count {
            let (hour, person) = (self.random.between(begin, end), self.diary.somebody());
            self.sees(hour, person, false);
        }
    }

    /// Twelve hours by day, twelve by night, two days off.
    fn shift(&mut self, index: usize) {
        let (officer, turn) = (self.officer, (index + self.officer.turn * OFFICES + self.officer.office) % 4);
        let hours = match turn {
            0 => vec![(8.0, 20.0, 1.0)],
            1 => vec![(20.0, 24.0, 0.3)],
            2 => vec![(0.0, 8.0, 0.35)],
            _ => return,
        };
        let busy = season(BORDER, self.date) * officer.pace * self.random.around_one(0.2);
        for (begin, end, part) in hours {
            for _ in 0..self.random.count(55.0 * part * busy) {
                let person = if self.random.chance(0.2) {
                    self.public.commuters[self.random.below(self.public.commuters.len())]
                } else {
                    self.diary.somebody()
                };
                let hour = self.random.between(begin, end);
                let case = self.random.chance(0.04);
                self.sees(hour, person, case);
            }
            for driver in 0..self.public.drivers.len() {
                if driver % OFFICES == officer.office && self.random.chance(0.15 * part) {
                    let hour = self.random.between(begin, end);
                    self.sees(hour, self.public.drivers[driver], false);
                }
            }
        }
    }

    /// A colleague who is a foreigner, and a public person, each with a case in the office: read by those who work on it.
    fn colleagues_with_a_case(&mut self, begin: f64, end: f64) {
        let officer = self.officer;
        for (person, office, from) in &self.public.colleagues {
            let open = *from <= self.date && (self.date - *from).num_days() < 60;
            if open && *office == officer.office && *person != officer.person && self.random.chance(0.05) {
                let hour = self.random.between(begin, end);
                self.diary.sees(self.number, self.date, hour, *person, true).colleague = true;
            }
        }
        let open = (100..160).contains(&self.date.ordinal());
        if open && officer.office == 0 && officer.turn < 3 && matches!(officer.role, EXAMINER | HEAD) && self.random.chance(0.1) {
            let hour = self.random.between(begin, end);
            self.diary.sees(self.number, self.date, hour, self.public.watched[0], true).watched = true;
        }
    }
}

/// Public persons travel too: whoever is on duty sees them.
fn crossings_of_the_watched(officers: &[Officer], calendar: &Calendar, public: &Public, diary: &mut Diary, random: &mut Random) {
    for person in &public.watched {
        for _ in 0..8 {
            let index = random.below(calendar.dates.len());
            let on_duty: Vec<usize> = (0..officers.len())
                .filter(|number| {
                    officers[*number].role == BORDER
                        && (index + officers[*number].turn * OFFICES + officers[*number].office).is_multiple_of(4)
                })
                .filter(|number| officers[*number].joined <= calendar.dates[index].0)
                .filter(|number| !officers[*number].away.contains(&calendar.dates[index].0))
                .collect();
            if on_duty.is_empty() {
                continue;
            }
            let number = on_duty[random.below(on_duty.len())];
            let hour = random.between(8.0, 20.0);
            diary.sees(number, calendar.dates[index].0, hour, *person, false).watched = true;
        }
    }
}

/// What looks bad and is not: a relative among the results of a search, a colleague who asks at the counter.
fn by_accident(officers: &[Officer], calendar: &Calendar, diary: &mut Diary, random: &mut Random) {
    for accident in 0..5 {
        let number = random.below(72);
        let officer = &officers[number];
        let Some((date, _)) = calendar
            .dates
            .iter()
            .skip(random.below(300))
            .find(|(date, off)| !off && *date >= officer.joined && !officer.away.contains(date))
        else {
            continue;
        };
        if accident < 2 {
            diary.sees(number, *date, 11.0, officer.relatives[0], true).relative = true;
        } else {
            diary.sees(number, *date, 11.0, officers[(number + 17) % 72].person, false).colleague = true;
        }
    }
}
