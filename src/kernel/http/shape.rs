//! The shape of an input is checked against the very schema that the contract publishes, so that the bound in the schema is the
//! bound that is enforced, and every violation is told at once.

use std::{
    any::{TypeId, type_name},
    collections::{BTreeMap, HashMap},
    sync::{Arc, LazyLock, PoisonError, RwLock},
};

use jsonschema::{Draft, Validator, error::ValidationErrorKind as Wrong};
use serde_json::{Value, json};
use utoipa::ToSchema;

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

static SHAPES: LazyLock<RwLock<HashMap<TypeId, Arc<Validator>>>> = LazyLock::new(Default::default);

fn shape_of<T: ToSchema + 'static>() -> Result<Arc<Validator>, Problem> {
    let key = TypeId::of::<T>();
    if let Some(shape) = SHAPES.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Ok(shape.clone());
    }
    let document = json!({
        "$ref": format!("#/components/schemas/{}", T::name()),
        "components": { "schemas": components_of::<T>() },
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

/// Everything that is wrong with one parameter, by its schema; `name` stands for the place.
pub fn violations_of_parameter(schema: &Value, value: &Value, name: &str) -> Vec<Violation> {
    match compile(schema) {
        Ok(shape) => shape.iter_errors(value).flat_map(|error| explain(&error, name)).collect(),
        Err(_) => Vec::new(),
    }
}

fn explain(error: &jsonschema::ValidationError<'_>, parameter: &str) -> Vec<Violation> {
    let place = if parameter.is_empty() { error.instance_path().to_string() } else { parameter.to_owned() };
    let one = |code, ro: String, ru: String, en: String| vec![Violation::new(place.clone(), code, Text::new(ro, ru, en))];
    match error.kind() {
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

/// A member's name as a JSON pointer writes it (RFC 6901); overlong unknown names are cut, since callers choose them.
fn escape(name: &str) -> String {
    name.chars().take(64).collect::<String>().replace('~', "~0").replace('/', "~1")
}

/// A parameter's schema as the contract shows it: absent, never null.
pub fn tidy_parameter(schema: &mut Value) {
    without_null(schema);
}
