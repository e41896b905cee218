//! Papers of the dossier, for the inspectorate alone: the reasoned proposal, the officer's report, the record sheet (C-23.2, C-23.3, C-23.5).

use serde_json::{Value, json};

use super::{Case, day, paragraphs, without_absent};
use crate::{
    access::door::Unit,
    documents::{self, DocumentStatus},
    kernel::{local_time::legal_day, problem::Problem},
    requests::{
        shown::{answer, cut},
        store::proposals::ProposalRow,
    },
    services::rules::{classifier::COUNTRIES, field::Attribute},
};

/// The examiner's reasoned proposal (C-23.2).
pub fn proposal(unit: &mut Unit<'_>, case: &Case<'_>, proposal: &ProposalRow, signature: &Value) -> Result<Value, Problem> {
    let person = case.person(unit)?;
    let attached = case.dossier.attachments.iter().take(50).map(|attached| match &attached.number {
        Some(number) => format!("{} nr. {number}", attached.name),
        None => attached.name.clone(),
    });
    let mut documents: Vec<String> = attached.collect();
    if documents.is_empty() {
        documents.push("Cererea-tip.".to_owned());
    }
    let given: Vec<Value> = case
        .dossier
        .opinions
        .iter()
        .filter_map(|opinion| {
            let conclusion = if opinion.favourable? { "Favorabil." } else { "Nefavorabil." };
            let body = case.named("consulted-bodies", &opinion.body);
            Some(json!({ "body": body, "date": legal_day(opinion.given_at?).to_string(), "conclusion": conclusion }))
        })
        .collect();
    let title = &case.service.definition.texts.title.ro;
    let outcome = match proposal.outcome.as_str() {
        "Favourable" => format!("A admite solicitarea „{title}”."),
        _ => format!("A respinge solicitarea „{title}”, condițiile legale nefiind îndeplinite."),
    };
    Ok(without_absent(json!({
        "subdivision": case.dossier.office,
        "kind": "Conclusion",
        "request": case.request(),
        "holder": case.holder(&person),
        "documents": documents,
        "checks": case.checks(),
        "opinions": given,
        "assessment": paragraphs(&format!("{}\n{}", proposal.facts, proposal.reasons)),
        "legalBasis": case.basis(),
        "proposal": [outcome, "A remite dosarul conducătorului pentru adoptarea deciziei.".to_owned()],
        "signature": signature,
    })))
}

/// An officer's report: on what, what was found, what follows.
pub fn report(
    unit: &mut Unit<'_>,
    case: &Case<'_>,
    (subject, findings, conclusions): (&str, &str, &str),
    signature: &Value,
) -> Result<Value, Problem> {
    let person = case.person(unit)?;
    Ok(without_absent(json!({
        "subdivision": case.dossier.office,
        "request": case.request(),
        "holder": case.holder(&person),
        "subject": subject,
        "findings": paragraphs(findings),
        "checks": case.checks(),
        "conclusions": paragraphs(conclusions),
        "signature": signature,
    })))
}

/// The attributes of a person that the record sheet takes from the answers, beside what is on record.
const FROM_ANSWERS: [Attribute; 4] =
    [Attribute::BeneficiaryCivilStatus, Attribute::BeneficiaryEducation, Attribute::Phone, Attribute::Email];

/// The record sheet: who the person is, what was asked and found, what was issued.
pub fn record_sheet(unit: &mut Unit<'_>, case: &Case<'_>, signature: &Value) -> Result<Value, Problem> {
    let person = case.person(unit)?;
    let entry = |label: &str, value: String| json!({ "label": cut(label, 400), "value": cut(&value, 4000) });
    let citizenships: Vec<String> = person.citizenships.iter().map(|code| case.named(COUNTRIES, code)).collect();
    let mut particulars = vec![
        entry("În evidență din", day(legal_day(person.on_record_since))),
        entry("Sexul", person.sex.to_owned()),
        entry("Cetățeniile", if citizenships.is_empty() { "—".to_owned() } else { citizenships.join(", ") }),
    ];
    let classifiers = case.desk.catalogue.classifiers();
    for field in case.service.definition.fields() {
        let given = case.row.answers.get(&field.code).filter(|given| !given.is_null());
        if let Some(given) = given
            && field.attribute.is_some_and(|attribute| FROM_ANSWERS.contains(&attribute))
        {
            particulars.push(entry(&field.label.ro, answer(&field.answer, given, &classifiers)));
        }
    }
    let issued = documents::of_request(unit, case.row.id)?.into_iter().filter(|facts| facts.status == DocumentStatus::Issued);
    let acts: Vec<Value> = issued
        .take(50)
        .map(|facts| json!({ "title": facts.title.ro, "number": facts.number, "date": legal_day(facts.frozen_at).to_string() }))
        .collect();
    Ok(without_absent(json!({
        "subdivision": case.dossier.office,
        "request": case.request(),
        "holder": case.holder(&person),
        "particulars": particulars,
        "checks": case.checks(),
        "acts": acts,
        "signature": signature,
    })))
}
