//! Kinds of files, by their first bytes; and files of two kinds at once.

use infer::MatcherType;

use super::{ContentProblem, ContentType, find};

/// PDF readers look for the header in so many bytes.
const HEADER_REACH: usize = 1024;
/// A ZIP ends with a record of 22 bytes and a comment of at most 65 535.
const ZIP_END_REACH: usize = 22 + 65_535;

/// The kind of a file that may be taken, or what else it is.
pub fn recognise(bytes: &[u8]) -> Result<ContentType, ContentProblem> {
    if bytes.starts_with(b"%PDF-") {
        return Ok(ContentType::Pdf);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok(ContentType::Png);
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Ok(ContentType::Jpeg);
    }
    if let Some(problem) = dangerous(bytes) {
        return Err(problem);
    }
    if find(&bytes[..bytes.len().min(HEADER_REACH)], b"%PDF-").is_some() {
        return Err(ContentProblem::Polyglot { with: "something else before a PDF" });
    }
    Err(ContentProblem::Unrecognised)
}

/// Programs, archives and scripts, wherever they begin.
fn dangerous(bytes: &[u8]) -> Option<ContentProblem> {
    let text = bytes.trim_ascii_start();
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    if bytes.starts_with(b"MZ") {
        return Some(ContentProblem::Program);
    }
    if [&b"#!"[..], b"<?", b"<!", b"<svg", b"<script", b"<html"].iter().any(|start| starts_with(text, start)) {
        return Some(ContentProblem::Script);
    }
    match infer::get(bytes).filter(|kind| kind.mime_type() != "application/pdf")?.matcher_type() {
        MatcherType::App => Some(ContentProblem::Program),
        MatcherType::Archive | MatcherType::Book | MatcherType::Doc => Some(ContentProblem::Archive),
        MatcherType::Text => Some(ContentProblem::Script),
        _ => None,
    }
}

/// Refuses a file that other programs would take for something else.
pub fn refuse_polyglots(bytes: &[u8], found: ContentType) -> Result<(), ContentProblem> {
    let polyglot = |with| Err(ContentProblem::Polyglot { with });
    if ends_as_zip(bytes) {
        return polyglot("a ZIP archive");
    }
    if found == ContentType::Pdf {
        return Ok(());
    }
    if find(&bytes[..bytes.len().min(HEADER_REACH)], b"%PDF-").is_some() {
        return polyglot("a PDF");
    }
    // Long enough not to stand in compressed data by chance.
    if [&b"<script"[..], b"<?php "].iter().any(|tag| bytes.windows(tag.len()).any(|window| window.eq_ignore_ascii_case(tag))) {
        return polyglot("a script");
    }
    Ok(())
}

/// What stands after the end of a JPEG. Cameras put further images and their own notes there, which are let be.
pub fn refuse_dangerous_tail(tail: &[u8]) -> Result<(), ContentProblem> {
    match dangerous(tail) {
        Some(ContentProblem::Program) => Err(ContentProblem::Polyglot { with: "a program" }),
        Some(ContentProblem::Script) => Err(ContentProblem::Polyglot { with: "a script" }),
        Some(_) => Err(ContentProblem::Polyglot { with: "an archive" }),
        None if find(tail, b"%PDF-").is_some() => Err(ContentProblem::Polyglot { with: "a PDF" }),
        None => Ok(()),
    }
}

/// Archives are read from their end: a record `PK 5 6` on disk 0 of disk 0.
fn ends_as_zip(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(ZIP_END_REACH)..];
    find(tail, b"PK\x05\x06\0\0\0\0").is_some()
}

fn starts_with(text: &[u8], start: &[u8]) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}
