//! The attack: everything shown is an equation, and whoever reads it solves them.

use proptest::prelude::*;

use super::*;
use crate::statistics::{open::rounded, rules::indicator::Rounding};

/// Figures of three dimensions made of subjects: the total, each dimension, every pair.
fn figures(subjects: &[(u8, u8, u8)]) -> Figures<i64> {
    let value = |subject: &(u8, u8, u8), at: usize| [subject.0, subject.1, subject.2][at].to_string();
    let mut figures = Figures { total: subjects.len() as i64, ..Figures::default() };
    for at in 0..3 {
        let mut single = BTreeMap::new();
        subjects.iter().for_each(|subject| *single.entry(value(subject, at)).or_insert(0) += 1);
        figures.singles.push(single);
    }
    for (one, other) in [(0, 1), (0, 2), (1, 2)] {
        let mut pair = BTreeMap::new();
        subjects.iter().for_each(|subject| *pair.entry((value(subject, one), value(subject, other))).or_insert(0) += 1);
        figures.pairs.push((one, other, pair));
    }
    figures
}

/// Unknowns and equations of all that is shown: every margin is the sum of its parts.
struct System {
    unknowns: BTreeMap<String, usize>,
    truth: Vec<i64>,
    /// What a hidden figure is at least: one, where it was listed because somebody was in it.
    least: Vec<i64>,
    equations: Vec<(Vec<f64>, f64)>,
}

/// A cell as a reader has it: the place of an unknown, if it is hidden; its true value.
type Cell = (Option<usize>, i64);

/// What is shown of a period, to whoever is told more than he is: which values are hidden unnamed.
fn system(figures: &Figures<i64>, protected: &Protected, first: bool) -> System {
    let shown = &protected.shown;
    let named = |at: usize, key: &String| shown.singles[at].contains_key(key);
    // Values that had people once and have none now are listed still.
    let keys: Vec<BTreeSet<String>> = figures
        .singles
        .iter()
        .zip(&shown.singles)
        .map(|(single, shown)| single.keys().chain(shown.keys()).cloned().collect())
        .collect();
    let of_single = |at: usize, key: &String| match (shown.total, shown.singles[at].get(key)) {
        (_, Some(shown)) => *shown,
        (Shown::Hidden, None) => Shown::Hidden,
        (_, None) if protected.unnamed[at].contains(key) => Shown::Hidden,
        (_, None) => Shown::Value(0),
    };
    let mut unknowns = BTreeMap::new();
    let mut truth = Vec::new();
    let mut know = |name: String, value: i64, shown: Shown| match shown {
        Shown::Value(value) => (None, value),
        Shown::Hidden => {
            let next = unknowns.len();
            let at = *unknowns.entry(name).or_insert(next);
            if at == truth.len() {
                truth.push(value);
            }
            (Some(at), value)
        }
    };
    let mut sums: Vec<(Cell, Vec<Cell>)> = Vec::new();
    let total = know("total".into(), figures.total, shown.total);
    let value_of = |at: usize, key: &String| figures.singles[at].get(key).copied().unwrap_or(0);
    for (at, keys) in keys.iter().enumerate() {
        let parts = keys.iter().map(|key| know(format!("{at}/{key}"), value_of(at, key), of_single(at, key))).collect();
        sums.push((total, parts));
    }
    for (nth, (one, other, pair)) in figures.pairs.iter().enumerate() {
        for (dimension, side) in [(*one, 0), (*other, 1)] {
            for key in &keys[dimension] {
                let margin = know(format!("{dimension}/{key}"), value_of(dimension, key), of_single(dimension, key));
                let beside = &keys[if side == 0 { *other } else { *one }];
                let cells = beside
                    .iter()
                    .map(|other| if side == 0 { (key.clone(), other.clone()) } else { (other.clone(), key.clone()) });
                let parts = cells
                    .map(|cell| {
                        // What is not listed is none, unless its row or its column is not named.
                        let listed = shown.pairs[nth].2.get(&cell).copied();
                        let of_all = [of_single(*one, &cell.0), of_single(*other, &cell.1)];
                        let unnamed = of_all.contains(&Shown::Hidden) && !(named(*one, &cell.0) && named(*other, &cell.1));
                        let shown = listed.unwrap_or(if unnamed { Shown::Hidden } else { Shown::Value(0) });
                        know(format!("{nth}/{}/{}", cell.0, cell.1), pair.get(&cell).copied().unwrap_or(0), shown)
                    })
                    .collect();
                sums.push((margin, parts));
            }
        }
    }
    let width = truth.len();
    let equations = sums
        .into_iter()
        .map(|((whole, known), parts)| {
            let (mut row, mut constant) = (vec![0.0; width], 0.0);
            match whole {
                Some(at) => row[at] -= 1.0,
                None => constant += known as f64,
            }
            for (part, value) in parts {
                match part {
                    Some(at) => row[at] += 1.0,
                    None => constant -= value as f64,
                }
            }
            (row, constant)
        })
        .collect();
    let mut least = vec![0; truth.len()];
    for (at, shown) in shown.singles.iter().enumerate().filter(|_| first) {
        let unknown = |key: &String| unknowns.get(&format!("{at}/{key}")).copied();
        shown
            .iter()
            .filter(|(_, shown)| **shown == Shown::Hidden)
            .filter_map(|(key, _)| unknown(key))
            .for_each(|at| least[at] = 1);
    }
    System { unknowns, truth, least, equations }
}

