//! What the acts of a request say: data for the templates, taken from the request, its person, its service. Never texts of our own beside them.

use chrono::{Months, NaiveDate};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    people::{Beneficiary, beneficiary},
    store::{RequestRow, attachments::AttachmentRow, checks::CheckRow, opinions::OpinionRow, proposals::ProposalRow},
};
use crate::{
    access::door::Unit,
    kernel::{local_time::legal_day, problem::Problem},
    services::{
        Published,
        rules::{course::ResultDocument, tariff::SpanUnit},
    },
};

/// What an act of an officer says beside the request itself; read with it, in one statement.
#[derive(Debug, Deserialize)]
pub struct Dossier {
    /// Name of the office.
    pub office: Option<String>,
    /// The attached files.
    pub attachments: Vec<AttachmentRow>,
    /// The newest question of each kind to the registers.
    pub checks: Vec<CheckRow>,
    /// Opinions asked for and given.
    pub opinions: Vec<OpinionRow>,
    /// The proposal that stands.
    pub proposal: Option<ProposalRow>,
}

/// A dossier as a sub-select over `requests`.
pub const DOSSIER: &str = "jsonb_build_object(
  'office', (select s.name_ro from subdivisions s where s.id = requests.subdivision_id),
  'attachments', (select coalesce(jsonb_agg(to_jsonb(a) order by a.id), '[]') from (
      select * from request_attachments a where a.request_id = r.id and a.removed_at is null order by a.id limit 500) a),
  'checks', (select coalesce(jsonb_agg(to_jsonb(c) order by c.id), '[]') from (
      select distinct on (c.code) c.* from register_checks c where c.request_id = r.id order by c.code, c.id desc) c),
  'opinions', (select coalesce(jsonb_agg(to_jsonb(o) order by o.id), '[]') from (
      select * from opinions o where o.request_id = r.id order by o.id limit 100) o),
  'proposal', (select to_jsonb(p) from proposals p where p.request_id = r.id and p.returned_at is null))";

/// The last day on which a document is valid.
pub fn validity(result: &ResultDocument, day: NaiveDate) -> Option<NaiveDate> {
    let span = result.validity?;
    let days = |count: u32| day.checked_add_days(chrono::Days::new(u64::from(count)));
    match span.unit {
        SpanUnit::Hours => Some(day),
        SpanUnit::CalendarDays | SpanUnit::WorkingDays => days(span.amount),
        SpanUnit::Months => day.checked_add_months(Months::new(span.amount)),
        SpanUnit::Years => day.checked_add_months(Months::new(span.amount * 12)),
    }
}

fn without_absent(mut value: Value) -> Value {
    if let Value::Object(members) = &mut value {
        members.retain(|_, value| !value.is_null());
    }
    value
}

/// A person as acts name them.
pub fn holder(person: &Beneficiary) -> Value {
    without_absent(json!({
        "surname": person.surname,
        "givenName": person.given_names,
        "birthDate": person.birth_date,
        "citizenship": person.citizenship,
        "idnp": person.idnp,
        "document": person.document.as_ref().map(|document| document.line.clone()),
        "address": person.address,
    }))
}

fn request(service: &Published, row: &RequestRow) -> Value {
    json!({
        "number": row.number.clone().unwrap_or_default(),
        "date": legal_day(row.registered_at.unwrap_or(row.created_at)).to_string(),
        "service": service.definition.texts.title.ro,
    })
}

fn basis(service: &Published) -> Vec<String> {
    service
        .definition
        .legal_basis
        .iter()
        .map(|basis| match &basis.article {
            Some(article) => format!("{article}, {}", basis.act),
            None => basis.act.clone(),
        })
        .collect()
}

fn person_of(unit: &mut Unit<'_>, row: &RequestRow) -> Result<Beneficiary, Problem> {
    let person = row.beneficiary_id.ok_or_else(|| Problem::internal("a registered request without its person"))?;
    beneficiary(unit, person)
}

/// The attestation of what is on record (C-23.9).
pub fn attestation(unit: &mut Unit<'_>, service: &Published, row: &RequestRow) -> Result<Value, Problem> {
    let person = person_of(unit, row)?;
    let mut statements = vec![
        json!({ "label": "Evidența inspectoratului", "value": format!("în evidență din {}", day(legal_day(person.on_record_since))) }),
    ];
    if let Some(idnp) = &person.idnp {
        statements.push(json!({ "label": "IDNP", "value": idnp }));
    }
    if let Some(document) = &person.document {
        statements.push(json!({ "label": "Document de călătorie", "value": document.line }));
    }
    statements.push(json!({ "label": "Domiciliul înregistrat", "value": person.address.clone().unwrap_or_else(|| "nu este înregistrat".into()) }));
    Ok(json!({ "request": without_service(request(service, row)), "holder": holder(&person), "statements": statements }))
}

fn without_service(mut request: Value) -> Value {
    if let Value::Object(members) = &mut request {
        members.shift_remove("service");
    }
    request
}

