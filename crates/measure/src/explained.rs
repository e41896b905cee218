//! The plans of what the program itself sends: PostgreSQL's auto_explain writes them to its log, without the values of parameters.

use std::{
    io::{Read, Seek, SeekFrom},
    path::Path,
    time::{Duration, Instant},
};

use anyhow::Context;
use serde_json::Value;

use crate::server::Database;

/// One statement as it was carried out.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Its text, with `$1` for its parameters.
    pub text: String,
    /// Blocks that it looked at, in memory or not.
    pub buffers: u64,
    /// The whole plan.
    pub plan: Value,
}

/// From the next connection on, the program's statements are explained.
pub fn explain(database: &Database) -> anyhow::Result<()> {
    database.psql(
        "alter role migratie_app set session_preload_libraries = 'auto_explain';
         alter role migratie_app set auto_explain.log_min_duration = 0;
         alter role migratie_app set auto_explain.log_analyze = on;
         alter role migratie_app set auto_explain.log_buffers = on;
         alter role migratie_app set auto_explain.log_timing = off;
         alter role migratie_app set auto_explain.log_format = json",
    )?;
    Ok(())
}

/// From the next connection on, they are not.
pub fn be_silent(database: &Database) -> anyhow::Result<()> {
    database.psql("alter role migratie_app reset all")?;
    Ok(())
}

/// Reads what comes to the log.
pub struct Log<'a> {
    path: &'a Path,
    at: u64,
}

impl<'a> Log<'a> {
    /// From here on.
    pub fn from_here(path: &'a Path) -> anyhow::Result<Self> {
        Ok(Self { path, at: std::fs::metadata(path)?.len() })
    }

    /// The statements since; waits for the one that ends every call: the journal's entry.
    pub fn statements(&mut self) -> anyhow::Result<Vec<Statement>> {
        let began = Instant::now();
        loop {
            let (found, length) = self.look()?;
            if found.iter().any(|statement| statement.text.contains("journal.entries"))
                || began.elapsed() > Duration::from_secs(5)
            {
                self.at += length;
                return Ok(found);
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// The statements since of calls that leave no entry: each is written before its call is answered.
    pub fn so_far(&mut self) -> anyhow::Result<Vec<Statement>> {
        std::thread::sleep(Duration::from_millis(50));
        let (found, length) = self.look()?;
        self.at += length;
        Ok(found)
    }

    fn look(&self) -> anyhow::Result<(Vec<Statement>, u64)> {
        let mut file = std::fs::File::open(self.path)?;
        file.seek(SeekFrom::Start(self.at))?;
        let mut text = String::new();
        file.read_to_string(&mut text)?;
        Ok((read(&text)?, text.len() as u64))
    }
}

/// The plans in a piece of the log: a line that ends in `plan:`, then JSON behind tabs.
fn read(text: &str) -> anyhow::Result<Vec<Statement>> {
    let mut found = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if !line.trim_end().ends_with("plan:") {
            continue;
        }
        let mut json = String::new();
        while let Some(more) = lines.next_if(|line| line.starts_with('\t')) {
            json.push_str(more);
        }
        let Ok(plan) = serde_json::from_str::<Value>(&json) else { continue };
        let text = plan["Query Text"].as_str().context("a plan without its statement")?.to_owned();
        let blocks = |name: &str| plan["Plan"][name].as_u64().unwrap_or_default();
        let buffers = blocks("Shared Hit Blocks") + blocks("Shared Read Blocks");
        found.push(Statement { text, buffers, plan });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    #[test]
    fn plans_are_found_in_the_log() {
        let log = "2026 UTC [1] LOG:  duration: 0.1 ms  plan:\n\t{\n\t  \"Query Text\": \"select 1\",\n\t  \"Plan\": {\"Shared Hit Blocks\": 3, \
                   \"Shared Read Blocks\": 2}\n\t}\n2026 UTC [1] LOG:  else\n";
        let found = super::read(log).unwrap_or_default();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].text.as_str(), found[0].buffers), ("select 1", 5));
    }
}
