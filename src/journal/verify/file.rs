//! Verifies an exported file, line by line; needs nothing but the file and, to trust it, the public keys from elsewhere.

use std::io::{self, BufRead};

use aws_lc_rs::digest::{Context, SHA256};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::chain::{Chain, Leaf};
use crate::{
    journal::{
        export::{End, FORMAT, Header},
        finding::{Report, What},
        keys::PublicKeys,
        seal::Seal,
    },
    kernel::merkle,
};

#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Header,
    Entry,
    Seal,
    End,
}

/// What is read of any line; of an entry nothing else is needed, its leaf is over the line itself.
#[derive(Deserialize)]
struct Peek {
    line: Kind,
    id: Option<Uuid>,
    at: Option<DateTime<Utc>>,
}

/// Checks leaves, trees, chain, signatures, and that the file is whole. `trusted`: keys known from elsewhere; without them the file's
/// own are taken, which shows that it is whole, not who made it.
pub fn verify_file(mut file: impl BufRead, trusted: Option<&PublicKeys>) -> io::Result<Report> {
    let mut report = Report::default();
    let mut line = Vec::new();
    let mut digest = Context::new(&SHA256);
    if file.read_until(b'\n', &mut line)? == 0 {
        report.find(What::ExportCut, "line 1");
        return Ok(report);
    }
    let Some((header, keys)) = read_header(&line, &mut report) else { return Ok(report) };
    let keys = match trusted {
        Some(trusted) => keys.restricted_to(trusted),
        None => keys,
    };
    digest.update(&line);
    let mut body = Body { keys: &keys, chain: Chain::from_anywhere(&keys), pending: Vec::new(), first: None, ended: false };
    for number in 2_u64.. {
        line.clear();
        if file.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        body.line(number, &line, &mut digest, &mut report);
    }
    if !body.ended {
        report.find(What::ExportCut, "the last line is missing");
    }
    let last = report.head.as_ref().map(|head| head.0);
    if (header.first_seal, header.last_seal) != (body.first, last) {
        report.find(What::LineChanged, "line 1: other seals than it says");
    }
    Ok(report)
}

fn read_header(line: &[u8], report: &mut Report) -> Option<(Header, PublicKeys)> {
    let place = "line 1";
    let Some(header) = read::<Header>(line) else {
        report.find(What::LineUnreadable, place);
        return None;
    };
    if format!("{}\n", header.line()).as_bytes() != line || header.format != FORMAT {
        report.find(What::LineChanged, place);
    }
    let Some(keys) = PublicKeys::read(&header.keys) else {
        report.find(What::KeyUnknown, place);
        return None;
    };
    Some((header, keys))
}

/// Reads a line without its member `line`, which only says what kind it is.
fn read<T: serde::de::DeserializeOwned>(line: &[u8]) -> Option<T> {
    let mut value: serde_json::Value = serde_json::from_slice(line).ok()?;
    value.as_object_mut()?.remove("line");
    serde_json::from_value(value).ok()
}

struct Body<'k> {
    keys: &'k PublicKeys,
    chain: Chain<'k>,
    /// Entries that wait for their seal's line.
    pending: Vec<Leaf>,
    first: Option<i64>,
    ended: bool,
}

impl Body<'_> {
    fn line(&mut self, number: u64, line: &[u8], digest: &mut Context, report: &mut Report) {
        let place = format!("line {number}");
        if self.ended || line.last() != Some(&b'\n') {
            report.find(What::ExportCut, &place);
        }
        let text = line.strip_suffix(b"\n").unwrap_or(line);
        let Ok(peek) = serde_json::from_slice::<Peek>(text) else {
            report.find(What::LineUnreadable, &place);
            digest.update(line);
            return;
        };
        match peek {
            Peek { line: Kind::Entry, id: Some(id), at: Some(at) } => {
                self.pending.push(Leaf { id, at, hash: merkle::leaf(text) });
            }
            Peek { line: Kind::Seal, .. } => match read::<Seal>(text) {
                Some(seal) => {
                    if seal.line().as_bytes() != text {
                        report.find(What::LineChanged, &place);
                    }
                    self.first.get_or_insert(seal.number);
                    self.chain.seal(&seal, &std::mem::take(&mut self.pending), report);
                }
                None => report.find(What::LineUnreadable, &place),
            },
            Peek { line: Kind::End, .. } => match read::<End>(text) {
                Some(end) => self.end(&end, text, &place, digest, report),
                None => report.find(What::LineUnreadable, &place),
            },
            _ => report.find(What::LineUnreadable, &place),
        }
        digest.update(line);
    }

    fn end(&mut self, end: &End, text: &[u8], place: &str, digest: &Context, report: &mut Report) {
        self.ended = true;
        if end.line().as_bytes() != text {
            report.find(What::LineChanged, place);
        }
        if !self.keys.knows(&end.key_id) {
            report.find(What::KeyUnknown, place);
        } else if !self.keys.verify(&end.key_id, end.statement().as_bytes(), &end.signature) {
            report.find(What::SignatureWrong, place);
        }
        let whole = digest.clone().finish();
        if end.sha256 != whole.as_ref() || end.seals != report.seals || end.entries != report.entries {
            report.find(What::ExportChanged, place);
        }
        if !self.pending.is_empty() {
            report.find(What::MembersChanged, format!("{place}: entries without a seal before it"));
        }
    }
}
