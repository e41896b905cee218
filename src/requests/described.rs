//! What the answers of a first request say of a person, as persons are put on record (C-25.1).

use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::{store::RequestRow, subject::Answers};
use crate::{
    kernel::{problem::Problem, text::Language},
    persons::{
        PersonRegistration,
        attributes::{AdditionalData, CivilStatus, Movement, OtherName},
    },
    services::rules::field::Attribute,
};

/// A person as the answers describe them, with the number that is known to be theirs. An address and relatives stay in the answers: one is
/// registered, the others have records of their own, by acts that a request does not bring.
pub fn registration(
    answers: &Answers<'_>,
    row: &RequestRow,
    idnp: Option<String>,
    today: NaiveDate,
) -> Result<PersonRegistration, Problem> {
    let text = |attribute| answers.text(attribute).map(str::to_owned);
    let citizenships = answers.all(Attribute::BeneficiaryCitizenship);
    let citizenships = if citizenships.is_empty() { vec!["XXX".to_owned()] } else { citizenships };
    let (surname, given) = (text(Attribute::BeneficiarySurname), text(Attribute::BeneficiaryGivenName));
    let part = |code: &str| answers.part(code).map(str::to_owned);
    let sex = match answers.text(Attribute::BeneficiarySex) {
        Some("M" | "Male") => "Male",
        Some("F" | "Female") => "Female",
        _ => "Unspecified",
    };
    let names = present(json!({
        "surname": surname,
        "surnameAbsent": surname.is_none().then_some("NotStated"),
        "givenNames": given,
        "givenNamesAbsent": given.is_none().then_some("NotStated"),
        "patronymic": text(Attribute::BeneficiaryPatronymic),
        "latin": part("surnameLatin").or_else(|| part("givenNameLatin")).map(|_| present(json!({
            "surname": part("surnameLatin"), "givenNames": part("givenNameLatin") }))),
    }));
    let attributes = present(json!({
        "idnp": idnp,
        "names": names,
        "sex": sex,
        "birthDate": text(Attribute::BeneficiaryBirthDate).unwrap_or_else(|| "unknown".into()),
        "otherNames": former_names(row, given.as_deref()),
        "birthPlace": text(Attribute::BeneficiaryBirthCountry)
            .map(|country| present(json!({ "country": country, "asWritten": said(answers, "birthPlace", 200) }))),
        "civilStatus": text(Attribute::BeneficiaryCivilStatus).and_then(|status| taken::<CivilStatus>(json!({ "status": status }))),
        "education": text(Attribute::BeneficiaryEducation).and_then(|level| education(&level)).map(|level| {
            json!([present(json!({ "level": level, "scientificDegree": said(answers, "scientificDegree", 200) }))])
        }),
        "additional": additional(answers, row),
        "ethnicity": said(answers, "ethnicity", 100),
        "movements": entry(answers, row, today).map(|entry| json!([entry])),
        "citizenships": citizenships.iter().map(|country| json!({ "country": country })).collect::<Vec<_>>(),
        "source": "Declared",
    }));
    let issuer = part("documentCountry").or_else(|| citizenships.first().cloned());
    let document = text(Attribute::BeneficiaryTravelDocument).map(|number| {
        json!([present(json!({ "kind": document_kind(answers.part("documentKind")), "issuer": issuer, "number": number,
            "issuedOn": part("documentIssuedOn"), "expiresOn": part("documentExpiresOn") }))])
    });
    let whole = present(json!({
        "attributes": attributes,
        "foreignDocuments": document,
        "reason": format!("Solicitarea serviciului {}", row.service_code),
    }));
    serde_json::from_value(whole)
        .map_err(|error| Problem::internal(error.to_string().split('`').next().unwrap_or_default().to_owned()))
}

/// The kind of the travel document as persons have it, by its code in the classifier `travel-documents`; a form that does not ask takes
/// passports.
fn document_kind(answered: Option<&str>) -> &'static str {
    match answered {
        Some("DiplomaticPassport" | "ServicePassport") => "OfficialPassport",
        Some("IdentityCard") => "IdentityCard",
        Some("StatelessTravelDocument") => "StatelessTravelDocument",
        Some("RefugeeTravelDocument") => "RefugeeTravelDocument",
        Some("OtherTravelDocument") => "Other",
        _ => "Passport",
    }
}

/// The level as persons have it, by its code in the classifier `education-levels`; no schooling is no level.
fn education(answered: &str) -> Option<&'static str> {
    Some(match answered {
        "Primary" => "Primary",
        "LowerSecondary" | "UpperSecondary" => "Secondary",
        "PostSecondary" | "ShortTertiary" => "Vocational",
        "Bachelor" => "Bachelor",
        "Master" => "Master",
        "Doctor" => "Doctorate",
        _ => return None,
    })
}

