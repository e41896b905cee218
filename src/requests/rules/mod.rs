//! The rules of requests, pure.

pub mod lifecycle;
pub mod right;
