//! Measures the program from outside: `plans` at two scales, `speed` beside PostgreSQL's own limit. Prints each figure beside its goal
//! (design: docs/measured.md) and ends with 1 where one is missed.

mod attestation;
mod cpu;
mod explained;
mod figures;
mod http;
mod ids;
mod plans;
mod public;
mod server;
mod speed;
mod subjects;
mod table;
mod upkeep;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Parser, Subcommand};
use public::Beside;
use server::{Server, Start};
use speed::Measure;

#[derive(Parser)]
#[command(about = "Measures the program from outside")]
struct Line {
    #[command(subcommand)]
    what: What,
    /// The program.
    #[arg(long, global = true, default_value = "target/release/migratie")]
    program: PathBuf,
    /// Where the worlds lie; they are kept for the next time.
    #[arg(long, global = true, default_value = "var/bench")]
    folder: PathBuf,
    /// Where the reports go.
    #[arg(long, global = true, default_value = "var/reports")]
    reports: PathBuf,
}

#[derive(Subcommand)]
enum What {
    /// CPU a call, throughput, memory, time to ready.
    Speed {
        /// Thousands of persons.
        #[arg(long, default_value_t = 100)]
        scale: u64,
        /// Calls of the cheapest kind.
        #[arg(long, default_value_t = 8000)]
        calls: u64,
        /// Seconds of each measurement of throughput.
        #[arg(long, default_value_t = 8)]
        seconds: u64,
        /// The hand-written SQL.
        #[arg(long, default_value = "benches/baseline")]
        baseline: PathBuf,
        /// A Python that has FastAPI.
        #[arg(long, default_value = "var/bench/python/bin/python")]
        python: PathBuf,
        /// Only the calls whose name has this in it, or `memory`, or `attestation`.
        #[arg(long)]
        only: Option<String>,
    },
    /// Public content alone, on a small world of its own.
    Public {
        /// The servers written by hand.
        #[arg(long, default_value = "benches/baseline")]
        baseline: PathBuf,
        /// A Python that has FastAPI.
        #[arg(long, default_value = "var/bench/python/bin/python")]
        python: PathBuf,
    },
    /// What statistics cost a lifecycle step, alone.
    Upkeep {
        /// Thousands of persons.
        #[arg(long, default_value_t = 100)]
        scale: u64,
        /// The hand-written SQL.
        #[arg(long, default_value = "benches/baseline")]
        baseline: PathBuf,
    },
    /// Blocks that the hot queries look at, in a small world and in a large one.
    Plans {
        /// Thousands of persons.
        #[arg(long, default_value_t = 100)]
        small: u64,
        /// Thousands of persons.
        #[arg(long, default_value_t = 1000)]
        large: u64,
    },
}

#[allow(clippy::print_stderr)]
fn main() -> ExitCode {
    match run(&Line::parse()) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(missed) => {
            eprintln!("\n{missed} goals missed");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("migratie-measure: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(line: &Line) -> anyhow::Result<usize> {
    match &line.what {
        What::Speed { scale, calls, seconds, baseline, python, only } => {
            let folder = line.folder.join(scale.to_string());
            let measure = Measure {
                program: &line.program,
                folder: &folder,
                scale: *scale,
                calls: *calls,
                seconds: *seconds,
                baseline,
                python,
                only: only.as_deref(),
            };
            let sections = measure.run()?;
            let written: Vec<_> = sections.iter().map(|(name, rows)| (*name, rows.as_slice())).collect();
            table::report(&line.reports.join("bench.json"), &written)?;
            Ok(sections.iter().map(|(name, rows)| table::print(name, rows)).sum())
        }
        What::Public { baseline, python } => {
            let folder = line.folder.join("public");
            let server = Server::start(&Start { program: &line.program, folder: &folder, settings: &[] })?;
            let (name, path) = public::PUBLICATIONS;
            let rows = public::rows(&server, &folder, &Beside { baseline, python }, &[(name, path.to_owned())])?;
            server.stop()?;
            table::report(&line.reports.join("public.json"), &[("public content, from memory", &rows)])?;
            Ok(table::print("Public content, from memory", &rows))
        }
        What::Upkeep { scale, baseline } => {
            let folder = line.folder.join(scale.to_string());
            let measure = Measure {
                program: &line.program,
                folder: &folder,
                scale: *scale,
                calls: 6000,
                seconds: 0,
                baseline,
                python: Path::new(""),
                only: None,
            };
            let rows = measure.upkeep()?;
            table::report(&line.reports.join("upkeep.json"), &[("upkeep of figures", &rows)])?;
            Ok(table::print("Upkeep of figures", &rows))
        }
        What::Plans { small, large } => {
            let world = |scale: u64| plans::measure(&line.program, &line.folder.join(scale.to_string()), scale);
            let rows = plans::compare(&world(*small)?, &world(*large)?);
            table::report(&line.reports.join("plans.json"), &[("plans", &rows)])?;
            Ok(table::print(&format!("Blocks a call: {small} 000 persons, {large} 000 persons"), &rows))
        }
    }
}
