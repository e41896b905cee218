use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    access::{
        caller::{AccountId, Allowed},
        door::Door,
        permissions::RequestsAssign,
        store::EXAMINERS,
    },
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
        effects::tell_assigned,
        rules::lifecycle::Action,
        step::{begin_with, on_ground_of},
        store::Changes,
        wire::{Request, RequestPath},
    },
};

/// Into whose hands.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Assignment {
    /// An examiner of the request's office; absent: back to the worklist.
    #[serde(default)]
    pub examiner_id: Option<AccountId>,
    /// A remark.
    #[serde(default)]
    #[schema(max_length = 1000, examples("Concediu medical"))]
    pub note: Option<String>,
}

/// Assign a request.
///
/// The head gives the request to an examiner of the same office, or, without one, back to the office's worklist. Who receives it is told, and
/// who had it before.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/assignments", tag = "Requests",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-16.3", "C-15.1"]))))]
pub async fn assign_request(
    allowed: Allowed<RequestsAssign>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    act: Act<Assignment>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<Request>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let (step, examiners): (_, Vec<Uuid>) = begin_with(unit, at.request_id.uuid(), seen, Action::Assign, EXAMINERS)?;
        on_ground_of(unit, desk.service_of(&step.row)?.as_ref());
        let examiner = wanted.examiner_id.map(TypedId::uuid);
        if let Some(examiner) = examiner
            && !examiners.contains(&examiner)
        {
            return Err(Problem::violation(
                "/examinerId",
                "not-an-examiner",
                Text::new(
                    "Persoana nu este examinator în acest oficiu.",
                    "Это лицо не является экзаменатором в этом отделении.",
                    "This is no examiner of this office.",
                ),
            ));
        }
        let changes =
            Changes { assigned_to: Some(examiner), assigned_at: Some(examiner.map(|_| unit.now)), ..Changes::default() };
        let before = step.row.assigned_to;
        let row = step.finish(unit, changes, wanted.note.as_deref())?;
        tell_assigned(unit, &row, before)?;
        desk.show(unit, &row)
    })
    .await
}
