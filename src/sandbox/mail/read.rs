//! As much of MIME as it takes to show a letter of ours.

use base64::{Engine, engine::general_purpose::STANDARD};

/// A part of a letter: its media type and its text.
pub struct Part {
    pub kind: String,
    pub text: String,
}

/// A header of the letter, its words decoded.
pub fn header(raw: &str, name: &str) -> String {
    let heads = raw.split("\r\n\r\n").next().unwrap_or_default();
    words(&field(heads, name))
}

/// The leaves of a letter, in their order.
pub fn parts(raw: &str) -> Vec<Part> {
    let (heads, body) = raw.split_once("\r\n\r\n").unwrap_or((raw, ""));
    let kind = field(heads, "Content-Type");
    if let Some(boundary) =
        kind.split("boundary=").nth(1).map(|rest| rest.split(';').next().unwrap_or_default().trim_matches('"'))
    {
        let delimiter = format!("--{boundary}");
        return body
            .split(&delimiter)
            .skip(1)
            .filter(|part| !part.starts_with("--"))
            .flat_map(|part| parts(part.trim_start()))
            .collect();
    }
    let encoding = field(heads, "Content-Transfer-Encoding").to_ascii_lowercase();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !kind.starts_with("text/") {
        return vec![Part { kind, text: String::new() }];
    }
    let bytes = match encoding.as_str() {
        "base64" => STANDARD.decode(body.split_whitespace().collect::<String>()).unwrap_or_default(),
        "quoted-printable" => quoted(body, false),
        _ => body.as_bytes().to_vec(),
    };
    vec![Part { kind, text: String::from_utf8_lossy(&bytes).trim().to_owned() }]
}

fn field(heads: &str, name: &str) -> String {
    let mut value: Option<String> = None;
    for line in heads.lines() {
        match &mut value {
            Some(value) if line.starts_with([' ', '\t']) => value.push_str(line),
            Some(_) => break,
            None => {
                let found = line.split_once(':').filter(|(key, _)| key.eq_ignore_ascii_case(name));
                value = found.map(|(_, value)| value.trim().to_owned());
            }
        }
    }
    value.unwrap_or_default()
}

/// Encoded words (RFC 2047).
fn words(text: &str) -> String {
    let mut done = String::new();
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once("=?") {
        // The space between two encoded words is none.
        if !before.trim().is_empty() || done.is_empty() {
            done.push_str(before);
        }
        let mut pieces = inside.splitn(4, '?');
        let (Some(_), Some(how), Some(word), Some(after)) = (pieces.next(), pieces.next(), pieces.next(), pieces.next()) else {
            break;
        };
        let bytes = if how.eq_ignore_ascii_case("b") { STANDARD.decode(word).unwrap_or_default() } else { quoted(word, true) };
        done.push_str(&String::from_utf8_lossy(&bytes));
        rest = after.strip_prefix('=').unwrap_or(after);
    }
    done + rest
}

fn quoted(text: &str, is_word: bool) -> Vec<u8> {
    let mut done = Vec::with_capacity(text.len());
    let mut bytes = text.as_bytes().iter().copied();
    while let Some(byte) = bytes.next() {
        match byte {
            b'=' => match (bytes.next(), bytes.next()) {
                (Some(b'\r'), Some(b'\n')) => {}
                (Some(one), Some(other)) => {
                    let digits = [one, other];
                    let value = std::str::from_utf8(&digits).ok().and_then(|digits| u8::from_str_radix(digits, 16).ok());
                    done.extend(value);
                }
                _ => {}
            },
            b'_' if is_word => done.push(b' '),
            byte => done.push(byte),
        }
    }
    done
}
