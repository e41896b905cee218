use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

use crate::{
    access::caller::Open,
    kernel::{
        http::{
            kept::{FRESH, Kept},
            params::{Asked, NoQuery},
        },
        problem::Problem,
    },
    statistics::assets,
};

/// Read the system's passport.
///
/// What the register of state information systems asks: owner, legal basis, purposes, categories of data, interfaces, version.
#[utoipa::path(get, path = "/api/v1/system-passport", tag = "OpenData",
    extensions(("x-audience" = json!(["public", "partner"])), ("x-requirements" = json!(["G-RSI"])),
        ("x-produces" = json!(["application/json"]))))]
pub async fn read_system_passport(_: Open, _: Asked<NoQuery>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let mut passport = assets::passport().map_err(Problem::internal)?.clone();
    passport["version"] = json!(assets::VERSION);
    Ok(Kept::new(&passport)?.answer(&request, "application/json", "Accept-Encoding", FRESH))
}
