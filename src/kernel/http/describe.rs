//! The contract is read off the handlers' own types: whatever an operation takes or gives describes itself.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use utoipa::{IntoParams, ToSchema, openapi::path::ParameterIn};

use super::{
    act::{Act, IfMatch},
    input::{Input, Nothing, Patch},
    params::{Asked, At, parameters_of},
    reply::Reply,
    shape::components_of,
};
use crate::kernel::problem::Problem;

/// What is known of one operation while it is being described.
#[derive(Debug, Default)]
pub struct Description {
    /// Parameter objects.
    pub parameters: Vec<Value>,
    /// Request body object.
    pub body: Option<Value>,
    /// Success status, its media type and schema.
    pub success: Option<(u16, Option<Value>)>,
    /// Named schemas that it uses.
    pub components: BTreeMap<String, Value>,
    /// The permission it asks for; none where it is open to all.
    pub permission: Option<&'static str>,
    /// Whether a caller must be signed in.
    pub guarded: bool,
    /// Statuses beyond the success, with the codes of their problems.
    pub statuses: Vec<u16>,
    /// Whether the success carries `Location`.
    pub located: bool,
}

impl Description {
    fn schema<T: ToSchema>(&mut self) -> Value {
        self.components.extend(components_of::<T>());
        json!({ "$ref": format!("#/components/schemas/{}", T::name()) })
    }

    /// A request body of type `T` in one media type.
    pub fn takes<T: ToSchema>(&mut self, media_type: &str) {
        let schema = self.schema::<T>();
        self.body = Some(json!({ "required": true, "content": { media_type: { "schema": schema } } }));
        self.statuses.extend([400, 413, 415]);
    }

    /// A header parameter.
    pub fn header(&mut self, name: &str, required: bool, description: &str, schema: Value, example: &str) {
        self.parameters.push(json!({
            "name": name, "in": "header", "required": required, "description": description, "schema": schema,
            "examples": { "default": { "value": example } },
        }));
    }
}

/// Describes itself in the contract.
pub trait Describe {
    /// Adds what is known.
    fn describe(description: &mut Description);
}

impl<T: IntoParams> Describe for At<T> {
    fn describe(description: &mut Description) {
        for parameter in parameters_of::<T>(ParameterIn::Path) {
            description.parameters.push(serde_json::to_value(parameter).unwrap_or_default());
        }
        description.statuses.extend([400, 404]);
    }
}

impl<T: IntoParams> Describe for Asked<T> {
    fn describe(description: &mut Description) {
        for parameter in parameters_of::<T>(ParameterIn::Query) {
            description.parameters.push(serde_json::to_value(parameter).unwrap_or_default());
        }
        description.statuses.push(400);
    }
}

impl<T: ToSchema> Describe for Input<T> {
    fn describe(description: &mut Description) {
        description.takes::<T>("application/json");
    }
}

impl<T: ToSchema> Describe for Patch<T> {
    fn describe(description: &mut Description) {
        description.takes::<T>("application/merge-patch+json");
        description.statuses.push(409);
    }
}

fn keyed(description: &mut Description) {
    description.header(
        "Idempotency-Key",
        true,
        "The caller's own name for this act. The same key and body give the stored answer again; the same key with another body is 422.",
        json!({ "type": "string", "pattern": "^[!-~]{8,128}$", "minLength": 8, "maxLength": 128 }),
        "8e03978e-40d5-43e8-bc93-6894a57f9324",
    );
    description.statuses.extend([400, 409, 422]);
}

impl<T: ToSchema> Describe for Act<T> {
    fn describe(description: &mut Description) {
        keyed(description);
        description.takes::<T>("application/json");
    }
}

impl Describe for Act<Nothing> {
    fn describe(description: &mut Description) {
        keyed(description);
    }
}

impl Describe for IfMatch {
    fn describe(description: &mut Description) {
        description.header(
            "If-Match",
            true,
            "The ETag that the caller has seen. Stale is 412, missing is 428.",
            json!({ "type": "string", "pattern": "^\"[0-9]{1,10}-[0-9a-f]{16}\"$", "maxLength": 29 }),
            "\"3-9f86d081884c7d65\"",
        );
        description.statuses.extend([412, 428]);
    }
}

impl<T: ToSchema, const STATUS: u16> Describe for Reply<T, STATUS> {
    fn describe(description: &mut Description) {
        let schema = description.schema::<T>();
        description.success = Some((STATUS, Some(json!({ "application/json": { "schema": schema } }))));
        description.located = STATUS == 201;
    }
}

impl Describe for Reply<Nothing, 204> {
    fn describe(description: &mut Description) {
        description.success = Some((204, None));
    }
}

impl<T: Describe> Describe for Result<T, Problem> {
    fn describe(description: &mut Description) {
        T::describe(description);
    }
}

/// An answer that is no JSON: its media types stand in the operation's own `x-produces`.
impl Describe for actix_web::HttpResponse {
    fn describe(description: &mut Description) {
        description.success.get_or_insert((200, None));
    }
}

macro_rules! silent {
    ($($kind:ty),* $(,)?) => { $(impl Describe for $kind { fn describe(_: &mut Description) {} })* };
}
silent!(actix_web::HttpRequest, actix_web::web::Payload);

impl<T> Describe for actix_web::web::Data<T> {
    fn describe(_: &mut Description) {}
}

macro_rules! tuples {
    ($($($name:ident)+;)*) => { $(
        impl<$($name: Describe),+> Describe for ($($name,)+) {
            fn describe(description: &mut Description) { $($name::describe(description);)+ }
        }
    )* };
}
tuples! { A; A B; A B C; A B C D; A B C D E; A B C D E F; A B C D E F G; A B C D E F G H; }

/// Members of a JSON object, for those who build contract parts by hand.
pub fn members(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}
