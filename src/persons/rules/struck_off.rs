//! Why a person is struck off the record (radiat din evidență): a status; the record stays and its number is never given
//! again (concept, paragraphs 25.1.c and 27).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::kernel::text::Text;

/// The four grounds of the concept, paragraph 25.1.c.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub enum StruckOffReason {
    /// The time of legal stay in the country ended.
    LegalStayEnded,
    /// The foreigner was declared undesirable.
    DeclaredUndesirable,
    /// The conditions of law for granting or prolonging the right of stay are not met.
    ConditionsNotMet,
    /// The foreigner died.
    Death,
}

impl StruckOffReason {
    /// All of them, in the order of the concept.
    pub const ALL: [Self; 4] = [Self::LegalStayEnded, Self::DeclaredUndesirable, Self::ConditionsNotMet, Self::Death];

    /// Whether the person can be on record again: with a new right of stay, or when a declaration is lifted.
    pub const fn can_return(self) -> bool {
        !matches!(self, Self::Death)
    }

    /// For people.
    pub fn text(self) -> Text {
        match self {
            Self::LegalStayEnded => Text::new(
                "Finisarea perioadei de ședere sau aflare legală",
                "Окончание срока законного пребывания",
                "End of the legal stay",
            ),
            Self::DeclaredUndesirable => {
                Text::new("Declarat persoană indezirabilă", "Объявлен нежелательным лицом", "Declared undesirable")
            }
            Self::ConditionsNotMet => Text::new(
                "Neîndeplinirea condițiilor pentru acordarea sau prelungirea dreptului de ședere",
                "Несоблюдение условий предоставления или продления права на пребывание",
                "Conditions for granting or prolonging the right of stay not met",
            ),
            Self::Death => Text::new("Deces", "Смерть", "Death"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_dead_do_not_return() {
        let final_ones: Vec<_> = StruckOffReason::ALL.into_iter().filter(|reason| !reason.can_return()).collect();
        assert_eq!(final_ones, [StruckOffReason::Death]);
    }

    #[test]
    fn each_has_its_own_name_and_text() {
        let names = StruckOffReason::ALL.map(|reason| serde_json::to_string(&reason).expect("json"));
        assert_eq!(names, ["\"LegalStayEnded\"", "\"DeclaredUndesirable\"", "\"ConditionsNotMet\"", "\"Death\""]);
        for (at, reason) in StruckOffReason::ALL.iter().enumerate() {
            assert!(StruckOffReason::ALL[..at].iter().all(|other| other.text() != reason.text()));
        }
    }
}
