use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsDecide},
    documents::{self, Act as NewAct, Signing},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Accepted,
        },
        id::TypedId,
        local_time::legal_day,
        problem::{Kind, Problem},
    },
    requests::{
        acts::{self, DOSSIER, Dossier},
        desk::Desk,
        rules::lifecycle::Action,
        step::{begin_with, on_ground_of},
        store::Changes,
        wire::{Outcome, Request, RequestPath},
    },
    services::rules::course::ResultOutcome,
};

/// The head's decision.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewDecision {
    /// As proposed; another outcome needs another proposal.
    pub outcome: Outcome,
    /// The position of whoever signs, as the act prints it.
    #[schema(min_length = 1, max_length = 200, examples("Șef al Direcției regionale Centru"))]
    pub position: String,
}

/// Decide a request.
///
/// The head of directorate, who is not the one who proposed, decides as proposed. The decision gets its number and waits for the head's
/// signature (`POST /documents/{documentId}/signings`); the request is decided when the signed act exists.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/decisions", tag = "Requests",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-23.6", "C-23.7", "C-16.3", "C-29.3"])),
        ("x-legal-basis" = json!("Legea nr. 200/2010, art. 31-43; Codul administrativ nr. 116/2018"))))]
pub async fn decide_request(
    allowed: Allowed<RequestsDecide>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    act: Act<NewDecision>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Accepted<Request>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let (step, dossier): (_, Dossier) = begin_with(unit, at.request_id.uuid(), seen, Action::Decide, DOSSIER)?;
        let service = desk.service_of(&step.row)?;
        on_ground_of(unit, &service);
        if step.row.proposed_by == Some(unit.caller.account) {
            return Err(Problem::new(Kind::SAME_PERSON));
        }
        let office = dossier.office.as_deref();
        let proposal = dossier.proposal.as_ref().ok_or_else(|| Problem::internal("no proposal stands"))?;
        if proposal.outcome != wanted.outcome.code() {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("proposed", proposal.outcome.as_str()));
        }
        let (asked, wanted_result) = (wanted.outcome, result_of(wanted.outcome));
        let result = service.definition.results.iter().find(|result| result.outcome == wanted_result);
        let result = result.ok_or_else(|| Problem::internal("a service without a result for this outcome"))?;
        let signature = acts::signature(&wanted.position, &unit.caller.name);
        let data = match asked {
            Outcome::Favourable if result.template == "attestation" => acts::attestation(unit, &service, &step.row)?,
            Outcome::Favourable => acts::grant(unit, &service, &step.row, proposal, office, signature)?,
            Outcome::Unfavourable => {
                let findings = [proposal.facts.clone(), proposal.reasons.clone()];
                acts::refusal(unit, &service, &step.row, &proposal.conditions_not_met, &findings, office, Some(signature))?
            }
        };
        let act = NewAct {
            template: result.template.clone(),
            request: Some(step.row.id),
            person: step.row.beneficiary_id,
            applicant: Some(step.row.applicant_account_id),
            subdivision: step.row.subdivision_id,
            data,
            reason: "decizie pe caz".into(),
            valid_until: proposal.valid_until.or_else(|| acts::validity(result, legal_day(unit.now))),
            signing: Signing::Person { idnp: unit.caller.login.clone(), name: unit.caller.name.clone() },
        };
        let frozen = documents::freeze(unit, &act)?;
        let changes = Changes {
            outcome: Some(Some(wanted.outcome.code().into())),
            decided_by: Some(Some(unit.caller.account)),
            decision_document_id: Some(Some(frozen.id)),
            ..Changes::default()
        };
        let row = step.finish(unit, changes, Some(&frozen.number))?;
        desk.show(unit, &row)
    })
    .await
}

fn result_of(outcome: Outcome) -> ResultOutcome {
    match outcome {
        Outcome::Favourable => ResultOutcome::Favourable,
        Outcome::Unfavourable => ResultOutcome::Unfavourable,
    }
}
