use actix_web::web;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::{
    ToSchema,
    openapi::{ObjectBuilder, schema::AdditionalProperties},
};
use validator::Validate;

use super::wire::{ServicePath, ServiceTermSummary};
use crate::{
    access::caller::Open,
    kernel::{
        http::{
            input::Input,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        money::Money,
        problem::Problem,
        violation::Violation,
    },
    services::{
        Catalogue,
        rules::{
            answers::{check_types, priority_offered},
            fees::{OrderLine, order_lines},
            messages::Wrong,
            tariff::Priority,
            terms::term_on,
            values::whole,
        },
    },
};

/// What a service would be asked for.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ServiceQuoteInput {
    /// The answers so far, by field of the form; none need be complete.
    #[serde(default)]
    #[schema(schema_with = any_answers)]
    answers: Map<String, Value>,
    /// How quickly.
    priority: Priority,
}

/// Checked against the service's own form, which the contract cannot know.
fn any_answers() -> ObjectBuilder {
    ObjectBuilder::new()
        .additional_properties(Some(AdditionalProperties::FreeForm(true)))
        .max_properties(Some(500))
        .description(Some("The answers so far, by field of the service's form; none need be complete."))
        .examples([json!({})])
}

/// What a service would cost today, and how long it may take. Nothing is kept.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServiceQuote {
    /// The service.
    #[schema(examples("invitation"))]
    code: String,
    /// The version in force.
    #[schema(examples(1))]
    version: u32,
    /// The day it holds for.
    as_of: NaiveDate,
    /// What is owed, line by line.
    lines: Vec<OrderLine>,
    /// The sum of the lines.
    total: Money,
    /// The legal term at this speed; absent where there is none in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    term: Option<ServiceTermSummary>,
}

/// Quote a service.
///
/// The lines owed for these answers at this speed today, their sum, and the legal term. Nothing is kept, so no idempotency key is asked for.
#[utoipa::path(post, path = "/api/v1/services/{serviceCode}/quotes", tag = "Services",
    extensions(("x-audience" = json!(["public", "efiling", "intranet", "partner"])), ("x-requirements" = json!(["C-29.6", "C-29.10", "R-7.3"]))))]
pub async fn quote_service(
    _: Open,
    At(at): At<ServicePath>,
    _: Asked<NoQuery>,
    Input(input): Input<ServiceQuoteInput>,
    catalogue: web::Data<Catalogue>,
) -> Result<Reply<ServiceQuote>, Problem> {
    let day = catalogue.today();
    let (version, classifiers) =
        (catalogue.current(&at.service_code, day).ok_or_else(Problem::not_found)?, catalogue.classifiers());
    let definition = &version.definition;
    let below = |violation: Violation| Violation { pointer: format!("/answers{}", violation.pointer), ..violation };
    let mut wrong: Vec<_> = check_types(definition, &input.answers, &classifiers, day).into_iter().map(below).collect();
    if !priority_offered(definition, input.priority, &whole(&input.answers, &classifiers, day)) {
        wrong.push(Wrong::PriorityNotOffered.at("/priority"));
    }
    if !wrong.is_empty() {
        return Err(Problem::bad_input(wrong));
    }
    let lines = order_lines(definition, &input.answers, input.priority, &classifiers, day);
    Reply::plain(&ServiceQuote {
        code: version.code.clone(),
        version: version.version,
        as_of: day,
        total: lines.iter().map(OrderLine::sum).sum(),
        lines,
        term: term_on(definition, input.priority, day).map(ServiceTermSummary::of),
    })
}
