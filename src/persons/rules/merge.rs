//! How two records of one person become one: which statements hold, which step back, and what contradicts.
//!
//! Nothing is erased: every statement of both records is found again, current or former. The number of the record that
//! is given up leads to the other one for ever and is never given again (concept, paragraph 27).

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::birth_date::{Agreement, BirthDate};

/// What is stated of a person (concept, paragraph 25.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub enum Attribute {
    /// The state identification number.
    Idnp,
    /// Surname, given names, patronymic: one statement a spelling.
    Name,
    /// Sex.
    Sex,
    /// Birth date.
    BirthDate,
    /// Birth place.
    BirthPlace,
    /// Death.
    Death,
    /// Photograph.
    Photograph,
    /// Fingerprints.
    Fingerprints,
    /// Specimen of the signature.
    Signature,
    /// Citizenship: one statement a state.
    Citizenship,
    /// Domicile or residence.
    Address,
    /// Document: one statement a document.
    Document,
    /// Marital status.
    MaritalStatus,
    /// Studies and degrees.
    Education,
    /// Ethnicity.
    Ethnicity,
    /// Telephone, e-mail.
    Contact,
    /// Family link: one statement a relative.
    FamilyLink,
}

impl Attribute {
    /// Whether a person has several at once, so that different statements are no contradiction.
    pub const fn is_many(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::Photograph
                | Self::Fingerprints
                | Self::Signature
                | Self::Citizenship
                | Self::Address
                | Self::Document
                | Self::Education
                | Self::Contact
                | Self::FamilyLink
        )
    }

    /// Whether a contradiction must be resolved before the records become one: with two state numbers, the population
    /// register says which holds.
    pub const fn blocks(self) -> bool {
        matches!(self, Self::Idnp)
    }
}

/// Where a statement comes from; the later named is trusted more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub enum StatementSource {
    /// The person's own word.
    Declared,
    /// A document of another state.
    ForeignDocument,
    /// An officer's finding, with its act.
    Established,
    /// A Moldovan state register.
    StateRegister,
}

/// One statement of a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Statement {
    /// What is stated, in the attribute's own form.
    pub value: Value,
    /// By whom.
    pub source: StatementSource,
    /// Since when it is on record.
    pub recorded_at: DateTime<Utc>,
}

/// All statements of a person, by attribute.
pub type Statements = BTreeMap<Attribute, Vec<Statement>>;

/// Two statements of which at most one is true.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Contradiction {
    /// Of what.
    pub attribute: Attribute,
    /// The statement that holds.
    pub kept: Statement,
    /// The statement that steps back.
    pub set_aside: Statement,
    /// Whether it must be resolved first.
    pub blocks: bool,
}

/// Two records made one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Merged {
    /// What holds: at most one statement of what one has one of, each different one of what one has many of.
    pub current: Statements,
    /// All the rest, what only repeats included.
    pub former: Statements,
    /// What an officer looks at.
    pub contradictions: Vec<Contradiction>,
}

impl Merged {
    /// Whether the records may become one as they are.
    pub fn is_possible(&self) -> bool {
        !self.contradictions.iter().any(|contradiction| contradiction.blocks)
    }
}

/// Makes one of two records. What holds does not depend on which of the two is named first: the more trusted source, then
/// the more recent statement; of birth dates that can both be true, the more precise.
pub fn merge(one: &Statements, other: &Statements) -> Merged {
    let mut merged = Merged { current: Statements::new(), former: Statements::new(), contradictions: Vec::new() };
    let attributes: std::collections::BTreeSet<Attribute> = one.keys().chain(other.keys()).copied().collect();
    for attribute in attributes {
        let mut all: Vec<Statement> =
            [one, other].into_iter().filter_map(|record| record.get(&attribute)).flatten().cloned().collect();
        all.sort_by(rank);
        let (current, former) = if attribute.is_many() { different(all) } else { only(attribute, all) };
        if !attribute.is_many()
            && let Some(kept) = current.first()
        {
            let mut told: Vec<&Value> = Vec::new();
            for set_aside in former.iter().filter(|statement| contradicts(attribute, &kept.value, &statement.value)) {
                if !told.contains(&&set_aside.value) {
                    told.push(&set_aside.value);
                    let (kept, set_aside) = (kept.clone(), set_aside.clone());
                    merged.contradictions.push(Contradiction { attribute, kept, set_aside, blocks: attribute.blocks() });
                }
            }
        }
        for (place, statements) in [(&mut merged.current, current), (&mut merged.former, former)] {
            if !statements.is_empty() {
                place.insert(attribute, statements);
            }
        }
    }
    merged
}

/// The most trusted first, then the most recent; then by value, so that the order is always the same.
fn rank(one: &Statement, other: &Statement) -> std::cmp::Ordering {
    let recent_first = other.recorded_at.cmp(&one.recorded_at);
    other.source.cmp(&one.source).then(recent_first).then_with(|| one.value.to_string().cmp(&other.value.to_string()))
}

fn different(all: Vec<Statement>) -> (Vec<Statement>, Vec<Statement>) {
    let (mut current, mut former): (Vec<Statement>, Vec<Statement>) = (Vec::new(), Vec::new());
    for statement in all {
        let repeats = current.iter().any(|other| other.value == statement.value);
        if repeats { former.push(statement) } else { current.push(statement) }
    }
    (current, former)
}

fn only(attribute: Attribute, mut all: Vec<Statement>) -> (Vec<Statement>, Vec<Statement>) {
    if all.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let best = if attribute == Attribute::BirthDate { most_precise(&all) } else { 0 };
    let kept = all.remove(best);
    (vec![kept], all)
}

fn birth_date(value: &Value) -> BirthDate {
    value.as_str().and_then(|text| BirthDate::parse(text).ok()).unwrap_or(BirthDate::UNKNOWN)
}

