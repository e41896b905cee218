//! Verification: of an exported file, which needs nothing else, and of a database.

mod blobs;
mod chain;
mod database;
mod file;
mod rows;
#[cfg(test)]
mod tests;

pub use blobs::{BlobFault, BlobWitness, StoredBlobs};
pub use chain::{Chain, Leaf, PATIENCE};
pub use database::{DatabaseCheck, verify_database};
pub use file::verify_file;
pub use rows::DIGESTED;
