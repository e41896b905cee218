//! What is wrong with one part of an input: where, which rule, and a sentence for people. Never the value itself.

use serde::Serialize;
use utoipa::ToSchema;

use super::text::Text;

/// One thing wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// JSON pointer into the body (`/answers/employer/idno`), or the name of the parameter or header.
    pub pointer: String,
    /// A stable code that programs branch on (`unknown-field`, `too-long`, `required`).
    pub code: &'static str,
    /// What to tell a person. It never repeats the value.
    pub message: Text,
}

impl Violation {
    /// One thing wrong at one place.
    pub fn new(pointer: impl Into<String>, code: &'static str, message: Text) -> Self {
        Self { pointer: pointer.into(), code, message }
    }
}

/// A violation as it stands in a problem document, in the reader's language.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ProblemViolation)]
pub struct WrittenViolation {
    /// Where: a JSON pointer into the body, or the name of a parameter or header.
    #[schema(examples("/birthDate"))]
    pub pointer: String,
    /// Which rule was broken.
    #[schema(examples("required"))]
    pub code: String,
    /// What is wrong, in the reader's language.
    #[schema(examples("Câmpul este obligatoriu."))]
    pub message: String,
}

/// A code as a name that lives for ever. Codes come from the program's own source, so that there are few of them.
pub fn interned(code: &str) -> &'static str {
    use std::{
        collections::HashSet,
        sync::{LazyLock, Mutex, PoisonError},
    };
    static CODES: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Default::default);
    let mut codes = CODES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = codes.get(code) {
        return known;
    }
    let known: &'static str = Box::leak(code.to_owned().into_boxed_str());
    codes.insert(known);
    known
}

/// A JSON pointer one step deeper (RFC 6901: `~` and `/` in a name are escaped).
pub fn below(pointer: &str, step: impl std::fmt::Display) -> String {
    let step = step.to_string();
    format!("{pointer}/{}", step.replace('~', "~0").replace('/', "~1"))
}
