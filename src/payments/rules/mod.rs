//! What money does to an order. Pure: no HTTP, no SQL.

pub mod asking;
pub mod ledger;
pub mod spread;
