//! Decisions that the system takes by itself: by the service's table over facts that are known, sealed with the inspectorate's electronic seal.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    acts::{self, Case},
    desk::Desk,
    people::{beneficiary, has_likely_duplicate},
    rules::lifecycle::{Action, Guard, State},
    step::begin_by_system,
    store::{self, Changes, RequestRow, checks, dossier},
    wire::Outcome,
};
use crate::{
    access::{
        door::Unit,
        store::{
            account_person,
            powers::{For, held},
        },
    },
    documents::{self, Act, Signing},
    kernel::{local_time::legal_day, problem::Problem},
    services::{
        Published,
        rules::{
            automatic::{Outcome as Said, decide},
            condition::Scalar,
            course::Decision,
            values::whole,
        },
    },
};

/// Decides an automatic request once nothing is being asked any more; whatever is not certain goes to an officer.
pub fn decide_if_known(unit: &mut Unit<'_>, desk: &Desk, service: &Published, request: Uuid) -> Result<(), Problem> {
    if !matches!(service.definition.decision, Decision::Automatic { .. }) {
        return Ok(());
    }
    let row = store::by_id(unit.conn, request)?;
    if row.state != State::InExamination.code() || row.referred || row.assigned_to.is_some() {
        return Ok(());
    }
    let answers = checks::latest(unit, request)?;
    if answers.iter().any(|check| check.status == "Asked") {
        return Ok(());
    }
    let dossier = dossier::of(unit, row.id)?;
    let case = Case { desk, service, row: &row, dossier: &dossier };
    let facts = facts(unit, &case, &answers)?;
    let none = Map::new();
    let given = row.answers.as_object().unwrap_or(&none);
    let classifiers = desk.catalogue.classifiers();
    let scope = whole(given, &classifiers, legal_day(unit.now));
    let decided = match decide(&service.definition, &facts, &scope) {
        Some(Said::Favourable) => {
            let drawn = acts::attestation(unit, &case)?;
            if !drawn.doubts.is_empty() {
                return refer(unit, &row, &drawn.doubts.join(" "));
            }
            let data = drawn.sealed();
            issue(unit, &case, Outcome::Favourable, data)
        }
        Some(Said::Unfavourable(reasons)) if acts::refuses_alone(service) => {
            // The applicant is told whatever they wrote.
            let data = documents::legible(&acts::attestation_refusal(&case, &reasons))?;
            issue(unit, &case, Outcome::Unfavourable, data)
        }
        Some(Said::Unfavourable(reasons) | Said::Referred(reasons)) => {
            return refer(unit, &row, &reasons.iter().map(|row| row.reason.ro.as_str()).collect::<Vec<_>>().join(" "));
        }
        None => return Ok(()),
    };
    match decided {
        // An act that cannot be put on paper as it is: the request does not wait for ever.
        Err(problem) if problem.status() == 400 => refer(unit, &row, "Actul nu poate fi întocmit automat."),
        decided => decided,
    }
}

/// What a person must judge, or sign, goes to an officer.
fn refer(unit: &mut Unit<'_>, row: &RequestRow, note: &str) -> Result<(), Problem> {
    let state = row.state()?;
    let row = store::change(unit, row, Changes { referred: Some(true), ..Changes::default() })?;
    store::events::add(unit, row.id, Action::DecideAutomatically, state, state, Some(note))
}

fn issue(unit: &mut Unit<'_>, case: &Case<'_>, outcome: Outcome, data: Value) -> Result<(), Problem> {
    let (service, row) = (case.service, case.row);
    let result =
        acts::result(service, outcome.of_service()).ok_or_else(|| Problem::internal("an automatic service without a result"))?;
    let frozen = documents::freeze(
        unit,
        &Act {
            template: case.printed_by(&result.template),
            request: Some(row.id),
            person: row.beneficiary_id,
            applicant: Some(row.applicant_account_id),
            subdivision: row.subdivision_id,
            data,
            reason: service.definition.texts.title.ro.clone(),
            valid_until: acts::validity(result, legal_day(unit.now)),
            signing: Signing::Seal,
        },
    )?;
    let Some(step) = begin_by_system(row.clone(), Action::DecideAutomatically, &[Guard::Certain])? else { return Ok(()) };
    let changes =
        Changes { outcome: Some(Some(outcome.code().into())), decision_document_id: Some(Some(frozen.id)), ..Changes::default() };
    step.finish(unit, changes, Some(&frozen.number))?;
    Ok(())
}

/// The facts on which a table may rest; what is not known is not among them.
fn facts(unit: &mut Unit<'_>, case: &Case<'_>, answers: &[checks::CheckRow]) -> Result<BTreeMap<String, Scalar>, Problem> {
    let row = case.row;
    let mut facts = BTreeMap::new();
    let mut know = |fact: &str, value: Value| {
        if let Ok(value) = serde_json::from_value(value) {
            facts.insert(fact.to_owned(), value);
        }
    };
    know("identity.assurance", json!(if row.channel == "Counter" { "Desk" } else { "MPass" }));
    let applicant = account_person(unit.conn, row.applicant_account_id)?;
    know("applicant.isBeneficiary", json!(applicant.is_some() && applicant == row.beneficiary_id));
    if let Some(person) = row.beneficiary_id {
        let held = held(unit.conn, row.applicant_account_id, For::Person(person), legal_day(unit.now))?;
        let covered = held.iter().any(|held| case.service.definition.filing.covered_by(held.as_deref()));
        know("representation.confirmed", json!(covered));
        let summary = beneficiary(unit, person)?;
        // Somebody whose record began with this very request is not on record yet.
        know("person.onRecord", json!(summary.on_record_since < row.created_at));
        know("person.duplicateSuspected", json!(has_likely_duplicate(unit, person)?));
        know("person.protectedFile", json!(false));
        let day = acts::attested_day(case, legal_day(unit.now));
        know("legalStatus.known", json!(acts::rights_on(unit, case, day)?.len() == 1));
        if let Some(register) = answers.iter().find(|check| check.register == "RSP" && check.status == "Answered") {
            let data = register.data.clone().unwrap_or_default();
            if let Some(status) = data["Status"].as_str() {
                know("RSP.status", json!(status));
            }
            let same_idnp = summary.idnp.as_ref().is_some_and(|idnp| data["IDNP"] == idnp.as_str());
            know("RSP.identityMatches", json!(register.verdict.as_deref() == Some("Clear") && same_idnp));
        }
    }
    Ok(facts)
}
