//! Asking the state registers: the question is a row and a message, the answer comes back through the outbox (C-25.2, attribute 11; C-28).

use std::{sync::Arc, time::Duration};

use serde_json::json;
use uuid::Uuid;

use super::{
    automatic,
    desk::Desk,
    people::{Beneficiary, all_of, beneficiary},
    store::{
        self, RequestRow,
        checks::{self, CheckRow},
    },
    subject::{Answers, group},
};
use crate::{
    access::{
        door::{Door, Unit},
        store::account_login,
    },
    kernel::{
        identifiers::Idnp,
        outbox::{Carried, Carrier, Carrying, NotDone},
        problem::Problem,
    },
    partners::{
        call_context::CallContext,
        registers::{Register, RegisterCode, RegisterQuery, Subject, Verdict},
    },
    persons,
    services::{
        Published,
        rules::{condition::Scope, course::RegisterCheck, field::AnswerType},
    },
};

/// After so many tries a register that does not answer is recorded as failed; the officer may ask again.
const TRIES: i32 = 4;

/// Asks those of the service's registers that apply and that `chosen` picks; one under way is not asked again.
pub fn ask(
    unit: &mut Unit<'_>,
    service: &Published,
    row: &RequestRow,
    chosen: impl Fn(&RegisterCheck) -> bool,
    by: Option<Uuid>,
) -> Result<Vec<CheckRow>, Problem> {
    let questions: Vec<CheckRow> = service
        .definition
        .register_checks
        .iter()
        .filter(|check| chosen(check))
        .flat_map(|check| questions(service, row, check).into_iter().map(move |code| (check, code)))
        .map(|(check, code)| CheckRow {
            id: Uuid::now_v7(),
            version: 1,
            created_at: unit.now,
            updated_at: unit.now,
            request_id: row.id,
            code,
            register: check.register.clone(),
            status: "Asked".into(),
            verdict: None,
            asked_by: by,
            asked_at: unit.now,
            issued_at: None,
            received_at: None,
            data: None,
            failure: None,
        })
        .collect();
    if questions.is_empty() {
        return Ok(Vec::new());
    }
    let asked = checks::ask(unit, &questions)?;
    for question in &asked {
        unit.send("registers.ask", format!("register-check/{}", question.id), json!({ "check": question.id }));
        unit.wrote("RegisterCheck", super::RegisterCheckId::from(question.id));
    }
    Ok(asked)
}

/// The questions of a check by their codes: one, or, where it asks about those it is for and they are several, one for each (`border`,
/// `border-2`, ...).
pub fn questions(service: &Published, row: &RequestRow, check: &RegisterCheck) -> Vec<String> {
    let asks_each = group(service).is_some_and(|(_, fields)| fields.iter().any(|field| check.about.contains(&field.code)));
    let many = if asks_each { Answers::each(service, row).len() } else { 1 };
    (1..=many).map(|place| if place == 1 { check.code.clone() } else { format!("{}-{place}", check.code) }).collect()
}

/// The check that a question belongs to, and the place of the person it asks about.
fn check_of<'a>(service: &'a Published, row: &RequestRow, code: &str) -> Option<(&'a RegisterCheck, usize)> {
    service.definition.register_checks.iter().find_map(|check| {
        let place = questions(service, row, check).iter().position(|question| question == code)?;
        Some((check, place))
    })
}

/// Whether a check applies to the answers given.
pub fn applies(check: &RegisterCheck, scope: &Scope<'_>) -> bool {
    check.when.as_ref().is_none_or(|condition| condition.holds(scope))
}

/// Carries questions to the registers.
pub struct AskRegisters {
    /// The database.
    pub door: Door,
    /// The registers.
    pub registers: Arc<dyn Register>,
    /// Services and calendar.
    pub desk: Desk,
    /// The institution that asks (IDNO).
    pub entity: String,
}

impl Carrier for AskRegisters {
    fn kind(&self) -> &'static str {
        "registers.ask"
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let id = message.payload["check"].as_str().and_then(|id| id.parse().ok());
            self.ask_one(id.ok_or_else(|| NotDone::Never("no check in the message".into()))?, message.attempts).await
        })
    }
}

impl AskRegisters {
    async fn ask_one(&self, id: Uuid, attempt: i32) -> Result<(), NotDone> {
        let (desk, entity) = (self.desk.clone(), self.entity.clone());
        let prepared = self.door.by_system("prepareRegisterCheck", move |unit| prepare(unit, &desk, &entity, id)).await?;
        let Some(query) = prepared else { return Ok(()) };
        let answer = match query {
            Ok(query) => tokio::time::timeout(Duration::from_secs(30), self.registers.query(&query)).await,
            Err(why) => return self.record_failure(id, why).await,
        };
        match answer {
            Ok(Ok(answer)) => {
                let desk = self.desk.clone();
                self.door
                    .by_system("recordRegisterAnswer", move |unit| {
                        let verdict = match answer.verdict {
                            Verdict::Clear => "Clear",
                            Verdict::Adverse => "Adverse",
                            Verdict::NotFound => "NotFound",
                        };
                        if checks::answered(unit, id, answer.issued_at, verdict, answer.data.clone())? {
                            unit.wrote("RegisterCheck", super::RegisterCheckId::from(id));
                            settle(unit, &desk, id)?;
                        }
                        Ok(())
                    })
                    .await?;
                Ok(())
            }
            Ok(Err(error)) if error.is_worth_another_try() && attempt < TRIES => Err(NotDone::Later(error.code().to_owned())),
            Ok(Err(error)) => self.record_failure(id, error.code()).await,
            Err(_) if attempt < TRIES => Err(NotDone::Later("timed-out".into())),
            Err(_) => self.record_failure(id, "timed-out").await,
        }
    }

