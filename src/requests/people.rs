//! The person a request is for: as acts and registers need them, and as they come on record with their first request (C-25.1.a).

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{
    described,
    store::{RequestRow, beneficiaries},
    subject::Answers,
};
use crate::{
    access::{
        door::Unit,
        store::{account_is_person, account_login, account_person},
    },
    kernel::{identifiers::Idnp, local_time::legal_day, problem::Problem},
    persons::{self, OnRecord, rules::sex::Sex},
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
    /// All that hold.
    pub citizenships: Vec<String>,
    /// Sex, in words.
    pub sex: &'static str,
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
        citizenships: summary.citizenships,
        sex: match summary.sex {
            Sex::Male => "masculin",
            Sex::Female => "feminin",
            Sex::Unspecified => "nespecificat",
        },
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

/// The persons whom a request's answers describe, each found by number or document, else put on record; the first is answered, and
/// several are written down.
pub fn ensure(unit: &mut Unit<'_>, service: &Published, row: &RequestRow) -> Result<Uuid, Problem> {
    let mut found = Vec::new();
    for answers in Answers::each(service, row) {
        let idnp = number_of(unit, &answers, row)?;
        let described = described::registration(&answers, row, idnp, legal_day(unit.now))?;
        found.push(persons::ensure(unit, &described)?);
    }
    let first = *found.first().ok_or_else(|| Problem::internal("a request for nobody"))?;
    if found.len() > 1 {
        beneficiaries::insert(unit, row.id, &found.iter().map(|person| person.id).collect::<Vec<_>>())?;
    }
    own_record(unit, row, first)?;
    Ok(first.id)
}

/// All whom a submitted request is for, in the order of the form.
pub fn all_of(unit: &mut Unit<'_>, row: &RequestRow) -> Result<Vec<Uuid>, Problem> {
    let several = beneficiaries::of(unit, row.id)?;
    Ok(if several.is_empty() { row.beneficiary_id.into_iter().collect() } else { several })
}

/// Whoever files for themselves online is this person from now on, if MPass gave the very number that is on record: what somebody writes
/// of themselves makes them nobody.
fn own_record(unit: &mut Unit<'_>, row: &RequestRow, person: OnRecord) -> Result<(), Problem> {
    if !files_for_self(row) || is_somebody(unit, row)? {
        return Ok(());
    }
    let login = login_of(unit, row)?;
    if person.idnp.is_some_and(|idnp| idnp.expose() == login) {
        account_is_person(unit.conn, row.applicant_account_id, person.id)?;
    }
    Ok(())
}

/// The login of whoever filed, who mostly is the caller.
fn login_of(unit: &mut Unit<'_>, row: &RequestRow) -> Result<String, Problem> {
    if unit.caller.account == row.applicant_account_id {
        return Ok(unit.caller.login.clone());
    }
    Ok(account_login(unit.conn, row.applicant_account_id)?.0)
}

/// Whether the account that filed is a person on record already.
fn is_somebody(unit: &mut Unit<'_>, row: &RequestRow) -> Result<bool, Problem> {
    if unit.caller.account == row.applicant_account_id {
        return Ok(unit.caller.person.is_some());
    }
    Ok(account_person(unit.conn, row.applicant_account_id)?.is_some())
}

fn files_for_self(row: &RequestRow) -> bool {
    row.filed_by == "Beneficiary" && row.channel == "EFiling"
}

/// The number that was answered; of whoever files for themselves online, the one that MPass gave.
fn number_of(unit: &mut Unit<'_>, answers: &Answers<'_>, row: &RequestRow) -> Result<Option<String>, Problem> {
    if let Some(answered) = answers.text(Attribute::BeneficiaryIdnp) {
        return Ok(Some(answered.to_owned()));
    }
    if !files_for_self(row) {
        return Ok(None);
    }
    let login = login_of(unit, row)?;
    Ok(Some(login).filter(|login| Idnp::parse(login).is_ok()))
}
