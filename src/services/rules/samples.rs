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

fn read(text: &str) -> Map<String, Value> {
    object(serde_json::from_str(text).expect("a sample is JSON"))
}

fn work() -> Map<String, Value> {
    read(include_str!("../samples/provisional-stay-work-grant.json"))
}

fn invitation() -> Map<String, Value> {
    read(include_str!("../samples/invitation.json"))
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
    read(include_str!("../samples/legal-status-attestation.json"))
}
