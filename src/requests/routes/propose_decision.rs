use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Map;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsExamine},
    documents::{self, Act as NewAct, Signing},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        local_time::legal_day,
        problem::{Kind, Problem},
        text::Text,
    },
    requests::{
        acts::{self, Case},
        desk::{Desk, refuse},
        registers,
        rules::{lifecycle::Action, right},
        step::{begin_with, on_ground_of},
        store::{
            Changes, RequestRow,
            dossier::{DOSSIER, Dossier},
            proposals::{self, ProposalRow},
        },
        wire::{Outcome, Request, RequestPath},
    },
    services::{
        Published,
        rules::{
            course::{Necessity, RegisterCheck},
            values::whole,
        },
    },
};

/// A condition of the law that is not met, in words.
#[derive(ToSchema)]
#[schema(min_length = 1, max_length = 1000, examples("Salariul este sub cuantumul minim."))]
#[allow(dead_code, reason = "a schema for strings")]
pub struct ConditionNotMet(String);

/// The examiner's reasoned proposal.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewProposal {
    /// What is proposed.
    pub outcome: Outcome,
    /// The facts found.
    #[schema(min_length = 1, max_length = 8000, examples("Solicitantul deține un contract individual de muncă."))]
    pub facts: String,
    /// The reasons in law.
    #[schema(min_length = 1, max_length = 8000, examples("Condițiile art. 36 sunt îndeplinite."))]
    pub reasons: String,
    /// The legal conditions that are not met; at least one where the proposal is unfavourable.
    #[serde(default)]
    #[schema(value_type = Vec<ConditionNotMet>, max_items = 30, required = false)]
    pub conditions_not_met: Vec<String>,
    /// Until when the right would last, where the proposal is favourable and the service grants one: no longer than the service grants it
    /// and the answers ask for it (`grants` of the service). Not looked at otherwise.
    #[serde(default)]
    #[schema(examples("2027-11-15"))]
    pub valid_until: Option<NaiveDate>,
}

/// Propose a decision.
///
/// The examiner proposes, with facts and reasons. Every register check and opinion that the service requires must have been answered. Who
/// proposes cannot decide.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/proposals", tag = "Requests",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-23.2", "C-23.3", "C-16.3"])),
        ("x-legal-basis" = json!("Codul administrativ nr. 116/2018"))))]
pub async fn propose_decision(
    allowed: Allowed<RequestsExamine>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    act: Act<NewProposal>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<Request>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let (step, dossier): (_, Dossier) = begin_with(unit, at.request_id.uuid(), seen, Action::Propose, DOSSIER)?;
        let service = desk.service_of(&step.row)?;
        on_ground_of(unit, &service);
        let valid_until = sound(&wanted, &service, &step.row, legal_day(unit.now))?;
        nothing_outstanding(&desk, &service, &step.row, &dossier, legal_day(unit.now))?;
        let mut proposal = ProposalRow {
            id: Uuid::now_v7(),
            version: 1,
            created_at: unit.now,
            updated_at: unit.now,
            request_id: step.row.id,
            proposed_by: unit.caller.account,
            outcome: wanted.outcome.code().into(),
            facts: wanted.facts.clone(),
            reasons: wanted.reasons.clone(),
            conditions_not_met: wanted.conditions_not_met.clone(),
            valid_until,
            document_id: None,
            returned_by: None,
            returned_at: None,
            return_reason: None,
        };
        if service.definition.dossier {
            let signature = acts::signature("Examinator", &unit.caller.name);
            let case = Case { desk: &desk, service: &service, row: &step.row, dossier: &dossier };
            let data = acts::proposal(unit, &case, &proposal, &signature)?;
            let act = NewAct {
                template: "proposal".into(),
                request: Some(step.row.id),
                person: step.row.beneficiary_id,
                // An internal paper: the applicant sees the decision.
                applicant: None,
                subdivision: step.row.subdivision_id,
                data,
                reason: "încheiere pe caz".into(),
                valid_until: None,
                signing: Signing::Person { idnp: unit.caller.login.clone(), name: unit.caller.name.clone() },
            };
            proposal.document_id = Some(documents::freeze(unit, &act)?.id);
        }
        proposals::insert(unit, &proposal)?;
        let changes = Changes { proposed_by: Some(Some(unit.caller.account)), ..Changes::default() };
        let row = step.finish(unit, changes, None)?;
        desk.show(unit, &row)
    })
    .await
}

/// A proposal that can become a decision; the last day of the right that it gives, where it gives one.
fn sound(wanted: &NewProposal, service: &Published, row: &RequestRow, today: NaiveDate) -> Result<Option<NaiveDate>, Problem> {
    // 0.1.0 takes any text of one character; an act cannot print one of blanks.
    for (pointer, text) in [("/facts", &wanted.facts), ("/reasons", &wanted.reasons)] {
        if text.trim().is_empty() {
            return Err(Problem::violation(pointer, "required", nothing_to_read()));
        }
    }
    if wanted.outcome == Outcome::Unfavourable {
        if wanted.conditions_not_met.is_empty() {
            return Err(Problem::violation(
                "/conditionsNotMet",
                "required",
                Text::new(
                    "Numiți condițiile neîndeplinite.",
                    "Назовите невыполненные условия.",
                    "Name the conditions that are not met.",
                ),
            ));
        }
        // A refusal gives no right that could end.
        return Ok(None);
    }
    let none = Map::new();
    refuse(right::faults(&service.definition, row.answers.as_object().unwrap_or(&none), today, wanted.valid_until))?;
    Ok(wanted.valid_until.filter(|_| service.definition.grants.is_some()))
}

fn nothing_to_read() -> Text {
    Text::new("Textul nu conține nimic de citit.", "В тексте нечего читать.", "There is nothing to read in the text.")
}

/// No decision without what the service requires: register answers and opinions.
fn nothing_outstanding(
    desk: &Desk,
    service: &Published,
    row: &RequestRow,
    dossier: &Dossier,
    today: NaiveDate,
) -> Result<(), Problem> {
    let none = Map::new();
    let classifiers = desk.catalogue.classifiers();
    let scope = whole(row.answers.as_object().unwrap_or(&none), &classifiers, today);
    let Dossier { checks: answered, opinions: given, .. } = dossier;
    let required = |check: &&RegisterCheck| check.necessity == Necessity::Required && registers::applies(check, &scope);
    let missing_checks = service
        .definition
        .register_checks
        .iter()
        .filter(required)
        .flat_map(|check| registers::questions(service, row, check))
        .filter(|code| !answered.iter().any(|answer| answer.code == *code && answer.status == "Answered"));
    let missing_opinions = service.definition.consultations.iter().filter(|consultation| {
        consultation.necessity == Necessity::Required
            && consultation.when.as_ref().is_none_or(|condition| condition.holds(&scope))
            && !given.iter().any(|opinion| opinion.code == consultation.code && opinion.given_at.is_some())
    });
    let missing: Vec<String> = missing_checks.chain(missing_opinions.map(|consultation| consultation.code.clone())).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(", ");
    Err(Problem::new(Kind::NOT_IN_THIS_STATE)
        .detail(Text::new(
            format!("Lipsesc răspunsuri obligatorii: {list}."),
            format!("Нет обязательных ответов: {list}."),
            format!("Required answers are missing: {list}."),
        ))
        .with("missing", serde_json::json!(missing)))
}
