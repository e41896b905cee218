//! What public content says and hears on the wire, where more than one operation does.

pub mod item;
pub mod section;
pub mod texts;
pub mod version;

use serde::{Deserialize, Deserializer};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, Type, schema::AdditionalProperties},
};

/// A field of a merge patch that can be removed: absent is `None`, null is `Some(None)`.
pub fn removable<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// The fields that only a type has, by their names.
pub struct ContentFields;

impl PartialSchema for ContentFields {
    fn schema() -> RefOr<Schema> {
        let name = ObjectBuilder::new().schema_type(Type::String).max_length(Some(40));
        ObjectBuilder::new()
            .description(Some(
                "What only the item's type has, by the field's name; `GET /content-types/{typeCode}` gives their JSON Schema. A patch \
                 merges them and removes one by null.",
            ))
            .property_names(Some(name))
            .additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(true)))
            .max_properties(Some(40))
            .examples([serde_json::json!({ "service": "invitation" })])
            .into()
    }
}

impl ToSchema for ContentFields {}
