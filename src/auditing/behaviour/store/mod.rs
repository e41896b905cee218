//! The queries.

pub mod accesses;
pub mod analyses;
pub mod findings;
pub mod names;
pub mod reading;
pub mod watched;
