//! What is wrong with one place of a caller's input.

use serde::Serialize;
use utoipa::ToSchema;

use super::text::Text;

/// One thing wrong with one place of the input. Programs branch on `code`; the message never carries the value itself,
/// so that no personal data reaches a log or an error report through it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Violation {
    /// Where: a JSON pointer (RFC 6901) into the input; empty is the whole of it.
    #[schema(max_length = 500)]
    pub pointer: String,
    /// What, in a word that never changes.
    #[schema(value_type = String, max_length = 60, examples("required"))]
    pub code: &'static str,
    /// What, for people.
    pub message: Text,
}

impl Violation {
    /// A violation at a place.
    pub fn new(pointer: impl Into<String>, code: &'static str, message: Text) -> Self {
        Self { pointer: pointer.into(), code, message }
    }
}

/// A JSON pointer one step deeper (RFC 6901: `~` and `/` in a name are escaped).
pub fn below(pointer: &str, step: impl std::fmt::Display) -> String {
    let step = step.to_string();
    format!("{pointer}/{}", step.replace('~', "~0").replace('/', "~1"))
}
