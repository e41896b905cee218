//! Complete answers of synthetic persons, for tests.

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::{
    definition::ServiceDefinition,
    load::{self, Catalogue},
};

/// The catalogue that is shipped.
pub static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| load::shipped().expect("the shipped catalogue is sound"));

/// A day on which all shipped services are open.
pub fn day() -> NaiveDate {
    date("2026-03-02")
}

pub fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub fn service(code: &str) -> &'static Arc<ServiceDefinition> {
    CATALOGUE.open_on(code, day()).expect("a shipped service")
}

pub fn object(value: Value) -> Map<String, Value> {
    value.as_object().expect("an object").clone()
}

pub fn attached(codes: &[&str]) -> BTreeMap<String, u32> {
    codes.iter().map(|code| ((*code).to_owned(), 1)).collect()
}

/// Complete answers and documents of each shipped service.
pub fn complete(code: &str) -> (Map<String, Value>, BTreeMap<String, u32>) {
    match code {
        "provisional-stay-work-grant" => {
            (work(), attached(&["employer-demers", "travel-document", "labour-contract", "criminal-record", "dwelling", "photo"]))
        }
        "invitation" => (invitation(), attached(&["inviter-identity", "invitee-travel-document", "declaration"])),
        _ => (attestation(), BTreeMap::new()),
    }
}

fn home() -> Value {
    json!({"country": "MDA", "district": "mun. Chișinău", "locality": "Chișinău", "street": "str. Exemplului", "house": "1", "flat": "2"})
}

fn work() -> Map<String, Value> {
    let mut answers = object(json!({
        "filedBy": "Beneficiary",
        "surname": "Пример", "givenName": "Тест", "surnameLatin": "Primer", "givenNameLatin": "Test",
        "hasPreviousNames": false, "sex": "M", "birthDate": "1990-05", "birthCountry": "SUN", "birthPlace": "Odesa",
        "citizenships": ["UKR"], "civilStatus": "Married", "education": "Bachelor", "profession": "inginer",
        "documentKind": "Passport", "documentNumber": "XX000001", "documentCountry": "UKR",
        "documentIssuedOn": "2020-01-15", "documentExpiresOn": "2030-01-15",
        "hasVisa": true, "visaNumber": "D0000001", "visaValidFrom": "2026-02-01", "visaValidTo": "2026-05-01",
        "entryDate": "2026-02-10", "entryPoint": "Palanca", "lawfulStayUntil": "2026-05-01",
        "addressAbroad": {"country": "UKR", "locality": "Odesa"}, "addressInMoldova": home(), "dwellingRight": "Lease",
        "dwellingOwner": {"surname": "Model", "givenName": "Ana"},
    }));
    answers.append(&mut object(json!({
        "employer": {"idno": "1018600000127", "name": "Exemplu SRL"}, "employerAddress": home(), "employerPhone": "+373 22 000000",
        "workerCategory": "ImmigrantWorker", "occupation": "214401", "jobTitle": "inginer mecanic", "workplace": home(),
        "weeklyHours": 40, "monthlySalary": {"amount": "13700.00", "currency": "MDL"},
        "contractNumber": "12/2026", "contractDate": "2026-02-20", "contractFrom": "2026-04-01", "contractTo": "2027-03-31",
        "hasFamily": true,
        "familyMembers": [{
            "relative": {"surname": "Пример", "givenName": "Мария", "birthDate": "1992", "citizenship": "UKR", "relation": "Spouse"},
            "relativeCountry": "UKR", "relativeComesAlong": false,
        }],
        "stayFrom": "2026-04-01", "stayTo": "2027-03-31", "stayedBefore": false, "refusedOrRemoved": false, "convicted": false,
        "phone": "+37360000000", "email": "test@example.org", "contactLanguage": "ro", "office": "CHI", "delivery": "Personal",
        "declaresTrue": true, "knowsDataProcessing": true, "knowsDutyToNotify": true,
    })));
    answers
}

fn invitation() -> Map<String, Value> {
    object(json!({
        "inviterKind": "Citizen", "inviterIdnp": "2004000123455", "inviterSurname": "Exemplu", "inviterGivenName": "Ion",
        "inviterDocument": "B00000001", "byRepresentative": false, "inviterAddress": home(), "phone": "+37360000000",
        "email": "test@example.org", "visitPurpose": "PrivateVisit", "visitDetails": "vizită la prieteni",
        "visitFrom": "2026-04-01", "visitTo": "2026-04-20", "entries": "Single", "visaPlace": "Ankara", "lodging": home(),
        "costsBorneBy": "Inviter",
        "invitees": [invitee("Friend", "IND"), invitee("Friend", "IND")],
        "earlierInviteesLeft": true, "answersForDeparture": true, "declaresTrue": true, "knowsDataProcessing": true,
        "office": "BAL", "delivery": "MDelivery",
    }))
}

pub fn invitee(relation: &str, citizenship: &str) -> Value {
    json!({
        "inviteeSurname": "Sample", "inviteeGivenName": "Test", "inviteeSex": "F", "inviteeBirthDate": "1985-12-31",
        "inviteeBirthCountry": "IND", "inviteeCitizenships": [citizenship], "inviteeDocumentKind": "Passport",
        "inviteeDocumentNumber": "Z0000001", "inviteeDocumentCountry": "IND", "inviteeDocumentIssuedOn": "2021-01-01",
        "inviteeDocumentExpiresOn": "2031-01-01", "inviteeAddress": {"country": "IND", "locality": "Pune"},
        "relation": relation, "visitedBefore": false,
    })
}

fn attestation() -> Map<String, Value> {
    object(json!({
        "filedBy": "Beneficiary", "idnp": "2015000987657", "surname": "Exemplu", "givenName": "Ana", "birthDate": "1999-01-02",
        "citizenships": ["TUR"], "attested": ["LegalStatus", "Domicile"], "addressee": "Bank", "delivery": "Electronic",
        "office": "COM", "knowsDataProcessing": true,
    }))
}
