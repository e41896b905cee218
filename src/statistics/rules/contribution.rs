//! What a fact adds to the figures of an indicator, and what a change of it moves.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    fact::{Dimension, Fact},
    indicator::Indicator,
    period::{Period, PeriodKind},
    reason::{REASONS, Reason, between},
};

/// Where a figure stands: which series, which period, which of its tables, which values.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The indicator's version.
    pub series: i32,
    /// The period; weeks and months only.
    pub period: Period,
    /// The table: its place among the indicator's cuts.
    pub cut: i32,
    /// The values of the table's dimensions, joined by [`JOINT`].
    pub key: String,
}

/// Between the values of a key; no code has it.
pub const JOINT: char = '|';

/// By how much figures move, by the day on which it is known and by reason.
pub type Moves = BTreeMap<NaiveDate, BTreeMap<Place, [i64; REASONS]>>;

/// The values of a fact for a table.
pub fn key_of(fact: &Fact, cut: &[Dimension]) -> String {
    let mut key = String::new();
    for (at, dimension) in cut.iter().enumerate() {
        if at > 0 {
            key.push(JOINT);
        }
        key.extend(fact.value(*dimension).chars().filter(|letter| *letter != JOINT));
    }
    key
}

/// Every figure in which a fact counts as one.
fn places(series: i32, indicator: &Indicator, cuts: &[Vec<Dimension>], fact: Option<&Fact>) -> BTreeSet<Place> {
    let mut found = BTreeSet::new();
    let Some(fact) = fact.filter(|fact| indicator.takes(fact)) else { return found };
    let Some(day) = fact.events.get(&indicator.event) else { return found };
    for kind in PeriodKind::KEPT {
        let period = Period::of(kind, *day);
        found.extend(cuts.iter().enumerate().map(|(cut, dimensions)| Place {
            series,
            period,
            cut: cut as i32,
            key: key_of(fact, dimensions),
        }));
    }
    found
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

impl Counted {
    /// An indicator under its number.
    pub fn new(series: i32, indicator: Indicator) -> Self {
        let cuts = indicator.cuts();
        Self { series, indicator, cuts }
    }

    /// What a subject moves that was known as `old` and is known as `new` at the end of `day`; `times` is -1 to take it back.
    pub fn moved(&self, old: Option<&Fact>, new: Option<&Fact>, day: NaiveDate, times: i64, moves: &mut Moves) {
        if old == new {
            return;
        }
        let (before, after) =
            (places(self.series, &self.indicator, &self.cuts, old), places(self.series, &self.indicator, &self.cuts, new));
        let reason = between(old, new, self.indicator.event);
        let gone = before.difference(&after).map(|place| (place, -1_i64));
        for (place, by) in gone.chain(after.difference(&before).map(|place| (place, 1))) {
            // While a period runs, nobody asks what was known in its midst: all that happens in it is known when it is over.
            let over = place.period.last();
            let reason = if day <= over { Reason::Entry } else { reason };
            let known = moves.entry(day.max(over)).or_default();
            known.entry(place.clone()).or_insert([0; REASONS])[reason.place()] += by * times;
        }
    }
}

/// Takes out what came to nothing.
pub fn settle(moves: &mut Moves) {
    for known in moves.values_mut() {
        known.retain(|_, by| by.iter().any(|by| *by != 0));
    }
    moves.retain(|_, known| !known.is_empty());
}
