//! Measures the program from outside: `plans` at two scales, `speed` beside PostgreSQL's own limit. Prints each figure beside its goal
//! (design: docs/measured.md) and ends with 1 where one is missed.

mod explained;
mod http;
mod plans;
mod server;
mod table;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

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
        What::Plans { small, large } => {
            let world = |scale: u64| plans::measure(&line.program, &line.folder.join(scale.to_string()), scale);
            let rows = plans::compare(&world(*small)?, &world(*large)?);
            table::report(&line.reports.join("plans.json"), &[("plans", &rows)])?;
            Ok(table::print(&format!("Blocks a call: {small} 000 persons, {large} 000 persons"), &rows))
        }
    }
}
