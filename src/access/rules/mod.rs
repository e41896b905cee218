//! Rules of access: pure.

pub mod representation;
