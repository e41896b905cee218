//! The fifteen groups of attributes of a person (concept, paragraph 25.1), as they are read and written.
//!
//! 1 IDNP, 2 names, 3 sex, 4 birth date, 5 birth place, 6 death, 7 image (its own resource) and fingerprints (a reference to
//! where they are kept), 8 specimen of the signature, 9 citizenships, 10 addresses (their own resource), 11 additional data,
//! 12 civil status, 13 education and degree, 14 entries and exits, 15 ethnicity.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    rules::{
        birth_date::BirthDate,
        merge::StatementSource,
        names::{NameKey, name_key},
        sex::Sex,
    },
    wording::Findings,
};
use crate::{files::FileId, kernel::identifiers::Idnp, kernel::text::Language};

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
    #[schema(max_items = 20)]
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

/// Names as the person's own document gives them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PersonNames {
    /// Surname (numele) in its original script.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("Țurcan"))]
    pub surname: Option<String>,
    /// Why there is no surname.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surname_absent: Option<NameAbsence>,
    /// Given names (prenumele) in their original script.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("Iulia"))]
    pub given_names: Option<String>,
    /// Why there are no given names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_names_absent: Option<NameAbsence>,
    /// Patronymic (prenumele tatălui).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("Ion"))]
    pub patronymic: Option<String>,
    /// The same in Latin script, as travel documents print it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latin: Option<LatinNames>,
}

/// Names in Latin script.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LatinNames {
    /// Surname.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("TURCAN"))]
    pub surname: Option<String>,
    /// Given names.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("IULIA"))]
    pub given_names: Option<String>,
    /// Patronymic.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("ION"))]
    pub patronymic: Option<String>,
}

/// Why a part of the name is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum NameAbsence {
    /// The person has none (mononym).
    None,
    /// The document does not state it.
    NotStated,
    /// It is not known yet.
    Unknown,
}

/// What another name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum OtherNameKind {
    /// Name at birth.
    Birth,
    /// Borne formerly.
    Former,
    /// Used beside the official one.
    Alias,
    /// The same name in another spelling.
    Spelling,
}

/// A name of another time or in another spelling.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OtherName {
    /// What it is.
    pub kind: OtherNameKind,
    /// Surname.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("Цуркан"))]
    pub surname: Option<String>,
    /// Given names.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("Юлия"))]
    pub given_names: Option<String>,
    /// Patronymic.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("Ивановна"))]
    pub patronymic: Option<String>,
}

/// Where a person was born.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BirthPlace {
    /// The country as it is called today.
    #[schema(pattern = "^[A-Z]{3}$", max_length = 3, examples("TUR"))]
    pub country: String,
    /// District, county or region.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("Konak"))]
    pub region: Option<String>,
    /// Town or village.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("İzmir"))]
    pub locality: Option<String>,
    /// As the document has it, where that is something else (a former state, say).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 200, examples("RSS Moldovenească"))]
    pub as_written: Option<String>,
}

/// That and when a person died.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Death {
    /// The day.
    pub on: NaiveDate,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 200, examples("Chișinău"))]
    pub place: Option<String>,
    /// The act that states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 200, examples("Act de deces nr. 17/2026"))]
    pub act: Option<String>,
}

/// Where a person's fingerprints are kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FingerprintReference {
    /// The system.
    #[schema(min_length = 1, max_length = 100, examples("AFIS"))]
    pub system: String,
    /// Their number there.
    #[schema(min_length = 1, max_length = 100, examples("AF-2026-000117"))]
    pub reference: String,
    /// When they were taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_on: Option<NaiveDate>,
}

/// A specimen of the signature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignatureSpecimen {
    /// The file that holds it.
    pub file_id: FileId,
    /// When it was taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_on: Option<NaiveDate>,
}

/// A citizenship.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Citizenship {
    /// ISO 3166 alpha-3, or a code of ICAO Doc 9303 (XXA stateless, XXB refugee, XXX unspecified).
    #[schema(pattern = "^[A-Z]{3}$", max_length = 3, examples("TUR"))]
    pub country: String,
    /// Since when, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// Until when; absent while it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// How a person can be reached, and what else is on record.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AdditionalData {
    /// Telephone, with the country's prefix.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(pattern = r"^\+[0-9]{6,15}$", max_length = 16, examples("+37360000000"))]
    pub phone: Option<String>,
    /// E-mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = Email, max_length = 254, examples("deniz@example.org"))]
    pub email: Option<String>,
    /// The language in which the person wants to be written to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Occupation.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 200, examples("inginer"))]
    pub occupation: Option<String>,
    /// Whatever else is needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 2000, examples("Comunică prin interpret."))]
    pub notes: Option<String>,
}

/// The civil statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum CivilStatusKind {
    /// Necăsătorit(ă).
    Single,
    /// Căsătorit(ă).
    Married,
    /// Divorțat(ă).
    Divorced,
    /// Văduv(ă).
    Widowed,
    /// A partnership registered in another state.
    RegisteredPartnership,
}

/// Civil status with the act that states it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CivilStatus {
    /// Which.
    pub status: CivilStatusKind,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// The act.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 200, examples("Certificat de căsătorie nr. 312/2019"))]
    pub act: Option<String>,
}

/// Levels of education (ISCED 2011, grouped).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum EducationLevel {
    /// ISCED 0-1.
    Primary,
    /// ISCED 2-3.
    Secondary,
    /// ISCED 4-5.
    Vocational,
    /// ISCED 6.
    Bachelor,
    /// ISCED 7.
    Master,
    /// ISCED 8.
    Doctorate,
}

