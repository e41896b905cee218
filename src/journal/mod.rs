//! What was done and what was read; sealed so that tampering shows (C-16.9, C-24.1, C-38).

pub mod entry;

pub use entry::{Closing, Entry, Kept, Message, Outcome};
