//! Speed: CPU of the program beside PostgreSQL's, throughput beside pgbench with the same SQL, memory, time to ready.

use std::{
    path::Path,
    process::Command,
    sync::{
        Barrier,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};
use serde_json::json;

use crate::{
    attestation, cpu,
    explained::{self, Log},
    figures::{self, Calendar},
    http::{Call, Connection},
    plans,
    public::{self, Beside},
    server::{self, Database, Server, Start},
    subjects::{Subject, Subjects, subjects},
    table::{Row, Verdict},
    upkeep::{Spent, Upkeep},
};

/// Connections of the callers and of pgbench alike.
const CONNECTIONS: usize = 16;
/// Connections at which CPU is measured, of both.
const FEW: usize = 4;
/// How often each is measured.
const ROUNDS: usize = 3;
/// Connections at which memory is looked at.
const MANY: usize = 200;

/// How it is measured.
pub struct Measure<'a> {
    /// The program.
    pub program: &'a Path,
    /// Its world.
    pub folder: &'a Path,
    /// Thousands of persons.
    pub scale: u64,
    /// Calls of each kind.
    pub calls: u64,
    /// How long throughput is measured.
    pub seconds: u64,
    /// Hand-written SQL beside the program's.
    pub baseline: &'a Path,
    /// A Python that has FastAPI.
    pub python: &'a Path,
    /// Only the calls whose name has this in it, or `memory`, and nothing else.
    pub only: Option<&'a str>,
}