/// The most precise of the dates that can be true together with the best one; the best one itself if none says more.
fn most_precise(ranked: &[Statement]) -> usize {
    let dates: Vec<BirthDate> = ranked.iter().map(|statement| birth_date(&statement.value)).collect();
    let fits = |at: &usize| !contradict(dates[0], dates[*at]);
    (0..dates.len()).filter(fits).rev().max_by_key(|at| dates[*at].precision()).unwrap_or(0)
}

fn contradict(one: BirthDate, other: BirthDate) -> bool {
    matches!(one.agreement(other), Agreement::Different | Agreement::Swapped)
}

fn contradicts(attribute: Attribute, kept: &Value, other: &Value) -> bool {
    match attribute {
        Attribute::BirthDate => contradict(birth_date(kept), birth_date(other)),
        _ => kept != other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn stated(value: &str, source: StatementSource, day: i64) -> Statement {
        let recorded_at = DateTime::from_timestamp(1_700_000_000 + day * 86_400, 0).expect("an instant");
        Statement { value: json!(value), source, recorded_at }
    }

    fn record(statements: impl IntoIterator<Item = (Attribute, Statement)>) -> Statements {
        let mut record = Statements::new();
        for (attribute, statement) in statements {
            record.entry(attribute).or_default().push(statement);
        }
        record
    }

    fn held(merged: &Merged, attribute: Attribute) -> Vec<&str> {
        merged.current.get(&attribute).into_iter().flatten().filter_map(|statement| statement.value.as_str()).collect()
    }

    #[test]
    fn the_register_holds_over_the_document_and_the_document_over_the_word() {
        use StatementSource::{Declared, ForeignDocument, StateRegister};
        let one = record([
            (Attribute::Sex, stated("Female", ForeignDocument, 9)),
            (Attribute::BirthPlace, stated("Odesa", Declared, 9)),
        ]);
        let two = record([
            (Attribute::Sex, stated("Male", StateRegister, 1)),
            (Attribute::BirthPlace, stated("Izmail", ForeignDocument, 1)),
        ]);
        let merged = merge(&one, &two);
        assert_eq!(held(&merged, Attribute::Sex), ["Male"]);
        assert_eq!(held(&merged, Attribute::BirthPlace), ["Izmail"]);
        assert_eq!(merged.contradictions.len(), 2);
        assert!(merged.is_possible());
    }

    #[test]
    fn two_state_numbers_stand_in_the_way() {
        let number = |digits| record([(Attribute::Idnp, stated(digits, StatementSource::StateRegister, 1))]);
        assert!(!merge(&number("2004000123455"), &number("2015000987657")).is_possible());
        assert!(merge(&number("2004000123455"), &number("2004000123455")).is_possible());
    }

    #[test]
    fn a_more_precise_birth_date_is_no_contradiction() {
        use StatementSource::{Declared, ForeignDocument};
        let one = record([(Attribute::BirthDate, stated("1990", ForeignDocument, 1))]);
        let merged = merge(&one, &record([(Attribute::BirthDate, stated("1990-05-17", Declared, 2))]));
        assert_eq!(held(&merged, Attribute::BirthDate), ["1990-05-17"]);
        assert!(merged.contradictions.is_empty());
        let merged = merge(&one, &record([(Attribute::BirthDate, stated("1991-05-17", Declared, 2))]));
        assert_eq!(held(&merged, Attribute::BirthDate), ["1990"]);
        assert_eq!(merged.contradictions.len(), 1);
    }

    fn any_record() -> impl Strategy<Value = Statements> {
        use StatementSource::{Declared, Established, ForeignDocument, StateRegister};
        let attribute = prop::sample::select(vec![
            Attribute::Idnp,
            Attribute::Name,
            Attribute::Sex,
            Attribute::BirthDate,
            Attribute::Citizenship,
        ]);
        let source = prop::sample::select(vec![Declared, ForeignDocument, Established, StateRegister]);
        let value = prop::sample::select(vec!["1990", "1990-05", "1990-05-17", "1991", "unknown", "x"]);
        prop::collection::vec((attribute, value, source, 0i64..5), 0..8).prop_map(|all| {
            record(all.into_iter().map(|(attribute, value, source, day)| (attribute, stated(value, source, day))))
        })
    }

    fn flat(records: &[&Statements]) -> Vec<String> {
        let statements = records.iter().flat_map(|record| record.iter());
        let mut all: Vec<String> =
            statements.flat_map(|(attribute, all)| all.iter().map(move |one| format!("{attribute:?} {one:?}"))).collect();
        all.sort();
        all
    }

    proptest! {
        #[test]
        fn nothing_is_erased(one in any_record(), other in any_record()) {
            let merged = merge(&one, &other);
            prop_assert_eq!(flat(&[&one, &other]), flat(&[&merged.current, &merged.former]));
        }

        #[test]
        fn it_does_not_matter_which_is_named_first(one in any_record(), other in any_record()) {
            prop_assert_eq!(merge(&one, &other), merge(&other, &one));
        }

        #[test]
        fn of_what_one_has_one_of_one_holds(one in any_record(), other in any_record()) {
            let merged = merge(&one, &other);
            for (attribute, statements) in &merged.current {
                prop_assert!(attribute.is_many() || statements.len() == 1);
            }
            for contradiction in &merged.contradictions {
                prop_assert!(!contradiction.attribute.is_many());
                prop_assert_ne!(&contradiction.kept.value, &contradiction.set_aside.value);
            }
        }

        #[test]
        fn to_merge_again_changes_nothing(one in any_record(), other in any_record()) {
            let merged = merge(&one, &other);
            prop_assert_eq!(&merge(&merged.current, &merged.former).current, &merged.current);
        }
    }
}
