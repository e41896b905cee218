use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use validator::Validate;

use super::{change_draft::merge, create_request::below_answers};
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
        violation::Violation,
    },
    requests::{
        desk::{Desk, refuse},
        effects::completeness,
        rules::lifecycle::Action,
        step::{begin_with, on_ground_of},
        store::{
            Changes,
            attachments::{AttachmentRow, attachments_of_r},
            opinions::{self, CompletionRow},
        },
        wire::{FormAnswers, Request, RequestPath},
    },
};

/// What the applicant supplies beside the files attached.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Completion {
    /// Corrected answers; null removes.
    #[serde(default)]
    #[schema(value_type = FormAnswers, required = false)]
    pub answers: Map<String, Value>,
    /// A remark.
    #[serde(default)]
    #[schema(max_length = 2000, examples("Am atașat traducerea."))]
    pub note: Option<String>,
}

/// What is read with the request in one statement.
#[derive(Deserialize)]
struct Missing {
    completion: Option<CompletionRow>,
    attachments: Vec<AttachmentRow>,
}

const MISSING: &str = concat!(
    "jsonb_build_object('completion', (select to_jsonb(c) from completion_requests c where c.request_id = r.id and c.completed_at is null),
  'attachments', ",
    attachments_of_r!(),
    ")"
);

/// Supply what was missing.
///
/// The applicant corrects answers and says that the missing documents are attached. Everything is checked again; the legal term goes on,
/// its end moved by as long as it stood still.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/completions", tag = "Requests",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-25.2", "P-4"]))))]
pub async fn complete_request(
    allowed: Allowed<RequestsFile>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    act: Act<Completion>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<Request>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let (step, Missing { completion: asked, attachments: attached }) =
            begin_with(unit, at.request_id.uuid(), seen, Action::Complete, MISSING)?;
        let service = desk.service_of(&step.row)?;
        on_ground_of(unit, &service);
        let asked = asked.ok_or_else(|| Problem::internal("nothing was asked"))?;
        let mut answers = step.row.answers.as_object().cloned().unwrap_or_default();
        merge(&mut answers, &wanted.answers);
        let since: Vec<&str> =
            attached.iter().filter(|row| row.created_at > asked.created_at).map(|row| row.document_code.as_str()).collect();
        let mut faults = below_answers(completeness(&desk, &service, &step.row, &answers, &attached, unit.now)?);
        faults.extend(asked.document_codes.iter().filter(|code| !since.contains(&code.as_str())).map(|code| {
            Violation::new(
                format!("/documents/{code}"),
                "document-missing",
                Text::new(
                    "Documentul cerut nu a fost atașat.",
                    "Запрошенный документ не приложен.",
                    "The document asked for is not attached.",
                ),
            )
        }));
        refuse(faults)?;
        opinions::completed(unit, asked.id)?;
        let changes = Changes {
            answers: Some(Value::Object(answers)),
            rectification_reason: Some(asked.text.clone()),
            rectified_at: Some(unit.now),
            ..Changes::default()
        };
        let row = step.finish(unit, changes, wanted.note.as_deref())?;
        desk.show(unit, &row)
    })
    .await
}
