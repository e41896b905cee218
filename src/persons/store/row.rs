//! The row of a person, and how the groups of attributes lie in it: typed columns for what is searched, one document for the rest.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    files::FileId,
    kernel::{id::TypedId, identifiers::Idnp, problem::Problem},
    persons::{
        PersonId,
        addresses::Address,
        attributes::{
            AdditionalData, BirthPlace, Citizenship, CivilStatus, Death, Education, FingerprintReference, LatinNames, Movement,
            NameAbsence, OtherName, PersonAttributes, PersonNames, SignatureSpecimen,
        },
        person::{Person, PersonStatus, Photo, StruckOff},
        rules::{
            birth_date::{BirthDate, Precision},
            merge::StatementSource,
            sex::Sex,
            struck_off::StruckOffReason,
        },
        schema::persons,
    },
};

/// A person as stored; also read back from the JSON of a history row.
#[derive(Debug, Clone, QueryableByName, AsChangeset, Serialize, Deserialize)]
#[diesel(table_name = persons, treat_none_as_null = true)]
pub struct PersonRow {
    pub id: Uuid,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub status: String,
    pub merged_into: Option<Uuid>,
    pub idnp: Option<String>,
    pub surname: Option<String>,
    pub given_names: Option<String>,
    pub patronymic: Option<String>,
    pub sex: String,
    pub birth_date: Option<NaiveDate>,
    pub birth_precision: String,
    pub citizenships: Vec<String>,
    pub details: Value,
    pub source: String,
    pub photo_file_id: Option<Uuid>,
    pub photo_taken_on: Option<NaiveDate>,
    pub struck_off_reason: Option<String>,
    pub struck_off_act: Option<String>,
    pub struck_off_on: Option<NaiveDate>,
    pub distinct_from: Vec<Uuid>,
    pub change_reason: Option<String>,
}

/// The columns of [`PersonRow`], of a relation called `p`.
macro_rules! person_columns {
    () => {
        "p.id, p.version, p.created_at, p.updated_at, p.status, p.merged_into, p.idnp, p.surname, p.given_names, p.patronymic, p.sex,
         p.birth_date, p.birth_precision, p.citizenships, p.details, p.source, p.photo_file_id, p.photo_taken_on,
         p.struck_off_reason, p.struck_off_act, p.struck_off_on, p.distinct_from, p.change_reason"
    };
}
pub(super) use person_columns;

/// The open-ended groups.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latin: Option<LatinNames>,
    #[serde(skip_serializing_if = "Option::is_none")]
    surname_absent: Option<NameAbsence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    given_names_absent: Option<NameAbsence>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_names: Vec<OtherName>,
    #[serde(skip_serializing_if = "Option::is_none")]
    birth_place: Option<BirthPlace>,
    #[serde(skip_serializing_if = "Option::is_none")]
    death: Option<Death>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprints: Option<FingerprintReference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signature: Option<SignatureSpecimen>,
    citizenships: Vec<Citizenship>,
    #[serde(skip_serializing_if = "Option::is_none")]
    additional: Option<AdditionalData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    civil_status: Option<CivilStatus>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    education: Vec<Education>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    movements: Vec<Movement>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ethnicity: Option<String>,
}

/// A member of an enumeration by the name under which it is stored.
pub fn stored<T: for<'de> Deserialize<'de>>(name: &str) -> Result<T, Problem> {
    serde_json::from_value(Value::from(name)).map_err(|_| Problem::internal("a stored name that the program does not know"))
}

/// A stored birth date.
pub fn birth_date(date: Option<NaiveDate>, precision: &str) -> Result<BirthDate, Problem> {
    BirthDate::from_columns(date, stored::<Precision>(precision)?).map_err(Problem::internal)
}

/// A stored IDNP.
pub fn idnp(digits: Option<&str>) -> Result<Option<Idnp>, Problem> {
    digits.map(Idnp::parse).transpose().map_err(Problem::internal)
}

