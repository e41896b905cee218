//! The journal's doors for auditors: searching, one entry with its proof, exports, seals, public keys.
//!
//! The journal itself lies below `access`, which writes it; whoever reads it stands above.

pub mod behaviour;
pub mod routes;
mod store;
mod wire;

pub use wire::{EntryId, ExportId};
