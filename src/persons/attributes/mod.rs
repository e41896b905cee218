//! The fifteen groups of attributes of a person (concept, paragraph 25.1), as they are read and written.
//!
//! 1 IDNP, 2 names, 3 sex, 4 birth date, 5 birth place, 6 death, 7 image (its own resource) and fingerprints (a reference to
//! where they are kept), 8 specimen of the signature, 9 citizenships, 10 addresses (their own resource), 11 additional data,
//! 12 civil status, 13 education and degree, 14 entries and exits, 15 ethnicity.

mod groups;
mod names;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use groups::*;
pub use names::{LatinNames, NameAbsence, OtherName, OtherNameKind, PersonNames};

use super::{
    rules::{
        birth_date::BirthDate,
        merge::StatementSource,
        names::{NameKey, name_key},
        sex::Sex,
    },
    wording::Findings,
};
use crate::kernel::identifiers::Idnp;

/// What is on record of a person; each group that is not known is absent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({
    "names": { "surname": "Yılmaz", "givenNames": "Deniz", "latin": { "surname": "YILMAZ", "givenNames": "DENIZ" } },
    "sex": "Female", "birthDate": "1991-04-23", "birthPlace": { "country": "TUR", "locality": "İzmir" },
    "citizenships": [{ "country": "TUR" }], "source": "ForeignDocument",
})))]
pub struct PersonAttributes {
    /// State identification number, taken from the population register or allocated there on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idnp: Option<Idnp>,
    /// Names in original and Latin script.
    pub names: PersonNames,
    /// Names of other times and other spellings; the person is found by them too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 20)] // MOST_OTHER_NAMES
    pub other_names: Vec<OtherName>,
    /// Sex, as stated in the identity document.
    pub sex: Sex,
    /// Birth date, as far as it is known.
    pub birth_date: BirthDate,
    /// Birth place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birth_place: Option<BirthPlace>,
    /// Death, where it was established.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub death: Option<Death>,
    /// Where the fingerprints are kept; they themselves are never here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fingerprints: Option<FingerprintReference>,
    /// Specimen of the signature.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature: Option<SignatureSpecimen>,
    /// Citizenships held and lost. A stateless person has XXA.
    #[schema(min_items = 1, max_items = 10)]
    pub citizenships: Vec<Citizenship>,
    /// How the person can be reached, and other data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional: Option<AdditionalData>,
    /// Civil status (starea civilă).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub civil_status: Option<CivilStatus>,
    /// Studies and scientific degrees.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 20)]
    pub education: Vec<Education>,
    /// Entries into the country and exits, as they were stated or taken over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 100)]
    pub movements: Vec<Movement>,
    /// Ethnicity, where the person states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100)]
    pub ethnicity: Option<String>,
    /// Where the data comes from; between two records of one person the more trusted source holds.
    pub source: StatementSource,
}