impl PersonRow {
    /// A row for a person who was not on record.
    pub fn new(attributes: &PersonAttributes, now: DateTime<Utc>, today: NaiveDate) -> Result<Self, Problem> {
        let row = Self {
            id: Uuid::now_v7(),
            version: 1,
            created_at: now,
            updated_at: now,
            status: "OnRecord".into(),
            merged_into: None,
            idnp: None,
            surname: None,
            given_names: None,
            patronymic: None,
            sex: String::new(),
            birth_date: None,
            birth_precision: String::new(),
            citizenships: Vec::new(),
            details: Value::Null,
            source: String::new(),
            photo_file_id: None,
            photo_taken_on: None,
            struck_off_reason: None,
            struck_off_act: None,
            struck_off_on: None,
            distinct_from: Vec::new(),
            change_reason: None,
        };
        row.with(attributes, today)
    }

    /// The row with these attributes.
    pub fn with(mut self, attributes: &PersonAttributes, today: NaiveDate) -> Result<Self, Problem> {
        let given = attributes.clone();
        self.citizenships = attributes.citizenships_on(today);
        self.idnp = given.idnp.map(|idnp| idnp.expose().to_owned());
        self.sex = format!("{:?}", given.sex);
        self.birth_date = given.birth_date.earliest();
        self.birth_precision = format!("{:?}", given.birth_date.precision());
        self.source = format!("{:?}", given.source);
        let details = Details {
            latin: given.names.latin,
            surname_absent: given.names.surname_absent,
            given_names_absent: given.names.given_names_absent,
            other_names: given.other_names,
            birth_place: given.birth_place,
            death: given.death,
            fingerprints: given.fingerprints,
            signature: given.signature,
            citizenships: given.citizenships,
            additional: given.additional,
            civil_status: given.civil_status,
            education: given.education,
            movements: given.movements,
            ethnicity: given.ethnicity,
        };
        self.surname = given.names.surname;
        self.given_names = given.names.given_names;
        self.patronymic = given.names.patronymic;
        self.details = serde_json::to_value(details).map_err(Problem::internal)?;
        Ok(self)
    }

    /// The groups of attributes.
    pub fn attributes(&self) -> Result<PersonAttributes, Problem> {
        let details = Details::deserialize(&self.details).map_err(Problem::internal)?;
        Ok(PersonAttributes {
            idnp: idnp(self.idnp.as_deref())?,
            names: PersonNames {
                surname: self.surname.clone(),
                surname_absent: details.surname_absent,
                given_names: self.given_names.clone(),
                given_names_absent: details.given_names_absent,
                patronymic: self.patronymic.clone(),
                latin: details.latin,
            },
            other_names: details.other_names,
            sex: stored::<Sex>(&self.sex)?,
            birth_date: birth_date(self.birth_date, &self.birth_precision)?,
            birth_place: details.birth_place,
            death: details.death,
            fingerprints: details.fingerprints,
            signature: details.signature,
            citizenships: details.citizenships,
            additional: details.additional,
            civil_status: details.civil_status,
            education: details.education,
            movements: details.movements,
            ethnicity: details.ethnicity,
            source: stored::<StatementSource>(&self.source)?,
        })
    }

    /// The person as shown.
    pub fn shown(&self, addresses: Vec<Address>) -> Result<Person, Problem> {
        let struck_off = match (&self.struck_off_reason, &self.struck_off_act, self.struck_off_on) {
            (Some(reason), Some(act), Some(on)) => {
                Some(StruckOff { reason: stored::<StruckOffReason>(reason)?, legal_act: act.clone(), on })
            }
            _ => None,
        };
        Ok(Person {
            person_id: PersonId::from_uuid(self.id),
            status: PersonStatus::of(&self.status),
            merged_into: self.merged_into.map(PersonId::from_uuid),
            struck_off,
            attributes: self.attributes()?,
            photo: self.photo_file_id.map(|file| Photo { file_id: FileId::from_uuid(file), taken_on: self.photo_taken_on }),
            addresses,
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}
