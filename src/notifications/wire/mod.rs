//! What this room says on the wire.

pub mod contact;
pub mod message;
pub mod profile;
pub mod request;
pub mod suspension;
pub mod template;
mod words;

use serde::{Deserialize, Deserializer};

/// In a merge patch, null removes and absent leaves.
pub fn removable<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
