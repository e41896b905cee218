use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    access::{
        caller::Allowed,
        door::{Door, Unit},
        permissions::RequestsFile,
    },
    documents::{self, DocumentStatus},
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
        rules::lifecycle::{Action, State},
        step::{begin, on_ground_of},
        store::{Changes, proposals},
        wire::{Request, RequestPath},
    },
};

/// Why it is withdrawn, if the applicant wants to say.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Withdrawal {
    /// The reason.
    #[serde(default)]
    #[schema(max_length = 2000, examples("Am renunțat la angajare."))]
    pub reason: Option<String>,
}

/// Withdraw a request.
///
/// The applicant, or whoever represents them, takes the request back. The record stays; an unpaid order is cancelled, and a conclusion that
/// waited for the head's decision is given up.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/withdrawals", tag = "Requests",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-25.2", "C-18.2"]))))]
pub async fn withdraw_request(
    allowed: Allowed<RequestsFile>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    act: Act<Withdrawal>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<Request>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.request_id.uuid(), seen, Action::Withdraw)?;
        on_ground_of(unit, desk.service_of(&step.row)?.as_ref());
        let registered = step.state.is_registered();
        let mut term = step.row.term()?;
        if let Some(term) = &mut term {
            if term.is_paused() {
                term.resume(unit.now).map_err(Problem::internal)?;
            }
            term.finish(unit.now).map_err(Problem::internal)?;
        }
        if !registered {
            effects::cancel_order(unit, &step.row)?;
        }
        if step.state == State::Proposed {
            give_up_conclusion(unit, step.row.id)?;
        }
        let changes = Changes {
            closed_at: Some(unit.now),
            term: term.map(|term| serde_json::to_value(term).map_err(Problem::internal)).transpose()?,
            due_at: Some(None),
            ..Changes::default()
        };
        let row = step.finish(unit, changes, wanted.reason.as_deref())?;
        effects::tell_officer(unit, &row)?;
        desk.show(unit, &row)
    })
    .await
}

/// The examiner's conclusion, if it is not signed yet, is not signed any more; what they did sign stays what they concluded.
fn give_up_conclusion(unit: &mut Unit<'_>, request: Uuid) -> Result<(), Problem> {
    let Some(conclusion) = proposals::standing(unit, request)?.and_then(|proposal| proposal.document_id) else { return Ok(()) };
    match documents::facts(unit, conclusion)?.status {
        DocumentStatus::Frozen | DocumentStatus::Signing => documents::abandon(unit, conclusion, "Solicitarea a fost retrasă."),
        _ => Ok(()),
    }
}
