//! Identity documents of other states, with what their machine-readable zone says.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::{
    ForeignDocumentId,
    attributes::PersonAttributes,
    rules::{
        birth_date::Agreement,
        document_number::DocumentNumber,
        mrz::{self, Mrz, MrzError},
        names::{matches, name_key},
    },
    wording::Findings,
};
use crate::{
    files::FileId,
    kernel::{text::Text, violation::Violation},
};

/// Kinds of documents of other states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum ForeignDocumentKind {
    /// Passport of a citizen.
    Passport,
    /// Service or diplomatic passport.
    OfficialPassport,
    /// National identity card.
    IdentityCard,
    /// Travel document of a refugee (Convention of 1951).
    RefugeeTravelDocument,
    /// Travel document of a stateless person (Convention of 1954).
    StatelessTravelDocument,
    /// Certificate for return to the country (emergency travel document).
    EmergencyTravelDocument,
    /// Residence permit of another state.
    ResidencePermit,
    /// Birth certificate.
    BirthCertificate,
    /// Seaman's book.
    SeamansBook,
    /// Another document.
    Other,
}

impl ForeignDocumentKind {
    pub(super) fn name(self) -> String {
        format!("{self:?}")
    }
}

/// What an officer should look at. Nothing is refused for it: names are cut in the zone, cards expire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum DocumentFinding {
    /// It had expired when it was put on record.
    Expired,
    /// The names of the zone are not those on record.
    NamesDiffer,
    /// The birth date of the zone is not that on record.
    BirthDateDiffers,
    /// The sex of the zone is not that on record.
    SexDiffers,
    /// The nationality of the zone is not among the citizenships on record.
    NationalityDiffers,
}

/// A document to be put on record. With the text of its machine-readable zone, issuer, number and expiry are taken from there.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({
    "kind": "Passport", "issuer": "TUR", "number": "U 1234567", "issuedOn": "2021-03-02", "expiresOn": "2031-03-01",
    "authority": "İzmir",
})))]
pub struct NewForeignDocument {
    /// What kind of document.
    pub kind: ForeignDocumentKind,
    /// Who issued it: ISO 3166 alpha-3 or a code of ICAO Doc 9303. May be left out where `mrz` is given.
    #[schema(pattern = "^[A-Z]{3}$", max_length = 3, examples("TUR"))]
    pub issuer: Option<String>,
    /// Series and number. May be left out where `mrz` is given.
    pub number: Option<DocumentNumber>,
    /// Day of issue.
    pub issued_on: Option<NaiveDate>,
    /// Last day of validity.
    pub expires_on: Option<NaiveDate>,
    /// The authority that issued it.
    #[schema(min_length = 1, max_length = 200, examples("İzmir"))]
    pub authority: Option<String>,
    /// The machine-readable zone as it is printed (ICAO Doc 9303); its check digits must fit.
    #[schema(
        min_length = 72,
        max_length = 94,
        examples("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10")
    )]
    pub mrz: Option<String>,
    /// Its scanned image.
    pub file_id: Option<FileId>,
    /// Why it is put on record, for the history.
    #[schema(min_length = 1, max_length = 500, examples("Prezentat la ghișeu"))]
    pub reason: Option<String>,
}

/// A document that has passed its checks.
#[derive(Debug, Clone)]
pub struct CheckedDocument {
    /// As it came.
    pub given: NewForeignDocument,
    /// Who issued it.
    pub issuer: String,
    /// Its number.
    pub number: DocumentNumber,
    /// Last day of validity.
    pub expires_on: Option<NaiveDate>,
    /// What its zone says.
    pub zone: Option<Mrz>,
}

