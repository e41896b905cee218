//! What is asked of statistics: a cell, a table, an open-data file.

use anyhow::{Context, ensure};

use crate::{http::Call, server::Database};

/// Months (or weeks) of each kind that are asked for.
const SAMPLES: usize = 25;
const FIGURES: &str = "/api/v1/indicators/requests-registered";
/// The table of two dimensions.
const TABLE: &str = "rows=citizenship&columns=sex";

/// Calls of one kind, and those that are made before without being looked at.
pub struct Asked {
    /// What it is called.
    pub name: &'static str,
    /// Made before; others where an answer is given from memory from its second time on.
    pub before: Vec<Call>,
    /// Measured.
    pub calls: Vec<Call>,
}

/// Days and months of the world: things are asked of months that were over long ago.
pub struct Calendar {
    /// Months, the latest at the end.
    pub months: Vec<String>,
    /// Sundays of the last weeks.
    sundays: Vec<String>,
}

impl Calendar {
    /// As the database counts days.
    pub fn of(database: &Database) -> anyhow::Result<Self> {
        let column = |sql: &str| -> anyhow::Result<Vec<String>> {
            let rows = database.rows(sql)?;
            rows.iter().map(|row| row["value"].as_str().map(str::to_owned).context("a day")).collect()
        };
        let months = column(
            "select to_char(m, 'YYYY-MM') as value
               from generate_series(date_trunc('month', now() - interval '6 years'), now() - interval '1 year', '1 month') m",
        )?;
        let sundays = column(
            "select to_char(d, 'YYYY-MM-DD') as value
               from generate_series(date_trunc('week', now()) - interval '8 weeks 1 day', now() - interval '7 days', '1 week') d",
        )?;
        ensure!(months.len() > 2 * SAMPLES && sundays.len() > 6, "the calendar is too short");
        Ok(Self { months, sundays })
    }
}

/// An exact total of a month.
pub fn cell(month: &str, token: &str) -> Call {
    Call::get(format!("{FIGURES}/exact-figures?from={month}")).examining(token)
}

/// An exact table of a month.
pub fn table(month: &str, token: &str) -> Call {
    Call::get(format!("{FIGURES}/exact-figures?{TABLE}&from={month}")).examining(token)
}

/// Exact figures, for those who may see them.
pub fn exact(calendar: &Calendar, token: &str) -> Vec<Asked> {
    let each = |name, asked: &dyn Fn(&str) -> String| {
        let one = |month: &String| Call::get(asked(month)).examining(token);
        let calls: Vec<Call> = calendar.months.iter().rev().take(SAMPLES).map(one).collect();
        Asked { name, before: calls.clone(), calls }
    };
    let today = calendar.sundays.last().map_or("", String::as_str);
    let registered = |query: String| format!("{FIGURES}/exact-figures?{query}");
    let by_office = |code: &str, month: &str| format!("/api/v1/indicators/{code}/exact-figures?rows=office&from={month}");
    vec![
        each("a cell", &|month| registered(format!("from={month}"))),
        each("a cell as known then", &|month| registered(format!("from={month}&asKnownOn={today}"))),
        each("a table", &|month| registered(format!("{TABLE}&from={month}"))),
        each("a table as known then", &|month| registered(format!("{TABLE}&from={month}&asKnownOn={today}"))),
        each("a table of a year", &|month| registered(format!("{TABLE}&from={}", &month[..4]))),
        each("a stock by office", &|month| by_office("requests-pending", month)),
        each("a mean by office", &|month| by_office("days-to-decision", month)),
    ]
}

/// Open figures and files of the newest release, made: what was made once is given from memory.
pub fn open(calendar: &Calendar) -> Vec<Asked> {
    let table = |month: &String| Call::get(format!("{FIGURES}/figures?{TABLE}&from={month}"));
    let file = |code: &str| Call::get(format!("/api/v1/datasets/{code}/content"));
    let months = &calendar.months[calendar.months.len() - 2 * SAMPLES..];
    vec![
        Asked {
            name: "an open table, made",
            before: months[..SAMPLES].iter().map(table).collect(),
            calls: months[SAMPLES..].iter().map(table).collect(),
        },
        Asked { name: "an open-data file, made", before: vec![file("decisions")], calls: vec![file("requests-registered")] },
    ]
}

/// The addresses of an open table and an open-data file that stand in memory once they were asked for.
pub fn in_memory(calendar: &Calendar) -> [(&'static str, String); 2] {
    let month = calendar.months.last().map_or("", String::as_str);
    [
        ("an open table", format!("{FIGURES}/figures?{TABLE}&from={month}")),
        ("an open-data file", "/api/v1/datasets/requests-registered/content".to_owned()),
    ]
}
