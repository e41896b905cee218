//! Figures beside their goals: as a table for people, as JSON for everything else.

use std::{fs, path::Path};

use serde_json::{Value, json};

/// Whether a goal was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It was.
    Reached,
    /// It was not.
    Missed,
    /// There is none.
    Shown,
}

impl Verdict {
    /// Reached or missed.
    pub fn of(reached: bool) -> Self {
        if reached { Self::Reached } else { Self::Missed }
    }

    fn sign(self) -> &'static str {
        match self {
            Self::Reached => "ok",
            Self::Missed => "MISSED",
            Self::Shown => "",
        }
    }
}

/// One line.
#[derive(Debug, Clone)]
pub struct Row {
    /// What was measured.
    pub what: String,
    /// Named figures.
    pub figures: Vec<(&'static str, String)>,
    /// What is to be reached.
    pub goal: String,
    /// Whether it was.
    pub verdict: Verdict,
    /// Everything, for the report.
    pub detail: Value,
}

/// Prints the rows and says how many goals were missed.
#[allow(clippy::print_stdout)]
pub fn print(title: &str, rows: &[Row]) -> usize {
    let width = rows.iter().map(|row| row.what.chars().count()).max().unwrap_or_default();
    println!("\n{title}");
    for row in rows {
        let figures: String = row.figures.iter().map(|(name, figure)| format!("  {name} {figure:>8}")).collect();
        println!("  {:width$}{figures}   goal {:<12} {}", row.what, row.goal, row.verdict.sign());
    }
    rows.iter().filter(|row| row.verdict == Verdict::Missed).count()
}

/// Writes the report.
pub fn report(path: &Path, sections: &[(&str, &[Row])]) -> anyhow::Result<()> {
    let row = |row: &Row| json!({ "what": row.what, "goal": row.goal, "reached": match row.verdict { Verdict::Reached => json!(true), Verdict::Missed => json!(false), Verdict::Shown => Value::Null }, "figures": row.detail });
    let whole: serde_json::Map<String, Value> =
        sections.iter().map(|(name, rows)| ((*name).to_owned(), rows.iter().map(row).collect())).collect();
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, serde_json::to_string_pretty(&Value::Object(whole))?)?;
    Ok(())
}
