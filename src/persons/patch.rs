//! A merge patch (RFC 7396) of a person's attributes. Its schema is the attributes' own, with everything optional and nullable,
//! so that what may be written at registration and what may be changed can never drift apart.

use std::{borrow::Cow, collections::BTreeMap};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, Schema},
};
use validator::Validate;

use super::attributes::PersonAttributes;
use crate::kernel::{
    http::shape::{components_of, violations_of},
    problem::Problem,
    violation::Violation,
};

/// What is to be changed of a person, and why.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({
    "reason": "Pașaport nou prezentat la ghișeu",
    "attributes": { "civilStatus": { "status": "Married", "since": "2026-10-03" }, "ethnicity": null },
})))]
pub struct PersonPatch {
    /// Why; it stands in the history beside the change.
    #[schema(min_length = 3, max_length = 500, examples("Pașaport nou prezentat la ghișeu"))]
    pub reason: String,
    /// The members to be changed.
    pub attributes: PersonAttributesPatch,
    /// Whether surname and given names are put right because they were written wrongly: the person never bore them, and they are not kept.
    /// Otherwise a surname or given names that are replaced stay among `otherNames` as `Former`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub names_corrected: bool,
}

/// Changes of attributes: absent stays, null is removed, objects are changed member by member, arrays are replaced.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonAttributesPatch(Map<String, Value>);

impl PersonAttributesPatch {
    /// The attributes after the change, checked as at registration.
    pub fn apply(&self, present: &PersonAttributes) -> Result<PersonAttributes, Problem> {
        let mut changed = serde_json::to_value(present).map_err(Problem::internal)?;
        merge(&mut changed, &Value::Object(self.0.clone()));
        let violations = violations_of::<PersonAttributes>(&changed)?;
        if !violations.is_empty() {
            let below = |violation: Violation| Violation { pointer: format!("/attributes{}", violation.pointer), ..violation };
            return Err(Problem::bad_input(violations.into_iter().map(below).collect()));
        }
        serde_path_to_error::deserialize(changed).map_err(|error| {
            let pointer = format!("/attributes/{}", error.path().to_string().replace('.', "/"));
            let text = crate::kernel::text::Text::new("Valoare nevalidă.", "Недопустимое значение.", "Not a valid value.");
            Problem::violation(pointer, "invalid", text)
        })
    }
}

/// RFC 7396, section 2.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    let Value::Object(target) = target else { return };
    for (name, change) in patch {
        if change.is_null() {
            target.shift_remove(name);
        } else {
            merge(target.entry(name.as_str()).or_insert(Value::Null), change);
        }
    }
}

/// The schema with every member optional and nullable, groups included.
fn optional(schema: &Value, components: &BTreeMap<String, Value>) -> Value {
    let mut schema = match schema["$ref"].as_str() {
        Some(reference) => components.get(reference.rsplit('/').next().unwrap_or_default()).cloned().unwrap_or_default(),
        None => schema.clone(),
    };
    if let Some(members) = schema.as_object_mut() {
        members.remove("required");
        members.remove("examples");
    }
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        for property in properties.values_mut() {
            *property = or_null(optional(property, components));
        }
    }
    schema
}

fn or_null(mut schema: Value) -> Value {
    let kind = schema["type"].clone();
    if kind.is_string() {
        schema["type"] = json!([kind, "null"]);
    }
    if let Some(choices) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        choices.push(Value::Null);
    }
    schema
}

impl PartialSchema for PersonAttributesPatch {
    fn schema() -> RefOr<Schema> {
        let components = components_of::<PersonAttributes>();
        let name = PersonAttributes::name();
        let written = optional(&components.get(name.as_ref()).cloned().unwrap_or_default(), &components);
        serde_json::from_value(written).unwrap_or_else(|_| RefOr::T(Schema::default()))
    }
}

impl ToSchema for PersonAttributesPatch {
    fn name() -> Cow<'static, str> {
        "PersonAttributesPatch".into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        PersonAttributes::schemas(schemas);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_changed_removed_and_left() {
        // The examples of RFC 7396, appendix A, that concern objects.
        for (target, patch, expected) in [
            (json!({"a": "b"}), json!({"a": "c"}), json!({"a": "c"})),
            (json!({"a": "b", "b": "c"}), json!({"a": null}), json!({"b": "c"})),
            (json!({"a": ["b"]}), json!({"a": "c"}), json!({"a": "c"})),
            (json!({"a": {"b": "c"}}), json!({"a": {"b": "d", "c": null}}), json!({"a": {"b": "d"}})),
            (json!({}), json!({"a": {"bb": {"ccc": null}}}), json!({"a": {"bb": {}}})),
            (json!(["a", "b"]), json!(["c"]), json!(["c"])),
        ] {
            let mut target = target;
            merge(&mut target, &patch);
            assert_eq!(target, expected);
        }
    }

    #[test]
    fn the_schema_is_that_of_the_attributes_but_optional() {
        let schema = serde_json::to_value(PersonAttributesPatch::schema()).expect("a schema");
        assert_eq!(schema["additionalProperties"], false);
        assert!(schema.get("required").is_none());
        assert_eq!(schema["properties"]["ethnicity"]["maxLength"], 100);
        assert_eq!(schema["properties"]["ethnicity"]["type"], json!(["string", "null"]));
        assert_eq!(schema["properties"]["names"]["properties"]["surname"]["type"], json!(["string", "null"]));
        assert!(schema["properties"]["sex"]["enum"].as_array().expect("choices").contains(&Value::Null));
        assert_eq!(schema["properties"]["citizenships"]["maxItems"], 10);
        assert!(schema["properties"]["citizenships"]["items"]["$ref"].is_string());
        let whole = violations_of::<PersonPatch>(
            &json!({ "reason": "corectare", "attributes": { "surname": 1, "ethnicity": "x".repeat(101) } }),
        );
        let found: Vec<_> = whole.expect("a shape").into_iter().map(|violation| violation.pointer).collect();
        assert_eq!(found, ["/attributes/ethnicity", "/attributes/surname"]);
    }
}
