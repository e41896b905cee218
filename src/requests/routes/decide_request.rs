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
        acts::{self, Case},
        desk::Desk,
        rules::lifecycle::Action,
        step::{begin_with, on_ground_of},
        store::{
            Changes,
            dossier::{DOSSIER, Dossier},
        },
        wire::{Outcome, Request, RequestPath},
    },
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
/// signature (`POST /documents/{documentId}/signings`); the request is decided when the signed act exists. Where the service issues an act
/// for each person (an invitation for each invitee), all of them are signed; `decisionDocumentId` is the first.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/decisions", tag = "Requests",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-23.6", "C-23.7", "C-23.8", "C-16.3", "C-29.3"])),
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
        let proposal = dossier.proposal.as_ref().ok_or_else(|| Problem::internal("no proposal stands"))?;
        if proposal.outcome != wanted.outcome.code() {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("proposed", proposal.outcome.as_str()));
        }
        let result = acts::result(&service, wanted.outcome.of_service());
        let result = result.ok_or_else(|| Problem::internal("a service without a result for this outcome"))?;
        let signature = acts::signature(&wanted.position, &unit.caller.name);
        let case = Case { desk: &desk, service: &service, row: &step.row, dossier: &dossier };
        // A refusal does not expire, whatever an examiner wrote.
        let ends = proposal.valid_until.filter(|_| wanted.outcome == Outcome::Favourable);
        let mut frozen = Vec::new();
        for drawn in acts::decision(unit, &case, result, proposal, &signature)? {
            let act = NewAct {
                template: case.printed_by(&result.template),
                request: Some(step.row.id),
                person: drawn.person,
                applicant: Some(step.row.applicant_account_id),
                subdivision: step.row.subdivision_id,
                data: drawn.data,
                reason: "decizie pe caz".into(),
                valid_until: ends.or_else(|| acts::validity(result, legal_day(unit.now))),
                signing: Signing::Person { idnp: unit.caller.login.clone(), name: unit.caller.name.clone() },
            };
            frozen.push(documents::freeze(unit, &act)?);
        }
        let first = frozen.first().ok_or_else(|| Problem::internal("a decision without an act"))?.id;
        let numbers = frozen.iter().map(|act| act.number.as_str()).collect::<Vec<_>>().join(", ");
        let changes = Changes {
            outcome: Some(Some(wanted.outcome.code().into())),
            decided_by: Some(Some(unit.caller.account)),
            decision_document_id: Some(Some(first)),
            ..Changes::default()
        };
        let row = step.finish(unit, changes, Some(&numbers))?;
        desk.show(unit, &row)
    })
    .await
}
