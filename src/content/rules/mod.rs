//! The rules of public content, pure: no HTTP, no SQL.

pub mod address;
pub mod complete;
pub mod content;
pub mod differences;
pub mod inquiry;
pub mod labels;
pub mod lifecycle;
pub mod publication;
pub mod questions;
pub mod restricted;
pub mod sanitise;
pub mod slug;
pub mod structure;
pub mod translations;
