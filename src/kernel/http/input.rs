//! Bodies: JSON, closed, bounded, and every violation told at once.

use std::{future::Future, pin::Pin};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web::BytesMut};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;
use serde_json::Value;
use utoipa::ToSchema;
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

use super::{
    act::{Act, IdempotencyKey},
    shape::violations_of,
    unique::Unique,
};
use crate::kernel::{identifiers::NotAnIdentifier, problem::Problem, text::Text, violation::Violation};

/// The largest JSON body, in bytes. Files travel by `/uploads`.
pub const LARGEST_BODY: usize = 256 * 1024;

/// A body of type `T` that has passed its schema and its own rules.
pub struct Input<T>(pub T);

/// A JSON merge patch (RFC 7396) of type `T`: absent means unchanged, null means removed.
pub struct Patch<T>(pub T);

/// An operation without a body, or an empty answer.
#[derive(Debug, Clone, Copy, Default, serde::Serialize, serde::Deserialize)]
pub struct Nothing {}

type Extracted<T> = Pin<Box<dyn Future<Output = Result<T, Problem>>>>;

impl<T: DeserializeOwned + ToSchema + Validate + 'static> FromRequest for Input<T> {
    type Error = Problem;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = bytes_of(request, payload.take(), "application/json");
        Box::pin(async move { read(&body.await?).map(Self) })
    }
}

impl<T: DeserializeOwned + ToSchema + Validate + 'static> FromRequest for Patch<T> {
    type Error = Problem;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = bytes_of(request, payload.take(), "application/merge-patch+json");
        Box::pin(async move { read(&body.await?).map(Self) })
    }
}

impl<T: DeserializeOwned + ToSchema + Validate + 'static> FromRequest for Act<T> {
    type Error = Problem;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let key = IdempotencyKey::of(request);
        let path = request.path().to_owned();
        let body = bytes_of(request, payload.take(), "application/json");
        Box::pin(async move {
            let body = body.await?;
            Ok(Self { body: read(&body)?, key: key?.over(&path, &body) })
        })
    }
}

impl FromRequest for Act<Nothing> {
    type Error = Problem;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let key = IdempotencyKey::of(request);
        let path = request.path().to_owned();
        let mut payload = payload.take();
        Box::pin(async move {
            if let Some(Ok(chunk)) = payload.next().await
                && !chunk.is_empty()
                && chunk.as_ref() != b"{}"
            {
                return Err(Problem::violation(
                    "",
                    "unexpected-body",
                    Text::new("Această operațiune nu are corp.", "У этой операции нет тела.", "This operation takes no body."),
                ));
            }
            Ok(Self { body: Nothing {}, key: key?.over(&path, b"") })
        })
    }
}

fn bytes_of(
    request: &HttpRequest,
    mut payload: Payload,
    expected: &'static str,
) -> impl Future<Output = Result<BytesMut, Problem>> + 'static {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let accepted = kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(expected);
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    async move {
        if !accepted {
            return Err(Problem::new(super::super::problem::Kind::UNSUPPORTED_MEDIA_TYPE).with("expected", expected));
        }
        let too_large = || Problem::new(super::super::problem::Kind::TOO_LARGE).with("largest", LARGEST_BODY);
        if length.is_some_and(|length| length > LARGEST_BODY) {
            return Err(too_large());
        }
        let mut body = BytesMut::new();
        while let Some(chunk) = payload.next().await {
            let chunk = chunk.map_err(|_| Problem::new(super::super::problem::Kind::MALFORMED))?;
            if body.len() + chunk.len() > LARGEST_BODY {
                return Err(too_large());
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }
}

fn read<T: DeserializeOwned + ToSchema + Validate + 'static>(body: &[u8]) -> Result<T, Problem> {
    let Unique(mut value) = serde_json::from_slice(body).map_err(|error| malformed(&error))?;
    whole_numbers(&mut value);
    if contains_nul(&value) {
        return Err(Problem::violation(
            "",
            "nul-character",
            Text::new(
                "Textul conține caracterul U+0000.",
                "Текст содержит символ U+0000.",
                "A text contains the character U+0000.",
            ),
        ));
    }
    let violations = violations_of::<T>(&value)?;
    if !violations.is_empty() {
        return Err(Problem::bad_input(violations));
    }
    let input: T = serde_path_to_error::deserialize(value).map_err(|error| {
        let (code, text) = NotAnIdentifier::told_by(&error.inner().to_string()).map_or_else(
            || ("invalid", Text::new("Valoare nevalidă.", "Недопустимое значение.", "Not a valid value.")),
            |fault| (fault.code(), fault.text()),
        );
        Problem::violation(pointer_of(error.path()), code, text)
    })?;
    input.validate().map_err(|errors| {
        let mut found = Vec::new();
        collect("", &errors, &mut found);
        Problem::bad_input(found)
    })?;
    Ok(input)
}

