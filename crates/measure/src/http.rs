//! A caller over HTTP/1.1 that costs next to nothing: it shares the two cores with what it measures.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::Duration,
};

use anyhow::{Context, bail, ensure};
use serde_json::Value;

/// One kept connection.
pub struct Connection {
    stream: BufReader<TcpStream>,
    line: String,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The version, where it has one.
    pub etag: Option<String>,
    /// The body as it came.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body of an answer that must have this status.
    pub fn expect(self, status: u16) -> anyhow::Result<Value> {
        ensure!(self.status == status, "{} where {status} was expected: {}", self.status, String::from_utf8_lossy(&self.body));
        if self.body.is_empty() { Ok(Value::Null) } else { Ok(serde_json::from_slice(&self.body)?) }
    }
}

/// What is asked, ready to be sent.
#[derive(Debug, Clone)]
pub struct Call {
    /// GET, POST.
    pub method: &'static str,
    /// From the root.
    pub path: String,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
    /// JSON.
    pub body: Option<String>,
}

impl Call {
    /// A reading.
    pub fn get(path: impl Into<String>) -> Self {
        Self { method: "GET", path: path.into(), headers: Vec::new(), body: None }
    }

    /// A search or an act.
    pub fn post(path: impl Into<String>, body: &Value) -> Self {
        Self { method: "POST", path: path.into(), headers: Vec::new(), body: Some(body.to_string()) }
    }

    /// An act without a body.
    pub fn act(path: impl Into<String>) -> Self {
        Self { method: "POST", path: path.into(), headers: Vec::new(), body: None }
    }

    /// With a header.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// As an officer: with a token and the ground of the reading.
    pub fn examining(self, token: &str) -> Self {
        self.with("Authorization", format!("Bearer {token}"))
            .with("Legal-Basis", "LAW-200-2010-EXAMINATION")
            .with("Legal-Reason", "verificarea%20dosarului")
    }

    fn bytes(&self) -> Vec<u8> {
        let mut text = format!("{} {} HTTP/1.1\r\nHost: localhost\r\n", self.method, self.path);
        for (name, value) in &self.headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        if let Some(body) = &self.body {
            text.push_str(&format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len()));
        } else if self.method == "POST" {
            text.push_str("Content-Length: 0\r\n");
        }
        text.push_str("\r\n");
        text.push_str(self.body.as_deref().unwrap_or_default());
        text.into_bytes()
    }
}

impl Connection {
    /// Connects to an address.
    pub fn open(address: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(120)))?;
        Ok(Self { stream: BufReader::new(stream), line: String::new() })
    }

    /// Sends a call and reads its answer.
    pub fn call(&mut self, call: &Call) -> anyhow::Result<Answer> {
        self.stream.get_mut().write_all(&call.bytes())?;
        self.read_line()?;
        let status = self.line.split(' ').nth(1).and_then(|status| status.parse().ok()).context("no status")?;
        let (mut length, mut etag) = (0, None);
        loop {
            self.read_line()?;
            let line = self.line.trim_end();
            if line.is_empty() {
                break;
            }
            let Some((name, value)) = line.split_once(':') else { bail!("no header: {line}") };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse()?;
            } else if name.eq_ignore_ascii_case("etag") {
                etag = Some(value.trim().to_owned());
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                bail!("an answer in pieces is not read here");
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(Answer { status, etag, body })
    }

    fn read_line(&mut self) -> anyhow::Result<()> {
        self.line.clear();
        ensure!(self.stream.read_line(&mut self.line)? > 0, "the connection was closed");
        Ok(())
    }
}