/// Hidden figures that linear algebra alone gives away: whatever two, three or all tables are put together.
fn solved(system: &System) -> Vec<String> {
    let mut rows: Vec<Vec<f64>> =
        system.equations.iter().map(|(row, constant)| row.iter().copied().chain([*constant]).collect()).collect();
    let width = system.truth.len();
    let mut pivot = 0;
    for column in 0..width {
        let Some(best) = (pivot..rows.len()).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs())) else {
            break;
        };
        if rows[best][column].abs() < 1e-9 {
            continue;
        }
        rows.swap(pivot, best);
        let scale = rows[pivot][column];
        rows[pivot].iter_mut().for_each(|value| *value /= scale);
        for other in 0..rows.len() {
            if other != pivot && rows[other][column].abs() > 1e-12 {
                let by = rows[other][column];
                let lead = rows[pivot].clone();
                rows[other].iter_mut().zip(lead).for_each(|(value, lead)| *value -= by * lead);
            }
        }
        pivot += 1;
    }
    let alone = |row: &Vec<f64>| {
        let mut members = (0..width).filter(|at| row[*at].abs() > 1e-6);
        members.next().filter(|_| members.next().is_none())
    };
    let solved: BTreeSet<usize> = rows.iter().filter_map(alone).collect();
    system.unknowns.iter().filter(|(_, at)| solved.contains(at)).map(|(name, _)| name.clone()).collect()
}

/// The narrowest that somebody can put each hidden figure between, by sums of non-negative parts, again and again.
fn narrowed(system: &System) -> Vec<(i64, i64)> {
    let width = system.truth.len();
    let most = system.truth.iter().sum::<i64>() + 1000;
    let mut bounds: Vec<(i64, i64)> = system.least.iter().map(|least| (*least, most)).collect();
    for _ in 0..60 {
        let before = bounds.clone();
        for (row, constant) in &system.equations {
            // row . x = constant; every coefficient is 1 or -1.
            for at in (0..width).filter(|at| row[*at] != 0.0) {
                let (mut least, mut largest) = (*constant as i64, *constant as i64);
                for other in (0..width).filter(|other| *other != at && row[*other] != 0.0) {
                    let (low, high) = bounds[other];
                    let (low, high) = if row[other] > 0.0 { (low, high) } else { (-high, -low) };
                    least -= high;
                    largest -= low;
                }
                if row[at] < 0.0 {
                    (least, largest) = (-largest, -least);
                }
                bounds[at] = (bounds[at].0.max(least), bounds[at].1.min(largest));
            }
        }
        if bounds == before {
            break;
        }
    }
    bounds
}

