//! The mail server's stand-in: SMTP on a port of its own, and a page that shows the letters. A mailbox whose name begins with `nimeni`
//! does not exist.

use std::time::Duration;

use actix_web::{HttpResponse, Responder, get, rt, web};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};

use super::{
    Mode, SandboxState, control,
    page::{page, refusal},
    state::remember,
};
use crate::partners::{Partner, form::escape};

mod read;

use read::{Part, parts};

/// The largest letter taken.
const LARGEST: usize = 16 * 1024 * 1024;

/// A letter that was taken.
pub(super) struct Taken {
    from: String,
    to: Vec<String>,
    raw: String,
    taken_at: DateTime<Utc>,
}

/// Serves the port, once a process.
pub(super) fn serve(state: &web::Data<SandboxState>) {
    let Some(listener) = state.mail_listener() else { return };
    let state = state.clone();
    rt::spawn(async move {
        let ready = listener.set_nonblocking(true).and_then(|()| tokio::net::TcpListener::from_std(listener));
        let Ok(listener) = ready else { return };
        while let Ok((stream, _)) = listener.accept().await {
            let state = state.clone();
            rt::spawn(async move {
                // A conversation that breaks off is the other side's to notice.
                let _ = converse(stream, &state).await;
            });
        }
    });
}

async fn converse(stream: TcpStream, state: &SandboxState) -> std::io::Result<()> {
    let told = control::take(state, Partner::Mail);
    let (reading, mut writing) = stream.into_split();
    let mut lines = BufReader::new(reading);
    match told.mode {
        Mode::Down => return writing.write_all(b"421 4.3.2 no service\r\n").await,
        Mode::Nonsense => return writing.write_all(b"<html>maintenance</html>\r\n").await,
        Mode::Slow => tokio::time::sleep(told.delay_ms.map_or(state.settings.slow, Duration::from_millis)).await,
        Mode::TooMany => return writing.write_all(b"421 4.7.0 too many connections\r\n").await,
        Mode::Normal | Mode::LoseAnswer | Mode::Forbidden | Mode::Unresolved => {}
    }
    writing.write_all(b"220 stand-in ESMTP\r\n").await?;
    let (mut from, mut to) = (String::new(), Vec::new());
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let line = line.trim_end();
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let answer: &[u8] = match verb.as_str() {
            "EHLO" => b"250-stand-in\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n",
            "HELO" | "NOOP" => b"250 2.0.0 good\r\n",
            "RSET" => {
                (from, to) = (String::new(), Vec::new());
                b"250 2.0.0 good\r\n"
            }
            "MAIL" if told.mode == Mode::Forbidden => b"530 5.7.0 authentication required\r\n",
            "MAIL" => {
                from = address(line);
                b"250 2.1.0 good\r\n"
            }
            "RCPT" if address(line).starts_with("nimeni") => b"550 5.1.1 no such mailbox\r\n",
            "RCPT" => {
                to.push(address(line));
                b"250 2.1.5 good\r\n"
            }
            "DATA" if to.is_empty() => b"503 5.5.1 nobody named\r\n",
            "DATA" => {
                writing.write_all(b"354 go on\r\n").await?;
                let raw = letter(&mut lines).await?;
                let taken = Taken { from: std::mem::take(&mut from), to: std::mem::take(&mut to), raw, taken_at: state.now() };
                remember(&mut state.memory().letters, taken);
                if told.mode == Mode::LoseAnswer {
                    return Ok(());
                }
                b"250 2.0.0 taken\r\n"
            }
            "QUIT" => return writing.write_all(b"221 2.0.0 bye\r\n").await,
            _ => b"502 5.5.2 unknown\r\n",
        };
        writing.write_all(answer).await?;
    }
}

/// Lines up to the lonely point; doubled points are halved (RFC 5321, 4.5.2).
async fn letter(lines: &mut BufReader<tokio::net::tcp::OwnedReadHalf>) -> std::io::Result<String> {
    let mut raw = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).await? == 0 || raw.len() > LARGEST {
            return Err(std::io::Error::other("the letter does not end"));
        }
        if line.trim_end() == "." {
            return Ok(raw);
        }
        raw.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

fn address(line: &str) -> String {
    line.split(['<', '>']).nth(1).unwrap_or_default().to_owned()
}

#[get("")]
async fn list(state: web::Data<SandboxState>) -> HttpResponse {
    let memory = state.memory();
    let row = |(place, letter): (usize, &Taken)| {
        format!(
            "<tr><td>{}</td><td>{}</td><td><a href=\"/sandbox/mail/{place}\">{}</a></td></tr>",
            letter.taken_at.format("%Y-%m-%d %H:%M"),
            escape(&letter.to.join(", ")),
            escape(&read::header(&letter.raw, "Subject"))
        )
    };
    let rows: String = memory.letters.iter().enumerate().rev().take(200).map(row).collect();
    let table = format!("<table><tr><th>Când / when</th><th>Cui / to</th><th>Subiect / subject</th></tr>{rows}</table>");
    page("Scrisori / Letters", false, &table)
}

#[derive(Deserialize)]
struct Asked {
    to: Option<String>,
}

/// What was taken, for tests; of one address, if it is named. `code` is the first number of six digits, if there is one.
#[get("/sent")]
async fn sent(asked: web::Query<Asked>, state: web::Data<SandboxState>) -> impl Responder {
    let memory = state.memory();
    let all: Vec<Value> = memory
        .letters
        .iter()
        .filter(|letter| asked.to.as_ref().is_none_or(|to| letter.to.contains(to)))
        .map(|letter| {
            let of_kind = |kind: &str| parts(&letter.raw).into_iter().find(|part| part.kind == kind).map(|part| part.text);
            let text = of_kind("text/plain").unwrap_or_default();
            let six = |word: &&str| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit());
            let code = text.split(|letter: char| !letter.is_ascii_alphanumeric()).find(six).map(str::to_owned);
            json!({ "code": code, "from": letter.from, "to": letter.to, "messageId": read::header(&letter.raw, "Message-ID"),
                    "subject": read::header(&letter.raw, "Subject"), "language": read::header(&letter.raw, "Content-Language"),
                    "text": text, "html": of_kind("text/html") })
        })
        .collect();
    web::Json(json!({ "sent": all }))
}

#[get("/{place}")]
async fn shown(place: web::Path<usize>, state: web::Data<SandboxState>) -> HttpResponse {
    let memory = state.memory();
    let Some(letter) = memory.letters.get(*place) else { return refusal("Scrisori / Letters", "Nu există. / There is none.") };
    let body: String = parts(&letter.raw)
        .iter()
        .map(|Part { kind, text }| match kind.as_str() {
            "text/html" => {
                format!(
                    "<iframe sandbox=\"\" style=\"width:100%;height:36rem;border:1px solid #ddd\" srcdoc=\"{}\"></iframe>",
                    escape(text)
                )
            }
            "text/plain" => format!("<pre style=\"white-space:pre-wrap\">{}</pre>", escape(text)),
            other => format!("<p>{}</p>", escape(other)),
        })
        .collect();
    let heads = format!("<p>{}<br>{}</p>", escape(&read::header(&letter.raw, "From")), escape(&letter.to.join(", ")));
    page(&read::header(&letter.raw, "Subject"), false, &format!("{heads}{body}"))
}

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(web::scope("/mail").service(list).service(sent).service(shown));
}
