//! The invitation (C-23.8): one for each person invited. Its parts are the answers to the fields of the service's form, by their codes.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Case, without_absent};
use crate::{
    requests::{
        shown::{address, cut},
        subject::Answers,
    },
    services::rules::{classifier::COUNTRIES, field::Attribute, values},
};

/// The invitation of one invitee.
pub(super) fn invitation(case: &Case<'_>, invitee: &Answers<'_>, until: NaiveDate, signature: &Value) -> Value {
    let answers = &case.row.answers;
    let text = |code: &str| answers[code].as_str().unwrap_or_default();
    let (from, to) = (text("visitFrom"), text("visitTo"));
    // Both days belong to the stay.
    let days = values::day(from).zip(values::day(to)).map_or(1, |(from, to)| (to - from).num_days() + 1);
    let undertaken = case.service.definition.field("answersForDeparture").map(|field| [field.label.ro.clone()]);
    let classifiers = case.desk.catalogue.classifiers();
    without_absent(json!({
        "request": case.request(),
        "inviter": inviter(case),
        "invitees": [named(case, invitee)],
        "purpose": case.named("visit-purposes", text("visitPurpose")),
        "stayFrom": from,
        "stayUntil": to,
        "stayDays": days,
        "stayAddress": answers.get("lodging").map(|lodging| cut(&address(lodging, &classifiers), 400)),
        "validUntil": until.to_string(),
        "legalBasis": case.basis(),
        "obligations": undertaken,
        "signature": signature,
    }))
}

fn inviter(case: &Case<'_>) -> Value {
    let answers = &case.row.answers;
    let text = |code: &str| answers[code].as_str();
    let (name, identifier) = match Answers::of(case.service, case.row).entity() {
        Some(idno) => {
            let idno = format!("IDNO {idno}");
            (answers["inviterEntity"]["name"].as_str().map_or_else(|| idno.clone(), str::to_owned), Some(idno))
        }
        None => {
            let names = [text("inviterSurname").map(str::to_uppercase), text("inviterGivenName").map(str::to_owned)];
            let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
            (name, text("inviterIdnp").map(|idnp| format!("IDNP {idnp}")))
        }
    };
    let home = address(&answers["inviterAddress"], &case.desk.catalogue.classifiers());
    without_absent(
        json!({ "name": cut(&name, 400), "identifier": identifier, "address": cut(&home, 400), "phone": text("phone") }),
    )
}

fn named(case: &Case<'_>, invitee: &Answers<'_>) -> Value {
    let name = |attribute| invitee.text(attribute).map(|name| cut(name, 120));
    let citizenships = invitee.all(Attribute::BeneficiaryCitizenship);
    let citizenships: Vec<String> = citizenships.iter().map(|code| case.named(COUNTRIES, code)).collect();
    let document = invitee.text(Attribute::BeneficiaryTravelDocument).map(|number| {
        let kind = case.named("travel-documents", invitee.part("documentKind").unwrap_or_default());
        let until = invitee.part("documentExpiresOn").and_then(values::day);
        let until = until.map(|day| format!(", valabil până la {}", crate::requests::shown::day(day)));
        cut(&format!("{kind} {number}{}", until.unwrap_or_default()), 160)
    });
    without_absent(json!({
        "surname": name(Attribute::BeneficiarySurname),
        "givenName": name(Attribute::BeneficiaryGivenName),
        "birthDate": invitee.text(Attribute::BeneficiaryBirthDate),
        "citizenship": cut(&citizenships.join(", "), 80),
        "document": document,
    }))
}
