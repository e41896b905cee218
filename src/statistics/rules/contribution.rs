//! What a fact adds to the figures of an indicator, and what a change of it moves.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::{
    fact::{Dimension, Fact, UNKNOWN},
    indicator::{Indicator, Measure},
    period::{Period, PeriodKind},
    reason::{REASONS, Reason, between},
};

/// The values of a table's dimensions, as numbers that [`Moves`] gave them; a table has two dimensions at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key([u32; 2]);

/// Where a key has no value.
const NOTHING: u32 = u32::MAX;

/// Where a figure stands: which series, which period, which of its tables, which values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The indicator's version.
    pub series: i32,
    /// The period; weeks and months only.
    pub period: Period,
    /// The table: its place among the indicator's cuts.
    pub cut: i32,
    /// The values of the table's dimensions; [`Moves::key`] writes them.
    pub key: Key,
}

/// In a mean of days, a table's cases stand so much further on than its days.
pub const CASES: i32 = 1000;
/// Between the values of a key; no code has it.
pub const JOINT: char = '|';

/// A fact with numbers for the values of its dimensions: millions of them are compared, and few are different.
#[derive(Debug, Clone, Copy)]
pub struct Numbered<'f> {
    fact: &'f Fact,
    values: [u32; Dimension::COUNT],
}

/// By how much figures move, by the day on which it is known and by reason.
#[derive(Debug, Clone, Default)]
pub struct Moves {
    numbers: HashMap<String, u32>,
    values: Vec<String>,
    days: BTreeMap<NaiveDate, HashMap<Place, [i64; REASONS]>>,
}

impl Moves {
    fn number(&mut self, value: &str) -> u32 {
        if let Some(number) = self.numbers.get(value) {
            return *number;
        }
        let number = self.values.len() as u32;
        self.values.push(value.chars().filter(|letter| *letter != JOINT).collect());
        self.numbers.insert(value.to_owned(), number);
        number
    }

    /// A fact ready to be counted.
    pub fn numbered<'f>(&mut self, fact: &'f Fact) -> Numbered<'f> {
        let mut values = [self.number(UNKNOWN); Dimension::COUNT];
        for (dimension, value) in &fact.dimensions {
            values[*dimension as usize] = self.number(value);
        }
        Numbered { fact, values }
    }

    /// The values of a key, joined by [`JOINT`].
    pub fn key(&self, Key(numbers): Key) -> String {
        let mut key = String::new();
        for (at, number) in numbers.into_iter().filter(|number| *number != NOTHING).enumerate() {
            if at > 0 {
                key.push(JOINT);
            }
            key.push_str(self.values.get(number as usize).map_or(UNKNOWN, String::as_str));
        }
        key
    }

    /// What moves, by the day on which it is known.
    pub fn days(&self) -> impl Iterator<Item = (NaiveDate, &HashMap<Place, [i64; REASONS]>)> {
        self.days.iter().map(|(day, known)| (*day, known))
    }

    /// Takes out what came to nothing.
    pub fn settle(&mut self) {
        for known in self.days.values_mut() {
            known.retain(|_, by| by.iter().any(|by| *by != 0));
        }
        self.days.retain(|_, known| !known.is_empty());
    }
}

/// A series that is being counted.
#[derive(Debug, Clone)]
pub struct Counted {
    /// Its number.
    pub series: i32,
    /// What it counts.
    pub indicator: Indicator,
    /// Its tables.
    pub cuts: Vec<Vec<Dimension>>,
}

/// The values of a fact for a table.
fn key_of(fact: &Numbered<'_>, cut: &[Dimension]) -> Key {
    let value = |at: usize| cut.get(at).map_or(NOTHING, |dimension| fact.values[*dimension as usize]);
    Key([value(0), value(1)])
}

impl Counted {
    /// An indicator under its number.
    pub fn new(series: i32, indicator: Indicator) -> Self {
        let cuts = indicator.cuts();
        Self { series, indicator, cuts }
    }