impl NewForeignDocument {
    /// Checks it on a legal day; `at` is where it stands.
    pub fn check(&self, at: &str, today: NaiveDate, found: &mut Findings) -> Option<CheckedDocument> {
        found.text(&format!("{at}/authority"), self.authority.as_ref());
        found.text(&format!("{at}/reason"), self.reason.as_ref());
        found.not_after(&format!("{at}/issuedOn"), self.issued_on, today);
        found.in_order(&format!("{at}/expiresOn"), self.issued_on, self.expires_on);
        let zone = match self.mrz.as_deref().map(|text| mrz::parse(text, today)).transpose() {
            Ok(zone) => zone,
            Err(error) => {
                let code = match error {
                    MrzError::CheckDigits(_) => "check-digits",
                    MrzError::Size => "wrong-size",
                    MrzError::Character { .. } => "wrong-character",
                    MrzError::Field(_) => "unreadable-field",
                };
                found.0.push(Violation::new(format!("{at}/mrz"), code, error.text()));
                return None;
            }
        };
        let of_zone = zone.as_ref().map(|zone| (zone.issuing_state.clone(), DocumentNumber::parse(&zone.document_number)));
        let (zone_issuer, zone_number) = match of_zone {
            Some((issuer, number)) => (Some(issuer), number.ok()),
            None => (None, None),
        };
        let mut differs = |name: &str, differs: bool| {
            if differs {
                found.0.push(Violation::new(
                    format!("{at}/{name}"),
                    "differs-from-zone",
                    Text::new(
                        "Nu corespunde cu zona de citire automată.",
                        "Не совпадает с машиночитаемой зоной.",
                        "It is not what the machine-readable zone says.",
                    ),
                ));
            }
        };
        differs("issuer", self.issuer.as_ref().zip(zone_issuer.as_ref()).is_some_and(|(given, zone)| given != zone));
        differs("number", self.number.as_ref().zip(zone_number.as_ref()).is_some_and(|(given, zone)| given.key() != zone.key()));
        let zone_expiry = zone.as_ref().and_then(|zone| zone.expires_on);
        differs("expiresOn", self.expires_on.zip(zone_expiry).is_some_and(|(given, zone)| given != zone));
        let issuer = self.issuer.clone().or(zone_issuer);
        let number = self.number.clone().or(zone_number);
        for (name, missing) in [("issuer", issuer.is_none()), ("number", number.is_none())] {
            if missing {
                found.add(
                    format!("{at}/{name}"),
                    "required",
                    "Câmpul este obligatoriu fără zona de citire automată.",
                    "Поле обязательно без машиночитаемой зоны.",
                    "The field is required without a machine-readable zone.",
                );
            }
        }
        Some(CheckedDocument {
            given: self.clone(),
            issuer: issuer?,
            number: number?,
            expires_on: self.expires_on.or(zone_expiry),
            zone,
        })
    }
}

impl CheckedDocument {
    /// What an officer should look at, beside the person on record.
    pub fn findings(&self, person: &PersonAttributes, today: NaiveDate) -> Vec<DocumentFinding> {
        let expired = self.expires_on.is_some_and(|last| last < today).then_some(DocumentFinding::Expired);
        let zone = self.zone.as_ref();
        let names = zone.is_some_and(|zone| {
            let parts: Vec<&str> = [zone.surname.as_deref(), zone.given_names.as_deref()].into_iter().flatten().collect();
            let printed = name_key(&parts);
            !person.keys().iter().any(|key| matches(&printed, key).is_some())
        });
        let birth = zone.is_some_and(|zone| {
            matches!(zone.birth_date.agreement(person.birth_date), Agreement::Different | Agreement::Swapped)
        });
        let sex = zone.is_some_and(|zone| zone.sex.contradicts(person.sex));
        let nationality = zone.is_some_and(|zone| !person.citizenships_on(today).contains(&zone.nationality));
        [
            expired,
            names.then_some(DocumentFinding::NamesDiffer),
            birth.then_some(DocumentFinding::BirthDateDiffers),
            sex.then_some(DocumentFinding::SexDiffers),
            nationality.then_some(DocumentFinding::NationalityDiffers),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// A document of another state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ForeignDocument {
    /// Its id.
    pub foreign_document_id: ForeignDocumentId,
    /// What kind of document.
    pub kind: ForeignDocumentKind,
    /// Who issued it.
    #[schema(examples("TUR"))]
    pub issuer: String,
    /// Series and number, as they were given.
    #[schema(examples("U 1234567"))]
    pub number: String,
    /// Day of issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued_on: Option<NaiveDate>,
    /// Last day of validity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<NaiveDate>,
    /// The authority that issued it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// The machine-readable zone, whose check digits fit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mrz: Option<String>,
    /// What an officer should look at.
    pub findings: Vec<DocumentFinding>,
    /// Its scanned image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_id: Option<FileId>,
    /// Since when it is on record.
    pub recorded_at: chrono::DateTime<chrono::Utc>,
}
