use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;
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
        local_time::legal_day,
        problem::Problem,
        term::end_on,
        text::Text,
        violation::Violation,
    },
    requests::{
        desk::{Desk, calendar_of, refuse},
        rules::lifecycle::Action,
        step::{begin, on_ground_of},
        store::{
            Changes,
            opinions::{self, CompletionRow},
        },
        wire::{Request, RequestPath},
    },
    services::rules::definition::CatalogueCode,
};

/// What is missing, and until when.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CompletionAsked {
    /// What the applicant reads.
    #[schema(min_length = 1, max_length = 4000, examples("Lipsește traducerea cazierului în limba de stat."))]
    pub text: String,
    /// Documents of the service to supply.
    #[serde(default)]
    #[schema(value_type = Vec<CatalogueCode>, max_items = 60, required = false)]
    pub document_codes: Vec<String>,
    /// Fields of the form to correct.
    #[serde(default)]
    #[schema(value_type = Vec<CatalogueCode>, max_items = 200, required = false)]
    pub fields: Vec<String>,
    /// The last day; moved to a working day.
    pub due_on: NaiveDate,
}

fn unknown_document() -> Text {
    Text::new("Serviciul nu cere acest document.", "Услуга не требует этого документа.", "The service asks for no such document.")
}

fn bad_due() -> Text {
    Text::new("Între mâine și 180 de zile.", "От завтрашнего дня до 180 дней.", "Between tomorrow and 180 days from now.")
}

/// Ask for what is missing.
///
/// The examiner tells the applicant what is missing and until when. The legal term stands still until it is supplied; if nothing comes in
/// time the request is left unexamined.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/completion-requests", tag = "Requests",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-16.3", "P-4"]))))]
pub async fn ask_completion(
    allowed: Allowed<RequestsExamine>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    act: Act<CompletionAsked>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<Request>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.request_id.uuid(), seen, Action::AskCompletion)?;
        on_ground_of(unit, desk.service_of(&step.row)?.as_ref());
        let service = desk.service_of(&step.row)?;
        let unknown: Vec<Violation> = wanted
            .document_codes
            .iter()
            .enumerate()
            .filter(|(_, code)| !service.definition.documents.iter().any(|rule| rule.code == **code))
            .map(|(index, _)| Violation::new(format!("/documentCodes/{index}"), "not-a-choice", unknown_document()))
            .collect();
        refuse(unknown)?;
        let today = legal_day(unit.now);
        if wanted.due_on <= today || wanted.due_on > today + chrono::Duration::days(180) {
            return Err(Problem::violation("/dueOn", "out-of-bounds", bad_due()));
        }
        let due_at = end_on(wanted.due_on, &calendar_of(unit, &step.row)?);
        let asked = CompletionRow {
            id: Uuid::now_v7(),
            version: 1,
            created_at: unit.now,
            updated_at: unit.now,
            request_id: step.row.id,
            asked_by: unit.caller.account,
            text: wanted.text.clone(),
            document_codes: wanted.document_codes.clone(),
            fields: wanted.fields.clone(),
            due_at,
            completed_at: None,
        };
        opinions::ask_completion(unit, &asked)?;
        unit.send_at(
            "requests.completion-due",
            format!("completion-due/{}", asked.id),
            json!({ "request": step.row.id }),
            due_at,
        );
        let row = step.finish(unit, Changes::default(), Some(&wanted.text))?;
        desk.show(unit, &row)
    })
    .await
}