/// A course of studies that was completed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Education {
    /// Its level.
    pub level: EducationLevel,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 200, examples("Ege Üniversitesi"))]
    pub institution: Option<String>,
    /// In which country.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[A-Z]{3}$", max_length = 3, examples("TUR"))]
    pub country: Option<String>,
    /// The year in which it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1900, maximum = 2100, examples(2014))]
    pub completed_in: Option<i32>,
    /// Scientific degree.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 200, examples("doctor în științe tehnice"))]
    pub scientific_degree: Option<String>,
}

/// In or out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum MovementDirection {
    /// Into the Republic of Moldova.
    Entry,
    /// Out of it.
    Exit,
}

/// An entry into the country, or an exit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Movement {
    /// In or out.
    pub direction: MovementDirection,
    /// The day.
    pub on: NaiveDate,
    /// Where the border was crossed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100, examples("Aeroportul Internațional Chișinău"))]
    pub crossing_point: Option<String>,
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

fn required(found: &mut Findings, pointer: String) {
    found.add(pointer, "required", "Câmpul este obligatoriu.", "Поле обязательно.", "The field is required.");
}

impl PersonNames {
    fn faults(&self, at: &str, found: &mut Findings) {
        let latin = self.latin.clone().unwrap_or_default();
        for (name, text) in [
            ("surname", &self.surname),
            ("givenNames", &self.given_names),
            ("patronymic", &self.patronymic),
            ("latin/surname", &latin.surname),
            ("latin/givenNames", &latin.given_names),
            ("latin/patronymic", &latin.patronymic),
        ] {
            found.name(&format!("{at}/{name}"), text.as_ref());
            let foreign = |sign: char| {
                sign.is_alphabetic() && !matches!(sign, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
            };
            if name.starts_with("latin/") && text.as_ref().is_some_and(|text| text.chars().any(foreign)) {
                found.add(
                    format!("{at}/{name}"),
                    "not-latin",
                    "Se admit numai litere latine.",
                    "Допускаются только латинские буквы.",
                    "Only Latin letters are allowed.",
                );
            }
        }
        for (name, part, absence) in
            [("surname", &self.surname, self.surname_absent), ("givenNames", &self.given_names, self.given_names_absent)]
        {
            match (part, absence) {
                (None, None) => required(found, format!("{at}/{name}")),
                (Some(_), Some(_)) => found.add(
                    format!("{at}/{name}Absent"),
                    "contradicts",
                    "Numele este indicat, deci nu poate lipsi.",
                    "Имя указано, значит, оно не отсутствует.",
                    "The name is given, so it cannot be absent.",
                ),
                _ => {}
            }
        }
        if self.surname.is_none()
            && self.given_names.is_none()
            && self.surname_absent.is_some()
            && self.given_names_absent.is_some()
        {
            found.add(
                format!("{at}/surname"),
                "no-name",
                "Cel puțin numele sau prenumele este obligatoriu.",
                "Обязательна хотя бы фамилия или имя.",
                "At least a surname or given names are required.",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn attributes(change: impl FnOnce(&mut serde_json::Value)) -> PersonAttributes {
        let mut value = json!({
            "names": { "surname": "Țurcan", "givenNames": "Iulia", "patronymic": "Ion" },
            "sex": "Female", "birthDate": "1990-05-17", "citizenships": [{ "country": "UKR" }], "source": "ForeignDocument",
        });
        change(&mut value);
        serde_json::from_value(value).expect("attributes")
    }

    fn codes(attributes: &PersonAttributes) -> Vec<(String, &'static str)> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 16).expect("a day");
        attributes.faults("", today).0.into_iter().map(|fault| (fault.pointer, fault.code)).collect()
    }

    #[test]
    fn a_missing_name_says_why() {
        assert_eq!(codes(&attributes(|_| {})), []);
        let missing = attributes(|value| value["names"] = json!({ "givenNames": "Suharto" }));
        assert_eq!(codes(&missing), [("/names/surname".to_owned(), "required")]);
        let mononym = attributes(|value| value["names"] = json!({ "givenNames": "Suharto", "surnameAbsent": "None" }));
        assert_eq!(codes(&mononym), []);
        let both = attributes(|value| value["names"]["surnameAbsent"] = json!("None"));
        assert_eq!(codes(&both), [("/names/surnameAbsent".to_owned(), "contradicts")]);
    }

    #[test]
    fn latin_is_latin_and_the_dead_were_born() {
        let wrong = attributes(|value| {
            value["names"]["latin"] = json!({ "surname": "Цуркан", "givenNames": "IULIA" });
            value["death"] = json!({ "on": "1989-01-01" });
        });
        assert_eq!(
            codes(&wrong),
            [("/names/latin/surname".to_owned(), "not-latin"), ("/death/on".to_owned(), "ends-before-it-begins")]
        );
    }

    #[test]
    fn every_spelling_has_its_key() {
        let keys = attributes(|value| {
            value["names"]["latin"] = json!({ "surname": "TSURCAN", "givenNames": "IULIA" });
            value["otherNames"] = json!([{ "kind": "Birth", "surname": "Munteanu", "givenNames": "Iulia" }]);
        })
        .keys();
        assert!(keys.len() >= 3 && keys.is_sorted_by(|one, other| one.key < other.key), "{keys:?}");
    }
}
