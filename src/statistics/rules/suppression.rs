//! Small numbers (1 to 4) are not shown to everybody, and nothing that is shown gives them away.
//!
//! All tables of an indicator for a period are protected together, so that they agree:
//!
//! 1. A total of 1 to 4 withholds the period: nothing else of it is listed, for as many values as people would say how many they are.
//! 2. Of each dimension, values of 1 to 4 are hidden, and the next smallest with them until at least two are and together they are five
//!    more than they are many: each is listed, so that each is one at least, and what everybody knows of them is their sum. Where even all
//!    of them are not enough, none is listed.
//! 3. In a table of two dimensions, rows and columns whose own figure is hidden are hidden with all their cells; what is known of them is
//!    what is missing from the totals, as of one row and one column "of the rest". In the table so gathered, whose margins are all known
//!    and five or more, a block of rows and columns that holds every cell of 1 to 4 is hidden, and grows by the smallest row or column
//!    until its row sums, its column sums and what is left of the block beside each of them are five or more. A cell of a block with known
//!    sums `r`, `c` of a whole `n` can be anything from `max(0, r + c - n)` to `min(r, c)` (Fréchet), so that its width,
//!    `min(r, c, n - r, n - c)`, is five or more. The whole table always satisfies this: the growth ends.
//!
//! This holds where no dimension says what another one says ([`super::indicator::linked`]).
//!
//! A period is released again when it is known better, and all its releases are read side by side. Were something hidden in one and shown
//! in the other, what changed in between would say what it was: five today and one more than yesterday is four. So a period that was
//! released is released anew only with the very same figures hidden ([`revise`]): otherwise it stays as it was. A value that few have, and
//! that nobody had when the period was released first, is not named and goes into what is hidden already. Where nothing was shown before, or
//! nobody counted, there is nothing to compare with: such a period begins anew.

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

/// A table of two dimensions by their values.
pub type Cells<T> = BTreeMap<(String, String), T>;
/// A table of two dimensions (their places among the singles) by their values.
pub type Pair<T> = (usize, usize, Cells<T>);

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

/// Figures of a period for everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protected {
    /// What is shown; what is not listed is none, or too few to be named.
    pub shown: Figures<Shown>,
    /// By dimension, the values that are not even named. Nobody sees this: the next release needs it.
    pub unnamed: Vec<BTreeSet<String>>,
}

/// What was shown of a dimension by value, and the values that were not named.
pub type Single = (BTreeMap<String, Shown>, BTreeSet<String>);

/// What was released of a period before; none for a dimension or a table that was not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// All together.
    pub total: Shown,
    /// By dimension: what was shown, and what was not named.
    pub singles: Vec<Option<Single>>,
    /// By pair of dimensions.
    pub pairs: Vec<Option<Cells<Shown>>>,
}

impl From<&Protected> for Before {
    fn from(one: &Protected) -> Self {
        Self {
            total: one.shown.total,
            singles: one.shown.singles.iter().cloned().zip(one.unnamed.iter().cloned()).map(Some).collect(),
            pairs: one.shown.pairs.iter().map(|(.., cells)| Some(cells.clone())).collect(),
        }
    }
}

const fn small(value: i64) -> bool {
    1 <= value && value < SMALL
}

/// The values of a dimension that are hidden.
#[derive(Debug, Clone, Default)]
struct Lines {
    named: BTreeSet<String>,
    unnamed: BTreeSet<String>,
}

impl Lines {
    fn has(&self, key: &str) -> bool {
        self.named.contains(key) || self.unnamed.contains(key)
    }

    fn are_any(&self) -> bool {
        !self.named.is_empty() || !self.unnamed.is_empty()
    }

    /// What is known of them is their sum: each of those that are named is one at least.
    fn are_wide(&self, single: &BTreeMap<String, i64>) -> bool {
        let sum: i64 = single.iter().filter(|(key, _)| self.has(key)).map(|(_, value)| value).sum();
        !self.are_any() || sum - self.named.len() as i64 >= SMALL
    }
}

/// The rows and the columns of a table whose common cells are hidden, apart from those of the rest.
type Block = (BTreeSet<String>, BTreeSet<String>);

/// What of the figures is shown.
pub fn protect(figures: &Figures<i64>) -> Protected {
    if small(figures.total) {
        return withheld(figures);
    }
    let lines: Vec<Lines> = figures.singles.iter().map(hidden_values).collect();
    let blocks: Vec<Block> =
        figures.pairs.iter().map(|(one, other, cells)| named(block(&gathered(cells, &lines[*one], &lines[*other])))).collect();
    rendered(figures, lines, &blocks)
}

