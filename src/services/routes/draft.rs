//! What administrators send: definitions, with the checks that every one of them passes before it is kept.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{AllOfBuilder, Ref, RefOr, Schema},
};
use validator::{Validate, ValidationErrors};

use super::wire::violations;
use crate::{
    kernel::{problem::Problem, violation::Violation},
    services::{
        rules::{check::Fault, classifier::Classifiers, definition::ServiceDefinition, load},
        store::Sibling,
    },
};

static EXAMPLE: LazyLock<Value> = LazyLock::new(|| serde_saphyr::from_str(include_str!("../example.yaml")).unwrap_or_default());

/// A small complete definition as this version of this service, for the contract.
pub fn example(code: &str, version: u32) -> Value {
    let mut example = EXAMPLE.clone();
    example["code"] = code.into();
    example["version"] = version.into();
    if code == "invitation" {
        example["domainCode"] = "INV".into();
    }
    example
}

/// A body that is a definition, with an example that fits its operation.
macro_rules! definition_body {
    ($(#[$about:meta])* $name:ident, $title:literal, $code:literal, $version:literal) => {
        $(#[$about])*
        #[derive(Debug, Clone, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub ServiceDefinition);

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                AllOfBuilder::new()
                    .item(Ref::from_schema_name(ServiceDefinition::name()))
                    .description(Some($title))
                    .examples([json!(example($code, $version))])
                    .into()
            }
        }

        impl ToSchema for $name {
            fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
                schemas.push((ServiceDefinition::name().into_owned(), ServiceDefinition::schema()));
                ServiceDefinition::schemas(schemas);
            }
        }

        /// Everything beyond the shape needs the classifiers: see [`admit`].
        impl Validate for $name {
            fn validate(&self) -> Result<(), ValidationErrors> {
                Ok(())
            }
        }
    };
}

definition_body! {
    /// The first version of a new service, as a concept.
    NewService, "The first version of a new service; it is kept as a concept.", "file-extract", 1
}
definition_body! {
    /// A further version of a service, as a concept.
    NewServiceVersion, "A further version of a service; it is kept as a concept.", "invitation", 2
}

/// A definition as it is kept before it is published: its days come with the publication.
pub fn as_concept(mut definition: ServiceDefinition) -> ServiceDefinition {
    definition.concept = true;
    (definition.valid_from, definition.valid_to) = (None, None);
    definition
}

/// Everything that is wrong with a definition, alone and beside the other services, as violations below a place.
pub fn violations_in(
    place: &str,
    definition: &ServiceDefinition,
    classifiers: &Classifiers,
    others: &[Sibling],
) -> Vec<Violation> {
    let mut faults = load::faults(definition, classifiers);
    faults.extend(taken(definition, others));
    violations(place, &faults)
}

/// Refuses a definition that is not sound.
pub fn admit(place: &str, definition: &ServiceDefinition, classifiers: &Classifiers, others: &[Sibling]) -> Result<(), Problem> {
    let found = violations_in(place, definition, classifiers, others);
    if found.is_empty() { Ok(()) } else { Err(Problem::bad_input(found)) }
}

/// The short code begins registration numbers, so that two services never share it.
pub fn taken(definition: &ServiceDefinition, others: &[Sibling]) -> Option<Fault> {
    let other = others.iter().find(|other| other.code != definition.code && other.domain_code == definition.domain_code)?;
    let message = format!("`{}` is already the short code of the service `{}`", definition.domain_code, other.code);
    Some(Fault { pointer: "/domainCode".into(), message })
}
