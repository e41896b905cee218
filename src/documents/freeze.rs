//! Freezing: the moment at which a document gets its number and its text is fixed; in the transaction of the act that makes it.
//!
//! A series' counter is locked until that transaction commits, and goes back with it: numbers have no gaps and none is given twice. What is
//! frozen and then abandoned keeps its number and stays listed.

use chrono::{Datelike, NaiveDate};
use diesel::{
    RunQueryDsl,
    prelude::*,
    sql_types::{Int4, Text as SqlText},
};
use migratie_typesetting::{Authentication, Manifest, TemplateError};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Code, DocumentId, DocumentType, initials,
    press::{Paper, address, paper},
    produce,
    schema::{document_signings, issued_documents},
    store,
};
use crate::{
    access::{self, door::Unit},
    kernel::{
        id::TypedId,
        local_time::legal_day,
        problem::Problem,
        sql::{prepared, sql},
        text::Text,
        violation::Violation,
    },
};

/// What makes a document authentic.
#[derive(Clone, PartialEq, Eq)]
pub enum Signing {
    /// This person signs it, and nobody else.
    Person {
        /// Who must sign.
        idnp: String,
        /// As the document names them.
        name: String,
    },
    /// The inspectorate's electronic seal: decided without a human.
    Seal,
    /// Nothing: a copy for information.
    Plain,
}

/// A document that is to be made.
#[derive(Clone)]
pub struct Act {
    /// The template's code (`attestation`, `decision-grant`, ...).
    pub template: String,
    /// The request that it answers.
    pub request: Option<Uuid>,
    /// The person that it is about.
    pub person: Option<Uuid>,
    /// The account that asked for it, which may read it once it is issued.
    pub applicant: Option<Uuid>,
    /// The subdivision that issues it, whose officers see it.
    pub subdivision: Option<Uuid>,
    /// The template's data, without `number`, `date`, `verification` and `appeal`, which are given here; `subdivision` is named where absent.
    pub data: Value,
    /// Why it is issued.
    pub reason: String,
    /// The last day of its validity.
    pub valid_until: Option<NaiveDate>,
    /// What makes it authentic.
    pub signing: Signing,
}

/// What a frozen document is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frozen {
    /// Its id.
    pub id: Uuid,
    /// Its number as written, `AD-2026-000001`.
    pub number: String,
    /// Its verification code as printed.
    pub code: String,
}

/// A number as written on the document.
pub(super) fn written(series: &str, year: i32, number: i32) -> String {
    format!("{series}-{year}-{number:06}")
}

/// Gives a document its number, fixes its text, and lets it be made (`documents.produce`). Wrong data are told as violations under `/data`.
pub fn freeze(unit: &mut Unit<'_>, act: &Act) -> Result<Frozen, Problem> {
    freeze_in_place_of(unit, act, None)
}

fn freeze_in_place_of(unit: &mut Unit<'_>, act: &Act, rectifies: Option<(Uuid, &str)>) -> Result<Frozen, Problem> {
    let paper = paper()?;
    let manifest =
        paper.templates.manifest(&act.template).ok_or_else(|| Problem::internal(format!("no template {}", act.template)))?;
    if DocumentType::of_name(&manifest.document_type).is_none() {
        return Err(Problem::internal(format!("{} is no document type", manifest.document_type)));
    }
    if act.signing == Signing::Plain && manifest.authentication != Authentication::Plain {
        return Err(Problem::internal(format!("{} must be signed or sealed", act.template)));
    }
    let code = Code::random()?;
    let day = legal_day(unit.now);
    let mut data = whole_data(unit, act, manifest, day)?;
    check(paper, manifest, &mut data, &code)?;
    let number = next_number(unit, &manifest.series, day.year())?;
    let number_written = written(&manifest.series, day.year(), number);
    data["number"] = number_written.as_str().into();
    let id = DocumentId::new();
    let (signing, signer_idnp) = match &act.signing {
        Signing::Person { idnp, .. } => ("Person", Some(idnp)),
        Signing::Seal => ("Seal", None),
        Signing::Plain => ("Plain", None),
    };
    let issued_by = (!unit.caller.account.is_nil()).then_some(unit.caller.account);
    let known = (
        issued_documents::template.eq(&act.template),
        issued_documents::document_type.eq(&manifest.document_type),
        issued_documents::title.eq(json!({ "ro": manifest.title.ro, "ru": manifest.title.ru, "en": manifest.title.en })),
        issued_documents::series.eq(&manifest.series),
        issued_documents::year.eq(day.year()),
        issued_documents::number.eq(number),
        issued_documents::verification_code.eq(code.plain()),
        issued_documents::holder_initials.eq(initials::of(&data)),
        issued_documents::data.eq(&data),
    );
    let given = (
        issued_documents::status.eq("Frozen"),
        issued_documents::status_at.eq(unit.now),
        issued_documents::signing.eq(signing),
        issued_documents::signer_idnp.eq(signer_idnp),
        issued_documents::reason.eq(&act.reason),
        issued_documents::valid_until.eq(act.valid_until),
        issued_documents::person_id.eq(act.person),
        issued_documents::request_id.eq(act.request),
        issued_documents::applicant_account_id.eq(act.applicant),
        issued_documents::subdivision_id.eq(act.subdivision),
        issued_documents::issued_by.eq(issued_by),
        issued_documents::issued_by_name.eq(&unit.caller.name),
        issued_documents::rectifies_id.eq(rectifies.map(|(id, _)| id)),
        issued_documents::rectification_reason.eq(rectifies.map(|(_, reason)| reason)),
    );
    let times = (issued_documents::created_at.eq(unit.now), issued_documents::updated_at.eq(unit.now));
    diesel::insert_into(issued_documents::table)
        .values((issued_documents::id.eq(id.uuid()), times, known, given))
        .execute(unit.conn)?;
    unit.wrote("IssuedDocument", id);
    if let Some(person) = act.person {
        unit.about(person);
    }
    unit.send(produce::KIND, format!("{}/{id}", produce::KIND), json!({ "document": id.uuid() }));
    Ok(Frozen { id: id.uuid(), number: number_written, code: code.grouped() })
}

