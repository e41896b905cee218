//! Data against the JSON Schema that the contract shows, so that the bound shown is the bound enforced.

use std::collections::BTreeMap;

use jsonschema::{ValidationError, Validator, error::ValidationErrorKind};
use serde::de::DeserializeOwned;
use serde_json::Value;
use utoipa::{
    ToSchema,
    openapi::{RefOr, Schema},
};

use super::check::Fault;
use crate::kernel::violation::below;

/// The validator of a type's schema; none only if the schema itself were wrong.
pub fn validator<T: ToSchema>() -> Option<Validator> {
    let mut parts: Vec<(String, RefOr<Schema>)> = Vec::new();
    T::schemas(&mut parts);
    let parts: BTreeMap<String, RefOr<Schema>> = parts.into_iter().collect();
    let mut schema = serde_json::to_value(T::schema()).ok()?;
    let parts = serde_json::to_value(parts).ok()?;
    schema.as_object_mut()?.insert("components".into(), serde_json::json!({"schemas": parts}));
    jsonschema::options().with_draft(jsonschema::Draft::Draft202012).build(&schema).ok()
}

/// A value that its schema and its type both admit. The schema finds everything at once; the type says the rest.
pub fn admitted<T: DeserializeOwned>(value: &Value, schema: Option<&Validator>) -> Result<T, Vec<Fault>> {
    let Some(schema) = schema else {
        return Err(vec![Fault { pointer: String::new(), message: "the schema of this data could not be built".into() }]);
    };
    let mut faults: Vec<Fault> = Vec::new();
    schema.iter_errors(value).for_each(|error| tell(&error, &mut faults));
    match serde_path_to_error::deserialize(value) {
        Ok(typed) if faults.is_empty() => Ok(typed),
        Ok(_) => Err(faults),
        Err(error) => {
            let pointer = pointer_of(error.path());
            // Where no variant fits, the type knows better what is wrong.
            faults.retain(|fault| !(fault.message == NO_VARIANT && pointer.starts_with(&fault.pointer)));
            if !faults.iter().any(|fault| fault.pointer == pointer) {
                faults.push(Fault { pointer, message: error.inner().to_string() });
            }
            Err(faults)
        }
    }
}

const NO_VARIANT: &str = "none of the possible variants";

/// Notes an error; of a value with variants, the errors of the variant that was meant.
fn tell(error: &ValidationError<'_>, faults: &mut Vec<Fault>) {
    let pointer = error.instance_path().to_string();
    let ValidationErrorKind::OneOfNotValid { context } = error.kind() else {
        return faults.push(Fault { pointer, message: error.to_string() });
    };
    let mut meant = context.iter().filter(|branch| !branch.iter().any(|error| is_of_another_variant(&pointer, error)));
    match (meant.next(), meant.next()) {
        (Some(branch), None) => branch.iter().for_each(|error| tell(error, faults)),
        _ => faults.push(Fault { pointer, message: NO_VARIANT.into() }),
    }
}

/// Another type, another tag (`type`, `by`), or another operator: that variant was not meant.
fn is_of_another_variant(base: &str, error: &ValidationError<'_>) -> bool {
    let at = error.instance_path().to_string();
    match error.kind() {
        ValidationErrorKind::Type { .. } | ValidationErrorKind::AdditionalProperties { .. } => at == base,
        ValidationErrorKind::Enum { .. } => at == below(base, "type") || at == below(base, "by"),
        _ => false,
    }
}

fn pointer_of(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter().fold(String::new(), |pointer, segment| match segment {
        Segment::Seq { index } => below(&pointer, index),
        Segment::Map { key } => below(&pointer, key),
        Segment::Enum { .. } | Segment::Unknown => pointer,
    })
}
