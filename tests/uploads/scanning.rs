//! Malware: a scanner in clamd's protocol, set by `MIGRATIE_CLAMD`.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use super::{begin, complete, part, samples, send};
use crate::support::TestApp;

const PDF: &str = "application/pdf";
/// The test virus of EICAR, cut in two so that no scanner takes this source for it.
const EICAR: [&str; 2] = [r"X5O!P%@AP[4\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"];

/// A clamd that knows one virus; says how many files it was given.
async fn clamd() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let scanned = Arc::new(AtomicUsize::new(0));
    let counted = scanned.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            counted.fetch_add(1, Ordering::Relaxed);
            tokio::spawn(judge(stream));
        }
    });
    (address, scanned)
}

async fn judge(mut stream: TcpStream) -> std::io::Result<()> {
    let mut command = [0; 10];
    stream.read_exact(&mut command).await?;
    assert_eq!(&command, b"zINSTREAM\0");
    let mut file = Vec::new();
    loop {
        let length = stream.read_u32().await? as usize;
        if length == 0 {
            break;
        }
        let start = file.len();
        file.resize(start + length, 0);
        stream.read_exact(&mut file[start..]).await?;
    }
    let virus = EICAR.concat();
    let infected = file.windows(virus.len()).any(|window| window == virus.as_bytes());
    stream.write_all(if infected { b"stream: Win.Test.EICAR_HDB-1 FOUND\0" } else { b"stream: OK\0" }).await
}

/// A good PDF with something behind its end, where readers do not look and scanners do.
fn pdf_with(tail: &str) -> Vec<u8> {
    let mut bytes = samples::pdf(1, 0);
    bytes.extend_from_slice(format!("\n% {tail}\n").as_bytes());
    bytes
}

#[actix_web::test]
async fn a_clean_file_is_taken_and_said_to_be_scanned() {
    let (address, scanned) = clamd().await;
    let app = TestApp::start_with(&[("MIGRATIE_CLAMD", &address)]).await;
    let caller = app.persona("applicant").await;
    send(&caller, "Attachment", "a.pdf", PDF, &samples::pdf(2, 100_000)).await.expect(201);
    assert_eq!(scanned.load(Ordering::Relaxed), 1);
    assert_eq!(app.number("select count(*) from files where scan = 'Clean'"), 1);
}

#[actix_web::test]
async fn malware_is_refused_and_nothing_of_it_is_kept() {
    let (address, _) = clamd().await;
    let app = TestApp::start_with(&[("MIGRATIE_CLAMD", &address)]).await;
    let caller = app.persona("applicant").await;
    let refused = send(&caller, "Attachment", "a.pdf", PDF, &pdf_with(&EICAR.concat())).await.refused(400, "content-refused");
    assert_eq!(refused.violations(), [("/content", "malware")]);
    assert_eq!(app.number("select count(*) from files"), 0);
    send(&caller, "Attachment", "a.pdf", PDF, &pdf_with("nothing")).await.expect(201);
}

#[actix_web::test]
async fn while_the_scanner_is_silent_a_file_waits_and_is_taken_later() {
    let silent = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = silent.local_addr().expect("an address").to_string();
    drop(silent);
    let app = TestApp::start_with(&[("MIGRATIE_CLAMD", &address)]).await;
    let caller = app.persona("applicant").await;
    let bytes = samples::pdf(1, 0);
    let upload = begin(&caller, "a.pdf", PDF, bytes.len()).await.expect(201).text("/uploadId");
    part(&caller, &upload, 1, &bytes).await.expect(200);
    let waits = complete(&caller, &upload).await.refused(503, "partner-unavailable");
    assert_eq!(waits.header("retry-after"), "30");
    assert_eq!(app.number("select count(*) from files"), 0, "nothing is taken unscanned");
    let listener = TcpListener::bind(&address).await.expect("the same port");
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(judge(stream));
        }
    });
    complete(&caller, &upload).await.expect(201);
    assert_eq!(app.number("select count(*) from files where scan = 'Clean'"), 1);
}

#[actix_web::test]
async fn without_a_scanner_nothing_is_said_to_be_clean() {
    let app = TestApp::start().await;
    let caller = app.persona("applicant").await;
    send(&caller, "Attachment", "a.pdf", PDF, &samples::pdf(1, 0)).await.expect(201);
    assert_eq!(app.number("select count(*) from files where scan = 'NotScanned'"), 1);
}
