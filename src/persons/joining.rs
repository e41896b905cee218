//! Two records of one person, joined: the rules of [`super::rules::merge`] applied to the groups of attributes.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{
    attributes::{Citizenship, Education, Movement, OtherName, OtherNameKind, PersonAttributes, PersonNames},
    rules::{
        birth_date::BirthDate,
        merge::{Attribute, Contradiction, Merged, Statement, Statements, merge},
        sex::Sex,
    },
    store::row::PersonRow,
};
use crate::kernel::problem::Problem;

/// What the record that stays says after the other one was joined to it.
pub struct Joined {
    /// The groups of attributes.
    pub attributes: PersonAttributes,
    /// What the two said differently.
    pub contradictions: Vec<Contradiction>,
}

/// Joins the statements of a record that is given up to those of the record that stays.
pub fn join(survivor: &PersonRow, given_up: &PersonRow) -> Result<Joined, Problem> {
    let (own, other) = (survivor.attributes()?, given_up.attributes()?);
    let merged = merge(&stated(&own, survivor)?, &stated(&other, given_up)?);
    let mut attributes = own.clone();
    attributes.idnp = held(&merged, Attribute::Idnp)?;
    attributes.sex = held(&merged, Attribute::Sex)?.unwrap_or(Sex::Unspecified);
    attributes.birth_date = held(&merged, Attribute::BirthDate)?.unwrap_or(BirthDate::UNKNOWN);
    attributes.birth_place = held(&merged, Attribute::BirthPlace)?;
    attributes.death = held(&merged, Attribute::Death)?;
    attributes.civil_status = held(&merged, Attribute::MaritalStatus)?;
    attributes.ethnicity = held(&merged, Attribute::Ethnicity)?;
    attributes.fingerprints = own.fingerprints.or(other.fingerprints.clone());
    attributes.signature = own.signature.or(other.signature.clone());
    attributes.additional = own.additional.or(other.additional.clone());
    attributes.source = own.source.max(other.source);
    attributes.other_names = names(&own.names, own.other_names, &other);
    add::<Citizenship>(&mut attributes.citizenships, other.citizenships, |one, two| {
        one.country == two.country && one.until == two.until
    });
    add::<Education>(&mut attributes.education, other.education, PartialEq::eq);
    add::<Movement>(&mut attributes.movements, other.movements, PartialEq::eq);
    Ok(Joined { attributes, contradictions: merged.contradictions })
}

/// The names of the record that is given up become other names of the one that stays.
fn names(own: &PersonNames, mut others: Vec<OtherName>, given_up: &PersonAttributes) -> Vec<OtherName> {
    let spelling = |surname: &Option<String>, given_names: &Option<String>, patronymic: &Option<String>| OtherName {
        kind: OtherNameKind::Spelling,
        surname: surname.clone(),
        given_names: given_names.clone(),
        patronymic: patronymic.clone(),
    };
    let theirs = &given_up.names;
    let latin = theirs.latin.clone().unwrap_or_default();
    let came: Vec<OtherName> = [
        spelling(&theirs.surname, &theirs.given_names, &theirs.patronymic),
        spelling(&latin.surname, &latin.given_names, &latin.patronymic),
    ]
    .into_iter()
    .chain(given_up.other_names.clone())
    .filter(|name| name.surname.is_some() || name.given_names.is_some())
    .filter(|name| (&name.surname, &name.given_names, &name.patronymic) != (&own.surname, &own.given_names, &own.patronymic))
    .collect();
    add(&mut others, came, |one, two| {
        (&one.surname, &one.given_names, &one.patronymic) == (&two.surname, &two.given_names, &two.patronymic)
    });
    others
}

fn add<T>(own: &mut Vec<T>, came: Vec<T>, same: impl Fn(&T, &T) -> bool) {
    for one in came {
        if !own.iter().any(|known| same(known, &one)) {
            own.push(one);
        }
    }
}

/// What a record states of that of which a person has one. What is not known is no statement.
fn stated(attributes: &PersonAttributes, row: &PersonRow) -> Result<Statements, Problem> {
    let known_sex = Some(attributes.sex).filter(|sex| *sex != Sex::Unspecified);
    let known_birth = Some(attributes.birth_date).filter(|date| *date != BirthDate::UNKNOWN);
    let all = [
        (Attribute::Idnp, value(attributes.idnp.as_ref())?),
        (Attribute::Sex, value(known_sex.as_ref())?),
        (Attribute::BirthDate, value(known_birth.as_ref())?),
        (Attribute::BirthPlace, value(attributes.birth_place.as_ref())?),
        (Attribute::Death, value(attributes.death.as_ref())?),
        (Attribute::MaritalStatus, value(attributes.civil_status.as_ref())?),
        (Attribute::Ethnicity, value(attributes.ethnicity.as_ref())?),
    ];
    let statement = |value| vec![Statement { value, source: attributes.source, recorded_at: row.updated_at }];
    Ok(all.into_iter().filter_map(|(attribute, value)| Some((attribute, statement(value?)))).collect())
}

fn value<T: Serialize>(stated: Option<&T>) -> Result<Option<Value>, Problem> {
    stated.map(serde_json::to_value).transpose().map_err(Problem::internal)
}

fn held<T: DeserializeOwned>(merged: &Merged, attribute: Attribute) -> Result<Option<T>, Problem> {
    let statement = merged.current.get(&attribute).and_then(|statements| statements.first());
    statement.map(|statement| T::deserialize(&statement.value)).transpose().map_err(Problem::internal)
}
