//! Queries over public content. Whatever the caller may not see is not found.

pub mod items;
pub mod versions;
