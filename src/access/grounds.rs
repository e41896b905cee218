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

/// The catalogue's list of grounds, which names register checks and services use too: the same list, so that one code means one thing.
#[derive(Deserialize)]
struct Shipped {
    entries: Vec<ShippedGround>,
}

#[derive(Deserialize)]
struct ShippedGround {
    code: String,
    label: Text,
    #[serde(default)]
    flags: Vec<String>,
}

static GROUNDS: LazyLock<Vec<LegalGround>> = LazyLock::new(|| {
    let mut grounds: Vec<LegalGround> = serde_saphyr::from_str(include_str!("legal_grounds.yaml")).unwrap_or_default();
    let shipped: Option<Shipped> =
        serde_saphyr::from_str(include_str!("../services/catalogue/classifiers/legal-grounds.yaml")).ok();
    for ShippedGround { code, label, flags } in shipped.into_iter().flat_map(|shipped| shipped.entries) {
        if !grounds.iter().any(|ground| ground.code == code) {
            let undisclosed = flags.iter().any(|flag| flag == "undisclosed");
            grounds.push(LegalGround { code, act: label.ro.clone(), text: label, undisclosed });
        }
    }
    grounds
});

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
        assert!(super::find("SIS-CONSULTATION").is_some_and(|ground| ground.undisclosed), "the catalogue's list is read too");
    }
}
