//! `/api/v1/orders` and what MPay calls.

mod asking;
mod confirmations;
pub mod mpay;
mod reading;
mod refunds;
mod stand_in;
