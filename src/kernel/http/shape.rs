//! The shape of an input is checked against the very schema that the contract publishes, so that the bound in the schema is the
//! bound that is enforced, and every violation is told at once.

use std::{
    any::{TypeId, type_name},
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Arc, LazyLock, PoisonError, RwLock},
};

use jsonschema::{Draft, Validator, error::ValidationErrorKind as Wrong};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::bounds;
use crate::kernel::{problem::Problem, text::Text, violation::Violation};

/// The schema of `T` and of everything it names, as the contract writes them (components by name).
pub fn components_of<T: ToSchema>() -> BTreeMap<String, Value> {
    let mut named = Vec::new();
    T::schemas(&mut named);
    named.push((T::name().into_owned(), T::schema()));
    named
        .into_iter()
        .map(|(name, schema)| {
            let mut schema = serde_json::to_value(schema).unwrap_or_default();
            if !name.ends_with("Patch") {
                without_null(&mut schema);
            }
            bounds::by_format(&mut schema);
            (name, schema)
        })
        .collect()
}

/// A field that may be absent is left out; it is never `null`. Only merge patches know null ("remove").
fn without_null(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            if let Some(Value::Array(kinds)) = members.get_mut("type") {
                kinds.retain(|kind| kind != "null");
                if let [only] = kinds.as_slice() {
                    let only = only.clone();
                    members.insert("type".into(), only);
                }
            }
            for choice in ["oneOf", "anyOf"] {
                if let Some(Value::Array(choices)) = members.get_mut(choice) {
                    choices.retain(|choice| choice != &json!({"type": "null"}));
                    if let [only] = choices.as_slice() {
                        let only = only.clone();
                        members.remove(choice);
                        if let Value::Object(only) = only {
                            members.extend(only);
                        }
                    }
                }
            }
            members.values_mut().for_each(without_null);
        }
        Value::Array(items) => items.iter_mut().for_each(without_null),
        _ => {}
    }
}

/// The variants of an enumeration with members, which utoipa leaves open, refuse unknown members like everything that is sent.
/// Applied to whatever a request can hold, in the contract and in the check alike.
pub fn close_variants(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            if let Some(Value::Array(variants)) = members.get_mut("oneOf") {
                for variant in variants.iter_mut().filter_map(Value::as_object_mut) {
                    if variant.contains_key("properties") && !variant.contains_key("additionalProperties") {
                        variant.insert("additionalProperties".into(), false.into());
                    }
                }
            }
            members.values_mut().for_each(close_variants);
        }
        Value::Array(items) => items.iter_mut().for_each(close_variants),
        _ => {}
    }
}