fn withheld(figures: &Figures<i64>) -> Protected {
    Protected {
        shown: Figures {
            total: Shown::Hidden,
            singles: vec![BTreeMap::new(); figures.singles.len()],
            pairs: figures.pairs.iter().map(|(one, other, _)| (*one, *other, Cells::new())).collect(),
        },
        unnamed: figures.singles.iter().map(|single| single.keys().cloned().collect()).collect(),
    }
}

/// What of the figures is shown after something else was; nothing where the period has to stay as it was shown.
pub fn revise(figures: &Figures<i64>, before: &Before) -> Option<Protected> {
    match before.total {
        Shown::Hidden | Shown::Value(0) => return Some(protect(figures)),
        Shown::Value(_) if small(figures.total) => return None,
        Shown::Value(_) => {}
    }
    let lines: Vec<Lines> = figures
        .singles
        .iter()
        .zip(&before.singles)
        .map(|(single, before)| lines_after(single, before.as_ref()))
        .collect::<Option<_>>()?;
    let blocks: Vec<Block> = figures
        .pairs
        .iter()
        .zip(&before.pairs)
        .map(|((one, other, cells), before)| {
            let (rows, columns) = (&lines[*one], &lines[*other]);
            let cells = gathered(cells, rows, columns);
            before.as_ref().map_or_else(|| Some(named(block(&cells))), |before| block_after(&cells, before, rows, columns))
        })
        .collect::<Option<_>>()?;
    Some(rendered(figures, lines, &blocks))
}

/// The same values are hidden as before; one that is new and small joins them unnamed.
fn lines_after(single: &BTreeMap<String, i64>, before: Option<&(BTreeMap<String, Shown>, BTreeSet<String>)>) -> Option<Lines> {
    let Some((shown, unnamed)) = before else { return Some(hidden_values(single)) };
    let named = shown.iter().filter(|(_, shown)| **shown == Shown::Hidden).map(|(key, _)| key.clone()).collect();
    let mut lines = Lines { named, unnamed: unnamed.clone() };
    let rest = lines.are_any();
    for key in single.iter().filter(|(_, value)| small(**value)).map(|(key, _)| key) {
        if lines.has(key) {
            continue;
        }
        if !rest || shown.contains_key(key) {
            return None;
        }
        lines.unnamed.insert(key.clone());
    }
    lines.are_wide(single).then_some(lines)
}

/// The same block is hidden as before, if it still hides what it must. Of the rest nobody has ever seen whether it was in it.
fn block_after(cells: &Gathered<'_>, before: &Cells<Shown>, rows: &Lines, columns: &Lines) -> Option<Block> {
    let (mut block_rows, mut block_columns) = Block::default();
    let hidden = before.iter().filter(|(_, shown)| **shown == Shown::Hidden).map(|(key, _)| key);
    for (row, column) in hidden.filter(|(row, column)| !rows.has(row) && !columns.has(column)) {
        block_rows.insert(row.clone());
        block_columns.insert(column.clone());
    }
    let with = |block: &BTreeSet<String>, rest: bool| -> BTreeSet<Option<String>> {
        block.iter().cloned().map(Some).chain(rest.then_some(None)).collect()
    };
    let holds = [(true, true), (true, false), (false, true), (false, false)].into_iter().any(|(rest_row, rest_column)| {
        if (rest_row && !rows.are_any()) || (rest_column && !columns.are_any()) {
            return false;
        }
        let (rows, columns) = (with(&block_rows, rest_row), with(&block_columns, rest_column));
        let rows: BTreeSet<Line<'_>> = rows.iter().map(Option::as_deref).collect();
        let columns: BTreeSet<Line<'_>> = columns.iter().map(Option::as_deref).collect();
        let inside = |(row, column): &(Line<'_>, Line<'_>)| rows.contains(row) && columns.contains(column);
        let (of_rows, of_columns, whole) = sums(cells, &rows, &columns);
        cells.iter().all(|(cell, value)| !small(*value) || inside(cell)) && wide(&of_rows, whole) && wide(&of_columns, whole)
    });
    holds.then_some((block_rows, block_columns))
}

/// Shows figures but for lines and blocks. A cell that is hidden is listed whether anybody is in it or not: what is missing would tell.
fn rendered(figures: &Figures<i64>, lines: Vec<Lines>, blocks: &[Block]) -> Protected {
    let single = |(single, lines): (&BTreeMap<String, i64>, &Lines)| -> BTreeMap<String, Shown> {
        let shown = single.iter().filter(|(key, value)| **value > 0 && !lines.has(key));
        let hidden = lines.named.iter().map(|key| (key.clone(), Shown::Hidden));
        shown.map(|(key, value)| (key.clone(), Shown::Value(*value))).chain(hidden).collect()
    };
    let singles: Vec<BTreeMap<String, Shown>> = figures.singles.iter().zip(&lines).map(single).collect();
    let pairs = figures
        .pairs
        .iter()
        .zip(blocks)
        .map(|((one, other, cells), (block_rows, block_columns))| {
            let (rows, columns) = (&lines[*one], &lines[*other]);
            let all =
                singles[*one].keys().flat_map(|row| singles[*other].keys().map(move |column| (row.clone(), column.clone())));
            let shown = all.filter_map(|key| {
                let gathered = rows.has(&key.0) || columns.has(&key.1);
                let value = cells.get(&key).copied().filter(|value| *value > 0).map(Shown::Value);
                let hidden = gathered || (block_rows.contains(&key.0) && block_columns.contains(&key.1));
                let shown = if hidden { Some(Shown::Hidden) } else { value };
                shown.map(|shown| (key, shown))
            });
            (*one, *other, shown.collect())
        })
        .collect();
    Protected {
        shown: Figures { total: Shown::Value(figures.total), singles, pairs },
        unnamed: lines.into_iter().map(|lines| lines.unnamed).collect(),
    }
}

