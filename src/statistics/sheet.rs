//! Sheets: what a release says of a period, as it is written and read again. The indicator's definition says what its places mean.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    open::empty,
    rules::{
        indicator::{Indicator, IndicatorTable},
        suppression::{Before, Cells, Figures, Protected, Shown},
    },
    store::releases::SheetRow,
};
use crate::kernel::problem::Problem;

/// Figures as they are written; null where one is hidden. The names are the paths by which parts are read.
#[derive(Serialize, Deserialize)]
struct Written {
    total: Option<i64>,
    singles: Vec<BTreeMap<String, Option<i64>>>,
    pairs: Vec<WrittenPair>,
}

/// Cells of a table: row, column, figure.
type WrittenPair = Vec<(String, String, Option<i64>)>;

/// Where a table stands in a sheet.
pub fn path(indicator: &Indicator, cut: usize) -> Vec<String> {
    let singles = indicator.dimensions.len();
    match cut {
        0 => vec!["total".into()],
        cut if cut <= singles => vec!["singles".into(), (cut - 1).to_string()],
        cut => vec!["pairs".into(), (cut - 1 - singles).to_string()],
    }
}

/// The cells of a table that was read by its path.
pub fn cells(part: Option<Value>, indicator: &Indicator, cut: usize) -> Result<Vec<(Vec<String>, Shown)>, Problem> {
    let Some(part) = part else { return Ok(if cut == 0 { vec![(Vec::new(), Shown::Value(0))] } else { Vec::new() }) };
    let damaged = |error: serde_json::Error| Problem::internal(format!("a released table: {error}"));
    let singles = indicator.dimensions.len();
    Ok(match cut {
        0 => vec![(Vec::new(), shown(serde_json::from_value(part).map_err(damaged)?))],
        cut if cut <= singles => {
            let single: BTreeMap<String, Option<i64>> = serde_json::from_value(part).map_err(damaged)?;
            single.into_iter().map(|(value, figure)| (vec![value], shown(figure))).collect()
        }
        _ => {
            let pair: WrittenPair = serde_json::from_value(part).map_err(damaged)?;
            pair.into_iter().map(|(row, column, figure)| (vec![row, column], shown(figure))).collect()
        }
    })
}

fn shown(figure: Option<i64>) -> Shown {
    figure.map_or(Shown::Hidden, Shown::Value)
}

fn told(shown: Shown) -> Option<i64> {
    match shown {
        Shown::Value(value) => Some(value),
        Shown::Hidden => None,
    }
}

/// A sheet to be written.
pub fn write(period: chrono::NaiveDate, protected: &Protected) -> Result<SheetRow, Problem> {
    let figures = &protected.shown;
    let single = |single: &BTreeMap<String, Shown>| single.iter().map(|(key, shown)| (key.clone(), told(*shown))).collect();
    let pair = |cells: &Cells<Shown>| {
        cells.iter().map(|((row, column), shown)| (row.clone(), column.clone(), told(*shown))).collect::<WrittenPair>()
    };
    let written = Written {
        total: told(figures.total),
        singles: figures.singles.iter().map(single).collect(),
        pairs: figures.pairs.iter().map(|(.., cells)| pair(cells)).collect(),
    };
    Ok(SheetRow {
        period,
        figures: serde_json::to_value(written).map_err(Problem::internal)?,
        unnamed: serde_json::to_value(&protected.unnamed).map_err(Problem::internal)?,
    })
}

/// A sheet as it was written.
pub fn read(indicator: &Indicator, row: &SheetRow) -> Result<Protected, Problem> {
    let damaged = |error: serde_json::Error| Problem::internal(format!("a released sheet: {error}"));
    let written: Written = serde_json::from_value(row.figures.clone()).map_err(damaged)?;
    let mut figures = none(indicator);
    figures.total = shown(written.total);
    for (single, read) in figures.singles.iter_mut().zip(written.singles) {
        single.extend(read.into_iter().map(|(key, figure)| (key, shown(figure))));
    }
    for ((.., cells), read) in figures.pairs.iter_mut().zip(written.pairs) {
        cells.extend(read.into_iter().map(|(row, column, figure)| ((row, column), shown(figure))));
    }
    Ok(Protected { shown: figures, unnamed: serde_json::from_value(row.unnamed.clone()).map_err(damaged)? })
}

/// A period in which there is nothing.
pub fn none(indicator: &Indicator) -> Figures<Shown> {
    let Figures { singles, pairs, .. } = empty::<Option<Shown>>(indicator);
    let no_cells = |(one, other, _)| (one, other, Cells::new());
    Figures {
        total: Shown::Value(0),
        singles: singles.iter().map(|_| BTreeMap::new()).collect(),
        pairs: pairs.into_iter().map(no_cells).collect(),
    }
}

