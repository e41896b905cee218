//! Parameters in the path and the query: closed and bounded like bodies.

use std::{
    any::TypeId,
    collections::HashMap,
    sync::{Arc, LazyLock, PoisonError, RwLock},
};

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures_util::future::{Ready, ready};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use utoipa::{
    IntoParams,
    openapi::path::{Parameter, ParameterIn},
};

use super::shape::{Shape, tidy_parameter};
use crate::kernel::{problem::Problem, text::Text, violation::Violation};

/// The parameters of the path.
pub struct At<T>(pub T);

/// The parameters of the query.
pub struct Asked<T>(pub T);

/// The documented parameters of `T`.
pub fn parameters_of<T: IntoParams>(place: ParameterIn) -> Vec<Parameter> {
    T::into_params(|| Some(place.clone()))
}

struct Known {
    name: String,
    shape: Shape,
    kind: String,
    required: bool,
}

/// Parameters by their type and place.
type KnownParameters = RwLock<HashMap<(TypeId, bool), Arc<Vec<Known>>>>;

static KNOWN: LazyLock<KnownParameters> = LazyLock::new(Default::default);

/// The parameters of a type; their schemas are compiled once, for all calls.
fn known<T: IntoParams + 'static>(path: bool) -> Result<Arc<Vec<Known>>, Problem> {
    let key = (TypeId::of::<T>(), path);
    if let Some(known) = KNOWN.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Ok(known.clone());
    }
    let place = if path { ParameterIn::Path } else { ParameterIn::Query };
    let found = parameters_of::<T>(place)
        .into_iter()
        .map(|parameter| {
            let written = serde_json::to_value(&parameter).unwrap_or_default();
            let mut schema = written["schema"].clone();
            tidy_parameter(&mut schema);
            let kind = schema["type"].as_str().unwrap_or("string").to_owned();
            let shape = Shape::of(&schema).map_err(|cause| Problem::internal(format!("{}: {cause}", parameter.name)))?;
            Ok(Known { name: parameter.name, shape, kind, required: written["required"] == true })
        })
        .collect::<Result<Vec<_>, Problem>>()?;
    let found = Arc::new(found);
    KNOWN.write().unwrap_or_else(PoisonError::into_inner).insert(key, found.clone());
    Ok(found)
}

/// A parameter's text as the JSON value that its schema speaks of.
fn typed(text: &str, kind: &str) -> Value {
    match kind {
        "integer" => text.parse::<i64>().map_or_else(|_| text.into(), Into::into),
        "number" => text.parse::<f64>().map_or_else(|_| text.into(), Into::into),
        "boolean" => text.parse::<bool>().map_or_else(|_| text.into(), Into::into),
        "array" => Value::Array(text.split(',').map(Into::into).collect()),
        _ => text.into(),
    }
}

fn read<T: DeserializeOwned + IntoParams + 'static>(pairs: Vec<(String, String)>, path: bool) -> Result<T, Problem> {
    let known = known::<T>(path)?;
    let mut violations = Vec::new();
    let mut values = Map::new();
    for (name, text) in pairs {
        let Some(parameter) = known.iter().find(|known| known.name == name) else {
            let shown: String = name.chars().take(64).collect();
            violations.push(Violation::new(
                shown,
                "unknown-parameter",
                Text::new("Parametru necunoscut.", "Неизвестный параметр.", "Unknown parameter."),
            ));
            continue;
        };
        if text.contains('\0') {
            violations.push(Violation::new(
                name,
                "nul-character",
                Text::new("Conține caracterul U+0000.", "Содержит символ U+0000.", "Contains the character U+0000."),
            ));
            continue;
        }
        let value = typed(&text, &parameter.kind);
        violations.extend(parameter.shape.violations_of_parameter(&value, &parameter.name));
        if values.insert(name.clone(), value).is_some() {
            violations.push(Violation::new(
                name,
                "given-twice",
                Text::new("Parametrul apare de două ori.", "Параметр указан дважды.", "The parameter is given twice."),
            ));
        }
    }
    for parameter in known.iter().filter(|parameter| parameter.required && !values.contains_key(&parameter.name)) {
        violations.push(Violation::new(
            parameter.name.clone(),
            "required",
            Text::new("Parametrul este obligatoriu.", "Параметр обязателен.", "The parameter is required."),
        ));
    }
    if !violations.is_empty() {
        return Err(Problem::bad_input(violations));
    }
    serde_path_to_error::deserialize(Value::Object(values)).map_err(|error| {
        Problem::violation(
            error.path().to_string(),
            "invalid",
            Text::new("Valoare nevalidă.", "Недопустимое значение.", "Not a valid value."),
        )
    })
}

impl<T: DeserializeOwned + IntoParams + 'static> FromRequest for At<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let pairs = request.match_info().iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        ready(read(pairs, true).map(Self))
    }
}

impl<T: DeserializeOwned + IntoParams + 'static> FromRequest for Asked<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let pairs = url::form_urlencoded::parse(request.query_string().as_bytes())
            .map(|(name, text)| (name.into_owned(), text.into_owned()))
            .collect();
        ready(read(pairs, false).map(Self))
    }
}

/// Every operation without query parameters refuses any.
#[derive(Debug, serde::Deserialize, IntoParams)]
pub struct NoQuery {}
