//! Every step on a record, tried by everybody who stands to it in some way, against the tables that people wrote.

use std::collections::BTreeMap;

use migratie::access::policy::Role;
use serde::Deserialize;
use serde_json::json;

use super::{
    matrix::{Operation, operations},
    relations::{self, scene},
};
use crate::{
    support::{Answer, Caller, TestApp, officers::officer},
    uploads,
};

#[derive(Deserialize)]
struct Matrix {
    steps: Vec<Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    scene: String,
    columns: String,
    operations: BTreeMap<String, String>,
}

fn tables() -> Vec<Table> {
    let matrix: Matrix = serde_saphyr::from_str(include_str!("matrix.yaml")).expect("the matrix");
    matrix.steps
}

/// Parameters of paths, by operation where they are not of the whole scene.
type Ids = BTreeMap<String, String>;

struct Played {
    ids: Ids,
    /// Another document than the scene's, for one operation.
    instead: BTreeMap<&'static str, Ids>,
}

fn last(path: &str) -> String {
    path.rsplit('/').next().expect("an id").to_owned()
}

async fn request(app: &TestApp) -> Played {
    let scene = scene(app).await;
    let report = scene.signing.split('/').nth(4).expect("the report").to_owned();
    let ids = Ids::from([
        ("requestId".into(), last(&scene.request)),
        ("attachmentId".into(), scene.attachment.clone()),
        ("documentId".into(), scene.confirmation.clone()),
        ("orderId".into(), last(&scene.order)),
    ]);
    let mut of_report = ids.clone();
    of_report.insert("documentId".into(), report);
    // A refund that waits, so that completing it is a step on something.
    let head = app.persona("head").await;
    let refund = json!({ "amount": { "amount": "10.00", "currency": "MDL" }, "reason": "Plătit în plus." });
    let etag = head.get(&scene.order).await.expect(200).etag().to_owned();
    let ordered = head.act(&format!("{}/refunds", scene.order), &etag, &refund).await.expect(201);
    let mut of_refund = ids.clone();
    of_refund.insert("refundId".into(), ordered.text("/refunds/0/refundId"));
    Played { ids, instead: BTreeMap::from([("signDocument", of_report), ("completeRefund", of_refund)]) }
}

async fn power(app: &TestApp) -> Played {
    let holder = app.persona("representative").await;
    let pdf = uploads::samples::pdf(1, 0);
    let file = uploads::send(&holder, "Attachment", "power.pdf", "application/pdf", &pdf).await.expect(201).text("/fileId");
    let paper =
        json!({ "source": "Upload", "fileId": file, "beneficiary": { "idnp": "2015000000011" }, "validFrom": "2026-01-01" });
    let asked = holder.post("/api/v1/representations", &paper).await.expect(201);
    Played { ids: Ids::from([("representationId".into(), asked.text("/representationId"))]), instead: BTreeMap::new() }
}

async fn upload(app: &TestApp) -> Played {
    let own = app.persona("applicant").await;
    let bytes = uploads::samples::pdf(1, 0);
    let file = uploads::send(&own, "Attachment", "a.pdf", "application/pdf", &bytes).await.expect(201).text("/fileId");
    let begun = uploads::begin(&own, "b.pdf", "application/pdf", bytes.len()).await.expect(201).text("/uploadId");
    Played { ids: Ids::from([("fileId".into(), file), ("uploadId".into(), begun)]), instead: BTreeMap::new() }
}

async fn whoever<'a>(app: &'a TestApp, scene: &str, relation: &str) -> Caller<'a> {
    let persona = match (scene, relation) {
        ("Request" | "Upload", "Own") | ("Power", "Represented") => "applicant",
        ("Power", "Holder") | ("Request", "Represented") => "representative",
        ("Request", "Assigned") | (_, "Examiner") => "examiner-chisinau",
        ("Request", "Colleague") => return officer(app, "steps-colleague", Role::Examiner, "CHI"),
        ("Request", "OtherHead") => return officer(app, "steps-head", Role::Head, "BAL"),
        (_, "Head") => "head",
        (_, "Operator") => "counter-operator",
        ("Request", "OtherOffice") => "examiner-balti",
        (_, "None") => "employer",
        ("Request", "Consulted") => "sis-reviewer",
        (_, "Auditor") => "auditor",
        (_, "Administrator") => "administrator",
        other => panic!("nobody stands so: {other:?}"),
    };
    app.persona(persona).await
}

