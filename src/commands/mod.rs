//! What administrators do from the command line.

pub mod administrator;
pub mod content;
pub mod demo;
pub mod figures;
pub mod keys;
pub mod outbox;
pub mod retention;