fn malformed(error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    let detail = if error.is_data() {
        Text::new(
            format!("Un membru apare de două ori în același obiect (linia {line}, coloana {column})."),
            format!("Одно и то же поле объекта указано дважды (строка {line}, столбец {column})."),
            format!("A member stands twice in one object (line {line}, column {column})."),
        )
    } else {
        Text::new(
            format!("Corpul nu este JSON valid (linia {line}, coloana {column})."),
            format!("Тело не является корректным JSON (строка {line}, столбец {column})."),
            format!("The body is not valid JSON (line {line}, column {column})."),
        )
    };
    Problem::new(super::super::problem::Kind::MALFORMED).detail(detail)
}

/// Where a value lies, as a JSON pointer.
fn pointer_of(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|step| match step {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{key}"),
            // The name of a variant is no member.
            Segment::Enum { .. } | Segment::Unknown => String::new(),
        })
        .collect()
}

/// `3499.0` is a whole number (JSON Schema, 6.1.1), however it is written.
fn whole_numbers(value: &mut Value) {
    match value {
        Value::Number(number) if number.is_f64() => {
            if let Some(whole) = number.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < 9e15) {
                #[allow(clippy::cast_possible_truncation, reason = "checked to be a whole number that fits")]
                let whole = whole as i64;
                *value = whole.into();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(whole_numbers),
        Value::Object(members) => members.values_mut().for_each(whole_numbers),
        _ => {}
    }
}

/// PostgreSQL's text cannot hold U+0000.
fn contains_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(contains_nul),
        Value::Object(members) => members.iter().any(|(name, value)| name.contains('\0') || contains_nul(value)),
        _ => false,
    }
}

/// The validator's findings as violations: its field names are Rust's, the contract's are camelCase; its values are not repeated.
fn collect(place: &str, errors: &ValidationErrors, found: &mut Vec<Violation>) {
    for (field, kind) in errors.errors() {
        let pointer = if field == "__all__" { place.to_owned() } else { format!("{place}/{}", camel(field)) };
        match kind {
            ValidationErrorsKind::Field(errors) => found.extend(errors.iter().map(|error| {
                let said = |language: &str| error.params.get(language).and_then(Value::as_str).map(str::to_owned);
                let code: &'static str = crate::kernel::violation::interned(&error.code);
                Violation::new(
                    pointer.clone(),
                    code,
                    Text::new(
                        said("ro").unwrap_or_else(|| "Valoare nevalidă.".into()),
                        said("ru").unwrap_or_else(|| "Недопустимое значение.".into()),
                        said("en").unwrap_or_else(|| "Not a valid value.".into()),
                    ),
                )
            })),
            ValidationErrorsKind::Struct(inner) => collect(&pointer, inner, found),
            ValidationErrorsKind::List(items) => {
                for (index, inner) in items {
                    collect(&format!("{pointer}/{index}"), inner, found);
                }
            }
        }
    }
}

/// `birth_date` as the contract writes it: `birthDate`.
pub fn camel(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut upper = false;
    for letter in name.chars() {
        if letter == '_' {
            upper = true;
        } else if upper {
            out.extend(letter.to_uppercase());
            upper = false;
        } else {
            out.push(letter);
        }
    }
    out
}
