//! A report as people read it: tables with bars, in Romanian, archival and accessible (PDF/A-2a, PDF/UA-1).

use std::sync::LazyLock;

use chrono::{TimeZone, Utc};
use migratie_typesetting::{Language, Typesetter};
use serde_json::{Value, json};

use super::{ReportContent, ReportTable};
use crate::kernel::problem::Problem;

const TEMPLATE: &str = include_str!("report.typ");
const EMBLEM: &[u8] = include_bytes!("../../documents/templates/emblem.svg");

static TYPESETTER: LazyLock<Result<Typesetter, String>> = LazyLock::new(|| Typesetter::new().map_err(|fault| fault.to_string()));

/// The same report gives the same bytes.
pub fn write(number: &str, content: &ReportContent) -> Result<Vec<u8>, Problem> {
    let typesetter = TYPESETTER.as_ref().map_err(Problem::internal)?;
    let noon = content.known_on.and_hms_opt(12, 0, 0).map(|noon| Utc.from_utc_datetime(&noon));
    let data = typesetter.legible(&data(number, content));
    let title = format!("{} {}", content.title.ro, content.period);
    typesetter
        .typeset(TEMPLATE, &[("emblem.svg", EMBLEM)], &data, &title, Language::Ro, noon.unwrap_or_default())
        .map_err(Problem::internal)
}

fn data(number: &str, content: &ReportContent) -> Value {
    json!({
        "number": number, "title": content.title.ro, "period": content.period, "first": content.first_day, "last": content.last_day,
        "knownOn": content.known_on, "open": content.view == crate::statistics::routes::wire::FigureView::Open,
        "leftOut": content.left_out, "tables": content.tables.iter().map(table).collect::<Vec<_>>(),
    })
}

fn table(table: &ReportTable) -> Value {
    let rows: Vec<Value> = table
        .rows
        .iter()
        .map(|row| {
            let figures: Vec<Value> = row.figures.iter().map(|figure| json!(figure.value)).collect();
            let sum: i64 = row.figures.iter().filter_map(|figure| figure.value).sum();
            json!({ "label": row.label.ro, "figures": figures, "sum": sum })
        })
        .collect();
    json!({
        "title": table.title.ro, "definition": table.definition.ro, "quality": table.quality.ro,
        "dimensions": table.dimensions.iter().map(|dimension| &dimension.ro).collect::<Vec<_>>(),
        "columns": table.columns.iter().map(|column| &column.ro).collect::<Vec<_>>(),
        "rows": rows, "total": table.total.value, "before": table.before.value,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::text::Text,
        statistics::{
            reports::{ReportFigure, ReportKind, ReportRow},
            routes::wire::FigureView,
        },
    };

    fn text(ro: &str) -> Text {
        Text::new(ro, ro, ro)
    }

    fn content() -> ReportContent {
        let figures = |values: &[Option<i64>]| values.iter().map(|value| ReportFigure { value: *value }).collect();
        ReportContent {
            kind: ReportKind::Monthly,
            title: text("Raport statistic lunar"),
            period: "2026-10".into(),
            first_day: "2026-10-01".parse().expect("a day"),
            last_day: "2026-10-31".parse().expect("a day"),
            view: FigureView::Open,
            known_on: "2026-11-15".parse().expect("a day"),
            tables: vec![
                ReportTable {
                    indicator_code: "requests-registered".into(),
                    version: 1,
                    title: text("Solicitări înregistrate"),
                    definition: text(
                        "Numărul solicitărilor de servicii care au primit număr de înregistrare în perioada de referință.",
                    ),
                    quality: text("Date complete din registrul solicitărilor."),
                    dimensions: vec![text("Cetățenia"), text("Sexul")],
                    columns: vec![text("femei"), text("bărbați")],
                    rows: vec![
                        ReportRow { label: text("Türkiye"), figures: figures(&[Some(214), Some(388)]) },
                        ReportRow { label: text("Ucraina"), figures: figures(&[Some(301), Some(117)]) },
                        ReportRow { label: text("România și Șărdeștiul de Țară"), figures: figures(&[None, None]) },
                    ],
                    total: ReportFigure { value: Some(1027) },
                    before: ReportFigure { value: Some(981) },
                },
                ReportTable {
                    indicator_code: "terms-kept".into(),
                    version: 1,
                    title: text("Respectarea termenelor legale"),
                    definition: text("Numărul solicitărilor soluționate, după respectarea termenului."),
                    quality: text("Date complete."),
                    dimensions: vec![text("Oficiul")],
                    columns: Vec::new(),
                    rows: vec![ReportRow { label: text("Chișinău"), figures: figures(&[Some(612)]) }],
                    total: ReportFigure { value: Some(612) },
                    before: ReportFigure { value: None },
                },
            ],
            left_out: vec!["Drepturi de ședere acordate".into()],
        }
    }

    #[test]
    fn a_report_is_the_same_bytes_each_time_in_every_form() {
        use super::super::ReportFormat as F;
        for format in [F::Json, F::Csv, F::Xlsx, F::Pdf] {
            let one = format.write("RS-2026-0001", &content()).unwrap_or_else(|problem| panic!("{format:?}: {problem}"));
            let other = format.write("RS-2026-0001", &content()).expect("again");
            assert!(one == other && one.len() > 200, "{format:?}");
            if let Ok(folder) = std::env::var("MIGRATIE_SHOW_REPORT") {
                let _ = std::fs::write(format!("{folder}/report.{}", format.extension()), &one);
            }
        }
    }
}
