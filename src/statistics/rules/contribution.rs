//! What a fact adds to the figures of an indicator, and what a change of it moves.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::{
    fact::{Dimension, Fact, UNKNOWN},
    indicator::Indicator,
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

    /// What a subject moves that was known as `old` and is known as `new` at the end of `day`; `times` is -1 to take it back.
    pub fn moved(&self, old: Option<&Numbered<'_>>, new: Option<&Numbered<'_>>, day: NaiveDate, times: i64, moves: &mut Moves) {
        let (before, after) = (self.periods(old), self.periods(new));
        if before.is_none() && after.is_none() {
            return;
        }
        let reason = between(old.map(|old| old.fact), new.map(|new| new.fact), self.indicator.event);
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
                    let reason = if day <= over { Reason::Entry } else { reason };
                    let known = moves.days.entry(day.max(over)).or_default();
                    known.entry(place).or_insert([0; REASONS])[reason.place()] += by;
                }
            }
        }
    }
}
