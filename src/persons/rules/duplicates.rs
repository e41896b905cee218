//! Whether two records may be of one person, how likely that is, and why.
//!
//! The score only sorts and explains; nothing is ever joined without an officer. Weights were set so that a name together
//! with a full birth date is likely, a name alone is nothing (thousands share one), and what contradicts lowers the score
//! without hiding a shared number.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    birth_date::{Agreement, BirthDate},
    names::{NameKey, THRESHOLD, similarity},
    sex::Sex,
};
use crate::kernel::{identifiers::Idnp, text::Text};

/// A document by which two records are compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentReference {
    /// Who issued it (ICAO code).
    pub issuer: String,
    /// The key of its number ([`super::document_number::DocumentNumber::key`]).
    pub number_key: String,
}

/// What is compared of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonSummary {
    /// Every name on record: present, former, in other spellings.
    pub names: Vec<NameKey>,
    /// Birth date, as far as it is known.
    pub birth_date: BirthDate,
    /// Sex, if it is stated.
    pub sex: Option<Sex>,
    /// Citizenships (ISO 3166 alpha-3 or ICAO code).
    pub citizenships: Vec<String>,
    /// Documents.
    pub documents: Vec<DocumentReference>,
    /// The state's own number, if there is one.
    pub idnp: Option<Idnp>,
}

/// How sure it is that two records are of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub enum DuplicateLevel {
    /// Worth a look.
    Possible,
    /// To be looked at before anything else is done.
    Likely,
    /// The same number, or the same in all that identifies.
    Certain,
}

/// What speaks for one person, or against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub enum DuplicateReason {
    /// The same IDNP.
    SameIdnp,
    /// Two different IDNPs.
    DifferentIdnp,
    /// A document in common.
    SameDocument,
    /// The same name, however it is spelt.
    SameName,
    /// A near name.
    SimilarName,
    /// Names that are not near.
    DifferentName,
    /// The same birth date to the day.
    SameBirthDate,
    /// Birth dates that can both be true.
    CompatibleBirthDate,
    /// Birth dates with day and month exchanged.
    SwappedBirthDate,
    /// Birth dates of which at most one is true.
    DifferentBirthDate,
    /// A citizenship in common.
    SharedCitizenship,
    /// No citizenship in common.
    DifferentCitizenship,
    /// Sex stated differently.
    DifferentSex,
}

/// A reason and how much it counts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Reason {
    /// What was found.
    pub code: DuplicateReason,
    /// What it adds to the score; negative if it speaks against.
    #[schema(minimum = -1, maximum = 1)]
    pub weight: f64,
}

/// Two records that may be of one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Duplicate {
    /// From 0 to 1.
    #[schema(minimum = 0, maximum = 1)]
    pub score: f64,
    /// How sure it is.
    pub level: DuplicateLevel,
    /// Why, what counts most first.
    pub reasons: Vec<Reason>,
}

/// From this similarity on two names count as the same.
const SAME_NAME: f64 = 0.95;

impl DuplicateLevel {
    fn of(score: f64) -> Option<Self> {
        match score {
            score if score >= 0.9 => Some(Self::Certain),
            score if score >= 0.7 => Some(Self::Likely),
            score if score >= 0.5 => Some(Self::Possible),
            _ => None,
        }
    }
}

/// Compares two records; none if there is no ground to think of one person. The same both ways.
pub fn compare(one: &PersonSummary, other: &PersonSummary) -> Option<Duplicate> {
    let mut reasons: Vec<Reason> = [idnp(one, other), document(one, other), name(one, other), birth_date(one, other)]
        .into_iter()
        .chain([citizenship(one, other), sex(one, other)])
        .flatten()
        .map(|(code, weight)| Reason { code, weight })
        .collect();
    reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()).then(a.code.cmp(&b.code)));
    let found = |code: DuplicateReason| reasons.iter().any(|reason| reason.code == code);
    let sum: f64 = reasons.iter().map(|reason| reason.weight).sum();
    // To the thousandth, so that sums of decimal weights are what they seem.
    let sum = (sum * 1000.0).round() / 1000.0;
    let score = if found(DuplicateReason::SameIdnp) {
        1.0
    } else if found(DuplicateReason::DifferentIdnp) {
        // Possible at most: one of the numbers may be wrong, which a register must say.
        sum.clamp(0.0, 0.6)
    } else if found(DuplicateReason::SameDocument) {
        sum.clamp(0.5, 1.0)
    } else {
        sum.clamp(0.0, 1.0)
    };
    DuplicateLevel::of(score).map(|level| Duplicate { score, level, reasons })
}

