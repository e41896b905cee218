//! What a request's answers say of its subjects: the form's fields carry the Concept's attributes (par. 25), whatever the service calls them.

use serde_json::Value;

use super::store::RequestRow;
use crate::services::{
    Published,
    rules::field::{AnswerType, Attribute, FormField},
};

/// The answers of one request, read by attribute. Where those it is for are a group of the form, one item of that group is looked at too.
#[derive(Clone, Copy)]
pub struct Answers<'a> {
    service: &'a Published,
    row: &'a RequestRow,
    item: usize,
}

impl<'a> Answers<'a> {
    /// Of a request of a service; of several persons it is for, the first.
    pub fn of(service: &'a Published, row: &'a RequestRow) -> Self {
        Self { service, row, item: 0 }
    }

    /// For each person it is for.
    pub fn each(service: &'a Published, row: &'a RequestRow) -> Vec<Self> {
        let items = group(service).and_then(|(code, _)| row.answers.get(code)?.as_array()).map_or(1, Vec::len);
        (0..items.max(1)).map(|item| Self { service, row, item }).collect()
    }

    /// The answer to the field that carries an attribute.
    pub fn value(&self, attribute: Attribute) -> Option<&'a Value> {
        let carries = |field: &&FormField| field.attribute == Some(attribute);
        let whole = self.service.definition.fields().find(carries).and_then(|field| self.row.answers.get(&field.code));
        let of_item = || {
            let (code, fields) = group(self.service)?;
            self.row.answers.get(code)?.get(self.item)?.get(&fields.iter().find(carries)?.code)
        };
        whole.or_else(of_item).filter(|value| !value.is_null())
    }

    /// The same as text.
    pub fn text(&self, attribute: Attribute) -> Option<&'a str> {
        self.value(attribute)?.as_str()
    }

    /// The answer to a field that carries no attribute, by its code; in a group the code goes after the item's name (`inviteeDocumentKind`).
    pub fn part(&self, code: &str) -> Option<&'a str> {
        let of_item = || {
            let (group, fields) = group(self.service)?;
            let ending = format!("{}{}", code.get(..1)?.to_uppercase(), code.get(1..)?);
            let field = fields.iter().find(|field| field.code.ends_with(&ending))?;
            self.row.answers.get(group)?.get(self.item)?.get(&field.code)
        };
        self.row.answers.get(code).or_else(of_item)?.as_str()
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

/// The group of those it is for, where the form has one.
pub fn group(service: &Published) -> Option<(&str, &[FormField])> {
    let field = service.definition.fields().find(|field| field.attribute == Some(Attribute::Beneficiaries))?;
    match &field.answer {
        AnswerType::Group { fields, .. } => Some((&field.code, fields)),
        _ => None,
    }
}
