//! What statistics cost a change: the mark that the trigger leaves, and the folding of marks into figures, beside a lifecycle step of the
//! hand-written baseline. CPU of PostgreSQL, with the trigger and without it, in turns, so that other load on the machine meets both.

use std::{path::Path, process::Command, time::Duration};

use anyhow::{Context, ensure};
use serde_json::json;

use crate::{
    cpu,
    server::{self, Database},
    table::{Row, Verdict},
};

/// On top of a lifecycle step at most.
const GOAL: f64 = 0.05;
/// Turns with and without the trigger.
const TURNS: u64 = 5;
/// Steps of a turn.
const STEPS: u64 = 4000;
/// Connections of pgbench.
const CONNECTIONS: u64 = 4;
/// Requests that go back and forth.
const REQUESTS: u64 = 20_000;

/// What upkeep is measured with.
pub struct Upkeep<'a> {
    /// The program that folds.
    pub program: &'a Path,
    /// A data folder of its own.
    pub folder: &'a Path,
    /// The hand-written step.
    pub script: &'a Path,
}

impl Upkeep<'_> {
    /// The rows: the trigger, the folding, both.
    pub fn rows(&self, database: &Database) -> anyhow::Result<Vec<Row>> {
        database.psql(&format!(
            "create table if not exists bench.steps (n integer primary key, id uuid);
             truncate bench.steps;
             insert into bench.steps select row_number() over (), r.id from (
               select r.id from requests r join subdivisions s on s.id = r.subdivision_id and s.code = 'CHI'
                where r.state = 'Closed' order by r.id desc limit {REQUESTS}) r;
             grant select on bench.steps to migratie_program;
             analyze bench.steps"
        ))?;
        // Every request has a history of today, as one has that is worked on.
        self.steps(database, 5 * STEPS)?;
        self.fold(database)?;
        let (mut with, mut without, mut folded) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..TURNS {
            database.psql("alter table requests disable trigger marked_when_changed")?;
            let done = self.steps(database, STEPS);
            database.psql("alter table requests enable trigger marked_when_changed")?;
            without.push(done?);
            with.push(self.steps(database, STEPS)?);
            let marks: f64 = database.psql("select count(*) from statistics.changes")?.trim().parse()?;
            ensure!(marks >= STEPS as f64, "{marks} marks of {STEPS} steps");
            folded.push(self.fold(database)? / marks);
        }
        let (with, without, folded) = (middle(with), middle(without), middle(folded));
        let share = |part: f64| part / without;
        let row = |what: &str, part: f64, held: bool| Row {
            what: what.to_owned(),
            figures: vec![
                ("µs", format!("{part:.0}")),
                ("step µs", format!("{without:.0}")),
                ("on top", format!("{:.1} %", 100.0 * share(part))),
            ],
            goal: if held { format!("<= {:.0} %", 100.0 * GOAL) } else { "a part".into() },
            verdict: if held { Verdict::of(share(part) <= GOAL) } else { Verdict::Shown },
            detail: json!({ "postgresqlMicroseconds": part, "stepMicroseconds": without, "share": share(part) }),
        };
        Ok(vec![
            row("the mark", with - without, false),
            row("folding, in batches", folded, false),
            row("upkeep of figures a step", with - without + folded, true),
        ])
    }

    /// CPU of PostgreSQL a step, in microseconds.
    fn steps(&self, database: &Database, steps: u64) -> anyhow::Result<f64> {
        let before = cpu::of_family(database.postmaster)?;
        let output = Command::new(server::program("pgbench")?)
            .args(["--no-vacuum", "--protocol=prepared", "--jobs=2"])
            .args(["--client", &CONNECTIONS.to_string(), "--transactions", &(steps / CONNECTIONS).to_string()])
            .arg("--file")
            .arg(self.script)
            .arg(database.url("migratie_app"))
            .output()?;
        ensure!(output.status.success(), "pgbench: {}", String::from_utf8_lossy(&output.stderr));
        let spent = cpu::of_family(database.postmaster)?.saturating_sub(before);
        Ok(microseconds(spent) / steps as f64)
    }

    /// CPU of PostgreSQL while everything that waits is folded, in microseconds; what it takes to begin is taken off.
    fn fold(&self, database: &Database) -> anyhow::Result<f64> {
        let once = || -> anyhow::Result<f64> {
            let before = cpu::of_family(database.postmaster)?;
            let output = Command::new(self.program)
                .arg("figures")
                .env("MIGRATIE_MODE", "development")
                .env("MIGRATIE_DATA_DIR", self.folder)
                .env("DATABASE_URL", database.address("migratie_app"))
                .env("DATABASE_OWNER_URL", database.address("migratie_owner"))
                .output()
                .with_context(|| self.program.display().to_string())?;
            ensure!(output.status.success(), "figures: {}", String::from_utf8_lossy(&output.stderr));
            Ok(microseconds(cpu::of_family(database.postmaster)?.saturating_sub(before)))
        };
        let (all, nothing) = (once()?, once()?);
        Ok((all - nothing).max(0.0))
    }
}

fn microseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

fn middle(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}
