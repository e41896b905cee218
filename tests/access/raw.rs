//! Bytes that no well-behaved client sends.

use std::time::Duration;

use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::support::TestApp;

/// What comes back for these bytes, until the program closes the connection or is silent.
async fn told(app: &TestApp, bytes: &str) -> String {
    let address = app.address().trim_start_matches("http://").to_owned();
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(bytes.as_bytes()).await.expect("sent");
    let mut answer = Vec::new();
    let _ = timeout(Duration::from_secs(2), stream.read_to_end(&mut answer)).await;
    String::from_utf8_lossy(&answer).into_owned()
}

/// Of two programs that part a stream of calls otherwise, the one behind takes for a call what the one before took for a body.
#[actix_web::test]
async fn a_call_whose_end_is_not_certain_is_refused() {
    let app = TestApp::start().await;
    let head = "POST /api/v1/sign-ins HTTP/1.1\r\nHost: migratie\r\nContent-Type: application/json\r\n";
    for (what, rest) in [
        ("two lengths", "Content-Length: 2\r\nContent-Length: 44\r\n\r\n{}GET /health HTTP/1.1\r\nHost: migratie\r\n\r\n"),
        ("no length", "Content-Length: +2\r\n\r\n{}GET /health HTTP/1.1\r\nHost: migratie\r\n\r\n"),
        (
            "a coding that nobody knows",
            "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\nGET /health HTTP/1.1\r\nHost: migratie\r\n\r\n",
        ),
        (
            "a length and pieces",
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health HTTP/1.1\r\nHost: migratie\r\n\r\n",
        ),
    ] {
        let answer = told(&app, &format!("{head}{rest}")).await;
        assert!(answer.starts_with("HTTP/1.1 400 "), "{what}: {answer}");
        assert!(!answer.contains("Alive"), "{what}: what followed was taken for a call: {answer}");
    }
}

#[actix_web::test]
async fn a_member_that_stands_twice_is_told_and_nothing_is_done() {
    let app = TestApp::start().await;
    let body = r#"{"clientCode": "efiling", "clientCode": "intranet"}"#;
    let headers = [("Content-Type", "application/json")];
    let answer = app.anyone().call("POST", "/api/v1/sign-ins", &headers, Some(("application/json", body.into()))).await;
    answer.refused(400, "malformed");
    let twice = app.anyone().get("/api/v1/services?limit=1&limit=2").await;
    assert_eq!(twice.status, 400, "nor is a parameter: {}", twice.body);
}

#[actix_web::test]
async fn a_fault_of_the_program_tells_a_caller_nothing_of_it() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    app.tamper("alter table messages rename to elsewhere");
    let answer = applicant.get("/api/v1/messages").await.refused(500, "internal");
    let mut body = answer.body.clone();
    let trace = body.as_object_mut().and_then(|body| body.remove("traceId")).expect("a trace to quote");
    assert_eq!(trace, answer.header("trace-id"));
    let title = "A apărut o eroare internă.";
    assert_eq!(
        body,
        json!({ "type": "/problems/internal", "title": title, "status": 500, "detail": title, "instance": "/api/v1/messages" })
    );
}