/// The act's data with what every document has.
fn whole_data(unit: &mut Unit<'_>, act: &Act, manifest: &Manifest, day: NaiveDate) -> Result<Value, Problem> {
    let mut data = manifest.completed(&act.data);
    let Some(members) = data.as_object_mut() else { return Err(Problem::internal("the data of a document are no object")) };
    members.insert("date".into(), day.to_string().into());
    if let Some(subdivision) = act.subdivision
        && !members.contains_key("subdivision")
    {
        members.insert("subdivision".into(), access::store::subdivision_name(unit.conn, subdivision)?.into());
    }
    Ok(data)
}

/// Whether it can be put on paper. A copy for information is made whatever a person wrote; of everything else the wrong places are told.
fn check(paper: &Paper, manifest: &Manifest, data: &mut Value, code: &Code) -> Result<(), Problem> {
    let legible = paper.typesetter.legible(data);
    if manifest.authentication == Authentication::Plain {
        *data = legible;
    } else if legible != *data {
        let mut places = Vec::new();
        differences("/data", data, &legible, &mut places);
        let text = || {
            Text::new(
                "Conține caractere care nu pot fi tipărite.",
                "Содержит символы, которые нельзя напечатать.",
                "Holds characters that cannot be printed.",
            )
        };
        return Err(Problem::bad_input(places.into_iter().map(|place| Violation::new(place, "unprintable", text())).collect()));
    }
    let mut whole = data.clone();
    let somewhere = url::Url::parse("https://migratie.gov.md").map_err(Problem::internal)?;
    whole["number"] = written(&manifest.series, 2000, 1).into();
    whole["verification"] = json!({ "code": code.grouped(), "url": address(&somewhere, code) });
    match paper.templates.check(&manifest.code, &whole) {
        Ok(()) => Ok(()),
        Err(TemplateError::Data(wrong)) => Err(Problem::bad_input(
            wrong
                .into_iter()
                .map(|wrong| {
                    let text = Text::new(
                        "Date lipsă sau nevalide.",
                        "Данные отсутствуют или неверны.",
                        format!("The datum {}.", wrong.problem),
                    );
                    Violation::new(format!("/data{}", wrong.field), "invalid", text)
                })
                .collect(),
        )),
        Err(fault) => Err(Problem::internal(fault)),
    }
}

/// Where two values of one shape differ.
fn differences(place: &str, one: &Value, other: &Value, found: &mut Vec<String>) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            for (name, value) in one {
                differences(&format!("{place}/{name}"), value, other.get(name).unwrap_or(&Value::Null), found);
            }
        }
        (Value::Array(one), Value::Array(other)) => {
            for (index, value) in one.iter().enumerate() {
                differences(&format!("{place}/{index}"), value, other.get(index).unwrap_or(&Value::Null), found);
            }
        }
        _ if one != other => found.push(place.to_owned()),
        _ => {}
    }
}

