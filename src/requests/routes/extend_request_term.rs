use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsDecide},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        local_time::legal_day,
        problem::Problem,
    },
    requests::{
        desk::Desk,
        effects,
        rules::lifecycle::Action,
        step::{begin, on_ground_of},
        wire::{Request, RequestPath},
    },
    services::rules::terms::term_on,
};

/// Why there is more time.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RequestExtension {
    /// What still has to be verified; whoever filed reads it.
    #[schema(
        min_length = 1,
        max_length = 2000,
        pattern = r"\S",
        examples("Sunt necesare verificări suplimentare la organul competent.")
    )]
    pub reason: String,
}

/// Extend a request's legal term.
///
/// Where the service lets its term be extended (`terms[].extensions`: an invitation once, by ten days), the head of the directorate gives
/// that time, before the term ends and while it runs. Whoever filed is told until when, and why.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/extensions", tag = "Requests",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-16.3", "C-25.2"])),
        ("x-legal-basis" = json!("Hotărârea Guvernului nr. 331/2011"))))]
pub async fn extend_request_term(
    allowed: Allowed<RequestsDecide>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    act: Act<RequestExtension>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<Request>, Problem> {
    let reason = act.body.reason;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.request_id.uuid(), seen, Action::ExtendTerm)?;
        let service = desk.service_of(&step.row)?;
        on_ground_of(unit, &service);
        // The term that was in force when it was registered, whatever came after.
        let (row, granted) = (&step.row, step.row.term()?.map_or(0, |term| term.extensions().len()));
        let rule = term_on(&service.definition, effects::priority_of(row), legal_day(row.registered_at.unwrap_or(unit.now)))
            .and_then(|term| term.extension_after(granted))
            .ok_or_else(|| Problem::internal("an extension is left that the service does not have"))?;
        let changes = effects::extend(unit, row, rule)?;
        let row = step.finish(unit, changes, Some(reason.trim()))?;
        desk.show(unit, &row)
    })
    .await
}
