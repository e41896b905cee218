//! One line registers a route and its part of the contract; a route without contract cannot be had, nor the other way round.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use actix_web::{FromRequest, Handler, HttpResponse, Responder, Route, http::Method, http::header, web};
use serde_json::{Map, Value, json};

use super::describe::{Describe, Description, members};
use crate::kernel::{
    http::input::camel,
    problem::{Kind, Problem},
};

/// What is known of an operation while it runs.
#[derive(Debug, Clone)]
pub struct OperationInfo {
    /// The contract's operationId.
    pub id: String,
    /// The permission it asks for.
    pub permission: Option<&'static str>,
    /// Whether it only reads.
    pub reads: bool,
}

/// Operations by method and path pattern.
#[derive(Debug)]
pub struct Operations(HashMap<(Method, String), Arc<OperationInfo>>);

impl Operations {
    /// Of what is documented, which is all there is.
    pub fn new(documented: &[Documented]) -> Self {
        let info = |one: &Documented| {
            let id = one.operation.get("operationId").and_then(Value::as_str).unwrap_or_default().to_owned();
            let verb = verb(&one.method);
            let reads = verb == Method::GET || one.path.ends_with("/searches");
            ((verb, one.path.clone()), Arc::new(OperationInfo { id, permission: one.description.permission, reads }))
        };
        Self(documented.iter().map(info).collect())
    }

    /// The operation that a request reached.
    pub fn of(&self, method: &Method, pattern: &str) -> Option<Arc<OperationInfo>> {
        self.0.get(&(method.clone(), pattern.to_owned())).cloned()
    }
}

/// An operation's part of the contract.
pub struct Documented {
    /// The path with its parameters in braces.
    pub path: String,
    /// The method, lower case.
    pub method: String,
    /// The operation object as the handler's attribute gave it.
    pub operation: Map<String, Value>,
    /// What its types say.
    pub description: Description,
}

/// All routes of the API, each with where its part of the contract comes from: that is drawn up when it is asked for, not by every worker.
#[derive(Default)]
pub struct Routes {
    resources: Vec<(String, Vec<(Method, Route)>)>,
    documents: Vec<fn() -> Vec<Documented>>,
}

impl Routes {
    /// Registers a handler. `D` is what `#[utoipa::path]` made of it; the first argument states who may call it.
    pub fn add<D, H, Args>(&mut self, handler: H)
    where
        D: utoipa::Path + utoipa::__dev::Tags<'static>,
        H: Handler<Args>,
        Args: FromRequest + Describe + 'static,
        H::Output: Responder + Describe + 'static,
    {
        let path = D::path();
        for method in D::methods() {
            let verb = verb(&name(&method));
            let route = web::method(verb.clone()).to(handler.clone());
            match self.resources.iter_mut().find(|(known, _)| *known == path) {
                Some((_, routes)) => routes.push((verb, route)),
                None => self.resources.push((path.clone(), vec![(verb, route)])),
            }
        }
        self.documents.push(document::<D, Args, H::Output>);
    }

    /// The method and path of every route.
    pub fn served(&self) -> impl Iterator<Item = (&Method, &str)> {
        self.resources.iter().flat_map(|(path, routes)| routes.iter().map(|(method, _)| (method, path.as_str())))
    }

    /// What is documented of each.
    pub fn documented(&self) -> Vec<Documented> {
        self.documents.iter().flat_map(|document| document()).collect()
    }

    /// The routes for the framework. It tries one pattern after another, and again for each who asks for the pattern that matched:
    /// collections first, then what lies in the one.
    pub fn scopes(self) -> Vec<actix_web::Scope> {
        let mut collections: BTreeMap<String, actix_web::Scope> = BTreeMap::new();
        for (path, routes) in self.resources {
            let (collection, rest) = path.split_at(end_of_collection(&path));
            let allowed: Vec<&str> = routes.iter().map(|(method, _)| method.as_str()).collect();
            let allowed = allowed.join(", ");
            let resource = routes.into_iter().fold(web::resource(rest), |resource, (_, route)| resource.route(route));
            let resource = resource.default_service(web::to(move || refuse_method(allowed.clone())));
            let scope = collections.remove(collection).unwrap_or_else(|| web::scope(collection));
            collections.insert(collection.to_owned(), scope.service(resource));
        }
        collections.into_values().collect()
    }
}

fn document<D, Args, Output>() -> Vec<Documented>
where
    D: utoipa::Path + utoipa::__dev::Tags<'static>,
    Args: Describe,
    Output: Describe,
{
    let mut operation = members(serde_json::to_value(D::operation()).unwrap_or_default());
    let id = camel(operation.get("operationId").and_then(Value::as_str).unwrap_or_default());
    operation.insert("operationId".into(), id.into());
    operation.insert("tags".into(), D::tags().into());
    let one = |method| {
        let mut description = Description::default();
        Args::describe(&mut description);
        Output::describe(&mut description);
        Documented { path: D::path(), method: name(&method), operation: operation.clone(), description }
    };
    D::methods().into_iter().map(one).collect()
}

/// `get`
fn name(method: &utoipa::openapi::HttpMethod) -> String {
    serde_json::to_value(method).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

fn verb(name: &str) -> Method {
    Method::from_bytes(name.to_uppercase().as_bytes()).unwrap_or(Method::GET)
}

/// Where `/api/v1/requests` ends in `/api/v1/requests/{requestId}`.
fn end_of_collection(path: &str) -> usize {
    path.match_indices('/').nth(3).map_or(path.len(), |(end, _)| end)
}

/// 405 with `Allow`: the path exists, this method on it does not.
async fn refuse_method(allowed: String) -> HttpResponse {
    let mut answer = actix_web::ResponseError::error_response(&Problem::new(Kind::METHOD_NOT_ALLOWED));
    if let Ok(allowed) = allowed.parse() {
        answer.headers_mut().insert(header::ALLOW, allowed);
    }
    answer
}

/// Registers operations, each from the file of its own name: `operations!(routes, claim_request, read_request)`.
#[macro_export]
macro_rules! operations {
    ($routes:expr, $($name:ident),* $(,)?) => {
        pastey::paste! { $($routes.add::<$name::[<__path_ $name>], _, _>($name::$name);)* }
    };
}

/// Statuses that any operation can answer with, whatever it does.
pub fn everywhere(guarded: bool) -> Vec<u16> {
    let mut statuses = vec![406, 429, 500, 503];
    if guarded {
        statuses.extend([401, 403]);
    }
    statuses
}

/// The JSON of a reference to a shared response.
pub fn shared_response(status: u16) -> Value {
    json!({ "$ref": format!("#/components/responses/Problem{status}") })
}
