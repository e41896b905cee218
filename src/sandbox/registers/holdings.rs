//! Holders of things, as `holdings.yaml` has them; what is not there, nobody knows.

use std::sync::LazyLock;

use actix_web::HttpResponse;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::partners::registers::{HolderKind, HolderRole};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Holding {
    number: String,
    role: HolderRole,
    #[serde(rename = "type")]
    kind: HolderKind,
    value: String,
}

static HOLDINGS: LazyLock<Vec<Holding>> =
    LazyLock::new(|| serde_saphyr::from_str(include_str!("holdings.yaml")).unwrap_or_default());

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Question {
    #[serde(rename = "QueryID")]
    id: String,
    number: String,
    role: HolderRole,
}

/// Whether an operation asks for holders.
pub fn is_asked(operation: &str) -> bool {
    matches!(operation, "GetVehicleHolders" | "GetPropertyHolders" | "GetLegalEntityHolders")
}

pub fn answer(body: Value) -> HttpResponse {
    let Ok(question) = serde_json::from_value::<Question>(body) else {
        return HttpResponse::BadRequest().json(json!({ "faultstring": "the query cannot be read" }));
    };
    if !HOLDINGS.iter().any(|holding| holding.number == question.number) {
        return HttpResponse::Ok().json(json!({ "QueryID": question.id, "Status": "NotFound" }));
    }
    let holders: Vec<Value> = HOLDINGS
        .iter()
        .filter(|holding| holding.number == question.number && holding.role == question.role)
        .map(|holding| json!({ "Type": holding.kind, "Value": holding.value }))
        .collect();
    HttpResponse::Ok().json(json!({ "QueryID": question.id, "Status": "Found", "Data": { "Holders": holders } }))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_holdings_are_read() {
        assert!(super::HOLDINGS.len() >= 7);
    }
}
