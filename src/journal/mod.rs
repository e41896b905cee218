//! What was done and what was read; sealed so that tampering shows (C-16.9, C-24.1, C-38). Its form is described in `docs/journal.md`.
//!
//! This room writes, seals, exports and verifies; it knows nobody's roles. Its doors for auditors are in `auditing`.

pub mod canonical;
pub mod entry;
pub mod export;
pub mod finding;
pub mod keys;
pub mod mlog;
pub mod record;
pub mod seal;
pub mod sealer;
pub mod store;
pub mod verify;

pub use entry::{Closing, Entry, Kept, Later, Message, Outcome, write_rows};
