//! What is unusual. Pure: no HTTP, no SQL.

mod day;

pub use day::{Day, Seen};
