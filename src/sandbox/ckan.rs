//! The stand-in of date.gov.md: CKAN's action API, kept in memory. `GET /sandbox/ckan/packages` shows everything, for tests.

use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, Responder, get, http::header, post, web};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{SandboxState, control::Mode};

/// The key that the stand-in knows.
pub(super) const KEY: &str = "sandbox-ckan-key";
/// The organisation that it knows.
pub(super) const ORGANISATION: &str = "igm";

fn result(result: &Value) -> HttpResponse {
    HttpResponse::Ok().json(json!({ "help": "stand-in", "success": true, "result": result }))
}

fn refusal(status: u16, kind: &str, error: Value) -> HttpResponse {
    let status = actix_web::http::StatusCode::from_u16(status).unwrap_or_default();
    let mut error = error;
    error["__type"] = kind.into();
    HttpResponse::build(status).json(json!({ "help": "stand-in", "success": false, "error": error }))
}

fn may_write(request: &HttpRequest) -> Result<(), HttpResponse> {
    let key = request.headers().get(header::AUTHORIZATION).and_then(|key| key.to_str().ok());
    let withdrawn = request.extensions().get::<Mode>() == Some(&Mode::Forbidden);
    if key == Some(KEY) && !withdrawn {
        Ok(())
    } else {
        Err(refusal(403, "Authorization Error", json!({ "message": "Access denied" })))
    }
}

#[derive(Deserialize)]
struct Named {
    id: String,
}

#[get("/api/3/action/package_show")]
async fn package_show(asked: web::Query<Named>, state: web::Data<SandboxState>) -> HttpResponse {
    match state
        .memory()
        .packages
        .iter()
        .find(|package| package["name"] == asked.id.as_str() || package["id"] == asked.id.as_str())
    {
        Some(package) => result(package),
        None => refusal(404, "Not Found Error", json!({ "message": "Not found" })),
    }
}

#[get("/api/3/action/package_list")]
async fn package_list(state: web::Data<SandboxState>) -> HttpResponse {
    result(&state.memory().packages.iter().map(|package| package["name"].clone()).collect())
}

#[post("/api/3/action/package_create")]
async fn package_create(request: HttpRequest, body: web::Json<Value>, state: web::Data<SandboxState>) -> HttpResponse {
    if let Err(refused) = may_write(&request) {
        return refused;
    }
    let mut package = body.into_inner();
    let name = package["name"].as_str().unwrap_or_default().to_owned();
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-_".contains(letter);
    if !(2..=100).contains(&name.len()) || !name.chars().all(plain) {
        return refusal(
            409,
            "Validation Error",
            json!({ "name": ["Must be purely lowercase alphanumeric and these symbols: -_"] }),
        );
    }
    if package["owner_org"] != ORGANISATION {
        return refusal(409, "Validation Error", json!({ "owner_org": ["Organization does not exist"] }));
    }
    let mut memory = state.memory();
    if memory.packages.iter().any(|known| known["name"] == name.as_str()) {
        return refusal(409, "Validation Error", json!({ "name": ["That URL is already in use."] }));
    }
    package["id"] = Uuid::new_v4().to_string().into();
    package["state"] = "active".into();
    for resource in package["resources"].as_array_mut().into_iter().flatten() {
        resource["id"] = Uuid::new_v4().to_string().into();
    }
    memory.packages.push(package.clone());
    result(&package)
}

#[post("/api/3/action/package_patch")]
async fn package_patch(request: HttpRequest, body: web::Json<Value>, state: web::Data<SandboxState>) -> HttpResponse {
    if let Err(refused) = may_write(&request) {
        return refused;
    }
    let mut memory = state.memory();
    let Some(package) = memory.packages.iter_mut().find(|known| known["name"] == body["id"] || known["id"] == body["id"]) else {
        return refusal(404, "Not Found Error", json!({ "message": "Not found" }));
    };
    for (name, value) in body.as_object().into_iter().flatten().filter(|(name, _)| *name != "id") {
        package[name] = value.clone();
    }
    result(package)
}

#[post("/api/3/action/package_delete")]
async fn package_delete(request: HttpRequest, body: web::Json<Value>, state: web::Data<SandboxState>) -> HttpResponse {
    if let Err(refused) = may_write(&request) {
        return refused;
    }
    let mut memory = state.memory();
    match memory.packages.iter_mut().find(|known| known["name"] == body["id"] || known["id"] == body["id"]) {
        Some(package) => {
            package["state"] = "deleted".into();
            result(&Value::Null)
        }
        None => refusal(404, "Not Found Error", json!({ "message": "Not found" })),
    }
}

#[post("/api/3/action/resource_create")]
async fn resource_create(request: HttpRequest, body: web::Json<Value>, state: web::Data<SandboxState>) -> HttpResponse {
    if let Err(refused) = may_write(&request) {
        return refused;
    }
    let mut memory = state.memory();
    let wanted = &body["package_id"];
    let Some(package) = memory.packages.iter_mut().find(|known| known["name"] == *wanted || known["id"] == *wanted) else {
        return refusal(404, "Not Found Error", json!({ "message": "Not found" }));
    };
    let mut resource = body.into_inner();
    resource["id"] = Uuid::new_v4().to_string().into();
    if let Some(resources) = package["resources"].as_array_mut() {
        resources.push(resource.clone());
    }
    result(&resource)
}

#[post("/api/3/action/resource_patch")]
async fn resource_patch(request: HttpRequest, body: web::Json<Value>, state: web::Data<SandboxState>) -> HttpResponse {
    if let Err(refused) = may_write(&request) {
        return refused;
    }
    let mut memory = state.memory();
    let mut resources = memory.packages.iter_mut().filter_map(|package| package["resources"].as_array_mut()).flatten();
    let Some(resource) = resources.find(|known| known["id"] == body["id"]) else {
        return refusal(404, "Not Found Error", json!({ "message": "Not found" }));
    };
    for (name, value) in body.as_object().into_iter().flatten() {
        resource[name] = value.clone();
    }
    result(resource)
}

#[get("/packages")]
async fn packages(state: web::Data<SandboxState>) -> impl Responder {
    web::Json(json!({ "packages": state.memory().packages }))
}

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::scope("/ckan")
            .service(package_show)
            .service(package_list)
            .service(package_create)
            .service(package_patch)
            .service(package_delete)
            .service(resource_create)
            .service(resource_patch)
            .service(packages),
    );
}
