//! What every resource stands on; not one word of the domain in it.

pub mod blobs;
pub mod content;
pub mod cursor;
pub mod database;
pub mod keys;
pub mod merkle;
pub mod money;
pub mod text;