/// The values of a dimension whose figures are hidden.
fn hidden_values(single: &BTreeMap<String, i64>) -> Lines {
    let mut by_size: Vec<(i64, &String)> =
        single.iter().filter(|(_, value)| **value > 0).map(|(key, value)| (*value, key)).collect();
    by_size.sort_unstable();
    let mut lines = Lines::default();
    if !by_size.first().is_some_and(|(value, _)| small(*value)) {
        return lines;
    }
    for (value, key) in by_size {
        if !small(value) && lines.named.len() >= 2 && lines.are_wide(single) {
            break;
        }
        lines.named.insert(key.clone());
    }
    if lines.are_wide(single) { lines } else { Lines { named: BTreeSet::new(), unnamed: lines.named } }
}

/// A row or column as it is gathered: its own, or the one of the rest.
type Line<'a> = Option<&'a str>;
/// A table whose hidden rows and columns are gathered.
type Gathered<'a> = BTreeMap<(Line<'a>, Line<'a>), i64>;

fn gathered<'a>(cells: &'a Cells<i64>, rows: &Lines, columns: &Lines) -> Gathered<'a> {
    let mut gathered = Gathered::new();
    for ((row, column), value) in cells {
        let row = (!rows.has(row)).then_some(row.as_str());
        let column = (!columns.has(column)).then_some(column.as_str());
        *gathered.entry((row, column)).or_default() += *value;
    }
    gathered
}

fn named((rows, columns): (BTreeSet<Line<'_>>, BTreeSet<Line<'_>>)) -> Block {
    let named = |lines: BTreeSet<Line<'_>>| lines.into_iter().flatten().map(str::to_owned).collect();
    (named(rows), named(columns))
}

/// Sums by row or by column.
type Sums<'a> = BTreeMap<Line<'a>, i64>;

/// The sums of a block by row, by column, and of all of it.
fn sums<'a>(cells: &Gathered<'a>, rows: &BTreeSet<Line<'a>>, columns: &BTreeSet<Line<'a>>) -> (Sums<'a>, Sums<'a>, i64) {
    let mut by_row: Sums<'a> = rows.iter().map(|row| (*row, 0)).collect();
    let mut by_column: Sums<'a> = columns.iter().map(|column| (*column, 0)).collect();
    let mut whole = 0;
    for ((row, column), value) in cells.iter().filter(|((row, column), _)| rows.contains(row) && columns.contains(column)) {
        *by_row.entry(*row).or_default() += *value;
        *by_column.entry(*column).or_default() += *value;
        whole += *value;
    }
    (by_row, by_column, whole)
}

fn wide(sums: &Sums<'_>, whole: i64) -> bool {
    sums.values().all(|sum| *sum >= SMALL && whole - sum >= SMALL)
}

/// The rows and columns whose cells are hidden.
fn block<'a>(cells: &Gathered<'a>) -> (BTreeSet<Line<'a>>, BTreeSet<Line<'a>>) {
    let primary = |((_, _), value): &(&(Line<'a>, Line<'a>), &i64)| small(**value);
    let mut rows: BTreeSet<Line<'a>> = cells.iter().filter(primary).map(|((row, _), _)| *row).collect();
    let mut columns: BTreeSet<Line<'a>> = cells.iter().filter(primary).map(|((_, column), _)| *column).collect();
    if rows.is_empty() {
        return (rows, columns);
    }
    let (all_rows, all_columns): (BTreeSet<_>, BTreeSet<_>) = cells.keys().copied().unzip();
    let (all_rows, all_columns, _) = sums(cells, &all_rows, &all_columns);
    loop {
        let (by_row, by_column, whole) = sums(cells, &rows, &columns);
        if wide(&by_row, whole) && wide(&by_column, whole) {
            return (rows, columns);
        }
        // A row too small grows by a column, a column by a row; what is left beside a row grows by either.
        let next = |all: &Sums<'a>, taken: &BTreeSet<Line<'a>>| {
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
