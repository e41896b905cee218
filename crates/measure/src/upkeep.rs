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
const TURNS: u64 = 9;
/// Steps of a turn: fewer than are folded at once, as it is where folding keeps up.
const STEPS: u64 = 1800;
/// Connections of pgbench.
const CONNECTIONS: u64 = 4;
/// Changes of a turn in which the mark alone is looked at: its share of one is small.
const CHANGES: u64 = 7200;
/// Requests that go back and forth.
const REQUESTS: u64 = 20_000;

/// What upkeep is measured with.
pub struct Upkeep<'a> {
    /// The program that folds.
    pub program: &'a Path,
    /// A data folder of its own.
    pub folder: &'a Path,
    /// The hand-written step.
    pub step: &'a Path,
    /// The change of a request alone.
    pub change: &'a Path,
}

/// CPU in microseconds, of PostgreSQL and of the program.
#[derive(Debug, Clone, Copy)]
pub struct Spent {
    /// PostgreSQL's.
    pub postgresql: f64,
    /// The program's.
    pub program: f64,
}

impl Upkeep<'_> {
    /// The rows: the mark, the folding, both beside a step as the program takes it.
    pub fn rows(&self, database: &Database, step: Spent) -> anyhow::Result<Vec<Row>> {
        database.psql(&format!(
            "create table if not exists bench.steps (n integer primary key, id uuid);
             truncate bench.steps;
             insert into bench.steps select row_number() over (), r.id from (
               select r.id from requests r join subdivisions s on s.id = r.subdivision_id and s.code = 'CHI'
                where r.state in ('Closed', 'Served') order by r.id desc limit {REQUESTS}) r;
             grant select on bench.steps to migratie_program;
             analyze bench.steps"
        ))?;
        // What is worked on has a history; what came by COPY has none before its first change.
        database.psql(
            "begin;
             select set_config('migratie.work', gen_random_uuid()::text, true), set_config('migratie.actor', '', true),
                    set_config('migratie.now', now()::text, true);
             update requests set state = 'Served', closed_at = null where id in (select id from bench.steps);
             insert into statistics.changes (subject, subject_id, at) select 'Request', id, now() from bench.steps;
             commit",
        )?;
        database.psql("vacuum (analyze) requests")?;
        database.psql("vacuum (analyze) history.requests")?;
        self.fold(database)?;
        let (mut with, mut without, mut bare) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..TURNS {
            without.push(unmarked(database, || run(database, self.change, CHANGES))?);
            with.push(run(database, self.change, CHANGES)?);
        }
        // All of them are counted again when it is over.
        database.psql("delete from statistics.changes")?;
        let (mut folded, mut by_program) = (Vec::new(), Vec::new());
        for _ in 0..TURNS {
            bare.push(unmarked(database, || run(database, self.step, STEPS))?);
            run(database, self.step, STEPS)?;
            let marks: f64 = database.psql("select count(*) from statistics.changes")?.trim().parse()?;
            ensure!(marks >= STEPS as f64, "{marks} marks of {STEPS} steps");
            let spent = self.fold(database)?;
            folded.push(spent.postgresql / marks);
            by_program.push(spent.program / marks);
        }
        // What was changed without a mark is marked now, so that the figures of this world stay right.
        database.psql("insert into statistics.changes (subject, subject_id, at) select 'Request', id, now() from bench.steps")?;
        self.fold(database)?;
        let (bare, folded, by_program) = (middle(bare), middle(folded), middle(by_program));
        let mark = (middle(with) - middle(without)).max(0.0);
        let row = |what: &str, spent: Spent, beside: Spent, held: bool| {
            let share = (spent.postgresql + spent.program) / (beside.postgresql + beside.program);
            Row {
                what: what.to_owned(),
                figures: vec![
                    ("postgresql µs", format!("{:.0}", spent.postgresql)),
                    ("program µs", format!("{:.0}", spent.program)),
                    ("a step's", format!("{:.0} + {:.0}", beside.postgresql, beside.program)),
                    ("on top", format!("{:.1} %", 100.0 * share)),
                ],
                goal: if held { format!("<= {:.0} %", 100.0 * GOAL) } else { "a part".into() },
                verdict: if held { Verdict::of(share <= GOAL) } else { Verdict::Shown },
                detail: json!({ "postgresqlMicroseconds": spent.postgresql, "programMicroseconds": spent.program, "share": share,
                    "stepPostgresqlMicroseconds": beside.postgresql, "stepProgramMicroseconds": beside.program }),
            }
        };
        let spent = |postgresql, program| Spent { postgresql, program };
        Ok(vec![
            row("the mark, beside a hand-written step", spent(mark, 0.0), spent(bare, 0.0), false),
            row("the mark", spent(mark, 0.0), step, false),
            row("folding, PostgreSQL alone", spent(folded, 0.0), spent(step.postgresql, 0.0), false),
            row("upkeep of figures a step", spent(mark + folded, by_program), step, true),
        ])
    }

    /// CPU while everything that waits is folded, less what the marks of a few more steps take: to connect, to prepare and plan the statements,
    /// which the worker does once and keeps.
    fn fold(&self, database: &Database) -> anyhow::Result<Spent> {
        let once = || -> anyhow::Result<Spent> {
            // The program is a child of this process and has ended by then.
            let before = (cpu::of_family(database.postmaster)?, cpu::of_process(std::process::id())?);
            let output = Command::new(self.program)
                .arg("figures")
                .env("MIGRATIE_MODE", "development")
                .env("MIGRATIE_DATA_DIR", self.folder)
                .env("DATABASE_URL", database.address("migratie_app"))
                .env("DATABASE_OWNER_URL", database.address("migratie_owner"))
                .output()
                .with_context(|| self.program.display().to_string())?;
            ensure!(output.status.success(), "figures: {}", String::from_utf8_lossy(&output.stderr));
            Ok(Spent {
                postgresql: microseconds(cpu::of_family(database.postmaster)?.saturating_sub(before.0)),
                program: microseconds(cpu::of_process(std::process::id())?.saturating_sub(before.1)),
            })
        };
        let all = once()?;
        database.psql(
            "insert into statistics.changes (subject, subject_id, at) select 'Request', id, now() from bench.steps limit 1",
        )?;
        let one = once()?;
        Ok(Spent { postgresql: (all.postgresql - one.postgresql).max(0.0), program: (all.program - one.program).max(0.0) })
    }
}

/// CPU of PostgreSQL each time a script is run, in microseconds.
fn run(database: &Database, script: &Path, times: u64) -> anyhow::Result<f64> {
    let before = cpu::of_family(database.postmaster)?;
    let output = Command::new(server::program("pgbench")?)
        .args(["--no-vacuum", "--protocol=prepared", "--jobs=2"])
        .args(["--client", &CONNECTIONS.to_string(), "--transactions", &(times / CONNECTIONS).to_string()])
        .arg("--file")
        .arg(script)
        .arg(database.url("migratie_app"))
        .output()?;
    ensure!(output.status.success(), "pgbench: {}", String::from_utf8_lossy(&output.stderr));
    let spent = cpu::of_family(database.postmaster)?.saturating_sub(before);
    Ok(microseconds(spent) / times as f64)
}

/// Does something without the trigger that marks.
fn unmarked(database: &Database, does: impl FnOnce() -> anyhow::Result<f64>) -> anyhow::Result<f64> {
    database.psql("alter table requests disable trigger marked_when_changed")?;
    let done = does();
    database.psql("alter table requests enable trigger marked_when_changed")?;
    done
}

fn microseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

fn middle(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}
