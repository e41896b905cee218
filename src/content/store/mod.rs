//! Queries over public content. Whatever the caller may not see is not found.

pub mod answers;
pub mod events;
pub mod file_words;
pub mod inquiries;
pub mod items;
pub mod reviews;
pub mod sections;
pub mod terms;
pub mod versions;
