use actix_web::web;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use validator::{Validate, ValidationErrors};

use super::{
    draft::{as_concept, example, violations_in},
    wire::{ServiceVersion, ServiceVersionPath, violations},
};
use crate::{
    access::{caller::Allowed, door::Door, permissions::ServicesManage},
    kernel::{
        http::{
            act::IfMatch,
            input::Patch,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        problem::{Kind, Problem},
    },
    services::{
        Catalogue,
        rules::{check::Fault, definition::ServiceDefinition},
        store::{self, ServiceVersionState},
    },
};

/// A change of a concept. The definition is replaced as a whole: its parts hang together.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({"definition": example("invitation", 2)})))]
pub struct ServiceVersionPatch {
    /// The new definition, of the same service and version.
    definition: ServiceDefinition,
}

/// Everything beyond the shape needs the classifiers.
impl Validate for ServiceVersionPatch {
    fn validate(&self) -> Result<(), ValidationErrors> {
        Ok(())
    }
}

/// Revise a concept.
///
/// Replaces the definition of a version that is not published yet. Everything that is wrong with it is told at once.
#[utoipa::path(patch, path = "/api/v1/services/{serviceCode}/versions/{version}", tag = "Services",
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["C-31.1", "C-16.6"]))))]
pub async fn revise_service_version(
    allowed: Allowed<ServicesManage>,
    At(at): At<ServiceVersionPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    Patch(patch): Patch<ServiceVersionPatch>,
    catalogue: web::Data<Catalogue>,
    door: Door,
) -> Result<Reply<ServiceVersion>, Problem> {
    let definition = as_concept(patch.definition);
    door.run(&allowed, move |unit| {
        store::take_turn(unit.conn)?;
        let row = store::find_to_change(unit.conn, &at.service_code, at.version)?;
        seen.check(row.version)?;
        if row.state() != ServiceVersionState::Concept {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("state", json!(row.state())));
        }
        let mut wrong = violations_in("/definition", &definition, &catalogue.classifiers(), &store::siblings(unit.conn)?);
        if definition.code != row.code || i64::from(definition.version) != i64::from(row.number) {
            let message = format!("this is not version {} of the service `{}`", row.number, row.code);
            wrong.extend(violations("/definition", &[Fault { pointer: "/version".into(), message }]));
        }
        if !wrong.is_empty() {
            return Err(Problem::bad_input(wrong));
        }
        let row = store::rewrite(unit, row.id, &definition)?;
        Reply::record(row.version, &ServiceVersion::of(&row)?)
    })
    .await
}