fn nothing_is_given_away(figures: &Figures<i64>, protected: &Protected, first: bool) -> Result<(), TestCaseError> {
    let shown = &protected.shown;
    for (at, (single, shown)) in figures.singles.iter().zip(&shown.singles).enumerate() {
        for (key, value) in single.iter().filter(|(_, value)| **value > 0) {
            let shown = shown.get(key).copied().unwrap_or(Shown::Hidden);
            let unnamed = protected.unnamed[at].contains(key);
            prop_assert!(shown == Shown::Hidden || (shown == Shown::Value(*value) && !unnamed));
            prop_assert!(!small(*value) || shown == Shown::Hidden, "a small number is shown");
        }
        let missing = single.iter().filter(|(key, value)| **value > 0 && !shown.contains_key(*key)).map(|(key, _)| key);
        prop_assert!(missing.into_iter().all(|key| protected.unnamed[at].contains(key)), "somebody is left out");
    }
    for ((one, other, pair), (.., shown)) in figures.pairs.iter().zip(&shown.pairs) {
        for (key, value) in pair.iter().filter(|(_, value)| **value > 0) {
            let listed = shown.get(key).copied();
            let unnamed = protected.unnamed[*one].contains(&key.0) || protected.unnamed[*other].contains(&key.1);
            prop_assert!(unnamed || listed.is_some(), "somebody is left out");
            prop_assert!(matches!(listed, None | Some(Shown::Hidden)) || listed == Some(Shown::Value(*value)));
            prop_assert!(!small(*value) || matches!(listed, None | Some(Shown::Hidden)), "a small number is shown");
        }
    }
    let total = if small(figures.total) { Shown::Hidden } else { Shown::Value(figures.total) };
    prop_assert_eq!(shown.total, total);
    let system = system(figures, protected, first);
    prop_assert_eq!(solved(&system), Vec::<String>::new());
    if shown.total != Shown::Hidden {
        for (at, (low, high)) in narrowed(&system).into_iter().enumerate() {
            let truth = system.truth[at];
            prop_assert!(low <= truth && truth <= high);
            prop_assert!(!small(truth) || high - low >= SMALL - 1, "{low} to {high} says too much of {truth}");
        }
    }
    Ok(())
}

/// The same figures are hidden in two releases, so that what changed in between tells of none of them; or the period stays as it was.
fn nothing_is_given_away_by_both(before: &[(u8, u8, u8)], after: &[(u8, u8, u8)]) -> Result<(), TestCaseError> {
    let (first, second) = (figures(before), figures(after));
    let released = protect(&first);
    let Some(again) = revise(&second, &Before::from(&released)) else { return Ok(()) };
    let anew = small(first.total) || first.total == 0;
    nothing_is_given_away(&second, &again, anew)?;
    if anew {
        return Ok(());
    }
    let hidden = |one: &BTreeMap<String, Shown>| -> BTreeSet<String> {
        one.iter().filter(|(_, shown)| **shown == Shown::Hidden).map(|(key, _)| key.clone()).collect()
    };
    for (one, other) in released.shown.singles.iter().zip(&again.shown.singles) {
        prop_assert_eq!(hidden(one), hidden(other));
    }
    for (one, other) in released.unnamed.iter().zip(&again.unnamed) {
        prop_assert!(one.is_subset(other), "what was not named is never named");
    }
    for ((one, other, then), (.., now)) in released.shown.pairs.iter().zip(&again.shown.pairs) {
        let known = |(row, column): &(String, String)| {
            released.shown.singles[*one].contains_key(row) && released.shown.singles[*other].contains_key(column)
        };
        let hidden = |cells: &Cells<Shown>| -> BTreeSet<(String, String)> {
            let hidden = cells.iter().filter(|(_, shown)| **shown == Shown::Hidden);
            hidden.map(|(key, _)| key.clone()).filter(|key| known(key)).collect()
        };
        // A row that has gone altogether is not listed any more.
        let gone = |(row, column): &(String, String)| {
            !again.shown.singles[*one].contains_key(row) || !again.shown.singles[*other].contains_key(column)
        };
        let then: BTreeSet<_> = hidden(then).into_iter().filter(|key| !gone(key)).collect();
        prop_assert_eq!(then, hidden(now));
    }
    Ok(())
}

