//! Clients who do not give up: a call without an answer is made again, the same, under the same key; a program that has ended is started
//! again.

use std::{
    rc::Rc,
    sync::atomic::{AtomicU32, AtomicU64, Ordering},
};

use tokio::sync::Mutex;

use crate::{
    answer::Answer,
    calls::{Call, Calls, client},
    case::Case,
    program::Program,
    until,
};

pub struct Driver {
    pub case: Rc<Case>,
    client: reqwest::Client,
    program: Mutex<Program>,
    /// How often the program had ended.
    pub ends: AtomicU32,
    /// How many calls that write were answered.
    pub answered: AtomicU64,
    /// Refusals for want of a database.
    pub unavailable: AtomicU64,
}

impl Driver {
    /// Starts the program, with a crash planned if there is to be one.
    pub async fn start(case: Rc<Case>, crash: Option<&str>) -> Self {
        let client = client();
        let mut program = Program::start(&case, case.place, crash);
        program.settled(&client).await;
        let (ends, answered, unavailable) = (AtomicU32::new(0), AtomicU64::new(0), AtomicU64::new(0));
        Self { case, client, program: Mutex::new(program), ends, answered, unavailable }
    }

    /// kill -9.
    pub async fn kill(&self) {
        self.program.lock().await.kill();
    }
}

impl Calls for Driver {
    async fn call(&self, call: Call) -> Answer {
        let writes = call.method != reqwest::Method::GET;
        let answer = until(&call.path, async || match call.send(&self.client, &self.case.place.url()).await {
            Ok(answer) if answer.status == 503 => {
                assert!(!answer.header("retry-after").is_empty(), "a 503 says when to come back");
                self.unavailable.fetch_add(1, Ordering::Relaxed);
                None
            }
            // The first try still runs.
            Ok(answer) if answer.problem() == "still-running" => None,
            Ok(answer) => Some(answer),
            Err(_) => {
                self.recover().await;
                None
            }
        })
        .await;
        // Reading again and again is no progress.
        if writes {
            self.answered.fetch_add(1, Ordering::Relaxed);
        }
        answer
    }

    async fn recover(&self) {
        let mut program = self.program.lock().await;
        if program.has_ended() {
            self.ends.fetch_add(1, Ordering::Relaxed);
            *program = Program::start(&self.case, self.case.place, None);
            assert!(program.settled(&self.client).await, "the program does not start again");
        }
    }
}