impl Measure<'_> {
    fn start(&self) -> anyhow::Result<Server> {
        let settings = [("MIGRATIE_POOL_SIZE", CONNECTIONS.to_string()), ("MIGRATIE_WORKERS", "false".to_owned())];
        Server::start(&Start { program: self.program, folder: self.folder, settings: &settings })
    }

    /// Everything, in sections.
    pub fn run(&self) -> anyhow::Result<Vec<(&'static str, Vec<Row>)>> {
        plans::prepare(self.program, self.folder, self.scale)?;
        if self.only == Some("attestation") {
            return Ok(vec![("attestation", vec![self.attestation()?])]);
        }
        let statements = self.statements()?;
        let server = self.start()?;
        let database = server.database()?;
        let found = subjects(&server, &database)?;
        let (mut costs, mut throughput) = (Vec::new(), Vec::new());
        let wanted = |subject: &Subject| self.only.is_none_or(|part| subject.name.contains(part));
        for (subject, statements) in found.all.iter().zip(&statements).filter(|(subject, _)| wanted(subject)) {
            let baseline = self.baseline.join(subject.baseline);
            let (own, beside) = self.side_by_side(&server, &database, &found, subject)?;
            costs.push(cost_row(subject, &own, beside, *statements));
            let limit = self.pgbench(&database, &baseline, CONNECTIONS, None)?;
            let reached = self.throughput(&server, &found, subject)?;
            throughput.push(throughput_row(subject, reached, limit.a_second));
        }
        if let Some(only) = self.only {
            let memory = if only == "memory" { vec![memory(&server, &found)?] } else { Vec::new() };
            server.stop()?;
            return Ok(vec![("CPU a call", costs), ("calls a second", throughput), ("memory", memory)]);
        }
        let (name, path) = public::PUBLICATIONS;
        let mut pages = vec![(name, path.to_owned())];
        pages.extend(figures::in_memory(&Calendar::of(&database)?));
        let public = public::rows(&server, self.folder, &Beside { baseline: self.baseline, python: self.python }, &pages)?;
        let upkeep = self.upkeep_beside(&server, &database, &found)?;
        let memory = memory(&server, &found)?;
        let mut starts = self.starts(&database)?;
        server.stop()?;
        starts.push(self.fresh_start()?);
        let attestation = self.attestation()?;
        Ok(vec![
            ("CPU a call", costs),
            ("calls a second", throughput),
            ("public content, from memory", public),
            ("upkeep of figures", upkeep),
            ("memory", vec![memory]),
            ("attestation", vec![attestation]),
            ("start", starts),
        ])
    }

    /// Upkeep of figures alone.
    pub fn upkeep(&self) -> anyhow::Result<Vec<Row>> {
        plans::prepare(self.program, self.folder, self.scale)?;
        let server = self.start()?;
        let database = server.database()?;
        let found = subjects(&server, &database)?;
        let rows = self.upkeep_beside(&server, &database, &found)?;
        server.stop()?;
        Ok(rows)
    }

    fn upkeep_beside(&self, server: &Server, database: &Database, found: &Subjects) -> anyhow::Result<Vec<Row>> {
        let step = found.all.iter().find(|subject| subject.write).context("no step among the subjects")?;
        let step = self.cost(server, database, found, step)?;
        let (folder, change) = (self.folder.join("upkeep"), self.baseline.join("change.sql"));
        Upkeep { program: self.program, folder: &folder, step: &self.baseline.join("step.sql"), change: &change }
            .rows(database, Spent { postgresql: step.postgresql, program: step.program })
    }

    /// Statements a call, counted by PostgreSQL.
    fn statements(&self) -> anyhow::Result<Vec<f64>> {
        let first = self.start()?;
        explained::explain(&first.database()?)?;
        first.stop()?;
        let server = self.start()?;
        let database = server.database()?;
        let found = subjects(&server, &database)?;
        let counted = found
            .all
            .iter()
            .map(|subject| {
                let mut connection = Connection::open(&server.address)?;
                let mut caller = subject.caller(&found, 0);
                // Long enough that everything was asked for once: what is read beforehand does not count.
                (0..40).try_for_each(|_| caller.call(&mut connection))?;
                std::thread::sleep(Duration::from_millis(100));
                let mut log = Log::from_here(&database.log)?;
                caller.call(&mut connection)?;
                Ok(log.statements()?.len() as f64)
            })
            .collect();
        explained::be_silent(&database)?;
        server.stop()?;
        counted
    }

    /// CPU of the program's calls and of the hand-written SQL, in turn, the middle one of each: what else the machine and PostgreSQL have
    /// to do (a checkpoint, statistics of a table) falls on both or on none. The hand-written SQL comes as often a second as the calls did:
    /// a process that has never to be woken costs less by that alone, whatever it is asked.
    fn side_by_side(
        &self,
        server: &Server,
        database: &Database,
        found: &Subjects,
        subject: &Subject,
    ) -> anyhow::Result<(Cost, f64)> {
        let baseline = self.baseline.join(subject.baseline);
        let (mut own, mut beside) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let cost = self.cost(server, database, found, subject)?;
            let rate = cost.calls as f64 / cost.elapsed.as_secs_f64();
            own.push(cost);
            beside.push(self.pgbench(database, &baseline, FEW, Some(rate))?.postgresql);
        }
        own.sort_by(|a, b| a.postgresql.total_cmp(&b.postgresql));
        beside.sort_by(f64::total_cmp);
        Ok((own.swap_remove(ROUNDS / 2), beside[ROUNDS / 2]))
    }

    /// CPU of both for a fixed number of calls over a few connections.
    fn cost(&self, server: &Server, database: &Database, found: &Subjects, subject: &Subject) -> anyhow::Result<Cost> {
        let calls = self.calls / subject.dearness;
        self.spread(server, found, subject, FEW, Until::Calls(calls / 10 + 20))?;
        let before = (cpu::of_process(server.pid())?, cpu::of_family(database.postmaster)?);
        let began = Instant::now();
        let done = self.spread(server, found, subject, FEW, Until::Calls(calls))?;
        let elapsed = began.elapsed();
        let program = cpu::of_process(server.pid())?.saturating_sub(before.0);
        // The private cluster is a child of the program; of_process counts children only once they have ended.
        let postgresql = cpu::of_family(database.postmaster)?.saturating_sub(before.1);
        let each = |time: Duration| time.as_secs_f64() * 1e6 / done as f64;
        Ok(Cost { program: each(program), postgresql: each(postgresql), calls: done, elapsed })
    }

    /// Calls a second over many connections.
    fn throughput(&self, server: &Server, found: &Subjects, subject: &Subject) -> anyhow::Result<f64> {
        let began = Instant::now();
        let until = Until::Instant(began + Duration::from_secs(self.seconds));
        let done = self.spread(server, found, subject, CONNECTIONS, until)?;
        Ok(done as f64 / began.elapsed().as_secs_f64())
    }

    fn spread(
        &self,
        server: &Server,
        found: &Subjects,
        subject: &Subject,
        connections: usize,
        until: Until,
    ) -> anyhow::Result<u64> {
        let done = AtomicU64::new(0);
        std::thread::scope(|scope| {
            let callers: Vec<_> = (0..connections)
                .map(|nth| {
                    let done = &done;
                    scope.spawn(move || -> anyhow::Result<()> {
                        let mut connection = Connection::open(&server.address)?;
                        let mut caller = subject.caller(found, nth);
                        loop {
                            match until {
                                Until::Calls(calls) if done.fetch_add(1, Ordering::Relaxed) >= calls => {
                                    done.fetch_sub(1, Ordering::Relaxed);
                                    return Ok(());
                                }
                                Until::Instant(end) if Instant::now() >= end => return Ok(()),
                                Until::Calls(_) => {}
                                Until::Instant(_) => {
                                    done.fetch_add(1, Ordering::Relaxed);
                                }
                            }
                            caller.call(&mut connection)?;
                        }
                    })
                })
                .collect();
            callers.into_iter().try_for_each(|caller| caller.join().map_err(|_| anyhow::anyhow!("a caller broke off"))?)
        })?;
        Ok(done.into_inner())
    }

    /// What PostgreSQL itself reaches with hand-written SQL over as many connections, and its CPU for it; as fast as it goes, or so many
    /// times a second.
    fn pgbench(&self, database: &Database, script: &Path, connections: usize, rate: Option<f64>) -> anyhow::Result<Limit> {
        let before = cpu::of_family(database.postmaster)?;
        let output = Command::new(server::program("pgbench")?)
            .args(rate.map(|rate| format!("--rate={rate:.0}")))
            .args(["--no-vacuum", "--protocol=prepared", "--jobs=2", "--random-seed=1"])
            .args(["--client", &connections.to_string(), "--time", &self.seconds.to_string()])
            .arg("--file")
            .arg(script)
            .arg(database.url("migratie_app"))
            .output()?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        ensure!(output.status.success(), "pgbench {}: {}", script.display(), String::from_utf8_lossy(&output.stderr));
        let after = |mark: &str| -> anyhow::Result<f64> {
            let rest = said.split(mark).nth(1).with_context(|| format!("pgbench did not say {mark}"))?;
            Ok(rest
                .split(|sign: char| !(sign.is_ascii_digit() || sign == '.'))
                .find(|word| !word.is_empty())
                .context("a figure")?
                .parse()?)
        };
        let done = after("number of transactions actually processed:")?;
        let spent = cpu::of_family(database.postmaster)?.saturating_sub(before);
        Ok(Limit { a_second: after("tps =")?, postgresql: spent.as_secs_f64() * 1e6 / done })
    }

    /// Ready against a database that runs, the middle one of five.
    fn starts(&self, database: &Database) -> anyhow::Result<Vec<Row>> {
        let settings = [
            ("DATABASE_URL", database.address("migratie_app")),
            ("DATABASE_OWNER_URL", database.address("migratie_owner")),
            ("MIGRATIE_WORKERS", "false".to_owned()),
        ];
        let folder = self.folder.join("second");
        let how = Start { program: self.program, folder: &folder, settings: &settings };
        let times = (0..5).map(|_| once(&how)).collect::<anyhow::Result<Vec<_>>>()?;
        Ok(vec![seconds("ready, the database runs", times, 1.0)])
    }

    /// Ready with a private cluster that is made from nothing, the middle one of three.
    fn fresh_start(&self) -> anyhow::Result<Row> {
        let folder = self.folder.join("fresh");
        let times = (0..3)
            .map(|_| {
                let _ = std::fs::remove_dir_all(&folder);
                once(&Start { program: self.program, folder: &folder, settings: &[] })
            })
            .collect::<anyhow::Result<Vec<_>>>()?;
        let _ = std::fs::remove_dir_all(&folder);
        Ok(seconds("ready, with a new private cluster", times, 6.0))
    }
}