/// A period of which nothing is told, not even which values there are.
pub fn withheld(indicator: &Indicator) -> Protected {
    let shown = Figures { total: Shown::Hidden, ..none(indicator) };
    Protected { unnamed: shown.singles.iter().map(|_| BTreeSet::new()).collect(), shown }
}

/// What a version has to heed of what another version released of a period.
pub fn before(sheet: &Protected, of: &Indicator, now: &Indicator) -> Before {
    let seen = |dimension| {
        let open = of.open_dimensions().contains(&dimension) && !now.reserved.contains(&dimension);
        of.dimensions.iter().position(|known| *known == dimension).filter(|_| open)
    };
    let single = |at: usize| (sheet.shown.singles[at].clone(), sheet.unnamed[at].clone());
    let pair = |table: &IndicatorTable| {
        let here = |known: &IndicatorTable| (known.rows, known.columns) == (table.rows, table.columns);
        let turned = |known: &IndicatorTable| (known.columns, known.rows) == (table.rows, table.columns);
        seen(table.rows)?;
        seen(table.columns)?;
        let at = of.tables.iter().position(|known| here(known) || turned(known))?;
        let cells = &sheet.shown.pairs[at].2;
        let turn = |((row, column), shown): (&(String, String), &Shown)| ((column.clone(), row.clone()), *shown);
        Some(if here(&of.tables[at]) { cells.clone() } else { cells.iter().map(turn).collect() })
    };
    Before {
        total: sheet.shown.total,
        singles: now.dimensions.iter().map(|dimension| seen(*dimension).map(single)).collect(),
        pairs: now.tables.iter().map(pair).collect(),
    }
}

/// What a version shows of a period that has to stay as another version released it: what both have. Of the rest nobody learns anything,
/// and its values are never named.
pub fn stays(before: Before, figures: &Figures<i64>) -> Protected {
    let keys = |single: &BTreeMap<String, i64>| -> BTreeSet<String> { single.keys().cloned().collect() };
    let (singles, unnamed) = before
        .singles
        .into_iter()
        .zip(&figures.singles)
        .map(|(before, single)| before.unwrap_or_else(|| (BTreeMap::new(), keys(single))))
        .unzip();
    let pairs = figures.pairs.iter().zip(before.pairs).map(|((one, other, _), cells)| (*one, *other, cells.unwrap_or_default()));
    Protected { shown: Figures { total: before.total, singles, pairs: pairs.collect() }, unnamed }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::rules::{load, suppression::protect};

    fn shipped(code: &str) -> Indicator {
        load::shipped().expect("indicators").into_iter().find(|one| one.code == code).expect("the indicator")
    }

    fn a_month(indicator: &Indicator) -> Figures<i64> {
        let mut figures = empty::<i64>(indicator);
        figures.total = 19;
        figures.singles[6] = [("TUR", 9), ("UKR", 7), ("ROU", 3)].map(|(key, value)| (key.to_owned(), value)).into();
        figures.singles[7] = [("Male", 12), ("Female", 7)].map(|(key, value)| (key.to_owned(), value)).into();
        figures.pairs[1].2 = [(("TUR", "Male"), 9), (("UKR", "Female"), 7), (("ROU", "Male"), 3)]
            .map(|((row, column), value)| ((row.to_owned(), column.to_owned()), value))
            .into();
        figures
    }

    #[test]
    fn a_sheet_is_read_as_it_was_written_whole_and_by_its_parts() {
        let indicator = shipped("requests-registered");
        let protected = protect(&a_month(&indicator));
        let row = write("2026-11-01".parse().expect("a day"), &protected).expect("a sheet");
        assert_eq!(read(&indicator, &row).expect("a sheet"), protected);
        for cut in [0, 7, 11] {
            let part = path(&indicator, cut).iter().fold(&row.figures, |part, step| match step.parse::<usize>() {
                Ok(at) => &part[at],
                Err(_) => &part[step.as_str()],
            });
            let of_sheet = super::super::open::cells_of(&protected.shown, &indicator, cut);
            assert_eq!(cells(Some(part.clone()), &indicator, cut).expect("cells"), of_sheet, "{cut}");
        }
    }

    #[test]
    fn another_version_heeds_what_was_hidden_in_what_both_have() {
        let indicator = shipped("requests-registered");
        let protected = protect(&a_month(&indicator));
        let mut other = indicator.clone();
        other.dimensions.retain(|dimension| dimension.name() != "office");
        other.tables = vec![IndicatorTable { rows: indicator.tables[1].columns, columns: indicator.tables[1].rows }];
        let before = before(&protected, &indicator, &other);
        assert_eq!(before.singles.len(), other.dimensions.len());
        let (shown, _) = before.singles[5].as_ref().expect("citizenships");
        assert_eq!(shown["ROU"], Shown::Hidden);
        let cells = before.pairs[0].as_ref().expect("the table, turned");
        assert_eq!(cells[&("Male".to_owned(), "ROU".to_owned())], Shown::Hidden);
        assert!(before.singles[1].is_none(), "what is reserved was not seen");
    }
}
