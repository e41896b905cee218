//! The queries of this room. What a caller may see is one predicate ([`visible`]), used by every read.

#[macro_use]
pub mod visible;

pub mod accesses;
pub mod addresses;
pub mod changes;
pub mod documents;
pub mod duplicates;
pub mod family;
pub mod files;
pub mod merging;
pub mod read;
pub mod row;
pub mod search;
pub mod standing;
pub mod summaries;
pub mod write;