impl Measure<'_> {
    /// Its workers run, as in every installation.
    fn attestation(&self) -> anyhow::Result<Row> {
        attestation::row(&Start { program: self.program, folder: self.folder, settings: &[] })
    }
}

fn once(how: &Start<'_>) -> anyhow::Result<f64> {
    let server = Server::start(how)?;
    let after = server.ready_after.as_secs_f64();
    server.stop()?;
    Ok(after)
}

/// A row of seconds, of which the middle one is held against the goal.
pub fn seconds(what: &str, mut times: Vec<f64>, goal: f64) -> Row {
    times.sort_by(f64::total_cmp);
    let middle = times[times.len() / 2];
    Row {
        what: what.to_owned(),
        figures: vec![("seconds", format!("{middle:.2}"))],
        goal: format!("< {goal}"),
        verdict: Verdict::of(middle < goal),
        detail: json!({ "seconds": times, "median": middle }),
    }
}

#[derive(Clone, Copy)]
enum Until {
    Calls(u64),
    Instant(Instant),
}

/// CPU a call, in millionths of a second.
#[derive(Debug)]
struct Cost {
    program: f64,
    postgresql: f64,
    calls: u64,
    elapsed: Duration,
}

struct Limit {
    a_second: f64,
    postgresql: f64,
}