    /// The periods in which a fact counts as one, of every kind that is kept; none where it does not.
    fn periods(&self, fact: Option<&Numbered<'_>>) -> Option<[Period; PeriodKind::KEPT.len()]> {
        let fact = fact?.fact;
        let day = fact.events.get(&self.indicator.event).filter(|_| self.indicator.takes(fact))?;
        Some(PeriodKind::KEPT.map(|kind| Period::of(kind, *day)))
    }

    /// The days on which a fact moves a figure of every table of a stock or a mean: of its days or its cases, and by how much.
    fn weights(&self, fact: &Fact) -> Vec<(NaiveDate, i32, i64)> {
        let Some(day) = fact.events.get(&self.indicator.event).copied().filter(|_| self.indicator.takes(fact)) else {
            return Vec::new();
        };
        match self.indicator.measure {
            Measure::Count => vec![(day, 0, 1)],
            Measure::Stock => match self.indicator.until.iter().filter_map(|event| fact.events.get(event)).min() {
                Some(gone) if *gone <= day => Vec::new(),
                Some(gone) => vec![(day, 0, 1), (*gone, 0, -1)],
                None => vec![(day, 0, 1)],
            },
            Measure::MeanDays => match self.indicator.since.and_then(|since| fact.events.get(&since)) {
                Some(since) => vec![(day, 0, (day - *since).num_days().max(0)), (day, CASES, 1)],
                None => Vec::new(),
            },
        }
    }

    /// The same as [`Self::moved`] for stocks and means.
    fn weighed(&self, old: Option<&Numbered<'_>>, new: Option<&Numbered<'_>>, day: NaiveDate, times: i64, moves: &mut Moves) {
        let mut by_place: BTreeMap<Place, i64> = BTreeMap::new();
        for (fact, sign) in [(old, -times), (new, times)].into_iter().filter_map(|(fact, sign)| Some((fact?, sign))) {
            for (at, cases, weight) in self.weights(fact.fact) {
                for (cut, dimensions) in self.cuts.iter().enumerate() {
                    for kind in PeriodKind::KEPT {
                        let (series, cut, key) = (self.series, cut as i32 + cases, key_of(fact, dimensions));
                        *by_place.entry(Place { series, period: Period::of(kind, at), cut, key }).or_default() += weight * sign;
                    }
                }
            }
        }
        for (place, by) in by_place.into_iter().filter(|(_, by)| *by != 0) {
            let over = place.period.last();
            let reason = if day <= over { Reason::Entry } else { self.reason(old, new, (place.cut % CASES) as usize) };
            moves.days.entry(day.max(over)).or_default().entry(place).or_insert([0; REASONS])[reason.place()] += by;
        }
    }

    /// Why one of its tables says something else after a period was over.
    fn reason(&self, old: Option<&Numbered<'_>>, new: Option<&Numbered<'_>>, cut: usize) -> Reason {
        let filter = self.indicator.filter.iter().map(|filter| filter.dimension);
        let by: Vec<Dimension> = self.cuts.get(cut).into_iter().flatten().copied().chain(filter).collect();
        between(old.map(|old| old.fact), new.map(|new| new.fact), self.indicator.event, &by)
    }

