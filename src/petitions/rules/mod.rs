//! The rules of petitions: pure.

pub mod correction;
pub mod hindrance;
pub mod lifecycle;
pub mod repeat;
pub mod signature;
pub mod terms;
pub mod words;
