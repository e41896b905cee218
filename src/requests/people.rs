//! The person a request is for: as acts and registers need them, and as they come on record with their first request (C-25.1.a).

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{store::RequestRow, subject::Answers};
use crate::{
    access::door::Unit,
    kernel::problem::Problem,
    persons::{self, PersonRegistration},
    services::{Published, rules::field::Attribute},
};

/// A person as acts and questions to registers name them.
#[derive(Debug, Clone)]
pub struct Beneficiary {
    /// Surname.
    pub surname: Option<String>,
    /// Given names.
    pub given_names: Option<String>,
    /// Birth date as far as it is known, `1990`, `1990-05` or `1990-05-17`.
    pub birth_date: Option<String>,
    /// The day, where it is known.
    pub born_on: Option<NaiveDate>,
    /// The first citizenship, by its code.
    pub citizenship: String,
    /// IDNP.
    pub idnp: Option<String>,
    /// Travel document.
    pub document: Option<TravelDocument>,
    /// Present address in one line.
    pub address: Option<String>,
    /// Since when they are on record.
    pub on_record_since: DateTime<Utc>,
}

/// A travel document.
#[derive(Debug, Clone)]
pub struct TravelDocument {
    /// Issuing state.
    pub country: String,
    /// Number.
    pub number: String,
    /// In one line, as acts print it.
    pub line: String,
}

/// The person behind an id.
pub fn beneficiary(unit: &mut Unit<'_>, id: Uuid) -> Result<Beneficiary, Problem> {
    let (summary, on_record_since) = persons::summary_since(unit, id)?;
    let written = serde_json::to_value(summary.birth_date).map_err(Problem::internal)?;
    let birth_date = written.as_str().filter(|date| *date != "unknown").map(str::to_owned);
    Ok(Beneficiary {
        born_on: birth_date.as_deref().and_then(|date| date.parse().ok()),
        birth_date,
        citizenship: summary.citizenships.first().cloned().unwrap_or_else(|| "XXX".into()),
        idnp: summary.idnp.map(|idnp| idnp.expose().to_owned()),
        document: summary.document.map(|document| {
            let until = document.expires_on.map(|day| format!(", valabil până la {}", day.format("%d.%m.%Y")));
            let line = format!("document de călătorie {} {}{}", document.issuer, document.number, until.unwrap_or_default());
            TravelDocument { country: document.issuer, number: document.number, line }
        }),
        address: summary.address.map(|address| address.line()),
        surname: summary.surname,
        given_names: summary.given_names,
        on_record_since,
    })
}

/// Whether somebody else on record is likely the same person.
pub fn has_likely_duplicate(unit: &mut Unit<'_>, id: Uuid) -> Result<bool, Problem> {
    persons::has_likely_duplicate(unit, id)
}

/// The person whom a request's answers describe: found by number or document, else put on record.
pub fn ensure(unit: &mut Unit<'_>, service: &Published, row: &RequestRow) -> Result<Uuid, Problem> {
    let answers = Answers::of(service, row);
    let person = persons::ensure(unit, &registration(&answers, row)?)?;
    // Whoever files for themselves is this person from now on.
    if row.filed_by == "Beneficiary"
        && row.channel == "EFiling"
        && crate::access::store::account_person(unit.conn, row.applicant_account_id)?.is_none()
    {
        crate::access::store::account_is_person(unit.conn, row.applicant_account_id, person)?;
    }
    Ok(person)
}

fn registration(answers: &Answers<'_>, row: &RequestRow) -> Result<PersonRegistration, Problem> {
    let text = |attribute| answers.text(attribute).map(str::to_owned);
    let citizenships = answers.all(Attribute::BeneficiaryCitizenship);
    let citizenships = if citizenships.is_empty() { vec!["XXX".to_owned()] } else { citizenships };
    let (surname, given) = (text(Attribute::BeneficiarySurname), text(Attribute::BeneficiaryGivenName));
    let latin = |field: &str| row.answers[field].as_str().map(str::to_owned);
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
        "latin": latin("surnameLatin").or_else(|| latin("givenNameLatin")).map(|_| present(json!({
            "surname": latin("surnameLatin"), "givenNames": latin("givenNameLatin") }))),
    }));
    let attributes = present(json!({
        "idnp": text(Attribute::BeneficiaryIdnp),
        "names": names,
        "sex": sex,
        "birthDate": text(Attribute::BeneficiaryBirthDate).unwrap_or_else(|| "unknown".into()),
        "birthPlace": text(Attribute::BeneficiaryBirthCountry).map(|country| json!({ "country": country })),
        "citizenships": citizenships.iter().map(|country| json!({ "country": country })).collect::<Vec<_>>(),
        "source": "Declared",
    }));
    let issuer = latin("documentCountry").or_else(|| citizenships.first().cloned());
    let document = text(Attribute::BeneficiaryTravelDocument).map(|number| {
        json!([present(json!({ "kind": "Passport", "issuer": issuer, "number": number,
            "issuedOn": latin("documentIssuedOn"), "expiresOn": latin("documentExpiresOn") }))])
    });
    let whole = present(json!({
        "attributes": attributes,
        "foreignDocuments": document,
        "reason": format!("Solicitarea serviciului {}", row.service_code),
    }));
    serde_json::from_value(whole)
        .map_err(|error| Problem::internal(error.to_string().split('`').next().unwrap_or_default().to_owned()))
}

/// Members that are there; absent ones are left out.
fn present(value: Value) -> Value {
    match value {
        Value::Object(members) => Value::Object(members.into_iter().filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>()),
        other => other,
    }
}
