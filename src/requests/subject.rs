//! What a request's answers say of its subjects: the form's fields carry the Concept's attributes (par. 25), whatever the service calls them.

use serde_json::Value;

use super::store::RequestRow;
use crate::services::{Published, rules::field::Attribute};

/// The answers of one request, read by attribute.
pub struct Answers<'a> {
    service: &'a Published,
    row: &'a RequestRow,
}

impl<'a> Answers<'a> {
    /// Of a request of a service.
    pub fn of(service: &'a Published, row: &'a RequestRow) -> Self {
        Self { service, row }
    }

    /// The answer to the field that carries an attribute.
    pub fn value(&self, attribute: Attribute) -> Option<&'a Value> {
        let field = self.service.definition.fields().find(|field| field.attribute == Some(attribute))?;
        self.row.answers.get(&field.code).filter(|value| !value.is_null())
    }

    /// The same as text.
    pub fn text(&self, attribute: Attribute) -> Option<&'a str> {
        self.value(attribute)?.as_str()
    }

    /// The IDNO of the legal entity: given alone, or with the entity's name.
    pub fn entity(&self) -> Option<&'a str> {
        let value = self.value(Attribute::EntityIdno)?;
        value.as_str().or_else(|| value["idno"].as_str())
    }

    /// All of one or several.
    pub fn all(&self, attribute: Attribute) -> Vec<String> {
        match self.value(attribute) {
            Some(Value::String(text)) => vec![text.clone()],
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            _ => Vec::new(),
        }
    }
}
