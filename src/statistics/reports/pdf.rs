//! A report as people read it: tables with bars, archival and accessible (PDF/A-2a, PDF/UA-1).

use std::sync::LazyLock;

use chrono::{TimeZone, Utc};
use migratie_typesetting::{Language as Setting, Typesetter};
use serde_json::{Value, json};

use super::{OmissionReason, ReportContent, ReportTable, words::words};
use crate::{
    kernel::{problem::Problem, text::Language},
    statistics::{routes::wire::FigureView, rules::indicator::Measure},
};

const TEMPLATE: &str = include_str!("report.typ");
const EMBLEM: &[u8] = include_bytes!("../../documents/templates/emblem.svg");

static TYPESETTER: LazyLock<Result<Typesetter, String>> = LazyLock::new(|| Typesetter::new().map_err(|fault| fault.to_string()));

/// The same report gives the same bytes.
pub fn write(number: &str, content: &ReportContent, language: Language) -> Result<Vec<u8>, Problem> {
    let typesetter = TYPESETTER.as_ref().map_err(Problem::internal)?;
    let noon = content.known_on.and_hms_opt(12, 0, 0).map(|noon| Utc.from_utc_datetime(&noon));
    let data = typesetter.legible(&data(number, content, language)?);
    let title = format!("{} {}", content.title.in_language(language), content.period);
    let setting = match language {
        Language::Ro => Setting::Ro,
        Language::Ru => Setting::Ru,
        Language::En => Setting::En,
    };
    typesetter
        .typeset(TEMPLATE, &[("emblem.svg", EMBLEM)], &data, &title, setting, noon.unwrap_or_default())
        .map_err(Problem::internal)
}

fn data(number: &str, content: &ReportContent, language: Language) -> Result<Value, Problem> {
    Ok(json!({
        "number": number, "title": content.title.in_language(language), "period": content.period, "first": content.first_day,
        "last": content.last_day, "knownOn": content.known_on, "open": content.view == FigureView::Open,
        "omitted": omitted(content, language), "words": words(language)?,
        "tables": content.tables.iter().map(|one| table(one, language)).collect::<Vec<_>>(),
    }))
}

/// The names of what is left out, by reason.
fn omitted(content: &ReportContent, language: Language) -> Value {
    let of = |reason| -> Vec<&str> {
        content.omitted.iter().filter(|one| one.reason == reason).map(|one| one.title.in_language(language)).collect()
    };
    json!({ "notOpen": of(OmissionReason::NotOpen), "withdrawn": of(OmissionReason::Withdrawn) })
}

fn table(table: &ReportTable, language: Language) -> Value {
    let rows: Vec<Value> = table
        .rows
        .iter()
        .map(|row| {
            let figures: Vec<Value> = row.figures.iter().map(|figure| json!(figure.value)).collect();
            let sum: i64 = row.figures.iter().filter_map(|figure| figure.value).sum();
            json!({ "label": row.label.in_language(language), "figures": figures, "sum": sum })
        })
        .collect();
    json!({
        "chapter": table.chapter.as_ref().map(|chapter| chapter.in_language(language)), "title": table.title.in_language(language), "definition": table.definition.in_language(language),
        "quality": table.quality.in_language(language), "mean": table.measure == Measure::MeanDays,
        "dimensions": table.dimensions.iter().map(|dimension| dimension.in_language(language)).collect::<Vec<_>>(),
        "columns": table.columns.iter().map(|column| column.in_language(language)).collect::<Vec<_>>(),
        "rows": rows, "total": table.total.value, "before": table.before.value,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::text::Text,
        statistics::{
            reports::{OmittedIndicator, ReportFigure, ReportKind, ReportRow},
            rules::fact::Dimension,
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
                    chapter: Some(text("Solicitări și decizii")),
                    indicator_code: "requests-registered".into(),
                    version: 1,
                    title: text("Solicitări înregistrate"),
                    definition: text(
                        "Numărul solicitărilor de servicii care au primit număr de înregistrare în perioada de referință.",
                    ),
                    quality: text("Date complete din registrul solicitărilor."),
                    dimensions: vec![text("Cetățenia"), text("Sexul")],
                    dimension_codes: vec![Dimension::Citizenship, Dimension::Sex],
                    measure: Measure::Count,
                    columns: vec![text("femei"), text("bărbați")],
                    column_codes: vec!["Female".into(), "Male".into()],
                    rows: vec![
                        ReportRow {
                            code: Some("TUR".into()), label: text("Türkiye"), figures: figures(&[Some(214), Some(388)])
                        },
                        ReportRow { code: Some("UKR".into()), label: text("Ucraina"), figures: figures(&[Some(301), Some(117)]) },
                        ReportRow {
                            code: Some("ROU".into()),
                            label: text("România și Șărdeștiul de Țară"),
                            figures: figures(&[None, None]),
                        },
                    ],
                    total: ReportFigure { value: Some(1027) },
                    before: ReportFigure { value: Some(981) },
                },
                ReportTable {
                    chapter: None,
                    indicator_code: "terms-kept".into(),
                    version: 1,
                    title: text("Respectarea termenelor legale"),
                    definition: text("Numărul solicitărilor soluționate, după respectarea termenului."),
                    quality: text("Date complete."),
                    dimensions: vec![text("Oficiul")],
                    dimension_codes: vec![Dimension::Office],
                    measure: Measure::Count,
                    columns: Vec::new(),
                    column_codes: Vec::new(),
                    rows: vec![ReportRow { code: Some("CHI".into()), label: text("Chișinău"), figures: figures(&[Some(612)]) }],
                    total: ReportFigure { value: Some(612) },
                    before: ReportFigure { value: None },
                },
            ],
            omitted: vec![OmittedIndicator {
                indicator_code: "stay-grants".into(),
                title: text("Drepturi de ședere acordate"),
                reason: OmissionReason::NotOpen,
            }],
        }
    }

    #[test]
    fn a_report_is_the_same_bytes_each_time_in_every_form() {
        use super::super::ReportFormat as F;
        for format in [F::Json, F::Csv, F::Xlsx, F::Pdf] {
            let written = |language| format.write("RS-2026-0001", &content(), language);
            let one = written(Language::Ro).unwrap_or_else(|problem| panic!("{format:?}: {problem}"));
            let other = written(Language::Ro).expect("again");
            assert_eq!(format == F::Json, one == written(Language::Ru).expect("in Russian"), "{format:?}");
            assert!(one == other && one.len() > 200, "{format:?}");
            if let Ok(folder) = std::env::var("MIGRATIE_SHOW_REPORT") {
                let _ = std::fs::write(format!("{folder}/report.{}", format.extension()), &one);
            }
        }
    }
}
