//! Small numbers (1 to 4) are not shown to everybody, and nothing that is shown gives them away.
//!
//! All tables of an indicator for a period are protected together, so that they agree:
//!
//! 1. A total of 1 to 4 withholds the period.
//! 2. Of each dimension, values of 1 to 4 are hidden, and the next smallest with them until at least two are and together they are five
//!    or more. What everybody knows of them is their sum, so that they can change places without anything shown becoming otherwise.
//! 3. In a table of two dimensions, rows and columns whose own figure is hidden are hidden with all their cells; what is known of them is
//!    what is missing from the totals, as of one row and one column "of the rest". In the table so gathered, whose margins are all known
//!    and five or more, a block of rows and columns that holds every cell of 1 to 4 is hidden, and grows by the smallest row or column
//!    until its row sums, its column sums and what is left of the block beside each of them are five or more. A cell of a block with known
//!    sums `r`, `c` of a whole `n` can be anything from `max(0, r + c - n)` to `min(r, c)` (Fréchet), so that its width,
//!    `min(r, c, n - r, n - c)`, is five or more. The whole table always satisfies this: the growth ends.

use std::collections::{BTreeMap, BTreeSet};

/// A figure below it, and above nothing, is small.
pub const SMALL: i64 = 5;

/// A figure for everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    /// As it is.
    Value(i64),
    /// Hidden.
    Hidden,
}

/// A table of two dimensions (their places among the singles) by their values.
pub type Pair<T> = (usize, usize, BTreeMap<(String, String), T>);

/// The figures of one dimension by value, and of pairs of dimensions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures<T> {
    /// All together.
    pub total: T,
    /// By dimension, by value.
    pub singles: Vec<BTreeMap<String, T>>,
    /// By pair of dimensions.
    pub pairs: Vec<Pair<T>>,
}

/// Every cell that a table of two dimensions can have.
fn all_cells<'a>(
    rows: &'a BTreeMap<String, i64>,
    columns: &'a BTreeMap<String, i64>,
) -> impl Iterator<Item = (String, String)> + 'a {
    rows.keys().flat_map(move |row| columns.keys().map(move |column| (row.clone(), column.clone())))
}

fn small(value: i64) -> bool {
    (1..SMALL).contains(&value)
}

/// What of the figures is shown.
pub fn protect(figures: &Figures<i64>) -> Figures<Shown> {
    if small(figures.total) {
        let hide = |single: &BTreeMap<String, i64>| single.keys().map(|key| (key.clone(), Shown::Hidden)).collect();
        let hide_pair = |(one, other, _): &Pair<i64>| {
            let all = all_cells(&figures.singles[*one], &figures.singles[*other]);
            (*one, *other, all.map(|key| (key, Shown::Hidden)).collect())
        };
        return Figures {
            total: Shown::Hidden,
            singles: figures.singles.iter().map(hide).collect(),
            pairs: figures.pairs.iter().map(hide_pair).collect(),
        };
    }
    let hidden: Vec<BTreeSet<&str>> = figures.singles.iter().map(hidden_values).collect();
    let show = |single: &BTreeMap<String, i64>, hidden: &BTreeSet<&str>| {
        let shown = |key: &String, value: i64| if hidden.contains(key.as_str()) { Shown::Hidden } else { Shown::Value(value) };
        single.iter().map(|(key, value)| (key.clone(), shown(key, *value))).collect()
    };
    Figures {
        total: Shown::Value(figures.total),
        singles: figures.singles.iter().zip(&hidden).map(|(single, hidden)| show(single, hidden)).collect(),
        pairs: figures
            .pairs
            .iter()
            .map(|(one, other, pair)| {
                let all = all_cells(&figures.singles[*one], &figures.singles[*other]);
                (*one, *other, shown_pair(pair, all, &hidden[*one], &hidden[*other]))
            })
            .collect(),
    }
}

/// The values of a dimension whose figures are hidden.
fn hidden_values(single: &BTreeMap<String, i64>) -> BTreeSet<&str> {
    let mut by_size: Vec<(i64, &str)> =
        single.iter().filter(|(_, value)| **value > 0).map(|(key, value)| (*value, key.as_str())).collect();
    by_size.sort_unstable();
    let (mut hidden, mut sum) = (BTreeSet::new(), 0);
    if !by_size.first().is_some_and(|(value, _)| small(*value)) {
        return hidden;
    }
    for (value, key) in by_size {
        if !small(value) && hidden.len() >= 2 && sum >= SMALL {
            break;
        }
        hidden.insert(key);
        sum += value;
    }
    hidden
}

