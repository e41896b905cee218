//! The attack: everything shown is an equation, and whoever reads it solves them.

use proptest::prelude::*;

use super::*;

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
    equations: Vec<(Vec<f64>, f64)>,
}

/// A cell as a reader has it: the place of an unknown, if it is hidden; its true value.
type Cell = (Option<usize>, i64);

fn system(figures: &Figures<i64>, shown: &Figures<Shown>) -> System {
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
    for (at, single) in figures.singles.iter().enumerate() {
        let parts = single.iter().map(|(key, value)| know(format!("{at}/{key}"), *value, shown.singles[at][key])).collect();
        sums.push((total, parts));
    }
    for (nth, (one, other, pair)) in figures.pairs.iter().enumerate() {
        for (dimension, side) in [(*one, 0), (*other, 1)] {
            for (key, value) in &figures.singles[dimension] {
                let margin = know(format!("{dimension}/{key}"), *value, shown.singles[dimension][key]);
                let beside = &figures.singles[if side == 0 { *other } else { *one }];
                let cells = beside
                    .keys()
                    .map(|other| if side == 0 { (key.clone(), other.clone()) } else { (other.clone(), key.clone()) });
                let parts = cells
                    .map(|cell| {
                        // What is not listed is none.
                        let shown = shown.pairs[nth].2.get(&cell).copied().unwrap_or(Shown::Value(0));
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
    System { unknowns, truth, equations }
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
    let mut bounds = vec![(0, most); width];
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

fn nothing_is_given_away(subjects: &[(u8, u8, u8)]) -> Result<(), TestCaseError> {
    let figures = figures(subjects);
    let shown = protect(&figures);
    let all = figures
        .singles
        .iter()
        .zip(&shown.singles)
        .flat_map(|(single, shown)| single.iter().map(|(key, value)| (*value, shown[key])))
        .chain(figures.pairs.iter().zip(&shown.pairs).flat_map(|((.., pair), (.., shown))| {
            shown.iter().map(|(key, shown)| (pair.get(key).copied().unwrap_or(0), *shown)).collect::<Vec<_>>()
        }))
        .chain([(figures.total, shown.total)]);
    for (value, shown) in all {
        prop_assert!(shown == Shown::Hidden || shown == Shown::Value(value), "a figure is shown as it is or not at all");
        prop_assert!(!small(value) || shown == Shown::Hidden, "a small number is shown");
    }
    for ((.., pair), (.., shown)) in figures.pairs.iter().zip(&shown.pairs) {
        prop_assert!(pair.keys().all(|key| shown.contains_key(key)), "somebody is left out");
    }
    let system = system(&figures, &shown);
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_hidden_figure_follows_from_what_is_shown(
        subjects in prop::collection::vec((0u8..6, 0u8..3, 0u8..4), 0..60),
    ) {
        nothing_is_given_away(&subjects)?;
    }

    /// As figures are: a few large groups and a tail.
    #[test]
    fn nor_where_few_are_many_and_many_are_few(
        large in prop::collection::vec((0u8..2, 0u8..2, 0u8..2), 20..120),
        tail in prop::collection::vec((0u8..8, 0u8..3, 0u8..5), 0..12),
    ) {
        nothing_is_given_away(&[large, tail].concat())?;
    }
}

#[test]
fn a_lone_small_number_takes_another_with_it() {
    let single = BTreeMap::from([("MDA".to_owned(), 40), ("ROU".to_owned(), 12), ("TUR".to_owned(), 3)]);
    let shown = protect(&Figures { total: 55, singles: vec![single], pairs: Vec::new() });
    assert_eq!(shown.singles[0]["TUR"], Shown::Hidden);
    assert_eq!(shown.singles[0]["ROU"], Shown::Hidden, "or 55 - 40 - 12 would say it");
    assert_eq!(shown.singles[0]["MDA"], Shown::Value(40));
}

#[test]
fn a_period_with_few_in_all_is_withheld() {
    let single = BTreeMap::from([("MDA".to_owned(), 4)]);
    let shown = protect(&Figures { total: 4, singles: vec![single], pairs: Vec::new() });
    assert_eq!((shown.total, shown.singles[0]["MDA"]), (Shown::Hidden, Shown::Hidden));
}

#[test]
fn where_nothing_is_small_nothing_is_hidden() {
    let figures = figures(&(0..4u8).flat_map(|n| [(n, n % 2, 0); 25]).collect::<Vec<_>>());
    let shown = protect(&figures);
    assert!(shown.singles.iter().flat_map(BTreeMap::values).all(|shown| matches!(shown, Shown::Value(_))));
    assert!(shown.pairs.iter().flat_map(|(.., pair)| pair.values()).all(|shown| matches!(shown, Shown::Value(_))));
}
