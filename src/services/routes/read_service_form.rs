use std::sync::Arc;

use actix_web::{HttpRequest, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::wire::ServicePath;
use crate::{
    access::caller::Open,
    kernel::{
        http::{
            language::language_of,
            params::{Asked, At},
        },
        problem::Problem,
    },
    services::{
        Catalogue,
        catalogue::Snapshot,
        kept::{FromMemory, Kept, Media},
        rules::form::json_schema,
    },
};

/// Of which version.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub struct ServiceFormAsked {
    /// The version a request began with; the one in force unless said.
    #[param(minimum = 1, maximum = 100000)]
    version: Option<u32>,
}

/// The form of a service as JSON Schema 2020-12. `title` and `description` follow Accept-Language; `x-label` and `x-help` hold all three
/// languages, `x-sections` the order in which to ask.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServiceFormSchema {
    /// The dialect.
    #[serde(rename = "$schema")]
    #[schema(examples("https://json-schema.org/draft/2020-12/schema"))]
    schema: String,
    /// The service's name.
    #[schema(examples("Eliberarea invitației pentru străini"))]
    title: String,
    /// Always `object`.
    #[serde(rename = "type")]
    #[schema(examples("object"))]
    kind: String,
    /// A schema for each answer.
    #[schema(value_type = Object)]
    properties: Value,
}

impl Media for ServiceFormSchema {
    const TYPE: &'static str = "application/schema+json";
    const VARIES: &'static str = "Accept-Encoding, Accept-Language";
}

/// Read the form of a service.
///
/// Any client can draw it and check answers with it. What a schema cannot say (check digits, dates relative to today) stands in `x-`
/// members and is checked when a request is saved. Answered from memory.
#[utoipa::path(get, path = "/api/v1/services/{serviceCode}/form", tag = "Services",
    extensions(("x-audience" = json!(["public", "efiling", "intranet", "partner"])), ("x-requirements" = json!(["R-7.3", "C-22.1", "G-FOD", "C-31.1"]))))]
pub async fn read_service_form(
    _: Open,
    At(at): At<ServicePath>,
    Asked(asked): Asked<ServiceFormAsked>,
    catalogue: web::Data<Catalogue>,
    request: HttpRequest,
) -> Result<FromMemory<ServiceFormSchema>, Problem> {
    let (code, language) = (at.service_code, language_of(request.headers()));
    let make = |snapshot: &Snapshot, day: NaiveDate| {
        let version = match asked.version {
            Some(version) => snapshot.version(&code, version),
            None => snapshot.current(&code, day),
        };
        let version = version.ok_or_else(Problem::not_found)?;
        Kept::new(&json_schema(&version.definition, language, &snapshot.classifiers, day))
    };
    match asked.version {
        Some(_) => make(&catalogue.snapshot(), catalogue.today()).map(|made| Arc::new(made).into()),
        None => catalogue.kept(format!("form {language:?} {code}"), make).map(Into::into),
    }
}