/// `A`, `H`, `F` or `K`: how far the caller came.
fn came(operation: &Operation, answer: &Answer) -> String {
    let problem = answer.problem();
    match (answer.status, problem) {
        (403, "forbidden") => "F",
        (404, _) => "H",
        (409, "held-by-another") => "K",
        // A step may ask first whether it is possible at all.
        (412, "stale-etag") | (409, _) => "A",
        // Nobody registered the example's way back; whoever is not to sign is told before that there is no such document.
        (400, _) if operation.id == "signDocument" => "A",
        // What asks for no ETag is told what it is, or what is wrong with it.
        (200..300 | 400 | 422, _) if !operation.asks_for_an_etag() => "A",
        (status, _) => return format!("{status} {problem} {}", answer.body["violations"]),
    }
    .to_owned()
}

async fn walk(name: &str) {
    let app = TestApp::start().await;
    let Played { ids, instead } = match name {
        "Request" => request(&app).await,
        "Power" => power(&app).await,
        _ => upload(&app).await,
    };
    let table = tables().into_iter().find(|table| table.scene == name).expect("a table");
    let operations: BTreeMap<String, Operation> = operations().into_iter().map(|one| (one.id.clone(), one)).collect();
    let mut wrong = Vec::new();
    for (place, relation) in table.columns.split_whitespace().enumerate() {
        let caller = whoever(&app, name, relation).await;
        for (id, row) in &table.operations {
            let operation = operations.get(id).unwrap_or_else(|| panic!("{id} is no operation"));
            let expected = row.split_whitespace().nth(place).unwrap_or_else(|| panic!("{id}: no cell for {relation}"));
            let got = came(operation, &operation.call_on(&caller, instead.get(id.as_str()).unwrap_or(&ids)).await);
            if got != expected {
                wrong.push(format!("{id}: {relation} expected {expected}, came to {got}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} cells differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[actix_web::test]
async fn every_step_on_a_request_its_documents_and_orders_goes_as_far_as_the_caller_stands_to_it() {
    walk("Request").await;
}

#[actix_web::test]
async fn every_step_on_a_power_goes_as_far_as_the_caller_stands_to_it() {
    walk("Power").await;
}

#[actix_web::test]
async fn every_step_on_an_upload_goes_as_far_as_the_caller_stands_to_it() {
    walk("Upload").await;
}

#[test]
fn every_operation_on_one_of_these_records_has_a_row_whatever_its_method() {
    let readings: relations::Matrix = serde_saphyr::from_str(include_str!("matrix.yaml")).expect("the matrix");
    let steps = tables();
    let has_row =
        |id: &str| readings.standings.operations.contains_key(id) || steps.iter().any(|table| table.operations.contains_key(id));
    let of_a_record = |path: &str| {
        let records = ["requests/{", "documents/{", "orders/{", "representations/{", "uploads/{", "files/{"];
        records.iter().any(|record| path.starts_with(&format!("/api/v1/{record}")))
    };
    // Lists and worklists of what is the caller's to see.
    let lists = ["/api/v1/requests", "/api/v1/documents", "/api/v1/orders"];
    let is_list =
        |one: &Operation| one.is_reading() && (lists.contains(&one.path.as_str()) || one.path.starts_with("/api/v1/worklists"));
    let missing: Vec<String> = operations()
        .into_iter()
        .filter(|one| of_a_record(&one.path) || is_list(one))
        .map(|one| one.id)
        .filter(|id| !has_row(id))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn every_row_of_the_steps_has_a_cell_for_each_relation() {
    for table in tables() {
        let columns = table.columns.split_whitespace().count();
        for (id, row) in table.operations {
            let cells: Vec<&str> = row.split_whitespace().collect();
            let whole = cells.len() == columns && cells.iter().all(|cell| ["A", "H", "F", "K"].contains(cell));
            assert!(whole, "{}: {id}: {} cells instead of {columns}", table.scene, cells.len());
        }
    }
}
