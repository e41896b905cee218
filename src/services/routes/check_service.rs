use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::draft::taken;
use crate::{
    access::{caller::Allowed, door::Door, permissions::ServicesManage},
    kernel::{
        http::{
            input::Input,
            params::{Asked, NoQuery},
            reply::Reply,
        },
        problem::Problem,
    },
    services::{Catalogue, rules::load, store},
};

/// A definition as its author writes it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ServiceCheckInput {
    /// YAML or JSON.
    #[schema(min_length = 1, max_length = 200_000, examples("code: file-extract\nversion: 1\n"))]
    text: String,
}

/// What is wrong with a definition.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServiceCheck {
    /// Nothing is wrong.
    sound: bool,
    /// Everything that is wrong, by line.
    faults: Vec<ServiceFault>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServiceFault {
    /// The line, from 1.
    #[schema(examples(12))]
    line: u64,
    /// Where in the data: a JSON pointer.
    #[schema(examples("/fees/0/amount"))]
    pointer: String,
    /// What, in English; authors of definitions read it.
    #[schema(examples("a public fee has an amount"))]
    message: String,
}

impl From<load::LoadError> for ServiceFault {
    fn from(error: load::LoadError) -> Self {
        Self { line: error.line, pointer: error.pointer, message: error.message }
    }
}

/// Check a definition of a service.
///
/// Says everything that is wrong with it, each with its line, and keeps nothing; so no idempotency key is asked for.
#[utoipa::path(post, path = "/api/v1/service-checks", tag = "Services",
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["C-31.1"]))))]
pub async fn check_service(
    allowed: Allowed<ServicesManage>,
    _: Asked<NoQuery>,
    Input(input): Input<ServiceCheckInput>,
    catalogue: web::Data<Catalogue>,
    door: Door,
) -> Result<Reply<ServiceCheck>, Problem> {
    door.run(&allowed, move |unit| {
        let faults: Vec<ServiceFault> = match load::text(&input.text, &catalogue.classifiers()) {
            Err(errors) => errors.into_iter().map(Into::into).collect(),
            Ok(definition) => {
                let taken = taken(&definition, &store::siblings(unit.conn)?);
                let line = |pointer: &str| load::line_of(&input.text, pointer);
                taken
                    .into_iter()
                    .map(|fault| ServiceFault { line: line(&fault.pointer), pointer: fault.pointer, message: fault.message })
                    .collect()
            }
        };
        Reply::plain(&ServiceCheck { sound: faults.is_empty(), faults })
    })
    .await
}