/// The next number of a series of the rooms above, `PT-2026-000001`, by the same counter as documents: without gaps, and it goes back if the
/// transaction does.
pub fn take_number(unit: &mut Unit<'_>, series: &str, year: i32) -> Result<String, Problem> {
    Ok(written(series, year, next_number(unit, series, year)?))
}

#[derive(QueryableByName)]
struct Last {
    #[diesel(sql_type = Int4)]
    last: i32,
}

/// Takes the next number of a series; it goes back if the transaction does.
fn next_number(unit: &mut Unit<'_>, series: &str, year: i32) -> Result<i32, Problem> {
    let taken: Last = prepared(
        sql("insert into number_series as s (series, year, last) values ($1, $2, 1) \
             on conflict (series, year) do update set last = s.last + 1 returning last")
        .bind::<SqlText, _>(series)
        .bind::<Int4, _>(year),
    )
    .get_result(unit.conn)?;
    Ok(taken.last)
}

/// A correction of an issued document.
#[derive(Clone)]
pub struct Rectification {
    /// Why it must be corrected.
    pub reason: String,
    /// The new document in full.
    pub act: Act,
}

/// Freezes a document that corrects another. The other stays in force until this one is issued, and is then annulled with the reason.
pub fn rectify(unit: &mut Unit<'_>, document: Uuid, rectification: &Rectification) -> Result<Frozen, Problem> {
    let wrong = store::held(unit, document)?;
    if wrong.status != "Issued" {
        return Err(store::not_in_this_state(&wrong, unit.now));
    }
    freeze_in_place_of(unit, &rectification.act, Some((document, &rectification.reason)))
}

/// Gives up a document that was frozen and will not be issued; its number stays listed as annulled. For rooms above.
pub fn abandon(unit: &mut Unit<'_>, document: Uuid, reason: &str) -> Result<(), Problem> {
    let row = store::held(unit, document)?;
    if !matches!(row.status.as_str(), "Frozen" | "Signing") {
        return Err(store::not_in_this_state(&row, unit.now));
    }
    end_signings(unit, &[document], reason)?;
    store::set_status(unit, document, "Abandoned", Some(reason))
}

/// Takes documents back whose cause is gone, wherever they stand: what is not issued yet is abandoned, what is issued is annulled, what was
/// given up before stays as it was; their numbers stay listed. For rooms above.
pub fn take_back(unit: &mut Unit<'_>, documents: &[Uuid], reason: &str) -> Result<(), Problem> {
    let rows = store::all_held(unit, documents)?;
    let standing = |statuses: &[&str]| -> Vec<Uuid> {
        rows.iter().filter(|row| statuses.contains(&row.status.as_str())).map(|row| row.id.uuid()).collect()
    };
    end_signings(unit, &standing(&["Signing"]), reason)?;
    store::set_status_of_all(unit, &standing(&["Frozen", "Signing"]), "Abandoned", reason)?;
    store::set_status_of_all(unit, &standing(&["Issued"]), "Annulled", reason)
}

/// Signatures that are waited for are waited for no more; what the service still answers changes nothing.
fn end_signings(unit: &mut Unit<'_>, documents: &[Uuid], reason: &str) -> Result<(), Problem> {
    if documents.is_empty() {
        return Ok(());
    }
    diesel::update(document_signings::table)
        .filter(document_signings::document_id.eq_any(documents))
        .filter(document_signings::state.eq("Pending"))
        .set((
            document_signings::state.eq("Failed"),
            document_signings::message.eq(reason),
            document_signings::ended_at.eq(unit.now),
        ))
        .execute(unit.conn)?;
    Ok(())
}

/// Withdraws a document of the program itself that another takes the place of, wherever it stands; its number stays listed. For rooms above.
pub fn withdraw(unit: &mut Unit<'_>, document: Uuid, reason: &str) -> Result<(), Problem> {
    match store::held(unit, document)?.status.as_str() {
        "Issued" => store::set_status(unit, document, "Annulled", Some(reason)),
        "Frozen" => store::set_status(unit, document, "Abandoned", Some(reason)),
        _ => Ok(()),
    }
}

/// Withdraws an issued document.
pub(super) fn annul(unit: &mut Unit<'_>, document: Uuid, reason: &str) -> Result<(), Problem> {
    let row = store::held(unit, document)?;
    if row.status != "Issued" {
        return Err(store::not_in_this_state(&row, unit.now).detail(Text::new(
            "Se anulează numai un document emis.",
            "Аннулировать можно только выданный документ.",
            "Only a document that was issued can be annulled.",
        )));
    }
    store::set_status(unit, document, "Annulled", Some(reason))
}
