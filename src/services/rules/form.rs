//! The form of a service as JSON Schema (2020-12), so that any client can draw it and check it.
//!
//! Labels stand beside the schema in three languages (`x-label`, `x-help`). What a schema cannot say (check digits, dates
//! relative to the filing day, ages) is checked by `answers` alone and noted as `x-` members. Pure, so cacheable by
//! service, version, language and day.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::{
    classifier::{COUNTRIES, Classifiers, RELATIONS},
    condition::Condition,
    definition::ServiceDefinition,
    field::{AddressPlace, AnswerType, FormField},
    values::{self, ADDRESS_PARTS, ENTITY_PARTS, HOME, PERSON_PARTS, Part, pattern},
};
use crate::kernel::{
    money::Money,
    text::{Language, Text},
};

/// The schema of complete answers, with titles in one language, for requests filed on this day.
pub fn json_schema(definition: &ServiceDefinition, language: Language, classifiers: &Classifiers, day: NaiveDate) -> Value {
    let drawing = Drawing { definition, language, classifiers, day };
    let mut rules = Vec::new();
    let mut schema = drawing.object(definition.fields(), None, &mut rules);
    let mut document = Map::new();
    document.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    document.insert("title".into(), json!(definition.texts.title.in_language(language)));
    document.insert("x-service".into(), json!({"code": definition.code, "version": definition.version}));
    document.append(&mut schema);
    if !rules.is_empty() {
        document.insert("allOf".into(), Value::Array(rules));
    }
    let section = |section: &super::field::FormSection| {
        let fields: Vec<&str> = section.fields.iter().map(|field| field.code.as_str()).collect();
        json!({
            "code": section.code, "title": section.title.in_language(language), "x-label": section.title,
            "x-help": section.help, "fields": fields,
        })
    };
    document.insert("x-sections".into(), definition.form.iter().map(section).collect());
    Value::Object(document)
}

struct Drawing<'a> {
    definition: &'a ServiceDefinition,
    language: Language,
    classifiers: &'a Classifiers,
    day: NaiveDate,
}

