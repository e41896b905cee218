//! Open data (C-4, C-29.11, G-DATE): every open indicator is a data set. A data set has one row a figure: the period, a value of each
//! dimension (`_T` where it is all of them, as SDMX writes it), the figure, and whether it is confidential.

mod dcat;
mod push;
pub mod release;

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

pub use dcat::catalog;
pub use push::Push;
pub use release::by_place;

use super::{
    Figures, labels,
    open::{Opened, cells_of},
    rules::{
        fact::Dimension,
        indicator::Indicator,
        period::Period,
        suppression::{Figures as Sheet, Shown},
    },
    sheet,
    store::releases,
};
use crate::kernel::{http::kept::Kept, problem::Problem};

/// Periods in a data set at most, the latest.
const PERIODS: usize = 120;
/// A value of a dimension of which the row is not: all together.
pub const ALL: &str = "_T";
/// The licence: anyone may use it who says whose it is.
pub const LICENCE: &str = "https://creativecommons.org/licenses/by/4.0/";

/// A row of a data set.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Row {
    /// The period.
    pub period: String,
    /// A value of each dimension that everybody sees, in the indicator's order.
    pub values: Vec<String>,
    /// The figure; none where it is confidential.
    pub value: Option<i64>,
}

/// The forms in which a data set is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub enum DatasetFormat {
    /// Comma-separated values (RFC 4180).
    #[default]
    #[serde(rename = "csv")]
    Csv,
    /// A JSON object with its rows.
    #[serde(rename = "json")]
    Json,
    /// A JSON object a line.
    #[serde(rename = "ndjson")]
    Ndjson,
}

impl DatasetFormat {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Json, Self::Ndjson];

    /// Its media type.
    pub const fn media(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Json => "application/json",
            Self::Ndjson => "application/x-ndjson",
        }
    }

    /// As it stands in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
        }
    }

    /// As portals call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::Ndjson => "NDJSON",
        }
    }

    fn write(self, indicator: &Indicator, version: i32, rows: &[Row]) -> Result<Vec<u8>, Problem> {
        let names: Vec<&str> = indicator.open_dimensions().into_iter().map(Dimension::name).collect();
        let object = |row: &Row| {
            let mut object = json!({ "period": row.period });
            names.iter().zip(&row.values).for_each(|(name, value)| object[*name] = json!(value));
            object["value"] = json!(row.value);
            object["confidential"] = json!(row.value.is_none());
            object
        };
        match self {
            Self::Json => {
                let rows: Vec<Value> = rows.iter().map(object).collect();
                let code = &indicator.code;
                serde_json::to_vec(&json!({ "dataset": code, "indicatorVersion": version, "rows": rows }))
                    .map_err(Problem::internal)
            }
            Self::Ndjson => Ok(rows.iter().flat_map(|row| format!("{}\n", object(row)).into_bytes()).collect()),
            Self::Csv => {
                let mut out = csv::Writer::from_writer(Vec::new());
                let head = std::iter::once("period").chain(names.iter().copied()).chain(["value", "confidential"]);
                out.write_record(head).map_err(Problem::internal)?;
                for row in rows {
                    let value = row.value.map(|value| value.to_string()).unwrap_or_default();
                    let hidden = if row.value.is_none() { "true" } else { "false" };
                    let cells = std::iter::once(row.period.as_str())
                        .chain(row.values.iter().map(String::as_str))
                        .chain([value.as_str(), hidden]);
                    out.write_record(cells).map_err(Problem::internal)?;
                }
                out.into_inner().map_err(Problem::internal)
            }
        }
    }
}

/// No day of figures lies outside.
pub const EVER: (NaiveDate, NaiveDate) = match (NaiveDate::from_ymd_opt(1900, 1, 1), NaiveDate::from_ymd_opt(2200, 1, 1)) {
    (Some(first), Some(last)) => (first, last),
    _ => (NaiveDate::MIN, NaiveDate::MAX),
};

/// What a release says of each period, by its first day.
type Sheets = BTreeMap<NaiveDate, Sheet<Shown>>;

/// The rows of a data set: the latest periods of a release.
fn rows(indicator: &Indicator, sheets: &Sheets) -> Vec<Row> {
    let Some(kind) = indicator.open_period else { return Vec::new() };
    let latest = sheets.iter().skip(sheets.len().saturating_sub(PERIODS));
    latest.flat_map(|(first, sheet)| rows_of(indicator, Period { kind, first: *first }, sheet)).collect()
}

