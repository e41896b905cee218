use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::create_request::below_answers;
use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsFile},
    kernel::{
        http::{
            act::Act,
            input::Nothing,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        money::Money,
        problem::Problem,
        text::Text,
    },
    requests::{
        desk::Desk,
        effects::{completeness, lines_of},
        step::{concerns, on_ground_of},
        store::{self, attachments},
        wire::RequestPath,
    },
    services::rules::fees::OrderLine,
};

/// What a submission would find.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Validation {
    /// Whether it could be submitted now.
    pub complete: bool,
    /// Everything that stands in the way, at once.
    #[schema(max_items = 1000)]
    pub findings: Vec<Finding>,
    /// What it would cost today.
    pub amount_due: Money,
    /// The lines of the order.
    #[schema(max_items = 100)]
    pub lines: Vec<ExpectedLine>,
}

/// One thing that stands in the way.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// Where: `/answers/<field>`, `/documents/<code>` or `/priority`.
    #[schema(max_length = 500, examples("/documents/photo"))]
    pub pointer: String,
    /// Which rule.
    #[schema(max_length = 60, examples("document-missing"))]
    pub code: String,
    /// For people.
    pub message: Text,
}

/// A line of the order that a submission would make.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ExpectedLine {
    /// Code of the fee.
    #[schema(max_length = 60, examples("state-fee"))]
    pub code: String,
    /// The reason.
    pub reason: Text,
    /// The amount.
    pub amount: Money,
}

/// Validate a draft.
///
/// Says what a submission would find, without submitting: every missing answer and document at once, and what the request would cost today.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/validations", tag = "Requests",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-15.2", "P-4"]))))]
pub async fn validate_request(
    allowed: Allowed<RequestsFile>,
    At(at): At<RequestPath>,
    act: Act<Nothing>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Reply<Validation>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let row = store::find(unit, at.request_id.uuid())?;
        concerns(unit, &row)?;
        let service = desk.service_of(&row)?;
        on_ground_of(unit, &service);
        let attached = attachments::of(unit, row.id)?;
        let answers = row.answers.as_object().cloned().unwrap_or_default();
        let faults = below_answers(completeness(&desk, &service, &row, &answers, &attached, unit.now)?);
        let lines = lines_of(&desk, &service, &row, unit.now);
        Reply::plain(&Validation {
            complete: faults.is_empty(),
            findings: faults
                .into_iter()
                .map(|fault| Finding { pointer: fault.pointer, code: fault.code.to_owned(), message: fault.message })
                .collect(),
            amount_due: lines.iter().map(OrderLine::sum).sum(),
            lines: lines
                .iter()
                .map(|line| ExpectedLine { code: line.code.clone(), reason: line.reason.clone(), amount: line.sum() })
                .collect(),
        })
    })
    .await
}
