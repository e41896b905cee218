//! Public content: answers from memory, beside a server written by hand that gives the same bytes from memory.

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

/// Public answers, whole and unchanged, beside Node. The goal of quality.md names FastAPI and Express, which are not on this machine; Node
/// without a framework is cheaper than either, so that the ratio is the least that there is.
pub fn rows(server: &Server, folder: &Path, baseline: &Path, pages: &[(&str, String)]) -> anyhow::Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (name, path) in pages {
        let answer = Connection::open(&server.address)?.call(&Call::get(path.clone()))?;
        ensure!(answer.status == 200, "{path}: {}", answer.status);
        let etag = answer.etag.context("a public answer without a tag")?;
        let file = folder.join("public.body");
        fs::write(&file, &answer.body)?;
        let node = Node::start(&baseline.join("public.mjs"), &file, path)?;
        let whole = Call::get(path.clone());
        let unchanged = Call::get(path.clone()).with("If-None-Match", etag);
        for (how, call, status) in [("whole", &whole, 200), ("unchanged", &unchanged, 304)] {
            let own = cost(&server.address, server.pid(), call, status)?;
            let beside = cost(&node.address, node.child.id(), call, status)?;
            rows.push(row(&format!("{name}, {how}"), &own, &beside, answer.body.len()));
        }
    }
    Ok(rows)
}

fn row(what: &str, own: &Cost, beside: &Cost, bytes: usize) -> Row {
    Row {
        what: what.to_owned(),
        figures: vec![
            ("program µs", format!("{:.1}", own.cpu)),
            ("node µs", format!("{:.1}", beside.cpu)),
            ("ratio", format!("{:.1}", beside.cpu / own.cpu)),
            ("a second", format!("{:.0}", own.a_second)),
        ],
        goal: "15 (Express)".into(),
        verdict: Verdict::Shown,
        detail: json!({ "programMicroseconds": own.cpu, "nodeMicroseconds": beside.cpu, "ratio": beside.cpu / own.cpu,
            "answersASecond": own.a_second, "nodeAnswersASecond": beside.a_second, "bytes": bytes }),
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

struct Node {
    child: Child,
    address: String,
}

impl Node {
    fn start(script: &Path, file: &Path, path: &str) -> anyhow::Result<Self> {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let child = Command::new("node").arg(script).arg(port.to_string()).arg(file).arg(path).spawn().context("node")?;
        let node = Self { child, address: format!("127.0.0.1:{port}") };
        let began = Instant::now();
        while Connection::open(&node.address).is_err() {
            ensure!(began.elapsed() < Duration::from_secs(10), "node did not begin to listen");
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(node)
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
