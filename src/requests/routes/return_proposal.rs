use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
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
        rules::lifecycle::Action,
        step::{begin, on_ground_of},
        store::{Changes, proposals},
        wire::{Request, RequestPath},
    },
};

/// Why the proposal goes back.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProposalReturn {
    /// The reason.
    #[schema(min_length = 1, max_length = 2000, examples("Verificați din nou contractul."))]
    pub reason: String,
}

/// Send the proposal back.
///
/// The head does not decide on this proposal and says why; the examiner goes on. The conclusion that was drawn up with it is given up: its
/// number stays listed as annulled, and a new proposal has one of its own.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/proposal-returns", tag = "Requests",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-16.3"]))))]
pub async fn return_proposal(
    allowed: Allowed<RequestsDecide>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    act: Act<ProposalReturn>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<Request>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.request_id.uuid(), seen, Action::ReturnProposal)?;
        on_ground_of(unit, desk.service_of(&step.row)?.as_ref());
        let proposal = proposals::standing(unit, step.row.id)?.ok_or_else(|| Problem::internal("no proposal stands"))?;
        proposals::returned(unit, proposal.id, &wanted.reason)?;
        // Signed or not, it concludes nothing any more (settled.md: an abandoned number stays listed as annulled).
        documents::take_back(unit, proposal.document_id.as_slice(), &wanted.reason)?;
        let changes = Changes { proposed_by: Some(None), ..Changes::default() };
        let row = step.finish(unit, changes, Some(&wanted.reason))?;
        desk.show(unit, &row)
    })
    .await
}
