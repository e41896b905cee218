//! Delivery reports of mail systems (RFC 3461, RFC 3464): what became of a letter after the server had taken it.

/// What a report says of a letter of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What its Message-ID begins with.
    pub reference: String,
    /// Whether it failed for good; otherwise it was delayed, relayed or delivered.
    pub failed: bool,
    /// The enhanced status, digits and points only (`5.1.1`).
    pub status: String,
}

/// Why a text is no report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAReport {
    /// No part says what became of a delivery.
    #[error("no delivery status")]
    NoStatus,
    /// No part says which letter it was.
    #[error("no Message-ID of the letter")]
    NoLetter,
}

/// Reads a report as it came, headers and all parts.
pub fn read(text: &str) -> Result<Report, NotAReport> {
    let text = text.replace("\r\n", "\n");
    let (headers, body) = text.split_once("\n\n").unwrap_or((&text, ""));
    let boundary = field(headers, "Content-Type").and_then(|kind| parameter(&kind, "boundary")).ok_or(NotAReport::NoStatus)?;
    let parts: Vec<&str> = body.split(&format!("--{boundary}")).collect();
    let of_kind = |kind: &str| {
        parts.iter().find_map(|part| {
            let (headers, body) = part.trim_start_matches('\n').split_once("\n\n")?;
            field(headers, "Content-Type")?.to_ascii_lowercase().starts_with(kind).then_some(body)
        })
    };
    let told = of_kind("message/delivery-status").ok_or(NotAReport::NoStatus)?;
    let blocks: Vec<&str> = told.split("\n\n").collect();
    let value = |name: &str| blocks.iter().find_map(|block| field(block, name));
    let action = value("Action").ok_or(NotAReport::NoStatus)?;
    let status: String = value("Status")
        .ok_or(NotAReport::NoStatus)?
        .chars()
        .take_while(|letter| letter.is_ascii_digit() || *letter == '.')
        .take(11)
        .collect();
    let letter =
        of_kind("text/rfc822-headers").or_else(|| of_kind("message/rfc822-headers")).or_else(|| of_kind("message/rfc822"));
    let id = letter.and_then(|letter| field(letter, "Message-ID")).ok_or(NotAReport::NoLetter)?;
    let reference = id.trim().trim_start_matches('<').split('@').next().unwrap_or_default().to_owned();
    if reference.is_empty() {
        return Err(NotAReport::NoLetter);
    }
    Ok(Report { reference, failed: action.trim().eq_ignore_ascii_case("failed"), status })
}

/// A header field, its folded lines joined.
fn field(headers: &str, name: &str) -> Option<String> {
    let mut found: Option<String> = None;
    for line in headers.lines() {
        match (&mut found, line.split_once(':')) {
            (Some(value), _) if line.starts_with([' ', '\t']) => value.push_str(line),
            (Some(_), _) => break,
            (None, _) if line.is_empty() => break,
            (None, Some((key, value))) if key.trim().eq_ignore_ascii_case(name) => found = Some(value.trim().to_owned()),
            _ => {}
        }
    }
    found
}

fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        let value = value.trim().trim_matches('"');
        (key.trim().eq_ignore_ascii_case(name) && !value.is_empty()).then(|| value.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    pub const REPORT: &str = "From: MAILER-DAEMON@mx.example.md\r\nSubject: Undelivered Mail Returned to Sender\r\n\
        Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"9B3F.1/mx\"\r\nMIME-Version: 1.0\r\n\r\n\
        --9B3F.1/mx\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n\r\n\
        --9B3F.1/mx\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.md\r\n\r\n\
        Final-Recipient: rfc822; nimeni@example.md\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no such user\r\n\r\n\
        --9B3F.1/mx\r\nContent-Type: text/rfc822-headers\r\n\r\nFrom: x@igm.example\r\nMessage-ID:\r\n <dlv_01kaxyz@igm.example>\r\nSubject: S\r\n\r\n--9B3F.1/mx--\r\n";

    #[test]
    fn a_report_says_which_letter_failed_and_why() {
        let report = Report { reference: "dlv_01kaxyz".into(), failed: true, status: "5.1.1".into() };
        assert_eq!(read(REPORT), Ok(report.clone()));
        let delayed = REPORT.replace("Action: failed", "Action: delayed").replace("Status: 5.1.1", "Status: 4.4.1");
        assert_eq!(read(&delayed), Ok(Report { failed: false, status: "4.4.1".into(), ..report }));
        assert_eq!(read(&REPORT.replace("Message-ID", "Message-X")), Err(NotAReport::NoLetter));
        assert_eq!(read("Subject: hello\n\nno report"), Err(NotAReport::NoStatus));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_fall(at in 0usize..700, cut in 0usize..700, text in ".{0,40}") {
            let broken: String = REPORT.chars().take(at).chain(text.chars()).chain(REPORT.chars().skip(cut)).collect();
            let _ = read(&broken);
        }
    }
}