impl Drawing<'_> {
    /// A closed object of fields. Rules over several fields go to `rules`, those of a group's items that look only at the item
    /// to the item's own `allOf`.
    fn object<'f>(
        &self,
        fields: impl Iterator<Item = &'f FormField>,
        group: Option<&str>,
        rules: &mut Vec<Value>,
    ) -> Map<String, Value> {
        let (mut properties, mut required, mut inner) = (Map::new(), Vec::new(), Vec::new());
        for field in fields {
            properties.insert(field.code.clone(), self.field(field, rules));
            if field.required && field.visible_when.is_none() {
                required.push(json!(field.code));
            }
            self.conditional(field, group, rules, &mut inner);
        }
        let mut schema = Map::new();
        schema.insert("type".into(), json!("object"));
        schema.insert("additionalProperties".into(), json!(false));
        schema.insert("properties".into(), Value::Object(properties));
        if !required.is_empty() {
            schema.insert("required".into(), Value::Array(required));
        }
        if group.is_some() {
            if !inner.is_empty() {
                schema.insert("allOf".into(), Value::Array(inner));
            }
        } else {
            rules.append(&mut inner);
        }
        schema
    }

    /// "Asked only when" and "required when", as if/then.
    fn conditional(&self, field: &FormField, group: Option<&str>, rules: &mut Vec<Value>, inner: &mut Vec<Value>) {
        let must = json!({"required": [field.code]});
        let must_not = json!({"properties": {(field.code.as_str()): false}});
        let (visible, needed) = (field.visible_when.as_ref(), field.required_when.as_ref());
        let mut say = |conditions: &[(&Condition, bool)], consequence: &Value| {
            let Some((outside, inside)) = self.split(conditions, group) else { return };
            let rule = implication(inside, consequence.clone());
            match group {
                Some(group) if !outside.is_empty() => {
                    rules.push(implication(outside, json!({"properties": {(group): {"items": rule}}})));
                }
                _ => inner.push(implication(outside, rule)),
            }
        };
        if let Some(visible) = visible {
            say(&[(visible, false)], &must_not);
            if field.required {
                say(&[(visible, true)], &must);
            }
        }
        if let Some(needed) = needed {
            let mut both = vec![(needed, true)];
            both.extend(visible.map(|visible| (visible, true)));
            say(&both, &must);
        }
    }

    /// Conditions as schemas, those that look outside the group apart from those that look at its item. None where one
    /// cannot be said.
    fn split(&self, conditions: &[(&Condition, bool)], group: Option<&str>) -> Option<(Vec<Value>, Vec<Value>)> {
        let members = group.and_then(|group| self.definition.group(group)).unwrap_or_default();
        let (mut outside, mut inside) = (Vec::new(), Vec::new());
        for (condition, positive) in conditions {
            let schema = self.condition(condition)?;
            let schema = if *positive { schema } else { json!({"not": schema}) };
            let looks_inside = condition.fields().iter().any(|code| members.iter().any(|member| member.code == *code));
            if group.is_none() || looks_inside { inside.push(schema) } else { outside.push(schema) }
        }
        Some((outside, inside))
    }

    fn condition(&self, condition: &Condition) -> Option<Value> {
        let on = |field: &str, test: Value| {
            let test = if self.is_list(field) { json!({"contains": test}) } else { test };
            json!({"properties": {(field): test}, "required": [field]})
        };
        let several = |several: &[Condition]| several.iter().map(|each| self.condition(each)).collect::<Option<Vec<_>>>();
        Some(match condition {
            Condition::Equals { field, value } => on(field, json!({"const": value.to_json()})),
            Condition::In { field, values } => {
                on(field, json!({"enum": values.iter().map(super::condition::Scalar::to_json).collect::<Vec<_>>()}))
            }
            Condition::Listed { field, classifier } => on(field, json!({"enum": self.classifiers.codes(classifier, self.day)})),
            Condition::Present { field } => json!({"required": [field]}),
            Condition::All(all) => json!({"allOf": several(all)?}),
            Condition::Any(any) => json!({"anyOf": several(any)?}),
            Condition::Not(other) => json!({"not": self.condition(other)?}),
            Condition::AgeAtLeast { .. } => return None,
        })
    }

    /// Whether the answers to a field are lists.
    fn is_list(&self, code: &str) -> bool {
        let inside = |field: &FormField| match &field.answer {
            AnswerType::Group { fields, .. } => fields.iter().any(|field| field.code == code && answers_are_lists(field)),
            _ => false,
        };
        self.definition.fields().any(|field| (field.code == code && answers_are_lists(field)) || inside(field))
    }

    fn field(&self, field: &FormField, rules: &mut Vec<Value>) -> Value {
        let mut schema = Map::new();
        schema.insert("title".into(), json!(field.label.in_language(self.language)));
        schema.insert("x-label".into(), json!(field.label));
        if let Some(help) = &field.help {
            schema.insert("description".into(), json!(help.in_language(self.language)));
            schema.insert("x-help".into(), json!(help));
        }
        for (name, condition) in [("x-visible-when", &field.visible_when), ("x-required-when", &field.required_when)] {
            if let Some(condition) = condition {
                schema.insert(name.into(), json!(condition));
            }
        }
        if let Value::Object(mut answer) = self.answer(field, rules) {
            schema.append(&mut answer);
        }
        Value::Object(schema)
    }

    fn answer(&self, field: &FormField, rules: &mut Vec<Value>) -> Value {
        match &field.answer {
            AnswerType::Text { min_length, max_length, format } => json!({
                "type": "string", "minLength": min_length, "maxLength": max_length, "pattern": pattern(*format),
                "x-format": format,
            }),
            AnswerType::Date { not_before, not_after, partial } => {
                let dates = if *partial { "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" } else { "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" };
                json!({"type": "string", "pattern": dates, "maxLength": 10, "x-not-before": not_before, "x-not-after": not_after})
            }
            AnswerType::Country { max_items, former, special } => {
                let code = json!({"type": "string", "pattern": "^[A-Z]{3}$", "x-classifier": COUNTRIES,
                    "x-former": former, "x-special": special});
                list(code, *max_items)
            }
            AnswerType::Choice { options, classifier, max_items } => {
                list(self.choice(options, classifier.as_deref()), *max_items)
            }
            AnswerType::Office {} => json!({"type": "string", "enum": self.definition.offices, "x-classifier": "offices"}),
            AnswerType::Boolean { must_be_true: true } => json!({"type": "boolean", "const": true}),
            AnswerType::Boolean { must_be_true: false } => json!({"type": "boolean"}),
            AnswerType::Integer { min, max } => json!({"type": "integer", "minimum": min, "maximum": max}),
            AnswerType::Money { min, max, not_under } => self.money(*min, *max, not_under.as_deref()),
            AnswerType::Address { place } => {
                let mut schema = parts(ADDRESS_PARTS, &["country", "locality"]);
                let country = match place {
                    AddressPlace::Moldova => json!({"type": "string", "const": HOME}),
                    AddressPlace::Abroad => json!({"type": "string", "pattern": "^[A-Z]{3}$", "not": {"const": HOME}}),
                    AddressPlace::Any => json!({"type": "string", "pattern": "^[A-Z]{3}$"}),
                };
                set(&mut schema, "country", country);
                schema
            }
            AnswerType::Person { relation } => {
                let required: &[&str] =
                    if *relation { &["surname", "givenName", "birthDate", "relation"] } else { &["surname", "givenName"] };
                let mut schema = parts(PERSON_PARTS, required);
                set(&mut schema, "idnp", json!({"type": "string", "pattern": "^[02][0-9]{12}$"}));
                set(&mut schema, "relation", self.choice(&[], Some(RELATIONS)));
                schema
            }
            AnswerType::LegalEntity {} => {
                let mut schema = parts(ENTITY_PARTS, &["idno"]);
                set(&mut schema, "idno", json!({"type": "string", "pattern": "^1[0-9]{12}$"}));
                schema
            }
            AnswerType::Idnp {} => json!({"type": "string", "pattern": "^[02][0-9]{12}$"}),
            AnswerType::Group { min_items, max_items, fields } => {
                let item = self.object(fields.iter(), Some(&field.code), rules);
                json!({"type": "array", "minItems": min_items, "maxItems": max_items, "items": item})
            }
        }
    }

    fn choice(&self, options: &[super::field::ChoiceOption], classifier: Option<&str>) -> Value {
        let labelled =
            |code: &str, label: &Text| json!({"const": code, "title": label.in_language(self.language), "x-label": label});
        let entries =
            classifier.and_then(|list| self.classifiers.get(list)).map(|list| list.entries.as_slice()).unwrap_or_default();
        let in_force = entries.iter().filter(|entry| super::tariff::Dated::in_force(*entry, self.day));
        let choices: Vec<Value> = match classifier {
            Some(_) => in_force.map(|entry| labelled(&entry.code, &entry.label)).collect(),
            None => options.iter().map(|option| labelled(&option.code, &option.label)).collect(),
        };
        json!({"type": "string", "oneOf": choices, "x-classifier": classifier})
    }

    fn money(&self, min: Option<Money>, max: Option<Money>, setting: Option<&str>) -> Value {
        let least = min.max(setting.and_then(|code| values::setting_on(self.definition, code, self.day)));
        json!({
            "type": "object", "additionalProperties": false, "required": ["amount", "currency"],
            "properties": {
                "amount": {"type": "string", "pattern": "^[0-9]{1,7}\\.[0-9]{2}$"},
                "currency": {"type": "string", "const": crate::kernel::money::CURRENCY},
            },
            "x-minimum": least, "x-maximum": max,
        })
    }
}