/// The rows of a period.
pub fn rows_of(indicator: &Indicator, period: Period, sheet: &Sheet<Shown>) -> Vec<Row> {
    let mut rows = Vec::new();
    let seen = indicator.open_dimensions();
    for (cut, dimensions) in indicator.cuts().iter().enumerate().filter(|(_, cut)| indicator.is_open_cut(cut)) {
        for (values, shown) in cells_of(sheet, indicator, cut) {
            let of = |dimension: &Dimension| {
                dimensions.iter().position(|known| known == dimension).map_or(ALL, |at| values[at].as_str()).to_owned()
            };
            rows.push(Row {
                period: period.to_string(),
                values: seen.iter().map(of).collect(),
                value: match shown {
                    Shown::Value(value) => Some(value),
                    Shown::Hidden => None,
                },
            });
        }
    }
    rows
}

impl Figures {
    /// A file of a data set as it was released: of the newest release from memory, of another one made anew.
    pub async fn file(&self, opened: &Opened, format: DatasetFormat) -> Result<Arc<Kept>, Problem> {
        let name = format!("file {}/{} {}", opened.release.code, opened.release.number, format.code());
        if let Some(file) = self.kept.memory.get(&name) {
            return Ok(file);
        }
        let _one_at_a_time = self.kept.making.lock().await;
        if let Some(file) = self.kept.memory.get(&name) {
            return Ok(file);
        }
        let (release, indicator) = (opened.release.clone(), opened.indicator().clone());
        // Written and compressed on the thread that reads, not on one that answers.
        let file = self
            .door
            .open(move |conn, _| {
                let mut sheets = Sheets::new();
                for row in releases::sheets(conn, release.sheets(), EVER, &[])? {
                    sheets.insert(row.period, sheet::read(&indicator, &row)?.shown);
                }
                Kept::of_bytes(format.write(&indicator, release.indicator_version, &rows(&indicator, &sheets))?)
            })
            .await?;
        let file = Arc::new(file);
        if self.is_newest(opened).await? {
            self.kept.memory.keep(name, &file);
        }
        Ok(file)
    }

    /// An address of ours.
    pub fn address(&self, path: &str) -> String {
        format!("{}/api/v1/{path}", self.public_url.as_str().trim_end_matches('/'))
    }
}

/// The data set's columns, as a Table Schema (Frictionless Data) that is a JSON Schema of a row too.
pub fn schema(figures: &Figures, opened: &Opened) -> Value {
    let (indicator, release) = (opened.indicator(), &opened.release);
    let mut fields = vec![json!({
        "name": "period", "type": "string", "title": "Perioada", "constraints": { "required": true,
            "pattern": super::rules::period::PATTERN },
    })];
    let mut properties = json!({ "period": { "type": "string", "pattern": super::rules::period::PATTERN } });
    for dimension in &indicator.open_dimensions() {
        let title = labels::dimension(*dimension);
        let mut field = json!({
            "name": dimension.name(), "type": "string", "title": title.ro, "description": format!("{} ({ALL}: all)", title.en),
            "constraints": { "required": true },
        });
        if let Some(list) = labels::asset(*dimension) {
            field["rdfType"] = json!(figures.address(&format!("semantic-assets/{list}")));
        }
        fields.push(field);
        properties[dimension.name()] = json!({ "type": "string", "title": title.ro });
    }
    fields.push(json!({ "name": "value", "type": "integer", "title": "Valoarea", "constraints": { "minimum": 0 } }));
    fields
        .push(json!({ "name": "confidential", "type": "boolean", "title": "Confidențial", "constraints": { "required": true } }));
    properties["value"] = json!({ "type": ["integer", "null"], "minimum": 0 });
    properties["confidential"] = json!({ "type": "boolean" });
    let required: Vec<Value> = fields.iter().map(|field| field["name"].clone()).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": figures.address(&format!("datasets/{}/schema?release={}", release.code, release.number)),
        "version": release.indicator_version.to_string(), "created": release.created_at.to_rfc3339(),
        "type": "object", "title": indicator.title.en,
        "properties": properties, "required": required, "additionalProperties": false,
        "fields": fields, "missingValues": [""], "primaryKey": required[..required.len() - 2].to_vec(),
    })
}
