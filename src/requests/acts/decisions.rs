//! What a request ends in: a grant, an attestation, invitations, a refusal (C-23.6 to C-23.9).

use serde_json::{Value, json};
use uuid::Uuid;

use super::{Case, attestation::attestation, invitation, paragraphs, validity, without_absent};
use crate::{
    access::door::Unit,
    kernel::{local_time::legal_day, problem::Problem},
    requests::{
        people,
        shown::{cut, day},
        store::proposals::ProposalRow,
        subject::Answers,
        wire::Outcome,
    },
    services::rules::{
        classifier::COUNTRIES,
        course::{AutomaticCondition, ResultDocument},
        field::Attribute,
    },
};

/// An act that was drawn up, and whom it is about.
pub struct Drawn {
    /// Whom it is about.
    pub person: Option<Uuid>,
    /// The template's data.
    pub data: Value,
}

/// The acts of a person's decision: one, or one for each item where the service says so (an invitation for each invitee).
pub fn decision(
    unit: &mut Unit<'_>,
    case: &Case<'_>,
    result: &ResultDocument,
    proposal: &ProposalRow,
    signature: &Value,
) -> Result<Vec<Drawn>, Problem> {
    let one = |data| vec![Drawn { person: case.row.beneficiary_id, data }];
    Ok(match (Outcome::read(&proposal.outcome), result.template.as_str()) {
        (Some(Outcome::Favourable), "attestation") => one(attestation(unit, case)?.signed(&proposal.facts, signature)?),
        (Some(Outcome::Favourable), "invitation") => {
            let until = validity(result, legal_day(unit.now));
            let until = until.ok_or_else(|| Problem::internal("an invitation without an end of validity"))?;
            let persons = people::all_of(unit, case.row)?;
            let drawn = Answers::each(case.service, case.row).into_iter().zip(persons).map(|(answers, person)| Drawn {
                person: Some(person),
                data: invitation::invitation(case, &answers, until, signature),
            });
            drawn.collect()
        }
        (Some(Outcome::Favourable), template) => one(grant(unit, case, template, proposal, signature)?),
        _ => one(refusal(unit, case, proposal, signature)?),
    })
}

/// A refusal by the service's table, under the seal. It tells the applicant what they themselves wrote of the person, never what is on
/// record: they may be somebody else.
pub fn attestation_refusal(case: &Case<'_>, reasons: &[&AutomaticCondition]) -> Value {
    let holder = as_written(case);
    let reasons: Vec<&str> = reasons.iter().map(|row| row.reason.ro.as_str()).collect();
    json!({ "request": case.request(), "holder": holder, "legalBasis": case.basis(), "reasons": reasons })
}

/// The person as the application describes them.
fn as_written(case: &Case<'_>) -> Value {
    let answers = Answers::of(case.service, case.row);
    let name = |attribute| answers.text(attribute).map(|name| cut(name, 120));
    let citizenship = answers.all(Attribute::BeneficiaryCitizenship).into_iter().next().unwrap_or_else(|| "XXX".into());
    without_absent(json!({
        "surname": name(Attribute::BeneficiarySurname),
        "givenName": name(Attribute::BeneficiaryGivenName),
        "birthDate": answers.text(Attribute::BeneficiaryBirthDate),
        "citizenship": cut(&case.named(COUNTRIES, &citizenship), 80),
    }))
}

/// A decision finding that the legal conditions are not met (C-23.7). A company or an inviter that filed without the person's own power is told
/// what it wrote of them, not what is on record of whoever has that document.
fn refusal(unit: &mut Unit<'_>, case: &Case<'_>, proposal: &ProposalRow, signature: &Value) -> Result<Value, Problem> {
    let holder = if ["LegalEntity", "OtherPerson"].contains(&case.row.filed_by.as_str()) {
        as_written(case)
    } else {
        let person = case.person(unit)?;
        case.holder(&person)
    };
    let provision = case.basis().first().cloned().unwrap_or_default();
    let unmet: Vec<Value> = proposal
        .conditions_not_met
        .iter()
        .map(|reason| json!({ "condition": reason, "provision": provision, "reason": reason }))
        .collect();
    let number = case.row.number.clone().unwrap_or_default();
    let filed = day(legal_day(case.row.registered_at.unwrap_or(case.row.created_at)));
    let filed = format!("Cererea nr. {number} a fost înregistrată la {filed}.");
    let found = paragraphs(&proposal.facts).into_iter().chain(paragraphs(&proposal.reasons)).map(str::to_owned);
    let findings: Vec<String> = std::iter::once(filed).chain(found).take(50).collect();
    Ok(without_absent(json!({
        "subdivision": case.dossier.office,
        "request": case.request(),
        "holder": holder,
        "legalBasis": case.basis(),
        "findings": findings,
        "unmet": unmet,
        "outcome": format!("solicitarea „{}”.", case.service.definition.texts.title.ro),
        "signature": signature,
    })))
}

/// For what the right is given, as the classifier of purposes says it.
fn purpose(case: &Case<'_>) -> String {
    let granted = case.service.definition.grants.as_ref().and_then(|grants| grants.purpose.as_deref());
    granted.map_or_else(
        || case.service.definition.texts.title.ro.to_lowercase(),
        |code| case.named("stay-purposes", code).to_lowercase(),
    )
}

/// A decision granting what was asked for, or extending it (C-23.6).
fn grant(
    unit: &mut Unit<'_>,
    case: &Case<'_>,
    template: &str,
    proposal: &ProposalRow,
    signature: &Value,
) -> Result<Value, Problem> {
    let person = case.person(unit)?;
    let from = legal_day(unit.now);
    let until = proposal.valid_until.ok_or_else(|| Problem::internal("a favourable proposal without an end of validity"))?;
    Ok(without_absent(json!({
        "subdivision": case.dossier.office,
        "action": case.of_template(template, "action"),
        "request": case.request(),
        "holder": case.holder(&person),
        "legalBasis": case.basis(),
        "findings": paragraphs(&format!("{}\n{}", proposal.facts, proposal.reasons)),
        "purpose": purpose(case),
        "validFrom": from.to_string(),
        "validUntil": until.to_string(),
        "obligations": ["să comunice Inspectoratului, în termen de 15 zile, orice schimbare a documentelor, a domiciliului sau a stării civile;",
            "să solicite prelungirea cu cel puțin 30 de zile înainte de expirare."],
        "signature": signature,
    })))
}
