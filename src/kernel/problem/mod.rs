//! Everything that goes wrong is told as `application/problem+json` (RFC 9457), in the reader's language.
//!
//! Rules, from which nothing departs:
//! - rules and stores return errors of their own, named by meaning; only handlers and the kernel turn them into a [`Problem`];
//! - a `Problem` never carries the offending value, nor anything internal: the cause of a 500 goes to the log alone;
//! - programs branch on `type`; `detail` is for people.

mod database;
mod kinds;
mod write;

pub use kinds::{ALL, Kind};
pub use write::{ForeignFault, ProblemDocument, problems};

use serde_json::{Map, Value};

use super::{text::Text, violation::Violation};

/// What is told to the caller when something goes wrong.
#[derive(Debug, Clone)]
pub struct Problem {
    /// Which of the documented kinds of problem this is.
    pub kind: &'static Kind,
    detail: Option<Text>,
    violations: Vec<Violation>,
    extensions: Map<String, Value>,
    retry_after: Option<u32>,
    transient: bool,
}

impl Problem {
    /// A problem of a documented kind, with that kind's own sentence.
    pub fn new(kind: &'static Kind) -> Self {
        Self { kind, detail: None, violations: Vec::new(), extensions: Map::new(), retry_after: None, transient: false }
    }

    /// Says precisely what is wrong this time.
    pub fn detail(mut self, detail: Text) -> Self {
        self.detail = Some(detail);
        self
    }

    /// Adds a fact for programs (what stands in the way, who holds it, what to do next).
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.extensions.insert(name.to_owned(), value.into());
        self
    }

    /// Says in how many seconds a retry is worth while.
    pub fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Bad input, with all that is wrong with it at once.
    pub fn bad_input(violations: Vec<Violation>) -> Self {
        Self { violations, ..Self::new(&kinds::BAD_INPUT) }
    }

    /// Bad input in one place.
    pub fn violation(pointer: impl Into<String>, code: &'static str, message: Text) -> Self {
        Self::bad_input(vec![Violation::new(pointer, code, message)])
    }

    /// There is nothing there, or nothing that the caller may see; the two are not told apart.
    pub fn not_found() -> Self {
        Self::new(&kinds::NOT_FOUND)
    }

    /// An internal failure: the cause goes to the log, the caller gets a fixed text.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        tracing::error!(cause = %cause, "internal failure");
        Self::new(&kinds::INTERNAL)
    }

    /// Something that is needed does not answer at the moment.
    pub fn unavailable() -> Self {
        Self::new(&kinds::UNAVAILABLE).retry_after(2)
    }

    /// The status code of the answer.
    pub fn status(&self) -> u16 {
        self.kind.status
    }

    /// The code of the kind, as it ends `type`.
    pub fn code(&self) -> &'static str {
        self.kind.code
    }
}

impl From<Vec<Violation>> for Problem {
    fn from(violations: Vec<Violation>) -> Self {
        Self::bad_input(violations)
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.kind.code)
    }
}

impl std::error::Error for Problem {}
