//! What differs between two versions of a row, in the words of the contract.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{PersonId, routes::list_changes_of_person::ChangedThing, store::row::PersonRow};
use crate::kernel::{http::input::camel, id::TypedId, problem::Problem};

/// A field with its value before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FieldChange {
    /// Which field: a JSON pointer into the resource.
    #[schema(examples("/attributes/civilStatus/status"))]
    pub field: String,
    /// Its value before; absent where there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("Single"))]
    pub before: Option<Value>,
    /// Its value after; absent where it was removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("Married"))]
    pub after: Option<Value>,
}

/// Columns that say nothing of the thing itself.
const BOOKKEEPING: [&str; 11] = [
    "id",
    "version",
    "created_at",
    "updated_at",
    "recorded_at",
    "work_id",
    "actor_id",
    "salt",
    "change_reason",
    "number_key",
    "distinct_from",
];

/// Each field that differs between two rows of history, as JSON; the first may be null.
pub fn differences(thing: ChangedThing, before: &Value, after: &Value) -> Result<Vec<FieldChange>, Problem> {
    let mut found = Vec::new();
    compare("", &seen(thing, before)?, &seen(thing, after)?, &mut found);
    Ok(found)
}

/// The row as the contract shows it, without what changes with every version.
fn seen(thing: ChangedThing, row: &Value) -> Result<Value, Problem> {
    let Value::Object(columns) = row else { return Ok(Value::Null) };
    if thing == ChangedThing::Person {
        let row = PersonRow::deserialize(row).map_err(Problem::internal)?;
        let mut shown = serde_json::to_value(row.shown(Vec::new())?).map_err(Problem::internal)?;
        if let Some(members) = shown.as_object_mut() {
            for name in ["personId", "addresses", "createdAt", "updatedAt"] {
                members.shift_remove(name);
            }
        }
        return Ok(shown);
    }
    let told = columns.iter().filter(|(name, value)| !BOOKKEEPING.contains(&name.as_str()) && !value.is_null());
    let written = |name: &str, value: &Value| match (name, value.as_str().and_then(|text| text.parse().ok())) {
        ("person_id" | "relative_id", Some(id)) => Value::from(PersonId::from_uuid(id).to_string()),
        ("file_id", Some(id)) => Value::from(crate::files::FileId::from_uuid(id).to_string()),
        _ => value.clone(),
    };
    Ok(Value::Object(told.map(|(name, value)| (camel(name), written(name, value))).collect::<Map<_, _>>()))
}

fn compare(at: &str, before: &Value, after: &Value, found: &mut Vec<FieldChange>) {
    let empty = Map::new();
    let members = |value: &Value| matches!(value, Value::Object(_) | Value::Null);
    if before == after {
    } else if members(before) && members(after) {
        let (before, after) = (before.as_object().unwrap_or(&empty), after.as_object().unwrap_or(&empty));
        let mut names: Vec<&String> = before.keys().chain(after.keys().filter(|name| !before.contains_key(*name))).collect();
        names.sort();
        for name in names {
            let place = format!("{at}/{name}");
            compare(&place, before.get(name).unwrap_or(&Value::Null), after.get(name).unwrap_or(&Value::Null), found);
        }
    } else {
        let told = |value: &Value| Some(value.clone()).filter(|value| !value.is_null());
        found.push(FieldChange { field: at.to_owned(), before: told(before), after: told(after) });
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_field_is_named_with_what_it_was_and_is() {
        let before = json!({ "id": 1, "version": 1, "locality": "Bălți", "street": null, "valid_to": null });
        let after = json!({ "id": 1, "version": 2, "locality": "Chișinău", "street": "bd. Dacia", "valid_to": null });
        let found = differences(ChangedThing::Address, &before, &after).expect("differences");
        let change = |field: &str, before: Option<&str>, after: &str| FieldChange {
            field: field.into(),
            before: before.map(Value::from),
            after: Some(after.into()),
        };
        assert_eq!(found, [change("/locality", Some("Bălți"), "Chișinău"), change("/street", None, "bd. Dacia")]);
    }
}