/// A decision finding that the legal conditions are not met (C-23.7).
pub fn refusal(
    unit: &mut Unit<'_>,
    service: &Published,
    row: &RequestRow,
    reasons: &[String],
    findings: &[String],
    office: Option<&str>,
    signature: Option<Value>,
) -> Result<Value, Problem> {
    let person = person_of(unit, row)?;
    let provision = basis(service).first().cloned().unwrap_or_default();
    let unmet: Vec<Value> =
        reasons.iter().map(|reason| json!({ "condition": reason, "provision": provision, "reason": reason })).collect();
    let filed = format!(
        "Cererea nr. {} a fost înregistrată la {}.",
        row.number.clone().unwrap_or_default(),
        day(legal_day(row.registered_at.unwrap_or(row.created_at)))
    );
    let findings: Vec<String> = std::iter::once(filed).chain(findings.iter().cloned()).collect();
    Ok(without_absent(json!({
        "subdivision": office,
        "request": request(service, row),
        "holder": holder(&person),
        "legalBasis": basis(service),
        "findings": findings,
        "unmet": unmet,
        "outcome": format!("solicitarea „{}”.", service.definition.texts.title.ro),
        "signature": signature,
    })))
}

/// A decision granting what was asked for (C-23.6).
pub fn grant(
    unit: &mut Unit<'_>,
    service: &Published,
    row: &RequestRow,
    proposal: &ProposalRow,
    office: Option<&str>,
    signature: Value,
) -> Result<Value, Problem> {
    let person = person_of(unit, row)?;
    let from = legal_day(unit.now);
    let until = proposal.valid_until.ok_or_else(|| Problem::internal("a favourable proposal without an end of validity"))?;
    Ok(without_absent(json!({
        "subdivision": office,
        "action": "Grant",
        "request": request(service, row),
        "holder": holder(&person),
        "legalBasis": basis(service),
        "findings": paragraphs(&format!("{}\n{}", proposal.facts, proposal.reasons)),
        "purpose": service.definition.texts.title.ro.to_lowercase(),
        "validFrom": from.to_string(),
        "validUntil": until.to_string(),
        "obligations": ["să comunice Inspectoratului, în termen de 15 zile, orice schimbare a documentelor, a domiciliului sau a stării civile;",
            "să solicite prelungirea cu cel puțin 30 de zile înainte de expirare."],
        "signature": signature,
    })))
}

/// The examiner's reasoned proposal (C-23.2, C-23.3).
pub fn proposal(
    unit: &mut Unit<'_>,
    service: &Published,
    row: &RequestRow,
    proposal: &ProposalRow,
    dossier: &Dossier,
    signature: Value,
) -> Result<Value, Problem> {
    let person = person_of(unit, row)?;
    let documents: Vec<String> = dossier
        .attachments
        .iter()
        .map(|attached| match &attached.number {
            Some(number) => format!("{} nr. {number}", attached.name),
            None => attached.name.clone(),
        })
        .collect();
    let documents = if documents.is_empty() { vec!["Cererea-tip.".to_owned()] } else { documents };
    let checks: Vec<Value> = dossier
        .checks
        .iter()
        .filter(|check| check.status == "Answered")
        .map(|check| {
            let result = match check.verdict.as_deref() {
                Some("Clear") => "Fără observații.",
                Some("Adverse") => "Există date care trebuie apreciate.",
                _ => "Nu figurează.",
            };
            json!({ "register": check.register, "date": legal_day(check.received_at.unwrap_or(check.asked_at)).to_string(), "result": result })
        })
        .collect();
    let given: Vec<Value> = dossier
        .opinions
        .iter()
        .filter_map(|opinion| {
            let conclusion = if opinion.favourable? { "Favorabil." } else { "Nefavorabil." };
            Some(json!({ "body": opinion.body, "date": legal_day(opinion.given_at?).to_string(), "conclusion": conclusion }))
        })
        .collect();
    let outcome = match proposal.outcome.as_str() {
        "Favourable" => format!("A admite solicitarea „{}”.", service.definition.texts.title.ro),
        _ => format!("A respinge solicitarea „{}”, condițiile legale nefiind îndeplinite.", service.definition.texts.title.ro),
    };
    Ok(without_absent(json!({
        "subdivision": dossier.office,
        "kind": "Conclusion",
        "request": request(service, row),
        "holder": holder(&person),
        "documents": documents,
        "checks": checks,
        "opinions": given,
        "assessment": paragraphs(&format!("{}\n{}", proposal.facts, proposal.reasons)),
        "legalBasis": basis(service),
        "proposal": [outcome, "A remite dosarul conducătorului pentru adoptarea deciziei."],
        "signature": signature,
    })))
}

/// Who signs, as the act prints it.
pub fn signature(position: &str, name: &str) -> Value {
    json!({ "position": position, "name": name })
}

fn paragraphs(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).take(50).collect()
}

fn day(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}
