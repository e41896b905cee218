//! A report as CSV (RFC 4180): one figure a line, with the codes beside the names, so that every program reads it alike.

use super::{ReportContent, ReportFigure, ReportTable, words::text};
use crate::kernel::{problem::Problem, text::Language};

/// All together, and what is gathered, as SDMX writes them.
const TOTAL: &str = "_T";
const OTHERS: &str = "_O";

const HEAD: [&str; 14] = [
    "table",
    "indicator",
    "version",
    "measure",
    "period",
    "knownOn",
    "rowDimension",
    "rowCode",
    "row",
    "columnDimension",
    "columnCode",
    "column",
    "value",
    "suppressed",
];

/// Figures that are not shown have an empty value and say so. `table` is the table's number in the report.
pub fn write(content: &ReportContent, language: Language) -> Result<Vec<u8>, Problem> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(HEAD).map_err(Problem::internal)?;
    let known_on = content.known_on.to_string();
    for (nth, table) in (1..).zip(&content.tables) {
        let (nth, version, measure) = (nth.to_string(), table.version.to_string(), format!("{:?}", table.measure));
        let dimension = |at: usize| table.dimension_codes.get(at).map_or("", |dimension| dimension.name());
        for ([row_code, row, column_code, column], figure) in figures(table, language) {
            let value = figure.value.map(|value| value.to_string()).unwrap_or_default();
            let suppressed = if figure.value.is_none() { "true" } else { "false" };
            out.write_record([
                nth.as_str(),
                &table.indicator_code,
                &version,
                &measure,
                &content.period,
                &known_on,
                dimension(0),
                &row_code,
                &row,
                dimension(1),
                &column_code,
                &column,
                &value,
                suppressed,
            ])
            .map_err(Problem::internal)?;
        }
    }
    out.into_inner().map_err(Problem::internal)
}

/// Code and name of the row, code and name of the column, and the figure.
fn figures(table: &ReportTable, language: Language) -> impl Iterator<Item = ([String; 4], ReportFigure)> {
    let rows = table.rows.iter().flat_map(move |row| {
        row.figures.iter().enumerate().map(move |(at, figure)| {
            let column_code = table.column_codes.get(at).cloned().unwrap_or_default();
            let column = table.columns.get(at).map_or("", |column| column.in_language(language)).to_owned();
            let code = row.code.clone().unwrap_or_else(|| OTHERS.to_owned());
            ([code, row.label.in_language(language).to_owned(), column_code, column], *figure)
        })
    });
    let all = |many: bool| if many { TOTAL.to_owned() } else { String::new() };
    let total = [TOTAL.to_owned(), text("total").in_language(language).to_owned(), all(!table.columns.is_empty()), String::new()];
    rows.chain([(total, table.total)])
}