/// A row or column as it is gathered: its own, or the one of the rest.
type Line<'a> = Option<&'a str>;

fn shown_pair(
    pair: &BTreeMap<(String, String), i64>,
    all: impl Iterator<Item = (String, String)>,
    rows: &BTreeSet<&str>,
    columns: &BTreeSet<&str>,
) -> BTreeMap<(String, String), Shown> {
    let line = |hidden: &BTreeSet<&str>, key: &'_ str| hidden.contains(key);
    let mut cells: BTreeMap<(Line<'_>, Line<'_>), i64> = BTreeMap::new();
    for ((row, column), value) in pair {
        let row = (!line(rows, row)).then_some(row.as_str());
        let column = (!line(columns, column)).then_some(column.as_str());
        *cells.entry((row, column)).or_default() += *value;
    }
    let (block_rows, block_columns) = block(&cells);
    // A cell that is hidden is listed whether anybody is in it or not: what is missing would tell.
    all.filter_map(|key| {
        let gathered = line(rows, &key.0) || line(columns, &key.1);
        let hidden = gathered || (block_rows.contains(&Some(key.0.as_str())) && block_columns.contains(&Some(key.1.as_str())));
        let value = pair.get(&key).copied().filter(|value| *value > 0);
        let shown = if hidden { Some(Shown::Hidden) } else { value.map(Shown::Value) };
        shown.map(|shown| (key, shown))
    })
    .collect()
}

/// The rows and columns whose cells are hidden.
fn block<'a>(cells: &BTreeMap<(Line<'a>, Line<'a>), i64>) -> (BTreeSet<Line<'a>>, BTreeSet<Line<'a>>) {
    let primary = |((_, _), value): &(&(Line<'a>, Line<'a>), &i64)| small(**value);
    let mut rows: BTreeSet<Line<'a>> = cells.iter().filter(primary).map(|((row, _), _)| *row).collect();
    let mut columns: BTreeSet<Line<'a>> = cells.iter().filter(primary).map(|((_, column), _)| *column).collect();
    if rows.is_empty() {
        return (rows, columns);
    }
    let mut all_rows: BTreeMap<Line<'a>, i64> = BTreeMap::new();
    let mut all_columns: BTreeMap<Line<'a>, i64> = BTreeMap::new();
    for ((row, column), value) in cells {
        *all_rows.entry(*row).or_default() += *value;
        *all_columns.entry(*column).or_default() += *value;
    }
    loop {
        let inside = |cell: &(&(Line<'a>, Line<'a>), &i64)| rows.contains(&cell.0.0) && columns.contains(&cell.0.1);
        let mut by_row: BTreeMap<Line<'a>, i64> = BTreeMap::new();
        let mut by_column: BTreeMap<Line<'a>, i64> = BTreeMap::new();
        let mut whole = 0_i64;
        by_row.extend(rows.iter().map(|row| (*row, 0)));
        by_column.extend(columns.iter().map(|column| (*column, 0)));
        for ((row, column), value) in cells.iter().filter(inside) {
            *by_row.entry(*row).or_default() += *value;
            *by_column.entry(*column).or_default() += *value;
            whole += *value;
        }
        let wide = |sums: &BTreeMap<Line<'a>, i64>| sums.values().all(|sum| *sum >= SMALL && whole - sum >= SMALL);
        let (rows_wide, columns_wide) = (wide(&by_row), wide(&by_column));
        if rows_wide && columns_wide {
            return (rows, columns);
        }
        // A row too small grows by a column, a column by a row; what is left beside a row grows by either.
        let next = |all: &BTreeMap<Line<'a>, i64>, taken: &BTreeSet<Line<'a>>| {
            all.iter().filter(|(line, _)| !taken.contains(*line)).min_by_key(|(line, sum)| (**sum, **line)).map(|(line, _)| *line)
        };
        let narrow_row = by_row.values().any(|sum| *sum < SMALL) || by_column.values().any(|sum| whole - sum < SMALL);
        let (column, row) = (next(&all_columns, &columns), next(&all_rows, &rows));
        match (narrow_row, column, row) {
            (true, Some(column), _) | (false, Some(column), None) => columns.insert(column),
            (_, _, Some(row)) => rows.insert(row),
            (_, None, None) => return (rows, columns),
        };
    }
}

#[cfg(test)]
#[path = "suppression_tests.rs"]
mod tests;
