//! The rules of public content, pure: no HTTP, no SQL.

pub mod content;
pub mod structure;