impl PersonAttributes {
    /// Everything that is wrong on this legal day, beyond what the shape states. `at` is where the attributes stand.
    pub fn faults(&self, at: &str, today: NaiveDate) -> Findings {
        let mut found = Findings::default();
        self.names.faults(&format!("{at}/names"), &mut found);
        for (index, other) in self.other_names.iter().enumerate() {
            let at = format!("{at}/otherNames/{index}");
            found.name(&format!("{at}/surname"), other.surname.as_ref());
            found.name(&format!("{at}/givenNames"), other.given_names.as_ref());
            found.name(&format!("{at}/patronymic"), other.patronymic.as_ref());
            if other.surname.is_none() && other.given_names.is_none() {
                required(&mut found, format!("{at}/surname"));
            }
        }
        if let Err(error) = self.birth_date.not_after(today) {
            found.0.push(crate::kernel::violation::Violation::new(format!("{at}/birthDate"), "in-the-future", error.text()));
        }
        if let Some(place) = &self.birth_place {
            for (name, text) in [("region", &place.region), ("locality", &place.locality), ("asWritten", &place.as_written)] {
                found.text(&format!("{at}/birthPlace/{name}"), text.as_ref());
            }
        }
        if let Some(death) = &self.death {
            found.not_after(&format!("{at}/death/on"), Some(death.on), today);
            found.in_order(&format!("{at}/death/on"), self.birth_date.earliest(), Some(death.on));
            found.text(&format!("{at}/death/place"), death.place.as_ref());
            found.text(&format!("{at}/death/act"), death.act.as_ref());
        }
        for (index, citizenship) in self.citizenships.iter().enumerate() {
            found.in_order(&format!("{at}/citizenships/{index}/until"), citizenship.since, citizenship.until);
            if self.citizenships[..index].iter().any(|other| other.country == citizenship.country && other.until.is_none()) {
                found.add(
                    format!("{at}/citizenships/{index}/country"),
                    "given-twice",
                    "Cetățenia este indicată de două ori.",
                    "Гражданство указано дважды.",
                    "The citizenship is given twice.",
                );
            }
        }
        if let Some(status) = &self.civil_status {
            found.not_after(&format!("{at}/civilStatus/since"), status.since, today);
            found.text(&format!("{at}/civilStatus/act"), status.act.as_ref());
        }
        if let Some(additional) = &self.additional {
            found.text(&format!("{at}/additional/occupation"), additional.occupation.as_ref());
        }
        for (index, movement) in self.movements.iter().enumerate() {
            found.not_after(&format!("{at}/movements/{index}/on"), Some(movement.on), today);
            found.text(&format!("{at}/movements/{index}/crossingPoint"), movement.crossing_point.as_ref());
        }
        found.text(&format!("{at}/ethnicity"), self.ethnicity.as_ref());
        found
    }

    /// The citizenships that hold on a day.
    pub fn citizenships_on(&self, today: NaiveDate) -> Vec<String> {
        let holds = |citizenship: &&Citizenship| citizenship.until.is_none_or(|until| until >= today);
        self.citizenships.iter().filter(holds).map(|citizenship| citizenship.country.clone()).collect()
    }

    /// After a change of name the former one stays among the other names, so that whoever knows the person by it still finds them: a maiden
    /// name, the name on documents of before (C-25.1, group 2). Another patronymic or the same in Latin letters is no other name.
    pub fn remember(&mut self, before: &PersonNames) -> Remembered {
        let borne = |names: &PersonNames| (names.surname.clone(), names.given_names.clone());
        let (surname, given_names) = borne(before);
        let nameless = surname.is_none() && given_names.is_none();
        if nameless || borne(&self.names) == (surname.clone(), given_names.clone()) {
            return Remembered::NothingNew;
        }
        if self.other_names.iter().any(|other| other.surname == surname && other.given_names == given_names) {
            return Remembered::NothingNew;
        }
        if self.other_names.len() >= MOST_OTHER_NAMES {
            return Remembered::NoRoom;
        }
        self.other_names.push(OtherName {
            kind: OtherNameKind::Former,
            surname,
            given_names,
            patronymic: before.patronymic.clone(),
        });
        Remembered::Former
    }

    /// The keys by which the person is found: a spelling each, with and without the patronymic.
    pub fn keys(&self) -> Vec<NameKey> {
        let latin = self.names.latin.clone().unwrap_or_default();
        let own = [&self.names.surname, &self.names.given_names, &self.names.patronymic];
        let in_latin = [&latin.surname, &latin.given_names, &latin.patronymic];
        let others = self.other_names.iter().map(|other| [&other.surname, &other.given_names, &other.patronymic]);
        let mut keys: Vec<NameKey> = [own, in_latin]
            .into_iter()
            .chain(others)
            .flat_map(|parts| {
                let of =
                    |count: usize| name_key(&parts.iter().take(count).filter_map(|part| part.as_deref()).collect::<Vec<_>>());
                [of(2), of(3)]
            })
            .filter(|key| !key.is_empty())
            .collect();
        keys.sort_by(|one, other| one.key.cmp(&other.key));
        keys.dedup();
        keys
    }
}

/// Other names that a record holds at most.
const MOST_OTHER_NAMES: usize = 20;

/// What became of a name that was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remembered {
    /// It was not changed, or is among the other names already.
    NothingNew,
    /// It stays as a former name.
    Former,
    /// There are as many other names as a record holds.
    NoRoom,
}

fn required(found: &mut Findings, pointer: String) {
    found.add(pointer, "required", "Câmpul este obligatoriu.", "Поле обязательно.", "The field is required.");
}

#[cfg(test)]
mod tests;
