//! Papers that follow a filing: the application as filed (C-23.1) and the certificate that it is registered (C-23.4).

use serde_json::{Map, Value, json};

use super::{Case, without_absent};
use crate::{
    access::{door::Unit, store::account_name},
    files,
    kernel::{local_time::legal_day, problem::Problem},
    requests::{
        effects::priority_of,
        shown::{answer, cut, day_and_hour},
        subject::Answers,
    },
    services::rules::{
        classifier::Classifiers,
        field::{AnswerType, Attribute, FormField},
    },
};

/// The application as it was filed: every answer under its question, what was declared, what is attached.
pub fn application(unit: &mut Unit<'_>, case: &Case<'_>) -> Result<Value, Problem> {
    let classifiers = case.desk.catalogue.classifiers();
    let none = Map::new();
    let answers = case.row.answers.as_object().unwrap_or(&none);
    let (mut sections, mut declared) = (Vec::new(), Vec::new());
    for section in &case.service.definition.form {
        let fields: Vec<&FormField> = section.fields.iter().collect();
        let is_declaration = |field: &&FormField| matches!(field.answer, AnswerType::Boolean { must_be_true: true });
        let (declarations, questions): (Vec<&FormField>, Vec<&FormField>) = fields.into_iter().partition(is_declaration);
        declared.extend(
            declarations.iter().filter(|field| answers.get(&field.code) == Some(&true.into())).map(|field| &field.label.ro),
        );
        let title = &section.title.ro;
        sections.extend(part(title.clone(), &questions, answers, &classifiers));
        for field in questions {
            let AnswerType::Group { fields, .. } = &field.answer else { continue };
            let items = answers.get(&field.code).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object);
            for (index, item) in items.enumerate() {
                let title = format!("{}: {}", field.label.ro, index + 1);
                sections.extend(part(title, &fields.iter().collect::<Vec<_>>(), item, &classifiers));
            }
        }
    }
    let filed_at = case.row.submitted_at.unwrap_or(unit.now);
    let representative = (case.row.filed_by == "Representative").then(|| filer(unit, case)).transpose()?;
    // At the desk the operator enters what was signed on paper.
    let signed = case.row.channel == "EFiling";
    let signed_by = signed.then(|| filer(unit, case)).transpose()?;
    Ok(without_absent(json!({
        "service": case.service.definition.texts.title.ro,
        "office": case.dossier.office.clone().unwrap_or_else(|| "Inspectoratul General pentru Migrație".into()),
        "filedAt": day_and_hour(filed_at),
        "channel": channel(&case.row.channel),
        "representative": representative,
        "sections": sections.into_iter().take(60).collect::<Vec<_>>(),
        "attachments": attached(unit, case)?,
        "declarations": Some(declared).filter(|declared| !declared.is_empty()),
        "signedBy": signed_by.map(|name| cut(&format!("{name}, identificat(ă) prin MPass, {}", day_and_hour(filed_at)), 400)),
    })))
}

/// The questions of one part that were answered; nothing where none was.
fn part(title: String, fields: &[&FormField], answers: &Map<String, Value>, classifiers: &Classifiers) -> Option<Value> {
    let given = fields.iter().filter_map(|field| {
        let value = answers.get(&field.code).filter(|value| !value.is_null())?;
        let shown = answer(&field.answer, value, classifiers);
        (!shown.is_empty()).then(|| json!({ "label": cut(&field.label.ro, 400), "value": cut(&shown, 4000) }))
    });
    let given: Vec<Value> = given.take(100).collect();
    (!given.is_empty()).then(|| json!({ "title": cut(&title, 400), "answers": given }))
}

fn attached(unit: &mut Unit<'_>, case: &Case<'_>) -> Result<Vec<Value>, Problem> {
    let attached = || case.dossier.attachments.iter().take(100);
    let pages = files::pages(unit, &attached().map(|row| row.file_id).collect::<Vec<_>>())?;
    let told = attached().map(|row| {
        without_absent(json!({
            "name": cut(&row.name, 400), "kind": document_name(case, &row.document_code), "pages": pages.get(&row.file_id),
        }))
    });
    Ok(told.collect())
}

fn document_name(case: &Case<'_>, code: &str) -> String {
    let rule = case.service.definition.documents.iter().find(|rule| rule.code == code);
    cut(rule.map_or(code, |rule| rule.label.ro.as_str()), 400)
}

/// That a request is registered: its number, when, until when it is examined, what was received.
pub fn confirmation(unit: &mut Unit<'_>, case: &Case<'_>) -> Result<Value, Problem> {
    let row = case.row;
    let received: Vec<String> = case
        .dossier
        .attachments
        .iter()
        .take(50)
        .map(|attached| match &attached.number {
            Some(number) => format!("{}, nr. {number}", document_name(case, &attached.document_code)),
            None => document_name(case, &attached.document_code),
        })
        .collect();
    let offer = case.service.definition.priorities.iter().find(|offer| offer.priority == priority_of(row));
    Ok(without_absent(json!({
        "request": case.request(),
        "applicant": filer(unit, case)?,
        "legalEntity": row.legal_entity_idno.as_ref().map(|idno| format!("IDNO {idno}")),
        "beneficiary": beneficiaries(case),
        "registeredAt": day_and_hour(row.registered_at.unwrap_or(unit.now)),
        "channel": channel(&row.channel),
        "priority": offer.map(|offer| cut(&offer.label.ro, 400)),
        "dueDate": row.due_at.map(|due| legal_day(due).to_string()),
        "documents": Some(received).filter(|received| !received.is_empty()),
    })))
}

/// Who filed: the account that did, and at the desk whoever stood before it.
fn filer(unit: &mut Unit<'_>, case: &Case<'_>) -> Result<String, Problem> {
    let row = case.row;
    let name = match (row.channel.as_str(), row.filed_by.as_str()) {
        ("EFiling", _) => account_name(unit.conn, row.applicant_account_id)?,
        (_, "LegalEntity") => format!("persoana juridică IDNO {}", row.legal_entity_idno.as_deref().unwrap_or("—")),
        (_, "Representative") => match Answers::of(case.service, row).text(Attribute::RepresentativeIdnp) {
            Some(idnp) => format!("reprezentant, IDNP {idnp}"),
            None => "reprezentant".to_owned(),
        },
        _ => beneficiaries(case).unwrap_or_else(|| "solicitant".to_owned()),
    };
    Ok(cut(&name, 400))
}

/// Whom it is for, as the application names them.
fn beneficiaries(case: &Case<'_>) -> Option<String> {
    let names = Answers::each(case.service, case.row).into_iter().filter_map(|answers| {
        let parts = [
            answers.text(Attribute::BeneficiarySurname).map(str::to_uppercase),
            answers.text(Attribute::BeneficiaryGivenName).map(str::to_owned),
        ];
        let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        (!name.is_empty()).then_some(name)
    });
    let names = cut(&names.collect::<Vec<_>>().join(", "), 400);
    (!names.is_empty()).then_some(names)
}

/// How it was filed, in words.
fn channel(code: &str) -> &'static str {
    match code {
        "Counter" => "la ghișeu",
        "Post" => "prin poștă",
        "Email" => "prin poșta electronică",
        _ => "prin serviciul electronic e-Depunere",
    }
}
