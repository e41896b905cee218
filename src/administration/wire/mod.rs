//! What administration says and hears on the wire, where more than one operation does.

pub mod account;
pub mod client;
pub mod delegation;
pub mod subdivision;

use serde::{Deserialize, Deserializer};

/// A field of a merge patch that can be removed: absent is `None`, null is `Some(None)`.
pub fn removable<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
