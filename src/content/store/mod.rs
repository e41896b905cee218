//! Queries over public content. Whatever the caller may not see is not found.

pub mod events;
pub mod items;
pub mod sections;
pub mod terms;
pub mod versions;