fn cost_row(subject: &Subject, own: &Cost, baseline: f64, statements: f64) -> Row {
    let ratio = own.program / own.postgresql;
    let beside = own.postgresql / baseline;
    let most_statements = if subject.write { 8.0 } else { 3.0 };
    let goal = if subject.write { 0.5 } else { 1.0 };
    Row {
        what: subject.name.to_owned(),
        figures: vec![
            ("program µs", format!("{:.0}", own.program)),
            ("postgresql µs", format!("{:.0}", own.postgresql)),
            ("ratio", format!("{ratio:.2}")),
            ("baseline µs", format!("{baseline:.0}")),
            ("beside it", format!("{beside:.2}")),
            ("statements", format!("{statements:.0}")),
        ],
        goal: format!("<= {goal}, 1.3, {most_statements:.0}"),
        verdict: Verdict::of(ratio <= goal && beside <= 1.3 && statements <= most_statements),
        detail: json!({ "programMicroseconds": own.program, "postgresqlMicroseconds": own.postgresql, "ratio": ratio,
            "baselineMicroseconds": baseline, "besideBaseline": beside, "statements": statements, "calls": own.calls,
            "seconds": own.elapsed.as_secs_f64(), "goals": { "ratio": goal, "besideBaseline": 1.3, "statements": most_statements } }),
    }
}

fn throughput_row(subject: &Subject, reached: f64, limit: f64) -> Row {
    let goal = if subject.write { 0.8 } else { 0.35 };
    let ratio = reached / limit;
    Row {
        what: subject.name.to_owned(),
        figures: vec![("program", format!("{reached:.0}")), ("pgbench", format!("{limit:.0}")), ("ratio", format!("{ratio:.2}"))],
        goal: format!(">= {goal}"),
        verdict: Verdict::of(ratio >= goal),
        detail: json!({ "callsASecond": reached, "pgbenchASecond": limit, "ratio": ratio, "connections": CONNECTIONS }),
    }
}

/// Memory with many connections, each of which has been used.
fn memory(server: &Server, found: &Subjects) -> anyhow::Result<Row> {
    let subject = found.all.first().context("nothing to ask for")?;
    // All at once, and all still there when it is looked at.
    let (used, seen) = (Barrier::new(MANY + 1), Barrier::new(MANY + 1));
    let resident = std::thread::scope(|scope| {
        let callers: Vec<_> = (0..MANY)
            .map(|nth| {
                let (used, seen) = (&used, &seen);
                scope.spawn(move || -> anyhow::Result<()> {
                    let called = Connection::open(&server.address).and_then(|mut connection| {
                        let mut caller = subject.caller(found, nth);
                        (0..5).try_for_each(|_| caller.call(&mut connection))?;
                        Ok(connection)
                    });
                    used.wait();
                    seen.wait();
                    called.map(drop)
                })
            })
            .collect();
        used.wait();
        let resident = cpu::resident(server.pid());
        seen.wait();
        callers.into_iter().try_for_each(|caller| caller.join().map_err(|_| anyhow::anyhow!("a caller broke off"))?)?;
        resident
    })?;
    Ok(Row {
        what: format!("resident at {MANY} connections"),
        figures: vec![("MiB", format!("{resident:.0}"))],
        goal: "< 150".into(),
        verdict: Verdict::of(resident < 150.0),
        detail: json!({ "mebibytes": resident, "connections": MANY }),
    })
}

/// The path of a call, for what goes wrong.
pub fn told(call: &Call) -> String {
    format!("{} {}", call.method, call.path)
}
