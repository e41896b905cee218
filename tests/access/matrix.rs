//! Every operation of the contract, called by every role, against the matrix that people wrote.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use migratie::access::{
    policy::Role,
    store::{self, AccountDraft},
};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, Caller, TestApp, contract};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Matrix {
    columns: String,
    operations: BTreeMap<String, String>,
    /// Walked by `relations.rs`.
    #[allow(dead_code)]
    standings: Value,
    /// Walked by `steps.rs`.
    #[allow(dead_code)]
    steps: Value,
}

fn matrix() -> Matrix {
    serde_saphyr::from_str(include_str!("matrix.yaml")).expect("the matrix")
}

/// An operation as the contract tells of it.
pub struct Operation {
    pub id: String,
    method: String,
    pub path: String,
    told: &'static Value,
}

pub fn operations() -> Vec<Operation> {
    let paths = contract::whole()["paths"].as_object().expect("paths");
    let mut found = Vec::new();
    for (path, item) in paths {
        for (method, told) in item.as_object().into_iter().flatten() {
            let id = told["operationId"].as_str().expect("an id").to_owned();
            found.push(Operation { id, method: method.to_uppercase(), path: path.clone(), told });
        }
    }
    found
}

impl Operation {
    /// Whether it asks for the version that was seen.
    pub fn asks_for_an_etag(&self) -> bool {
        self.told["parameters"].as_array().into_iter().flatten().any(|parameter| parameter["name"] == "If-Match")
    }

    /// Whether it reads.
    pub fn is_reading(&self) -> bool {
        self.method == "GET"
    }

    /// A call with what the contract itself gives as examples; ids in it are made up.
    async fn call(&self, caller: &Caller<'_>) -> Answer {
        self.call_on(caller, &BTreeMap::new(), None).await
    }

    /// The same with ids in the path that are not made up, and with a body of its own where one is given.
    pub async fn call_on(&self, caller: &Caller<'_>, ids: &BTreeMap<String, String>, body: Option<&Value>) -> Answer {
        let mut path = self.path.clone();
        let mut headers: Vec<(String, String)> = Vec::new();
        for parameter in self.told["parameters"].as_array().into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap_or_default();
            let given = [
                &parameter["examples"]["default"]["value"],
                &parameter["schema"]["examples"][0],
                &parameter["schema"]["enum"][0],
            ];
            let example = given.into_iter().find(|example| !example.is_null()).unwrap_or(&Value::Null);
            let example = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
            match parameter["in"].as_str() {
                Some("path") if ids.contains_key(name) => path = path.replace(&format!("{{{name}}}"), &ids[name]),
                Some("path") => path = path.replace(&format!("{{{name}}}"), &example),
                // One that no record comes to in a test: whoever may try is told that it is stale.
                Some("header") if name == "If-Match" && !ids.is_empty() => {
                    headers.push((name.into(), "\"9999-9f86d081884c7d65\"".into()))
                }
                Some("header") if name == "Idempotency-Key" => headers.push((name.into(), Uuid::new_v4().to_string())),
                Some("header") if parameter["required"] == true || name.starts_with("Legal-") => {
                    headers.push((name.into(), example))
                }
                _ => {}
            }
        }
        let content = self.told["requestBody"]["content"].as_object().and_then(|content| content.iter().next());
        let body = content.map(|(kind, media)| {
            let example = body.unwrap_or(&media["examples"]["default"]["value"]);
            let text = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
            (kind.as_str(), text.into_bytes())
        });
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        caller.call(&self.method, &path, &headers, body).await
    }
}

/// Somebody with exactly this role, held in Chișinău where roles are held in an office; that over content, in the subdivision which administers
/// the example's section.
fn somebody<'a>(app: &'a TestApp, column: &str) -> Caller<'a> {
    let (kind, role) = match column {
        "Person" => ("Person", None),
        "LegalEntity" => ("Person", Some(Role::LegalEntity)),
        "PartnerSystem" => ("System", Some(Role::PartnerSystem)),
        other => ("Officer", Some(serde_json::from_value(other.into()).unwrap_or_else(|_| panic!("no role is called {other}")))),
    };
    let token = app
        .platform
        .door
        .by_system_here("testSession", |unit| {
            let login = format!("matrix-{column}");
            let draft = AccountDraft { kind, login: &login, display_name: column, person: None, jwks: None };
            let account = store::account_of(unit.conn, unit.now, &draft)?;
            let office = store::subdivision_by_code(unit.conn, if column == "ContentAdministrator" { "REL" } else { "CHI" })?;
            if let Some(role) = role {
                store::give_role(unit.conn, unit.now, account, role, office)?;
            }
            let session = store::begin_session(unit.conn, unit.now, account, "test", None, None, None)?;
            app.platform.door.tokens().issue(account, session.id, unit.now)
        })
        .expect("a session");
    app.with_token(&token)
}

