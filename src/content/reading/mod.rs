//! The visitors' side of public content (C-18.1, R-3): what is published, read without signing in and answered from memory.
//!
//! [`Publications`] is the process's own picture of it. Every version carries from when until when it is live, so that the picture knows
//! each change that is scheduled and shows it to the second; what is published meanwhile it hears of from the database.

mod feed;
mod fields;
mod mark;
pub mod outside;
mod own;
mod page;
pub mod routes;
mod search;
mod site_map;
mod snapshot;
mod store;
pub mod wire;

pub use snapshot::{Publications, WATCH};
