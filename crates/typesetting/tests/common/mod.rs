//! What the tests of this crate share: the real templates and their samples.

#![allow(dead_code)]

use std::{collections::BTreeMap, fs, path::PathBuf, sync::LazyLock};

use chrono::{DateTime, TimeZone, Utc};
use migratie_typesetting::{Templates, Typesetter};
use serde_json::Value;

pub static TYPESETTER: LazyLock<Typesetter> = LazyLock::new(|| Typesetter::new().unwrap());
pub static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| load(&files()));

/// Every template's code.
pub const CODES: [&str; 14] = [
    "application",
    "attestation",
    "attestation-refusal",
    "confirmation",
    "decision-grant",
    "decision-refusal",
    "invitation",
    "invoice",
    "notice-letter",
    "petition",
    "petition-answer",
    "proposal",
    "record-sheet",
    "report",
];

pub fn files() -> BTreeMap<String, Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../src/documents/templates");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

pub fn load(files: &BTreeMap<String, Vec<u8>>) -> Templates {
    Templates::load(files.iter().map(|(name, content)| (name.as_str(), content.as_slice()))).unwrap()
}

pub fn sample(code: &str) -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/samples/{code}.json"));
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

pub fn instant() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 22, 8, 15, 0).unwrap()
}

/// The sample of a template, typeset; kept under the target folder, to be looked at.
pub fn typeset(code: &str, data: &Value) -> Vec<u8> {
    let pdf = TEMPLATES.typeset(&TYPESETTER, code, data, instant()).unwrap();
    fs::write(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{code}.pdf")), &pdf).unwrap();
    pdf
}

/// The text of all pages, runs of white space as one space, line-break hyphens taken out.
pub fn text(pdf: &[u8]) -> String {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
