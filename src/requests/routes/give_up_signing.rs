use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsDecide},
    documents,
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    requests::{
        desk::Desk,
        effects,
        rules::lifecycle::Action,
        step::{begin, on_ground_of},
        store::Changes,
        wire::{Request, RequestPath},
    },
};

/// Why the decision is not signed.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SigningAbandonment {
    /// The reason, for whoever decides again.
    #[schema(min_length = 1, max_length = 2000, pattern = r"\S", examples("Șeful direcției lipsește; decide înlocuitorul."))]
    pub reason: String,
}

/// Give up the signing of a decision.
///
/// For a decision that waits for its signature and will not get it: only the head who decided can sign it, and may have left, fallen ill or
/// seen a mistake. Any head of the office gives it up. What was frozen is abandoned, what was signed already (one invitation of several) is
/// annulled, and their numbers stay listed; the request is `Proposed` again, so that this head or another one decides anew. What is decided
/// without a human is under the seal and waits for nobody.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/signing-abandonments", tag = "Requests",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-16.3", "C-23.6", "C-23.7", "C-29.3"])),
        ("x-legal-basis" = json!("Codul administrativ nr. 116/2018"))))]
pub async fn give_up_signing(
    allowed: Allowed<RequestsDecide>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    act: Act<SigningAbandonment>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<Request>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.request_id.uuid(), seen, Action::GiveUpSigning)?;
        on_ground_of(unit, desk.service_of(&step.row)?.as_ref());
        let (Some(head), Some(decision)) = (step.row.decided_by, step.row.decision_document_id) else {
            return Err(Problem::internal("a decision of a head without its act"));
        };
        let papers = documents::of_request(unit, step.row.id)?;
        let kind = papers.iter().find(|paper| paper.id.uuid() == decision).map(|paper| paper.document_type);
        // All acts of the decision: an invitation for each invitee.
        let acts: Vec<Uuid> =
            papers.iter().filter(|paper| Some(paper.document_type) == kind).map(|paper| paper.id.uuid()).collect();
        documents::take_back(unit, &acts, &wanted.reason)?;
        let changes =
            Changes { outcome: Some(None), decided_by: Some(None), decision_document_id: Some(None), ..Changes::default() };
        let row = step.finish(unit, changes, Some(&wanted.reason))?;
        effects::tell_head(unit, &row, head)?;
        desk.show(unit, &row)
    })
    .await
}
