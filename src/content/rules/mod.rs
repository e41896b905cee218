//! The rules of public content, pure: no HTTP, no SQL.

pub mod address;
pub mod content;
pub mod restricted;
pub mod sanitise;
pub mod structure;
