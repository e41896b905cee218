//! What access asks of persons and files, inside the present unit of work.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{
    access::{
        door::Unit,
        reactions::{BeneficiaryInput, Reactions},
    },
    files::{self, FileId},
    kernel::{id::TypedId, problem::Problem},
    persons, petitions, requests,
};

/// The functions of the rooms above access.
pub fn reactions() -> Reactions {
    Reactions {
        person_stands: |unit, person| persons::summary(unit, person).map(drop),
        person_of: persons::find_by_idnp,
        beneficiary_of,
        file_stands: own_file,
    }
}

/// A document was issued: the request that it answers, or the petition that it is or answers, goes on.
pub fn on_issued(unit: &mut Unit<'_>, document: Uuid) -> Result<(), Problem> {
    requests::effects::on_issued(unit, document)?;
    petitions::effects::on_issued(unit, document)
}

/// The person represented: by the platform's own id, by IDNP, or by names, birth date and document; put on record where missing.
fn beneficiary_of(unit: &mut Unit<'_>, named: &BeneficiaryInput) -> Result<Uuid, Problem> {
    if let Some(person) = named.person_id {
        persons::summary(unit, person.uuid())?;
        return Ok(person.uuid());
    }
    if let Some(known) = named.idnp.as_ref().map(|idnp| persons::find_by_idnp(unit, idnp)).transpose()?.flatten() {
        unit.about(known);
        return Ok(known);
    }
    let registration =
        serde_json::from_value(registration(named)).map_err(|_| Problem::internal("a beneficiary is no registration"))?;
    Ok(persons::ensure(unit, &registration)?.id)
}

fn registration(named: &BeneficiaryInput) -> Value {
    let absent = |part: &Option<String>| part.is_none().then_some("NotStated");
    let citizenship = named.document.as_ref().map_or("XXX", |document| document.country.as_str());
    let document = named
        .document
        .as_ref()
        .map(|document| json!([{ "kind": "Passport", "issuer": document.country, "number": document.number }]));
    present(json!({
        "attributes": present(json!({
            "idnp": named.idnp,
            "names": present(json!({
                "surname": named.surname, "surnameAbsent": absent(&named.surname),
                "givenNames": named.given_name, "givenNamesAbsent": absent(&named.given_name),
            })),
            "sex": "Unspecified",
            "birthDate": named.birth_date.map_or_else(|| "unknown".to_owned(), |day| day.to_string()),
            "citizenships": [{ "country": citizenship }],
            "source": "Declared",
        })),
        "foreignDocuments": document,
        "reason": "Împuternicire de reprezentare",
    }))
}

/// Members that are there; absent ones are left out.
fn present(value: Value) -> Value {
    match value {
        Value::Object(members) => Value::Object(members.into_iter().filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>()),
        other => other,
    }
}

/// A complete file that the caller sent.
fn own_file(unit: &mut Unit<'_>, file: Uuid) -> Result<(), Problem> {
    let facts = files::find(unit, FileId::from_uuid(file))?;
    if facts.uploaded_by == unit.caller.account { Ok(()) } else { Err(Problem::not_found()) }
}