#[test]
fn the_matrix_has_a_row_for_every_operation_and_no_other() {
    let matrix = matrix();
    let columns: Vec<&str> = matrix.columns.split_whitespace().collect();
    let operations = operations();
    let mut missing = String::new();
    for operation in operations.iter().filter(|operation| !matrix.operations.contains_key(&operation.id)) {
        let cells = if operation.told["security"] == json!([]) {
            "Open".to_owned()
        } else {
            format!("\"{}\"", vec!["?"; columns.len()].join("  "))
        };
        let permission = operation.told["x-permission"].as_str().unwrap_or("-");
        writeln!(missing, "  {}: {cells}   # {} {} {permission}", operation.id, operation.method, operation.path)
            .expect("a line");
    }
    assert!(
        missing.is_empty(),
        "tests/access/matrix.yaml lacks these rows; write each cell by hand ({}):\n{missing}",
        matrix.columns
    );
    let known: BTreeSet<&str> = operations.iter().map(|operation| operation.id.as_str()).collect();
    let stale: Vec<_> = matrix.operations.keys().filter(|id| !known.contains(id.as_str())).collect();
    assert!(stale.is_empty(), "tests/access/matrix.yaml has rows for operations that are no more: {stale:?}");
    for (id, row) in &matrix.operations {
        let cells: Vec<&str> = row.split_whitespace().collect();
        let whole = row == "Open" || (cells.len() == columns.len() && cells.iter().all(|cell| ["A", "F"].contains(cell)));
        assert!(whole, "{id}: {} cells, expected Open or {} of A and F", cells.len(), columns.len());
    }
}

#[test]
fn every_role_has_a_column() {
    let matrix = matrix();
    let columns: BTreeSet<&str> = matrix.columns.split_whitespace().collect();
    let schema = serde_json::to_value(<Role as utoipa::PartialSchema>::schema()).expect("a schema");
    for role in schema["enum"].as_array().expect("roles").iter().filter_map(Value::as_str) {
        let column = if ["Applicant", "Representative"].contains(&role) { "Person" } else { role };
        assert!(columns.contains(column), "{role} has no column");
    }
}

#[actix_web::test]
async fn every_operation_answers_every_role_as_the_matrix_says() {
    let app = TestApp::start().await;
    let matrix = matrix();
    let columns: Vec<&str> = matrix.columns.split_whitespace().collect();
    let mut wrong = Vec::new();
    let callers: Vec<Caller<'_>> = columns.iter().map(|column| somebody(&app, column)).collect();
    for operation in operations() {
        let Some(row) = matrix.operations.get(&operation.id) else { continue };
        let nobody = operation.call(&app.anyone()).await;
        if row == "Open" {
            if [401, 403].contains(&nobody.status) && nobody.problem() != "credentials-refused" {
                wrong.push(format!("{}: open, but without a token {}", operation.id, nobody.status));
            }
            continue;
        }
        if nobody.status != 401 {
            wrong.push(format!("{}: without a token {} instead of 401", operation.id, nobody.status));
        }
        for ((column, cell), caller) in columns.iter().zip(row.split_whitespace()).zip(&callers) {
            let ends = ["endCurrentSession", "signOutEverywhere"].contains(&operation.id.as_str());
            let fresh = ends.then(|| somebody(&app, column));
            let answer = operation.call(fresh.as_ref().unwrap_or(caller)).await;
            let fits = match cell {
                "F" => answer.status == 403 && answer.problem() == "forbidden",
                // Whoever may delegate is still told (with its own words) that the example's subdivision is not theirs.
                _ if operation.id == "createDelegation" => answer.status == 403 && answer.body["permission"].is_null(),
                _ => ![401, 403].contains(&answer.status) && answer.status < 500,
            };
            if !fits {
                let problem = answer.problem();
                wrong.push(format!(
                    "{}: {column} expected {cell}, answered {} {problem} {}",
                    operation.id, answer.status, answer.body["violations"]
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} cells differ:\n{}", wrong.len(), wrong.join("\n"));
}