    async fn record_failure(&self, id: Uuid, why: &'static str) -> Result<(), NotDone> {
        let desk = self.desk.clone();
        self.door
            .by_system("recordRegisterFailure", move |unit| {
                if checks::failed(unit, id, why)? {
                    unit.wrote("RegisterCheck", super::RegisterCheckId::from(id));
                    settle(unit, &desk, id)?;
                }
                Ok(())
            })
            .await?;
        Ok(())
    }
}

/// An automatic service is decided as soon as its last register has answered.
fn settle(unit: &mut Unit<'_>, desk: &Desk, check: Uuid) -> Result<(), Problem> {
    let request = checks::find(unit, check)?.request_id;
    let row = store::by_id(unit.conn, request)?;
    if let Some(person) = row.beneficiary_id {
        unit.about(person);
    }
    let service = desk.service_of(&row)?;
    automatic::decide_if_known(unit, desk, &service, request)
}

type Prepared = Option<Result<RegisterQuery, &'static str>>;

fn prepare(unit: &mut Unit<'_>, desk: &Desk, entity: &str, id: Uuid) -> Result<Prepared, Problem> {
    let check = checks::find(unit, id)?;
    if check.status != "Asked" {
        return Ok(None);
    }
    let row = store::by_id(unit.conn, check.request_id)?;
    let service = desk.service_of(&row)?;
    let Some((rule, place)) = check_of(&service, &row, &check.code) else { return Ok(Some(Err("unknown-check"))) };
    let Some(register) = register_of(&check.register) else { return Ok(Some(Err("unknown-register"))) };
    unit.on_ground(&rule.legal_ground, &rule.purpose.ro);
    let subject = asked_about(unit, &service, &row, rule, register, place)?;
    let Some(subject) = subject else { return Ok(Some(Err("no-subject"))) };
    let calling_user = match check.asked_by {
        Some(officer) => Some(account_login(unit.conn, officer)?.0),
        None => None,
    };
    Ok(Some(Ok(RegisterQuery {
        id: check.id.to_string(),
        register,
        context: CallContext {
            calling_user,
            calling_entity: entity.to_owned(),
            call_basis: rule.legal_ground.clone(),
            call_reason: rule.purpose.ro.clone(),
        },
        subject,
        as_of: None,
        issued_at: check.asked_at,
    })))
}

/// Whom a check asks about: the entity, somebody named by their number in the answers (an inviter), or a person it is for.
fn asked_about(
    unit: &mut Unit<'_>,
    service: &Published,
    row: &RequestRow,
    rule: &RegisterCheck,
    register: RegisterCode,
    place: usize,
) -> Result<Option<Subject>, Problem> {
    // Companies' registers are asked about the entity, all others about a person.
    if matches!(register, RegisterCode::LegalEntities | RegisterCode::Fiscal) {
        return Ok(Answers::of(service, row).entity().map(|idno| Subject::Idno(idno.to_owned())));
    }
    let numbers = service.definition.fields().filter(|field| {
        matches!(field.answer, AnswerType::Idnp {}) && field.attribute.is_none() && rule.about.contains(&field.code)
    });
    if let Some(idnp) = numbers.filter_map(|field| row.answers.get(&field.code)?.as_str()).next() {
        let known = Idnp::parse(idnp).ok().map(|idnp| persons::find_by_idnp(unit, &idnp)).transpose()?.flatten();
        known.into_iter().for_each(|person| unit.about(person));
        return Ok(Some(Subject::Idnp(idnp.to_owned())));
    }
    let Some(person) = all_of(unit, row)?.get(place).copied() else { return Ok(None) };
    unit.about(person);
    Ok(subject_of(&beneficiary(unit, person)?))
}

/// The register that a code of the classifier `registers` means.
fn register_of(code: &str) -> Option<RegisterCode> {
    Some(match code {
        "RSP" => RegisterCode::Population,
        "SIGV" => RegisterCode::Visas,
        "SIIPF" => RegisterCode::Border,
        "SISFS" => RegisterCode::Fiscal,
        "PIGD" => RegisterCode::CourtCases,
        "RICC" => RegisterCode::CriminalRecords,
        "RSUD" => RegisterCode::LegalEntities,
        "SIAPM" => RegisterCode::LabourMarket,
        "RUNEMPL" => RegisterCode::Unemployed,
        "RSEI" => RegisterCode::SocialInsurance,
        "SIIAOAM" => RegisterCode::MedicalInsurance,
        "CONTRAV" => RegisterCode::Contraventions,
        _ => return None,
    })
}

/// The surest way to name somebody to a register.
fn subject_of(person: &Beneficiary) -> Option<Subject> {
    if let Some(idnp) = &person.idnp {
        return Some(Subject::Idnp(idnp.clone()));
    }
    if let Some(document) = &person.document {
        return Some(Subject::Document { country: document.country.clone(), number: document.number.clone() });
    }
    Some(Subject::Name {
        family_name: person.surname.clone()?,
        given_name: person.given_names.clone()?,
        date_of_birth: person.born_on?,
    })
}
