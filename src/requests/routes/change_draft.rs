use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use validator::Validate;

use super::create_request::below_answers;
use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsFile},
    kernel::{
        http::{
            act::IfMatch,
            input::Patch,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        local_time::legal_day,
        problem::Problem,
    },
    requests::{
        desk::{Desk, refuse},
        rules::lifecycle::Action,
        step::{begin, on_ground_of},
        store::Changes,
        wire::{FormAnswers, Request, RequestPath},
    },
    services::rules::{answers::check_types, tariff::Priority},
};

/// What of a draft changes: an answer that is null is removed, one that is absent stays.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RequestPatch {
    /// How quickly.
    #[serde(default)]
    #[schema(nullable = false)]
    pub priority: Option<Priority>,
    /// Answers by field.
    #[serde(default)]
    #[schema(value_type = FormAnswers, required = false)]
    pub answers: Map<String, Value>,
}

/// Change a draft.
///
/// A JSON merge patch over the draft's answers. The answers are checked for types; what is missing is told by a validation.
#[utoipa::path(patch, path = "/api/v1/requests/{requestId}", tag = "Requests",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-15.2", "C-22.1"]))))]
pub async fn change_draft(
    allowed: Allowed<RequestsFile>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    Patch(patch): Patch<RequestPatch>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<Request>, Problem> {
    door.run(&allowed, move |unit| {
        let step = begin(unit, at.request_id.uuid(), seen, Action::Edit)?;
        let service = desk.service_of(&step.row)?;
        on_ground_of(unit, &service);
        let mut answers = step.row.answers.as_object().cloned().unwrap_or_default();
        merge(&mut answers, &patch.answers);
        let faults = check_types(&service.definition, &answers, &desk.catalogue.classifiers(), legal_day(unit.now));
        refuse(below_answers(faults))?;
        let changes = Changes {
            answers: Some(Value::Object(answers)),
            priority: patch.priority.map(|priority| format!("{priority:?}")),
            ..Changes::default()
        };
        let row = step.finish(unit, changes, None)?;
        desk.show(unit, &row)
    })
    .await
}

/// Answers merged field by field: null removes.
pub fn merge(answers: &mut Map<String, Value>, patch: &Map<String, Value>) {
    for (field, answer) in patch {
        if answer.is_null() {
            answers.remove(field);
        } else {
            answers.insert(field.clone(), answer.clone());
        }
    }
}
