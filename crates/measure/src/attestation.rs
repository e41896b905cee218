//! The service that is decided without a human: from the submission to the sealed PDF in the applicant's hands, register checks at the
//! stand-ins and all. It has no fee to wait for.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use serde_json::{Value, json};

use crate::{
    http::{Call, Connection},
    server::{Server, Start},
    speed::seconds,
    table::Row,
};

/// How often it is asked for.
const TIMES: usize = 10;
/// In seconds (design: quality.md).
const GOAL: f64 = 2.0;
/// The applicant looks so often, and gives up after so long.
const PAUSE: Duration = Duration::from_millis(5);
const PATIENCE: Duration = Duration::from_secs(60);

/// Ten attestations, one after the other; the middle time.
pub fn row(how: &Start<'_>) -> anyhow::Result<Row> {
    let server = Server::start(how)?;
    let token = server.token("applicant")?;
    let mut applicant = Applicant { connection: Connection::open(&server.address)?, token, keys: 0 };
    let times = (0..TIMES).map(|_| applicant.attested()).collect::<anyhow::Result<Vec<_>>>()?;
    server.stop()?;
    Ok(seconds("from submission to sealed PDF", times, GOAL))
}

struct Applicant {
    connection: Connection,
    token: String,
    keys: u32,
}

impl Applicant {
    fn call(&mut self, call: Call) -> anyhow::Result<crate::http::Answer> {
        let call = call.with("Authorization", format!("Bearer {}", self.token));
        self.connection.call(&call)
    }

    fn key(&mut self) -> String {
        self.keys += 1;
        format!("attestation-{}-{}", std::process::id(), self.keys)
    }

    /// Seconds from the submission of a draft until its document is read.
    fn attested(&mut self) -> anyhow::Result<f64> {
        let key = self.key();
        let draft = self.call(Call::post("/api/v1/requests", &asked()).with("Idempotency-Key", key))?.expect(201)?;
        let path = format!("/api/v1/requests/{}", draft["requestId"].as_str().context("no draft")?);
        let etag = self.call(Call::get(&path))?.etag.context("no version")?;
        let submission = Call::act(format!("{path}/submissions")).with("If-Match", etag).with("Idempotency-Key", self.key());
        let began = Instant::now();
        self.call(submission)?.expect(200)?;
        let document = loop {
            let request = self.call(Call::get(&path))?.expect(200)?;
            if let Some(document) = request["decisionDocumentId"].as_str().filter(|_| request["state"] == "Decided") {
                break document.to_owned();
            }
            ensure!(began.elapsed() < PATIENCE, "not decided after {} s: {request}", PATIENCE.as_secs());
            std::thread::sleep(PAUSE);
        };
        let pdf = self.call(Call::get(format!("/api/v1/documents/{document}/content")))?;
        let taken = began.elapsed().as_secs_f64();
        ensure!(pdf.status == 200 && pdf.body.starts_with(b"%PDF-"), "no PDF: {}", pdf.status);
        ensure!(pdf.body.windows(10).any(|bytes| bytes == b"/ByteRange"), "a PDF without a seal");
        Ok(taken)
    }
}

fn asked() -> Value {
    json!({ "serviceCode": "legal-status-attestation", "filedBy": "Beneficiary", "answers": {
        "filedBy": "Beneficiary", "idnp": "2015000000011", "surname": "Yılmaz", "givenName": "Emre", "birthDate": "1988-03-14",
        "citizenships": ["TUR"], "attested": ["IdnpAssignment", "Domicile"], "addressee": "Bank", "delivery": "Electronic",
        "office": "CHI", "knowsDataProcessing": true } })
}