/// A free text as persons have it: on one line, of so many characters at most; what is no such text stays in the answers.
fn said(answers: &Answers<'_>, code: &str, most: usize) -> Option<String> {
    let text = answers.part(code)?.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = !text.is_empty() && text.chars().count() <= most && !text.chars().any(char::is_control);
    fits.then_some(text)
}

/// What persons take as such a value; services are data, and another form may ask otherwise.
fn taken<T: DeserializeOwned>(value: Value) -> Option<Value> {
    T::deserialize(&value).is_ok().then_some(value)
}

/// Names borne before, where the form asks for them; who had another surname alone had the given names of now.
fn former_names(row: &RequestRow, given: Option<&str>) -> Option<Value> {
    let text = |name: &Value| name.as_str().map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "));
    let is_name = |name: &String| name.chars().any(char::is_alphabetic) && !name.chars().any(|sign| sign.is_ascii_digit());
    let former = row.answers.get("previousNames")?.as_array()?.iter().filter_map(|name| {
        let surname = text(&name["previousSurname"]).filter(is_name)?;
        let given = text(&name["previousGivenName"]).filter(is_name).or_else(|| given.map(str::to_owned));
        taken::<OtherName>(present(json!({ "kind": "Former", "surname": surname, "givenNames": given })))
    });
    Some(former.collect())
}

/// The entry into the country that has brought them.
fn entry(answers: &Answers<'_>, row: &RequestRow, today: NaiveDate) -> Option<Value> {
    let on = row.answers.get("entryDate")?.as_str()?;
    if !on.parse().is_ok_and(|on: NaiveDate| on <= today) {
        return None;
    }
    taken::<Movement>(present(json!({ "direction": "Entry", "on": on, "crossingPoint": said(answers, "entryPoint", 100) })))
}

/// What they do, and, of whoever files for themselves, how they are reached: others write how they are reached themselves.
fn additional(answers: &Answers<'_>, row: &RequestRow) -> Option<Value> {
    let own = |attribute| answers.text(attribute).filter(|_| row.filed_by == "Beneficiary");
    let phone = own(Attribute::Phone).map(|phone| phone.split_whitespace().collect::<String>());
    let language = answers.part("contactLanguage").filter(|_| row.filed_by == "Beneficiary");
    let told = present(json!({
        "phone": phone.filter(|phone| is_international(phone)),
        "email": own(Attribute::Email),
        "language": language.and_then(|language| taken::<Language>(json!(language))),
        "occupation": said(answers, "profession", 200),
    }));
    taken::<AdditionalData>(told).filter(|told| told != &json!({}))
}

/// `+` and 6 to 15 digits, as persons have it.
fn is_international(phone: &str) -> bool {
    let digits = phone.strip_prefix('+').unwrap_or_default();
    (6..=15).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// Members that are there; absent ones are left out.
fn present(value: Value) -> Value {
    match value {
        Value::Object(members) => Value::Object(members.into_iter().filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        persons::{
            attributes::{CivilStatusKind, EducationLevel},
            documents::ForeignDocumentKind,
        },
        services::rules::samples::CATALOGUE,
    };

    #[test]
    fn every_travel_document_that_a_form_offers_is_recorded_as_what_it_is() {
        let mut passports = Vec::new();
        let offered = CATALOGUE.classifiers.get("travel-documents").expect("a list");
        for entry in &offered.entries {
            let kind = document_kind(Some(&entry.code));
            serde_json::from_value::<ForeignDocumentKind>(kind.into()).expect("a kind of persons' documents");
            if kind == "Passport" {
                passports.push(entry.code.as_str());
            }
        }
        assert_eq!(passports, ["Passport"], "nothing else becomes a passport");
        assert_eq!(document_kind(None), "Passport");
    }

    #[test]
    fn every_civil_status_and_level_of_studies_that_a_form_offers_is_recorded() {
        let codes = |list: &str| {
            CATALOGUE.classifiers.get(list).expect("a list").entries.iter().map(|entry| entry.code.clone()).collect::<Vec<_>>()
        };
        for status in codes("civil-status") {
            serde_json::from_value::<CivilStatusKind>(status.into()).expect("a civil status of persons");
        }
        let (known, none): (Vec<_>, Vec<_>) = codes("education-levels").into_iter().partition(|level| education(level).is_some());
        assert_eq!(none, ["None"]);
        for level in known {
            serde_json::from_value::<EducationLevel>(education(&level).into()).expect("a level of persons");
        }
    }
}
