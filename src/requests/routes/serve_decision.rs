use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsFile},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
        text::Text,
    },
    requests::{
        desk::Desk,
        rules::lifecycle::Action,
        step::{begin, on_ground_of},
        store::Changes,
        wire::{Request, RequestPath},
    },
};

/// How it reached the applicant.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Serving {
    /// The manner.
    pub manner: ServingManner,
}

/// How a decision reaches an applicant.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub enum ServingManner {
    /// Opened in the personal cabinet.
    Cabinet,
    /// Handed over on signature.
    InPerson,
    /// By registered post.
    RegisteredPost,
}

/// Record that the decision was served.
///
/// Records when the decision reached the applicant: opened in the cabinet, or handed over at the counter. The term of appeal runs from
/// then. The applicant says only that they opened it; that it was handed over or posted is an officer's to record.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/servings", tag = "Requests",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-23.6", "C-23.7"]))))]
pub async fn serve_decision(
    allowed: Allowed<RequestsFile>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    act: Act<Serving>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<Request>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.request_id.uuid(), seen, Action::Serve)?;
        on_ground_of(unit, desk.service_of(&step.row)?.as_ref());
        if !unit.caller.is_institutional() && !matches!(wanted.manner, ServingManner::Cabinet) {
            return Err(not_theirs());
        }
        let changes = Changes { served_at: Some(unit.now), ..Changes::default() };
        let row = step.finish(unit, changes, Some(&format!("{:?}", wanted.manner)))?;
        desk.show(unit, &row)
    })
    .await
}

fn not_theirs() -> Problem {
    Problem::violation(
        "/manner",
        "officers-only",
        Text::new(
            "Înmânarea și expedierea prin poștă le consemnează un funcționar.",
            "Вручение и отправку почтой отмечает сотрудник.",
            "That it was handed over or posted is recorded by an officer.",
        ),
    )
}
