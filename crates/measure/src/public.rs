//! Public content: answers from memory, beside a FastAPI service that has the same records in memory, and beside a server written by hand for
//! Node that gives the same bytes.

use std::{
    fs,
    net::TcpListener,
    path::Path,
    process::{Child, Command},
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};
use serde_json::json;

use crate::{
    cpu,
    http::{Call, Connection},
    server::Server,
    table::{Row, Verdict},
};

/// The first page of publications.
pub const PUBLICATIONS: (&str, &str) = ("publications", "/api/v1/publications");
/// Calls of each kind, over so many connections.
const CALLS: usize = 20_000;
const CONNECTIONS: usize = 4;

/// What one server needs for an answer.
struct Cost {
    /// Millionths of a second of the CPU.
    cpu: f64,
    /// Answers a second, the callers on the same cores.
    a_second: f64,
}

/// So many times FastAPI's speed a whole answer is given at least.
const GOAL: f64 = 15.0;

/// Public answers, whole and unchanged. The goal is about whole ones; Node without a framework is the least that there is beside us.
pub fn rows(server: &Server, folder: &Path, beside: &Beside<'_>, pages: &[(&str, String)]) -> anyhow::Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (name, path) in pages {
        let answer = Connection::open(&server.address)?.call(&Call::get(path.clone()))?;
        ensure!(answer.status == 200, "{path}: {}", answer.status);
        let etag = answer.etag.context("a public answer without a tag")?;
        let file = folder.join("public.body");
        fs::write(&file, &answer.body)?;
        let node = Service::start(Command::new("node").arg(beside.baseline.join("public.mjs")), &file, path)?;
        // What is no JSON is no answer of a route that returns records.
        let records = serde_json::from_slice::<serde_json::Value>(&answer.body).is_ok();
        let mut fastapi = Command::new(beside.python);
        fastapi.arg(beside.baseline.join("public.py"));
        let fastapi = if records { Some(Service::start(&mut fastapi, &file, path)?) } else { None };
        for (how, status) in [("whole", 200), ("unchanged", 304)] {
            // The tag of each is its own.
            let ask = |address: &str, pid: u32, tag: &str| {
                let call = Call::get(path.clone());
                cost(address, pid, &if status == 304 { call.with("If-None-Match", tag) } else { call }, status)
            };
            let of = |service: &Service| ask(&service.address, service.child.id(), &service.etag);
            let own = ask(&server.address, server.pid(), &etag)?;
            let fastapi = fastapi.as_ref().map(of).transpose()?;
            rows.push(row(&format!("{name}, {how}"), &own, &of(&node)?, fastapi.as_ref(), (answer.body.len(), status)));
        }
    }
    Ok(rows)
}

fn row(what: &str, own: &Cost, node: &Cost, fastapi: Option<&Cost>, (bytes, status): (usize, u16)) -> Row {
    let ratio = fastapi.map(|fastapi| fastapi.cpu / own.cpu);
    let mut figures = vec![("program µs", format!("{:.1}", own.cpu)), ("node µs", format!("{:.1}", node.cpu))];
    if let (Some(fastapi), Some(ratio)) = (fastapi, ratio) {
        figures.extend([("fastapi µs", format!("{:.0}", fastapi.cpu)), ("ratio", format!("{ratio:.1}"))]);
    }
    figures.extend([("a second", format!("{:.0}", own.a_second)), ("bytes", bytes.to_string())]);
    let held = ratio.filter(|_| status == 200);
    Row {
        what: what.to_owned(),
        figures,
        goal: if held.is_some() { format!(">= {GOAL}") } else { "a part".into() },
        verdict: held.map_or(Verdict::Shown, |ratio| Verdict::of(ratio >= GOAL)),
        detail: json!({ "programMicroseconds": own.cpu, "nodeMicroseconds": node.cpu, "answersASecond": own.a_second, "bytes": bytes,
            "fastapiMicroseconds": fastapi.map(|fastapi| fastapi.cpu), "ratio": ratio }),
    }
}

fn cost(address: &str, pid: u32, call: &Call, status: u16) -> anyhow::Result<Cost> {
    spread(address, call, status, CALLS / 10)?;
    let (before, began) = (cpu::of_process(pid)?, Instant::now());
    spread(address, call, status, CALLS)?;
    let (spent, elapsed) = (cpu::of_process(pid)?.saturating_sub(before), began.elapsed());
    Ok(Cost { cpu: spent.as_secs_f64() * 1e6 / CALLS as f64, a_second: CALLS as f64 / elapsed.as_secs_f64() })
}

fn spread(address: &str, call: &Call, status: u16, calls: usize) -> anyhow::Result<()> {
    std::thread::scope(|scope| {
        let callers: Vec<_> = (0..CONNECTIONS)
            .map(|_| {
                scope.spawn(move || -> anyhow::Result<()> {
                    let mut connection = Connection::open(address)?;
                    for _ in 0..calls / CONNECTIONS {
                        let answer = connection.call(call)?;
                        ensure!(answer.status == status, "{}: {}", call.path, answer.status);
                    }
                    Ok(())
                })
            })
            .collect();
        callers.into_iter().try_for_each(|caller| caller.join().map_err(|_| anyhow::anyhow!("a caller broke off"))?)
    })
}

/// What stands beside us.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    /// Where the services written by hand lie.
    pub baseline: &'a Path,
    /// A Python that has FastAPI.
    pub python: &'a Path,
}

struct Service {
    child: Child,
    address: String,
    etag: String,
}

impl Service {
    fn start(command: &mut Command, file: &Path, path: &str) -> anyhow::Result<Self> {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let child = command.arg(port.to_string()).arg(file).arg(path).spawn().with_context(|| format!("{command:?}"))?;
        let mut service = Self { child, address: format!("127.0.0.1:{port}"), etag: String::new() };
        let began = Instant::now();
        while Connection::open(&service.address).is_err() {
            ensure!(began.elapsed() < Duration::from_secs(10), "{command:?} did not begin to listen");
            std::thread::sleep(Duration::from_millis(20));
        }
        let answer = Connection::open(&service.address)?.call(&Call::get(path))?;
        ensure!(answer.status == 200, "{command:?} answers {}", answer.status);
        service.etag = answer.etag.context("an answer without a tag")?;
        Ok(service)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