type Found = Option<(DuplicateReason, f64)>;

fn idnp(one: &PersonSummary, other: &PersonSummary) -> Found {
    let same = one.idnp? == other.idnp?;
    Some(if same { (DuplicateReason::SameIdnp, 1.0) } else { (DuplicateReason::DifferentIdnp, -0.3) })
}

fn document(one: &PersonSummary, other: &PersonSummary) -> Found {
    one.documents.iter().any(|document| other.documents.contains(document)).then_some((DuplicateReason::SameDocument, 0.6))
}

fn name(one: &PersonSummary, other: &PersonSummary) -> Found {
    let pairs = one.names.iter().flat_map(|name| other.names.iter().map(move |near| similarity(&name.key, &near.key)));
    let best = f64::from(pairs.reduce(f32::max)?);
    Some(if best >= SAME_NAME {
        (DuplicateReason::SameName, 0.45)
    } else if best >= THRESHOLD {
        (DuplicateReason::SimilarName, 0.25 + 0.2 * (best - THRESHOLD) / (SAME_NAME - THRESHOLD))
    } else {
        (DuplicateReason::DifferentName, -0.2)
    })
}

fn birth_date(one: &PersonSummary, other: &PersonSummary) -> Found {
    match one.birth_date.agreement(other.birth_date) {
        Agreement::Same => Some((DuplicateReason::SameBirthDate, 0.35)),
        Agreement::Compatible => Some((DuplicateReason::CompatibleBirthDate, 0.15)),
        Agreement::Swapped => Some((DuplicateReason::SwappedBirthDate, 0.2)),
        Agreement::Different => Some((DuplicateReason::DifferentBirthDate, -0.35)),
        Agreement::Unknown => None,
    }
}

fn citizenship(one: &PersonSummary, other: &PersonSummary) -> Found {
    if one.citizenships.is_empty() || other.citizenships.is_empty() {
        return None;
    }
    let shared = one.citizenships.iter().any(|state| other.citizenships.contains(state));
    Some(if shared { (DuplicateReason::SharedCitizenship, 0.1) } else { (DuplicateReason::DifferentCitizenship, -0.05) })
}

fn sex(one: &PersonSummary, other: &PersonSummary) -> Found {
    one.sex?.contradicts(other.sex?).then_some((DuplicateReason::DifferentSex, -0.2))
}

impl DuplicateReason {
    /// For people.
    pub fn text(self) -> Text {
        let (ro, ru, en) = match self {
            Self::SameIdnp => ("Același IDNP", "Одинаковый IDNP", "The same IDNP"),
            Self::DifferentIdnp => ("IDNP diferite", "Разные IDNP", "Different IDNPs"),
            Self::SameDocument => ("Același document", "Один и тот же документ", "The same document"),
            Self::SameName => ("Același nume", "Одинаковое имя", "The same name"),
            Self::SimilarName => ("Nume asemănător", "Похожее имя", "A similar name"),
            Self::DifferentName => ("Nume diferit", "Другое имя", "Different names"),
            Self::SameBirthDate => ("Aceeași dată a nașterii", "Одинаковая дата рождения", "The same birth date"),
            Self::CompatibleBirthDate => {
                ("Date ale nașterii compatibile", "Совместимые даты рождения", "Birth dates that can both be true")
            }
            Self::SwappedBirthDate => {
                ("Ziua și luna nașterii inversate", "День и месяц рождения переставлены", "Day and month of birth exchanged")
            }
            Self::DifferentBirthDate => ("Date ale nașterii diferite", "Разные даты рождения", "Different birth dates"),
            Self::SharedCitizenship => ("Aceeași cetățenie", "Одинаковое гражданство", "A shared citizenship"),
            Self::DifferentCitizenship => ("Cetățenii diferite", "Разное гражданство", "Different citizenships"),
            Self::DifferentSex => ("Sex diferit", "Разный пол", "Different sex"),
        };
        Text::new(ro, ru, en)
    }
}

#[cfg(test)]
mod tests;
