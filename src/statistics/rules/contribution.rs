//! What a fact adds to the figures of an indicator, and what a change of it moves.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    fact::{Dimension, Fact},
    indicator::{Indicator, Measure},
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

/// In a mean of days, a table's cases stand so much further on than its days.
pub const CASES: i32 = 1000;
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

    /// The days on which a fact moves a figure of every table, and by how much, where it does not simply count as one.
    fn weights(&self, fact: Option<&Fact>) -> Vec<(NaiveDate, i32, i64)> {
        let Some(fact) = fact.filter(|fact| self.indicator.takes(fact)) else { return Vec::new() };
        let Some(day) = fact.events.get(&self.indicator.event).copied() else { return Vec::new() };
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
    fn weighed(&self, old: Option<&Fact>, new: Option<&Fact>, day: NaiveDate, times: i64, moves: &mut Moves) {
        let mut by_place: BTreeMap<Place, i64> = BTreeMap::new();
        for (fact, sign) in [(old, -times), (new, times)] {
            for (at, cases, weight) in self.weights(fact) {
                for (cut, dimensions) in self.cuts.iter().enumerate() {
                    let key = fact.map(|fact| key_of(fact, dimensions)).unwrap_or_default();
                    for kind in PeriodKind::KEPT {
                        let (series, cut) = (self.series, cut as i32 + cases);
                        let place = Place { series, period: Period::of(kind, at), cut, key: key.clone() };
                        *by_place.entry(place).or_default() += weight * sign;
                    }
                }
            }
        }
        for (place, by) in by_place.into_iter().filter(|(_, by)| *by != 0) {
            let over = place.period.last();
            let reason = if day <= over { Reason::Entry } else { self.reason(old, new, place.cut % CASES) };
            moves.entry(day.max(over)).or_default().entry(place).or_insert([0; REASONS])[reason.place()] += by;
        }
    }

    /// Why a table of it says something else after a period was over.
    fn reason(&self, old: Option<&Fact>, new: Option<&Fact>, cut: i32) -> Reason {
        let filter = self.indicator.filter.iter().map(|filter| filter.dimension);
        let by: Vec<Dimension> = self.cuts.get(cut as usize).into_iter().flatten().copied().chain(filter).collect();
        between(old, new, self.indicator.event, &by)
    }

    /// What a subject moves that was known as `old` and is known as `new` at the end of `day`; `times` is -1 to take it back.
    pub fn moved(&self, old: Option<&Fact>, new: Option<&Fact>, day: NaiveDate, times: i64, moves: &mut Moves) {
        if old == new {
            return;
        }
        let (before, after) =
            (places(self.series, &self.indicator, &self.cuts, old), places(self.series, &self.indicator, &self.cuts, new));
        if !self.indicator.measure.is_count() {
            return self.weighed(old, new, day, times, moves);
        }
        let gone = before.difference(&after).map(|place| (place, -1_i64));
        for (place, by) in gone.chain(after.difference(&before).map(|place| (place, 1))) {
            // While a period runs, nobody asks what was known in its midst: all that happens in it is known when it is over.
            let over = place.period.last();
            let reason = if day <= over { Reason::Entry } else { self.reason(old, new, place.cut) };
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

    /// Months of the total, with what moves in all.
    fn totals(moves: &Moves) -> Vec<(String, i32, i64)> {
        let mut found: BTreeMap<(String, i32), i64> = BTreeMap::new();
        for (place, by) in moves.values().flatten().filter(|(place, _)| place.period.kind == PeriodKind::Month) {
            if place.cut % CASES == 0 {
                *found.entry((place.period.to_string(), place.cut)).or_default() += by.iter().sum::<i64>();
            }
        }
        found.into_iter().filter(|(_, by)| *by != 0).map(|((period, cut), by)| (period, cut, by)).collect()
    }

    #[test]
    fn what_is_pending_comes_with_its_number_and_goes_with_its_end() {
        let (pending, mut moves) = (counted("requests-pending"), Moves::new());
        let filed = fact(&[(Event::Registered, "2026-10-20")]);
        pending.moved(None, Some(&filed), day("2026-10-20"), 1, &mut moves);
        assert_eq!(totals(&moves), [("2026-10".into(), 0, 1)]);
        let decided = fact(&[(Event::Registered, "2026-10-20"), (Event::Decided, "2026-12-01"), (Event::Closed, "2026-12-09")]);
        pending.moved(Some(&filed), Some(&decided), day("2026-12-01"), 1, &mut moves);
        assert_eq!(totals(&moves), [("2026-10".into(), 0, 1), ("2026-12".into(), 0, -1)]);
        // Whoever decides in time was never overdue.
        let (overdue, mut moves) = (counted("requests-overdue"), Moves::new());
        let running = fact(&[(Event::Registered, "2026-10-20"), (Event::Overdue, "2026-11-20")]);
        overdue.moved(None, Some(&running), day("2026-10-20"), 1, &mut moves);
        assert_eq!(totals(&moves), [("2026-11".into(), 0, 1)], "unless something comes before it");
        overdue.moved(Some(&running), Some(&fact(&[(Event::Decided, "2026-11-01")])), day("2026-11-01"), 1, &mut moves);
        assert_eq!(totals(&moves), []);
    }

    #[test]
    fn a_mean_is_days_and_cases() {
        let (days, mut moves) = (counted("days-to-decision"), Moves::new());
        let decided = fact(&[(Event::Registered, "2026-10-20"), (Event::Decided, "2026-11-09")]);
        days.moved(None, Some(&decided), day("2026-11-09"), 1, &mut moves);
        assert_eq!(totals(&moves), [("2026-11".into(), 0, 20), ("2026-11".into(), CASES, 1)]);
    }
}
