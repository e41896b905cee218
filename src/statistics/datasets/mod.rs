//! Open data (C-4, C-29.11, G-DATE): every open indicator is a data set. A data set has one row a figure: the period, a value of each
//! dimension (`_T` where it is all of them, as SDMX writes it), the figure, and whether it is confidential.

mod dcat;
mod push;
mod release;

use std::sync::Arc;

use actix_web::web::Bytes;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

pub use dcat::catalog;
pub use push::Push;

use super::{
    Figures, labels,
    open::{Current, cells_of},
    rules::{
        fact::Dimension,
        period::{Period, PeriodKind},
        suppression::Shown,
    },
    store::releases,
};
use crate::kernel::{http::reply::etag, problem::Problem};

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
    /// A value of each dimension, in the indicator's order.
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

    fn write(self, current: &Current, rows: &[Row]) -> Result<Vec<u8>, Problem> {
        let names: Vec<&str> = current.indicator().dimensions.iter().map(|dimension| dimension.name()).collect();
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
                let (code, version) = (&current.indicator().code, current.number);
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

/// A file of a data set, ready to be sent.
#[derive(Debug)]
pub struct File {
    /// Its bytes.
    pub bytes: Bytes,
    /// Its strong tag.
    pub etag: String,
}

impl Figures {
    /// The rows of a data set as a release knows them: periods that are over, from the first that has a figure.
    pub async fn rows(&self, current: &Current, known_on: NaiveDate) -> Result<Vec<Row>, Problem> {
        let indicator = current.indicator();
        let Some(kind) = indicator.open_period else { return Ok(Vec::new()) };
        let series = current.counted.series;
        let first = self.door.open(move |conn, _| releases::first_period(conn, series, kind.kept())).await?;
        let Some(first) = first else { return Ok(Vec::new()) };
        let mut rows = Vec::new();
        for period in over(kind, first, known_on) {
            let sheet = self.sheet(current, period, known_on).await?;
            for (cut, dimensions) in current.counted.cuts.iter().enumerate() {
                for (values, shown) in cells_of(&sheet, indicator, cut) {
                    let of = |dimension: &Dimension| {
                        dimensions.iter().position(|known| known == dimension).map_or(ALL, |at| values[at].as_str()).to_owned()
                    };
                    rows.push(Row {
                        period: period.to_string(),
                        values: indicator.dimensions.iter().map(of).collect(),
                        value: match shown {
                            Shown::Value(value) => Some(value),
                            Shown::Hidden => None,
                        },
                    });
                }
            }
        }
        Ok(rows)
    }

    /// A file of a data set, from memory once it was made.
    pub async fn file(&self, current: &Current, known_on: NaiveDate, format: DatasetFormat) -> Result<Arc<File>, Problem> {
        let key = (current.counted.series, known_on, format.code());
        if let Some(file) = self.kept.file(&key) {
            return Ok(file);
        }
        let rows = self.rows(current, known_on).await?;
        let bytes = format.write(current, &rows)?;
        let file = Arc::new(File { etag: etag(current.number, &bytes), bytes: bytes.into() });
        self.kept.keep_file(key, file.clone());
        Ok(file)
    }

    /// An address of ours.
    pub fn address(&self, path: &str) -> String {
        format!("{}/api/v1/{path}", self.public_url.as_str().trim_end_matches('/'))
    }
}

/// The periods of a kind from one on that are over on a day, the latest so many.
fn over(kind: PeriodKind, first: NaiveDate, on: NaiveDate) -> Vec<Period> {
    let mut periods: Vec<Period> = std::iter::successors(Some(Period::of(kind, first)), |period| Some(period.next()))
        .take_while(|period| period.last() <= on)
        .collect();
    let from = periods.len().saturating_sub(PERIODS);
    periods.split_off(from)
}

/// The data set's columns, as a Table Schema (Frictionless Data) that is a JSON Schema of a row too.
pub fn schema(current: &Current) -> Value {
    let indicator = current.indicator();
    let mut fields = vec![json!({
        "name": "period", "type": "string", "title": "Perioada", "constraints": { "required": true,
            "pattern": super::rules::period::PATTERN },
    })];
    let mut properties = json!({ "period": { "type": "string", "pattern": super::rules::period::PATTERN } });
    for dimension in &indicator.dimensions {
        let title = labels::dimension(*dimension);
        let mut field = json!({
            "name": dimension.name(), "type": "string", "title": title.ro, "description": format!("{} ({ALL}: all)", title.en),
            "constraints": { "required": true },
        });
        if let Some(list) = labels::classifier(*dimension) {
            field["rdfType"] = json!(format!("/api/v1/semantic-assets/{list}"));
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
        "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "title": indicator.title.en,
        "properties": properties, "required": required, "additionalProperties": false,
        "fields": fields, "missingValues": [""], "primaryKey": required[..required.len() - 2].to_vec(),
    })
}