fn alone(subjects: &[(u8, u8, u8)]) -> Result<(), TestCaseError> {
    let figures = figures(subjects);
    nothing_is_given_away(&figures, &protect(&figures), true)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_hidden_figure_follows_from_what_is_shown(
        subjects in prop::collection::vec((0u8..6, 0u8..3, 0u8..4), 0..60),
    ) {
        alone(&subjects)?;
    }

    /// As figures are: a few large groups and a tail.
    #[test]
    fn nor_where_few_are_many_and_many_are_few(
        large in prop::collection::vec((0u8..2, 0u8..2, 0u8..2), 20..120),
        tail in prop::collection::vec((0u8..8, 0u8..3, 0u8..5), 0..12),
    ) {
        alone(&[large, tail].concat())?;
    }

    /// Each is one at least where it is listed: as many values as people would say that each has one.
    #[test]
    fn nor_where_nearly_everybody_is_of_a_value_of_their_own(subjects in prop::collection::vec((0u8..30, 0u8..2, 0u8..20), 0..40)) {
        alone(&subjects)?;
    }

    /// Two releases of one period are read side by side: late entries, corrections and strike-offs in between.
    #[test]
    fn nor_by_a_release_and_the_one_after_it(
        large in prop::collection::vec((0u8..2, 0u8..2, 0u8..2), 10..80),
        tail in prop::collection::vec((0u8..8, 0u8..3, 0u8..5), 0..14),
        late in prop::collection::vec((0u8..9, 0u8..3, 0u8..5), 0..4),
        gone in 0usize..4,
    ) {
        let before = [large, tail].concat();
        let after = [&before[gone..], &late].concat();
        nothing_is_given_away_by_both(&before, &after)?;
        nothing_is_given_away_by_both(&after, &before)?;
    }

    /// What is rounded hides the same, names the same, and never says of somebody that there is nobody; and the release after it is the same
    /// as it would be after figures that were not rounded.
    #[test]
    fn rounding_hides_no_less_and_opens_nothing_to_the_next_release(
        large in prop::collection::vec((0u8..2, 0u8..2, 0u8..2), 10..80),
        tail in prop::collection::vec((0u8..8, 0u8..3, 0u8..5), 0..14),
        late in prop::collection::vec((0u8..9, 0u8..3, 0u8..5), 0..4),
        to_ten in any::<bool>(),
    ) {
        let (rounding, to) = if to_ten { (Rounding::ToTen, 10) } else { (Rounding::ToFive, 5) };
        let before = [large, tail].concat();
        let released = protect(&figures(&before));
        let shown = rounded(released.clone(), rounding);
        for (at, single) in shown.shown.singles.iter().enumerate() {
            prop_assert!(single.keys().eq(released.shown.singles[at].keys()));
            for (key, rounded) in single {
                match (rounded, released.shown.singles[at][key]) {
                    (Shown::Hidden, exact) => prop_assert_eq!(exact, Shown::Hidden),
                    (Shown::Value(rounded), Shown::Value(exact)) => {
                        prop_assert!(rounded % to == 0 && *rounded > 0 && (rounded - exact).abs() * 2 <= to, "{rounded} for {exact}");
                    }
                    (Shown::Value(_), Shown::Hidden) => prop_assert!(false, "rounding shows what was hidden"),
                }
            }
        }
        let after = figures(&[&before[..], &late].concat());
        let next = |before: &Protected| revise(&after, &Before::from(before)).map(|one| rounded(one, rounding));
        prop_assert_eq!(next(&shown), next(&released));
    }
}

#[test]
fn a_lone_small_number_takes_another_with_it() {
    let single = BTreeMap::from([("MDA".to_owned(), 40), ("ROU".to_owned(), 12), ("TUR".to_owned(), 3)]);
    let shown = protect(&Figures { total: 55, singles: vec![single], pairs: Vec::new() }).shown;
    assert_eq!(shown.singles[0]["TUR"], Shown::Hidden);
    assert_eq!(shown.singles[0]["ROU"], Shown::Hidden, "or 55 - 40 - 12 would say it");
    assert_eq!(shown.singles[0]["MDA"], Shown::Value(40));
}