fn answers_are_lists(field: &FormField) -> bool {
    match field.answer {
        AnswerType::Country { max_items, .. } | AnswerType::Choice { max_items, .. } => max_items > 1,
        _ => false,
    }
}

fn list(item: Value, most: u32) -> Value {
    if most <= 1 {
        return item;
    }
    json!({"type": "array", "minItems": 1, "maxItems": most, "uniqueItems": true, "items": item})
}

fn parts(parts: &[Part], required: &[&str]) -> Value {
    let property = |part: &Part| {
        let schema = json!({"type": "string", "minLength": 1, "maxLength": part.most, "pattern": pattern(part.format)});
        (part.name.to_owned(), schema)
    };
    let properties: Map<String, Value> = parts.iter().map(property).collect();
    json!({"type": "object", "additionalProperties": false, "required": required, "properties": properties})
}

fn set(schema: &mut Value, name: &str, property: Value) {
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        properties.insert(name.to_owned(), property);
    }
}

fn implication(mut conditions: Vec<Value>, consequence: Value) -> Value {
    match (conditions.pop(), conditions.is_empty()) {
        (None, _) => consequence,
        (Some(only), true) => json!({"if": only, "then": consequence}),
        (Some(last), false) => {
            conditions.push(last);
            json!({"if": {"allOf": conditions}, "then": consequence})
        }
    }
}
