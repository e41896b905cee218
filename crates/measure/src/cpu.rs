//! CPU time, memory and processes, from /proc.

use std::{collections::HashSet, fs, time::Duration};

use anyhow::Context;

/// Clock ticks a second, as Linux counts them for every program.
const TICKS: u64 = 100;

struct Stat {
    parent: u32,
    /// Its own time and that of children that have ended, in ticks.
    ticks: u64,
}

fn stat(pid: u32) -> Option<Stat> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name stands in brackets and may hold anything.
    let rest: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let field = |index: usize| rest.get(index).and_then(|field| field.parse::<u64>().ok());
    Some(Stat { parent: u32::try_from(field(1)?).ok()?, ticks: field(11)? + field(12)? + field(13)? + field(14)? })
}

fn time(ticks: u64) -> Duration {
    Duration::from_millis(ticks * 1000 / TICKS)
}

/// CPU time that one process has used.
pub fn of_process(pid: u32) -> anyhow::Result<Duration> {
    Ok(time(stat(pid).context("the process is gone")?.ticks))
}

/// CPU time of a process and of all that came from it: of PostgreSQL, from its first process.
pub fn of_family(first: u32) -> anyhow::Result<Duration> {
    let all: Vec<(u32, Stat)> = fs::read_dir("/proc")?
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(|pid| Some((pid, stat(pid)?)))
        .collect();
    let mut family = HashSet::from([first]);
    loop {
        let before = family.len();
        family.extend(all.iter().filter(|(_, stat)| family.contains(&stat.parent)).map(|(pid, _)| *pid).collect::<Vec<_>>());
        if family.len() == before {
            break;
        }
    }
    Ok(time(all.iter().filter(|(pid, _)| family.contains(pid)).map(|(_, stat)| stat.ticks).sum()))
}

/// Memory that a process holds now, in MiB.
pub fn resident(pid: u32) -> anyhow::Result<f64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).context("no VmRSS")?;
    let kibibytes: f64 = line.split_whitespace().nth(1).context("no figure")?.parse()?;
    Ok(kibibytes / 1024.0)
}
