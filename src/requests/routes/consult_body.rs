use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsExamine},
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
        desk::{Desk, calendar_of},
        effects::end_of,
        rules::lifecycle::Action,
        step::{begin, on_ground_of},
        store::{
            Changes,
            opinions::{self, OpinionRow},
        },
        wire::{Request, RequestPath},
    },
};

/// Which consultation of the service.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Consultation {
    /// Its code in the service.
    #[schema(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 60, examples("sis"))]
    pub code: String,
}

/// Consult a body.
///
/// Asks the body that the service names for its opinion (SIS for the countries of the standard operating procedure). The consulted
/// institution sees the request from then on.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/consultations", tag = "Requests",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-28.S", "P-4"]))))]
pub async fn consult_body(
    allowed: Allowed<RequestsExamine>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    act: Act<Consultation>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<Request>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.request_id.uuid(), seen, Action::Consult)?;
        on_ground_of(unit, desk.service_of(&step.row)?.as_ref());
        let service = desk.service_of(&step.row)?;
        let rule = service.definition.consultations.iter().find(|rule| rule.code == wanted.code).ok_or_else(|| {
            Problem::violation(
                "/code",
                "not-a-choice",
                Text::new(
                    "Serviciul nu prevede această consultare.",
                    "Услуга не предусматривает этого согласования.",
                    "The service knows no such consultation.",
                ),
            )
        })?;
        let due_at = match rule.answer_within {
            Some(span) => end_of(span, unit.now, &calendar_of(unit, &step.row)?)?,
            None => None,
        };
        let asked = OpinionRow {
            id: Uuid::now_v7(),
            version: 1,
            created_at: unit.now,
            updated_at: unit.now,
            request_id: step.row.id,
            code: rule.code.clone(),
            body: rule.body.clone(),
            asked_by: unit.caller.account,
            legal_ground: rule.legal_ground.clone(),
            due_at,
            given_by: None,
            given_at: None,
            favourable: None,
            reasons: None,
        };
        opinions::ask_opinion(unit, &asked)?;
        let row = step.finish(unit, Changes::default(), Some(&rule.body))?;
        desk.show(unit, &row)
    })
    .await
}