/// The names of the schemas that a schema refers to.
pub fn references(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(members) => {
            if let Some(name) = members.get("$ref").and_then(Value::as_str).and_then(|name| name.rsplit('/').next()) {
                found.insert(name.to_owned());
            }
            members.values().for_each(|member| references(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

static SHAPES: LazyLock<RwLock<HashMap<TypeId, Arc<Validator>>>> = LazyLock::new(Default::default);

fn shape_of<T: ToSchema + 'static>() -> Result<Arc<Validator>, Problem> {
    let key = TypeId::of::<T>();
    if let Some(shape) = SHAPES.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Ok(shape.clone());
    }
    let mut components = components_of::<T>();
    components.values_mut().for_each(close_variants);
    let document = json!({
        "$ref": format!("#/components/schemas/{}", T::name()),
        "components": { "schemas": components },
    });
    let shape = compile(&document).map_err(|cause| Problem::internal(format!("{}: {cause}", type_name::<T>())))?;
    SHAPES.write().unwrap_or_else(PoisonError::into_inner).insert(key, shape.clone());
    Ok(shape)
}

fn compile(schema: &Value) -> Result<Arc<Validator>, String> {
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        .build(schema)
        .map(Arc::new)
        .map_err(|error| error.to_string())
}

/// Everything that is wrong with a body of type `T`.
pub fn violations_of<T: ToSchema + 'static>(body: &Value) -> Result<Vec<Violation>, Problem> {
    let shape = shape_of::<T>()?;
    let mut found: Vec<Violation> = shape.iter_errors(body).flat_map(|error| explain(&error, "")).collect();
    found.sort_by(|a, b| (&a.pointer, a.code).cmp(&(&b.pointer, b.code)));
    found.dedup();
    Ok(found)
}

/// A schema, compiled once.
pub struct Shape(Arc<Validator>);

impl Shape {
    /// Compiles a schema; says what is wrong with it.
    pub fn of(schema: &Value) -> Result<Self, String> {
        compile(schema).map(Self)
    }

    /// Everything that is wrong with one parameter; `name` stands for the place.
    pub fn violations_of_parameter(&self, value: &Value, name: &str) -> Vec<Violation> {
        self.0.iter_errors(value).flat_map(|error| explain(&error, name)).collect()
    }

    /// Everything that is wrong with a value that stands at a place of a body.
    pub fn violations(&self, value: &Value, place: &str) -> Vec<Violation> {
        let mut found: Vec<Violation> = self.0.iter_errors(value).flat_map(|error| explain(&error, "")).collect();
        found.iter_mut().for_each(|violation| violation.pointer.insert_str(0, place));
        found.sort_by(|a, b| (&a.pointer, a.code).cmp(&(&b.pointer, b.code)));
        found.dedup();
        found
    }
}

fn explain(error: &jsonschema::ValidationError<'_>, parameter: &str) -> Vec<Violation> {
    let place = if parameter.is_empty() { error.instance_path().to_string() } else { parameter.to_owned() };
    let one = |code, ro: String, ru: String, en: String| vec![Violation::new(place.clone(), code, Text::new(ro, ru, en))];
    match error.kind() {
        Wrong::OneOfNotValid { context } => match meant_variant(&error.instance_path().to_string(), context) {
            Some(variant) => variant.iter().flat_map(|error| explain(error, parameter)).collect(),
            None => one(
                "no-variant",
                "Niciuna dintre formele admise.".into(),
                "Ни одна из допустимых форм.".into(),
                "None of the forms that are accepted.".into(),
            ),
        },
        Wrong::AdditionalProperties { unexpected } | Wrong::UnevaluatedProperties { unexpected } => unexpected
            .iter()
            .map(|name| {
                Violation::new(
                    format!("{place}/{}", escape(name)),
                    "unknown-field",
                    Text::new("Câmp necunoscut.", "Неизвестное поле.", "Unknown field."),
                )
            })
            .collect(),
        Wrong::Required { property } => vec![Violation::new(
            format!("{place}/{}", escape(property.as_str().unwrap_or_default())),
            "required",
            Text::new("Câmpul este obligatoriu.", "Поле обязательно.", "The field is required."),
        )],
        Wrong::Type { kind } => {
            let kind = match kind {
                jsonschema::error::TypeKind::Single(kind) => kind.to_string(),
                jsonschema::error::TypeKind::Multiple(_) => "one of several types".into(),
            };
            one(
                "wrong-type",
                format!("Tip greșit; se așteaptă: {kind}."),
                format!("Неверный тип; ожидается: {kind}."),
                format!("Wrong type; expected: {kind}."),
            )
        }
        Wrong::Enum { options } => {
            let options = options
                .as_array()
                .into_iter()
                .flatten()
                .map(|option| option.as_str().unwrap_or("null"))
                .collect::<Vec<_>>()
                .join(", ");
            one(
                "not-a-choice",
                format!("Se acceptă numai: {options}."),
                format!("Допустимо только: {options}."),
                format!("Only these are accepted: {options}."),
            )
        }
        Wrong::MaxLength { limit } => one(
            "too-long",
            format!("Cel mult {limit} caractere."),
            format!("Не более {limit} символов."),
            format!("At most {limit} characters."),
        ),
        Wrong::MinLength { limit } => one(
            "too-short",
            format!("Cel puțin {limit} caractere."),
            format!("Не менее {limit} символов."),
            format!("At least {limit} characters."),
        ),
        Wrong::MaxItems { limit } => one(
            "too-many",
            format!("Cel mult {limit} elemente."),
            format!("Не более {limit} элементов."),
            format!("At most {limit} items."),
        ),
        Wrong::MinItems { limit } => one(
            "too-few",
            format!("Cel puțin {limit} elemente."),
            format!("Не менее {limit} элементов."),
            format!("At least {limit} items."),
        ),
        Wrong::MinProperties { limit } => one(
            "too-few",
            format!("Cel puțin {limit} dintre câmpuri."),
            format!("Не менее {limit} из полей."),
            format!("At least {limit} of the fields."),
        ),
        Wrong::MaxProperties { limit } => one(
            "too-many",
            format!("Cel mult {limit} câmpuri."),
            format!("Не более {limit} полей."),
            format!("At most {limit} fields."),
        ),
        Wrong::Maximum { limit } | Wrong::ExclusiveMaximum { limit } => {
            one("too-large", format!("Cel mult {limit}."), format!("Не более {limit}."), format!("At most {limit}."))
        }
        Wrong::Minimum { limit } | Wrong::ExclusiveMinimum { limit } => {
            one("too-small", format!("Cel puțin {limit}."), format!("Не менее {limit}."), format!("At least {limit}."))
        }
        Wrong::Pattern { pattern } => one(
            "wrong-format",
            format!("Nu corespunde formatului {pattern}."),
            format!("Не соответствует формату {pattern}."),
            format!("Does not match the format {pattern}."),
        ),
        Wrong::Format { format } => one(
            "wrong-format",
            format!("Nu corespunde formatului {format}."),
            format!("Не соответствует формату {format}."),
            format!("Does not match the format {format}."),
        ),
        other => one(
            "invalid",
            format!("Regula încălcată: {}.", other.keyword()),
            format!("Нарушено правило: {}.", other.keyword()),
            format!("Broken rule: {}.", other.keyword()),
        ),
    }
}

/// Of the forms that a value may have, the one that was meant: not of another type, not with another tag; if several are left, the one
/// without unknown members (the tag may be a member's name).
fn meant_variant<'a, 'e>(
    base: &str,
    variants: &'a [Vec<jsonschema::ValidationError<'e>>],
) -> Option<&'a Vec<jsonschema::ValidationError<'e>>> {
    let only = |variants: &[&'a Vec<jsonschema::ValidationError<'e>>]| match variants {
        [only] => Some(*only),
        _ => None,
    };
    let other_kind = |error: &jsonschema::ValidationError<'e>| {
        let place = error.instance_path().to_string();
        let inside = place.strip_prefix(base).unwrap_or_default();
        match error.kind() {
            Wrong::Type { .. } => inside.is_empty(),
            Wrong::Constant { .. } => inside.matches('/').count() == 1,
            Wrong::Enum { options } => inside.matches('/').count() == 1 && options.as_array().is_some_and(|tags| tags.len() == 1),
            _ => false,
        }
    };
    let unknown_member = |error: &jsonschema::ValidationError<'e>| {
        matches!(error.kind(), Wrong::AdditionalProperties { .. }) && error.instance_path().to_string() == base
    };
    let likely: Vec<_> = variants.iter().filter(|variant| !variant.iter().any(other_kind)).collect();
    only(&likely).or_else(|| {
        let likely: Vec<_> = likely.into_iter().filter(|variant| !variant.iter().any(unknown_member)).collect();
        only(&likely)
    })
}

/// A member's name as a JSON pointer writes it (RFC 6901); overlong unknown names are cut, since callers choose them.
fn escape(name: &str) -> String {
    name.chars().take(64).collect::<String>().replace('~', "~0").replace('/', "~1")
}

/// A parameter's schema as the contract shows it: absent, never null.
pub fn tidy_parameter(schema: &mut Value) {
    without_null(schema);
    bounds::by_format(schema);
}
