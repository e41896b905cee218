//! A report as CSV (RFC 4180): one figure a line, so that every program reads it alike.

use super::{ReportContent, ReportTable};
use crate::kernel::problem::Problem;

/// Figures that are not shown have an empty value and say so.
pub fn write(content: &ReportContent) -> Result<Vec<u8>, Problem> {
    let mut out = csv::Writer::from_writer(Vec::new());
    let mut line = |cells: [&str; 8]| out.write_record(cells).map_err(Problem::internal);
    line(["indicator", "version", "period", "knownOn", "row", "column", "value", "suppressed"])?;
    let known_on = content.known_on.to_string();
    for table in &content.tables {
        let version = table.version.to_string();
        for (row, column, figure) in figures(table) {
            let value = figure.value.map(|value| value.to_string()).unwrap_or_default();
            let suppressed = if figure.value.is_none() { "true" } else { "false" };
            line([&table.indicator_code, &version, &content.period, &known_on, row, column, &value, suppressed])?;
        }
    }
    out.into_inner().map_err(Problem::internal)
}

fn figures(table: &ReportTable) -> impl Iterator<Item = (&str, &str, super::ReportFigure)> {
    let rows = table.rows.iter().flat_map(move |row| {
        row.figures.iter().enumerate().map(move |(at, figure)| {
            let column = table.columns.get(at).map_or("", |column| column.ro.as_str());
            (row.label.ro.as_str(), column, *figure)
        })
    });
    rows.chain([("Total", "", table.total)])
}