    /// What a subject moves that was known as `old` and is known as `new` at the end of `day`; `times` is -1 to take it back.
    pub fn moved(&self, old: Option<&Numbered<'_>>, new: Option<&Numbered<'_>>, day: NaiveDate, times: i64, moves: &mut Moves) {
        if !self.indicator.measure.is_count() {
            return self.weighed(old, new, day, times, moves);
        }
        let (before, after) = (self.periods(old), self.periods(new));
        if before.is_none() && after.is_none() {
            return;
        }
        for at in 0..PeriodKind::KEPT.len() {
            let (gone, come) = (before.map(|periods| periods[at]), after.map(|periods| periods[at]));
            let (gone_over, come_over) = (gone.map(Period::last), come.map(Period::last));
            for (cut, dimensions) in self.cuts.iter().enumerate() {
                let place = |period: Option<Period>, fact: Option<&Numbered<'_>>| {
                    Some(Place { series: self.series, period: period?, cut: cut as i32, key: key_of(fact?, dimensions) })
                };
                let (gone, come) = (place(gone, old), place(come, new));
                if gone == come {
                    continue;
                }
                for (place, over, by) in [(gone, gone_over, -times), (come, come_over, times)] {
                    let (Some(place), Some(over)) = (place, over) else { continue };
                    // While a period runs, nobody asks what was known in its midst: all that happens in it is known when it is over.
                    let reason = if day <= over { Reason::Entry } else { self.reason(old, new, cut) };
                    let known = moves.days.entry(day.max(over)).or_default();
                    known.entry(place).or_insert([0; REASONS])[reason.place()] += by;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::rules::{fact::Event, load};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn counted(code: &str) -> Counted {
        let shipped = load::shipped().unwrap_or_else(|errors| panic!("{errors:?}"));
        Counted::new(1, shipped.into_iter().find(|one| one.code == code).expect("an indicator"))
    }

    fn fact(events: &[(Event, &str)]) -> Fact {
        let events = events.iter().map(|(event, at)| (*event, day(at))).collect();
        Fact { dimensions: BTreeMap::new(), events, person: None, struck_off: false }
    }

    /// What moves when it was known otherwise.
    fn moved(counted: &Counted, old: Option<&Fact>, new: &Fact, on: &str, moves: &mut Moves) {
        let (old, new) = (old.map(|fact| moves.numbered(fact)), moves.numbered(new));
        counted.moved(old.as_ref(), Some(&new), day(on), 1, moves);
    }

    /// Months of the total, with what moves in all.
    fn totals(moves: &Moves) -> Vec<(String, i32, i64)> {
        let mut found: BTreeMap<(String, i32), i64> = BTreeMap::new();
        for (place, by) in moves.days().flat_map(|(_, known)| known).filter(|(place, _)| place.period.kind == PeriodKind::Month) {
            if place.cut % CASES == 0 {
                *found.entry((place.period.to_string(), place.cut)).or_default() += by.iter().sum::<i64>();
            }
        }
        found.into_iter().filter(|(_, by)| *by != 0).map(|((period, cut), by)| (period, cut, by)).collect()
    }

    #[test]
    fn what_is_pending_comes_with_its_number_and_goes_with_its_end() {
        let (pending, mut moves) = (counted("requests-pending"), Moves::default());
        let filed = fact(&[(Event::Registered, "2026-10-20")]);
        moved(&pending, None, &filed, "2026-10-20", &mut moves);
        assert_eq!(totals(&moves), [("2026-10".into(), 0, 1)]);
        let decided = fact(&[(Event::Registered, "2026-10-20"), (Event::Decided, "2026-12-01"), (Event::Closed, "2026-12-09")]);
        moved(&pending, Some(&filed), &decided, "2026-12-01", &mut moves);
        assert_eq!(totals(&moves), [("2026-10".into(), 0, 1), ("2026-12".into(), 0, -1)]);
        // Whoever decides in time was never overdue.
        let (overdue, mut moves) = (counted("requests-overdue"), Moves::default());
        let running = fact(&[(Event::Registered, "2026-10-20"), (Event::Overdue, "2026-11-20")]);
        moved(&overdue, None, &running, "2026-10-20", &mut moves);
        assert_eq!(totals(&moves), [("2026-11".into(), 0, 1)], "unless something comes before it");
        let decided = fact(&[(Event::Decided, "2026-11-01")]);
        moved(&overdue, Some(&running), &decided, "2026-11-01", &mut moves);
        assert_eq!(totals(&moves), []);
    }

    #[test]
    fn a_mean_is_days_and_cases() {
        let (days, mut moves) = (counted("days-to-decision"), Moves::default());
        let decided = fact(&[(Event::Registered, "2026-10-20"), (Event::Decided, "2026-11-09")]);
        moved(&days, None, &decided, "2026-11-09", &mut moves);
        assert_eq!(totals(&moves), [("2026-11".into(), 0, 20), ("2026-11".into(), CASES, 1)]);
    }
}
