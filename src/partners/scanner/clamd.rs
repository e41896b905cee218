//! clamd's `INSTREAM` over TCP: `zINSTREAM\0`, then chunks each behind its length (4 bytes, big-endian), then a zero length;
//! the answer is `stream: OK`, `stream: <signature> FOUND` or `<reason> ERROR`, ended by a zero byte.

use std::{io, time::Duration};

use async_trait::async_trait;
use serde::Deserialize;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

use super::{Scanner, Verdict};
use crate::{
    kernel::failpoint,
    partners::{Partner, PartnerError},
};

const CHUNK: usize = 64 * 1024;
const LARGEST_ANSWER: u64 = 4 * 1024;
const PARTNER: Partner = Partner::Scanner;

/// Where clamd listens.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClamdSettings {
    /// `host:port`; the protocol is neither signed nor encrypted, so keep it on a network of our own.
    pub address: String,
    /// Longest wait for a verdict, 1 to 300 000 ms.
    #[serde(default = "default_timeout")]
    pub timeout_ms: u64,
}

impl ClamdSettings {
    /// The defaults at an address.
    pub fn at(address: &str) -> Self {
        Self { address: address.to_owned(), timeout_ms: default_timeout() }
    }
}

const fn default_timeout() -> u64 {
    30_000
}

/// A clamd.
pub struct Clamd {
    settings: ClamdSettings,
}

impl Clamd {
    /// At an address; nothing is connected until a file is scanned.
    pub const fn new(settings: ClamdSettings) -> Self {
        Self { settings }
    }

    async fn exchange(&self, bytes: &[u8]) -> Result<Vec<u8>, PartnerError> {
        let mut stream =
            TcpStream::connect(&self.settings.address).await.map_err(|_| PartnerError::Unreachable { partner: PARTNER })?;
        let mut answer = Vec::new();
        // A file over clamd's limit is answered while we still write, and the connection ends: the answer counts.
        let written = write(&mut stream, bytes).await;
        let read = (&mut stream).take(LARGEST_ANSWER).read_to_end(&mut answer).await;
        if answer.is_empty() {
            written.and(read.map(drop)).map_err(|_| PartnerError::AnswerLost { partner: PARTNER })?;
        }
        Ok(answer)
    }
}

async fn write(stream: &mut TcpStream, bytes: &[u8]) -> io::Result<()> {
    stream.write_all(b"zINSTREAM\0").await?;
    for chunk in bytes.chunks(CHUNK) {
        // A chunk is at most 64 KiB, so its length always fits.
        stream.write_all(&(chunk.len() as u32).to_be_bytes()).await?;
        stream.write_all(chunk).await?;
    }
    stream.write_all(&0u32.to_be_bytes()).await?;
    stream.flush().await
}

fn read(answer: &[u8]) -> Result<Verdict, PartnerError> {
    let nonsense = |what| PartnerError::Nonsense { partner: PARTNER, what };
    let text = std::str::from_utf8(answer).map_err(|_| nonsense("not text"))?.trim_end_matches('\0').trim();
    if text.ends_with("size limit exceeded. ERROR") {
        return Err(PartnerError::Refused { partner: PARTNER, status: 413, code: None });
    }
    let verdict = text.strip_prefix("stream: ").ok_or_else(|| nonsense("not a verdict"))?;
    match verdict {
        "OK" => Ok(Verdict::Clean),
        _ => match verdict.strip_suffix(" FOUND") {
            Some(signature) => Ok(Verdict::Infected { signature: signature.to_owned() }),
            None => Err(nonsense("not a verdict")),
        },
    }
}

#[async_trait]
impl Scanner for Clamd {
    async fn scan(&self, bytes: &[u8]) -> Result<Verdict, PartnerError> {
        // A scan changes nothing at the scanner, so a late answer never means that something was done twice.
        failpoint::here("before-call");
        let answer = timeout(Duration::from_millis(self.settings.timeout_ms), self.exchange(bytes))
            .await
            .map_err(|_| PartnerError::TimedOut { partner: PARTNER, may_have_arrived: false })??;
        failpoint::here("after-call");
        read(&answer)
    }
}

#[cfg(test)]
mod tests {
    use tokio::{net::TcpListener, task::JoinHandle};

    use super::*;

    /// A clamd of our own: reads a stream in clamd's protocol, gives it back and answers as told.
    async fn clamd(answer: &'static [u8]) -> (Clamd, JoinHandle<Vec<u8>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let seen = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut command = [0; 10];
            stream.read_exact(&mut command).await.unwrap();
            assert_eq!(&command, b"zINSTREAM\0");
            let mut file = Vec::new();
            loop {
                let length = stream.read_u32().await.unwrap() as usize;
                if length == 0 {
                    break;
                }
                let start = file.len();
                file.resize(start + length, 0);
                stream.read_exact(&mut file[start..]).await.unwrap();
            }
            stream.write_all(answer).await.unwrap();
            file
        });
        (Clamd::new(ClamdSettings { address, timeout_ms: 1_000 }), seen)
    }

    #[tokio::test]
    async fn a_clean_file_arrives_whole_in_chunks() {
        let file: Vec<u8> = (0..200_000u32).map(|n| n as u8).collect();
        let (scanner, seen) = clamd(b"stream: OK\0").await;
        assert_eq!(scanner.scan(&file).await.unwrap(), Verdict::Clean);
        assert_eq!(seen.await.unwrap(), file);
    }

    #[tokio::test]
    async fn an_infected_file_is_named_by_its_signature() {
        let (scanner, _) = clamd(b"stream: Eicar-Test-Signature FOUND\0").await;
        assert_eq!(scanner.scan(b"x").await.unwrap(), Verdict::Infected { signature: "Eicar-Test-Signature".into() });
    }

    #[tokio::test]
    async fn anything_else_is_not_clean() {
        let (scanner, _) = clamd(b"INSTREAM size limit exceeded. ERROR\0").await;
        assert_eq!(scanner.scan(b"x").await.unwrap_err(), PartnerError::Refused { partner: PARTNER, status: 413, code: None });
        for answer in [b"stream: OKAY\0".as_slice(), b"UNKNOWN COMMAND\0", b"\xff\xfe", b""] {
            let (scanner, _) = clamd(answer).await;
            assert!(matches!(scanner.scan(b"x").await, Err(PartnerError::Nonsense { .. })), "{answer:?}");
        }
    }

    #[tokio::test]
    async fn a_scanner_that_is_silent_or_absent_is_an_error() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let scanner = Clamd::new(ClamdSettings { address: address.clone(), timeout_ms: 100 });
        assert!(matches!(scanner.scan(b"x").await, Err(PartnerError::TimedOut { may_have_arrived: false, .. })));
        drop(listener);
        assert_eq!(scanner.scan(b"x").await.unwrap_err(), PartnerError::Unreachable { partner: PARTNER });
    }

    #[tokio::test]
    async fn off_never_says_clean() {
        assert_eq!(super::super::off::ScannerOff.scan(b"x").await.unwrap(), Verdict::NotScanned);
    }
}
