//! The legal grounds on which personal data may be processed (classifier LegalGround).

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::policy::Policy;
use crate::kernel::text::Text;

/// A code used in examples.
pub const EXAMPLE: &str = "LAW-200-2010-EXAMINATION";

/// One legal ground.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LegalGround {
    /// Its code.
    #[schema(examples("LAW-200-2010-EXAMINATION"), max_length = 64)]
    pub code: String,
    /// The act and article.
    #[schema(examples("Legea nr. 200/2010, art. 31-43"), max_length = 200)]
    pub act: String,
    /// What it allows, for people.
    pub text: Text,
    /// Withheld from the person until lifted (security service, asylum).
    #[serde(default)]
    pub undisclosed: bool,
}

static GROUNDS: LazyLock<Vec<LegalGround>> =
    LazyLock::new(|| serde_saphyr::from_str(include_str!("legal_grounds.yaml")).unwrap_or_default());

/// All grounds.
pub fn all() -> &'static [LegalGround] {
    &GROUNDS
}

/// One ground by its code.
pub fn find(code: &str) -> Option<&'static LegalGround> {
    GROUNDS.iter().find(|ground| ground.code == code)
}

/// Whether operations of this permission ask for a ground.
pub fn asked_for(permission: &str) -> bool {
    static POLICY: LazyLock<Option<Policy>> = LazyLock::new(|| Policy::built_in().ok());
    POLICY.as_ref().is_some_and(|policy| policy.needs_ground(permission))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_grounds_are_read_and_the_example_is_one_of_them() {
        assert!(super::all().len() >= 8);
        assert!(super::find(super::EXAMPLE).is_some());
    }
}