#[test]
fn a_period_with_few_in_all_is_withheld_and_says_not_even_of_which_values_they_are() {
    let single: BTreeMap<_, _> = ["MDA", "ROU", "TUR", "UKR"].map(|code| (code.to_owned(), 1)).into();
    let shown = protect(&Figures { total: 4, singles: vec![single], pairs: Vec::new() }).shown;
    assert_eq!((shown.total, shown.singles[0].len()), (Shown::Hidden, 0), "four values of four people are one each");
}

#[test]
fn as_many_values_as_people_are_not_listed() {
    let single: BTreeMap<_, _> = ["ARM", "BGR", "ISR", "ROU", "TUR", "UKR"].map(|code| (code.to_owned(), 1)).into();
    let protected = protect(&Figures { total: 6, singles: vec![single], pairs: Vec::new() });
    assert_eq!((protected.shown.total, protected.shown.singles[0].len()), (Shown::Value(6), 0));
    assert_eq!(protected.unnamed[0].len(), 6);
}

/// One dimension of a period, released and released again.
fn again(before: &[(&str, i64)], after: &[(&str, i64)]) -> Option<Protected> {
    let of = |rows: &[(&str, i64)]| {
        let single: BTreeMap<_, _> = rows.iter().map(|(key, value)| ((*key).to_owned(), *value)).collect();
        Figures { total: single.values().sum(), singles: vec![single], pairs: Vec::new() }
    };
    revise(&of(after), &Before::from(&protect(&of(before))))
}

#[test]
fn what_was_hidden_stays_hidden_when_it_is_small_no_more() {
    let after = again(&[("TUR", 90), ("UKR", 6), ("ROU", 4)], &[("TUR", 90), ("UKR", 6), ("ROU", 5)]).expect("a release");
    assert_eq!(after.shown.total, Shown::Value(101));
    assert_eq!(after.shown.singles[0]["ROU"], Shown::Hidden, "or one late entry of hundred and one says that it was four");
    assert_eq!(after.shown.singles[0]["UKR"], Shown::Hidden);
}

#[test]
fn what_everybody_has_seen_does_not_become_small_before_their_eyes() {
    assert_eq!(again(&[("TUR", 90), ("UKR", 6), ("ROU", 5)], &[("TUR", 90), ("UKR", 6), ("ROU", 4)]), None);
    assert_eq!(again(&[("TUR", 90), ("UKR", 6)], &[("TUR", 90), ("UKR", 6), ("ISR", 1)]), None, "nothing hides whom it is about");
}

#[test]
fn who_comes_late_and_alone_is_counted_with_the_hidden_and_not_named() {
    let after =
        again(&[("TUR", 90), ("UKR", 6), ("ROU", 4)], &[("TUR", 91), ("UKR", 6), ("ROU", 4), ("ISR", 1)]).expect("a release");
    assert_eq!((after.shown.total, after.shown.singles[0].get("ISR")), (Shown::Value(102), None));
    assert_eq!(after.unnamed[0].first().map(String::as_str), Some("ISR"));
    // Nor is he named when there are more of them.
    let single: BTreeMap<_, _> =
        [("TUR", 91), ("UKR", 6), ("ROU", 4), ("ISR", 5)].map(|(key, value)| (key.to_owned(), value)).into();
    let figures = Figures { total: 106, singles: vec![single], pairs: Vec::new() };
    let later = revise(&figures, &Before::from(&after)).expect("a release");
    assert_eq!(later.shown.singles[0].get("ISR"), None);
}

#[test]
fn a_period_of_which_nothing_was_known_begins_anew() {
    assert_eq!(again(&[], &[("TUR", 9), ("UKR", 7), ("ROU", 2)]).expect("a release").shown.singles[0].len(), 3);
    assert!(again(&[("ROU", 2)], &[("TUR", 9), ("UKR", 7), ("ROU", 2)]).is_some());
}

#[test]
fn where_nothing_is_small_nothing_is_hidden() {
    let figures = figures(&(0..4u8).flat_map(|n| [(n, n % 2, 0); 25]).collect::<Vec<_>>());
    let shown = protect(&figures).shown;
    assert!(shown.singles.iter().flat_map(BTreeMap::values).all(|shown| matches!(shown, Shown::Value(_))));
    assert!(shown.pairs.iter().flat_map(|(.., pair)| pair.values()).all(|shown| matches!(shown, Shown::Value(_))));
}
