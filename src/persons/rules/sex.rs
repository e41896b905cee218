//! Sex, as travel documents state it (ICAO Doc 9303-3).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Sex, as stated in the identity document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub enum Sex {
    /// F.
    Female,
    /// M.
    Male,
    /// X, or not stated.
    Unspecified,
}

impl Sex {
    /// Whether two statements cannot both be true; what is not stated contradicts nothing.
    pub fn contradicts(self, other: Self) -> bool {
        self != other && self != Self::Unspecified && other != Self::Unspecified
    }
}
