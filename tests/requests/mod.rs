mod abandonments;
mod actions;
mod answers;
mod attachments;
mod attestation;
mod claims;
mod companies;
mod conclusions;
mod consultations;
mod decisions;
mod drafts;
mod ended_powers;
mod invitation;
mod journey;
mod lapsing;
mod merged;
mod papers;
mod proceedings;
mod representatives;
mod rights;
mod serving;
mod statements;
mod terms;

pub use answers::{attestation, engineer};
use serde_json::{Value, json};

use crate::{
    support::{Answer, Caller, TestApp},
    uploads::{samples, send},
};

pub const STAY: &str = "provisional-stay-work-grant";

/// Begins a request and answers it.
pub async fn begin(caller: &Caller<'_>, service: &str, by: &str, answers: &Value) -> Answer {
    caller.post("/api/v1/requests", &json!({ "serviceCode": service, "filedBy": by, "answers": answers })).await
}

/// A request's path.
pub fn path(request: &Answer) -> String {
    format!("/api/v1/requests/{}", request.text("/requestId"))
}

/// An act under the ETag that stands now.
pub async fn act(caller: &Caller<'_>, path: &str, what: &str, body: &Value) -> Answer {
    let etag = caller.get(path).await.expect(200).etag().to_owned();
    caller.act(&format!("{path}/{what}"), &etag, body).await
}

/// Attaches a file of the right kind under a document code.
pub async fn attach(caller: &Caller<'_>, path: &str, code: &str) -> Answer {
    let file = if code == "photo" {
        send(caller, "Photo", "foto.jpg", "image/jpeg", &samples::jpeg(360, 480)).await
    } else {
        send(caller, "Attachment", "document.pdf", "application/pdf", &samples::pdf(2, 10)).await
    };
    let file = file.expect(201).text("/fileId");
    act(caller, path, "attachments", &json!({ "documentCode": code, "fileId": file, "name": code })).await
}

pub const DOCUMENTS: [&str; 6] =
    ["employer-demers", "travel-document", "labour-contract", "criminal-record", "dwelling", "photo"];

/// Pays a request's order at MPay's stand-in, which confirms twice.
pub async fn pay(app: &TestApp, caller: &Caller<'_>, path: &str) {
    let id = path.rsplit('/').next().expect("an id");
    let orders = caller.get(&format!("/api/v1/orders?requestId={id}")).await.expect(200);
    let key = orders.text("/orders/0/orderKey");
    let address = format!("http://{}/sandbox/mpay/payments", app.platform.settings.sandbox_listen);
    let body = json!({ "serviceId": "IGM-TEST", "orderKey": key });
    let paid = reqwest::Client::new().post(address).json(&body).send().await.expect("an answer");
    assert!(paid.status().is_success(), "{}", paid.text().await.unwrap_or_default());
}

/// The applicant's attestation, decided and sealed without a human.
pub async fn attested(app: &TestApp, applicant: &Caller<'_>) -> String {
    let answers = attestation("2015000000011");
    let path = path(&begin(applicant, "legal-status-attestation", "Beneficiary", &answers).await.expect(201));
    act(applicant, &path, "submissions", &Value::Null).await.expect(200);
    app.work_off().await;
    path
}

/// A request for provisional stay that a counter operator has filed and that is paid: registered.
pub async fn registered(app: &TestApp) -> String {
    let operator = app.persona("counter-operator").await;
    let path = path(&begin(&operator, STAY, "Beneficiary", &engineer("Beneficiary")).await.expect(201));
    for code in DOCUMENTS {
        attach(&operator, &path, code).await.expect(201);
    }
    act(&operator, &path, "submissions", &Value::Null).await.expect(200);
    pay(app, &operator, &path).await;
    path
}
