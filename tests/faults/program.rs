//! The program as a process.

use std::{
    fs::OpenOptions,
    net::{SocketAddr, TcpListener},
    process::{Child, Command, ExitStatus, Stdio},
    sync::atomic::{AtomicU16, Ordering},
};

use migratie::kernel::failpoint;
use rustix::process::{Pid, Signal, kill_process};

use crate::{case::Case, until};

/// Where a copy of the program listens, before and after its restarts.
#[derive(Clone, Copy)]
pub struct Place {
    pub api: SocketAddr,
    management: SocketAddr,
}

impl Place {
    /// Two ports that stay free while the program is down: below those that the system lends to calls going out, of which
    /// one could take the program's port between its end and its start.
    pub fn free() -> Self {
        static NEXT: AtomicU16 = AtomicU16::new(0);
        let [api, management] = [(); 2].map(|()| {
            let begin = u16::try_from(std::process::id() % 10_000).expect("below 10 000");
            (0..10_000)
                .map(|_| 20_000 + (begin + NEXT.fetch_add(1, Ordering::Relaxed)) % 10_000)
                .find_map(|port| TcpListener::bind(("127.0.0.1", port)).ok())
                .expect("a free port")
                .local_addr()
                .expect("an address")
        });
        Self { api, management }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.api)
    }

    /// Whether calls should be sent there.
    pub async fn is_ready(&self, client: &reqwest::Client) -> bool {
        let asked = client.get(format!("http://{}/ready", self.management)).send().await;
        asked.is_ok_and(|answer| answer.status().is_success())
    }
}

pub struct Program {
    child: Child,
    pub place: Place,
}

impl Program {
    /// Starts it; with a crash planned, if there is to be one.
    pub fn start(case: &Case, place: Place, crash: Option<&str>) -> Self {
        let log = OpenOptions::new().append(true).create(true).open(case.log()).expect("a log");
        let mut command = case.command();
        command
            .arg("serve")
            .env("MIGRATIE_LISTEN", place.api.to_string())
            .env("MIGRATIE_MANAGEMENT_LISTEN", place.management.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log);
        if let Some(crash) = crash {
            command.env(failpoint::VARIABLE, crash);
        }
        Self { child: command.spawn().expect("the program"), place }
    }

    /// Waits until it takes calls, or has ended.
    pub async fn settled(&mut self, client: &reqwest::Client) -> bool {
        until("the program", async || {
            if self.has_ended() {
                return Some(false);
            }
            self.place.is_ready(client).await.then_some(true)
        })
        .await
    }

    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().expect("a child").is_some()
    }

    pub fn kill(&mut self) {
        self.child.kill().expect("a child");
        self.child.wait().expect("a child");
    }

    /// Asks it to stop and waits until it has.
    pub async fn stopped(&mut self) -> ExitStatus {
        kill_process(Pid::from_child(&self.child), Signal::TERM).expect("a child");
        until("its end", async || self.child.try_wait().expect("a child")).await
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program's file.
pub fn binary() -> Command {
    Command::new(env!("CARGO_BIN_EXE_migratie"))
}
