mod attachments;
mod attestation;
mod claims;
mod consultations;
mod drafts;
mod invitation;
mod journey;
mod papers;
mod representatives;
mod terms;

use serde_json::{Value, json};

use crate::{
    support::{Answer, Caller, TestApp},
    uploads::{samples, send},
};

pub const STAY: &str = "provisional-stay-work-grant";

fn home() -> Value {
    json!({ "country": "MDA", "district": "mun. Chișinău", "locality": "Chișinău", "street": "bd. Dacia", "house": "16", "flat": "45" })
}

/// Complete answers of a Turkish engineer who has no number of ours; `by` files.
pub fn engineer(by: &str) -> Value {
    let mut answers = json!({
        "filedBy": by,
        "surname": "Kaya", "givenName": "Deniz", "surnameLatin": "KAYA", "givenNameLatin": "DENIZ",
        "hasPreviousNames": false, "sex": "M", "birthDate": "1990-05-17", "birthCountry": "TUR", "birthPlace": "Ankara",
        "citizenships": ["TUR"], "civilStatus": "Single", "education": "Bachelor", "profession": "inginer",
        "documentKind": "Passport", "documentNumber": "U00112233", "documentCountry": "TUR",
        "documentIssuedOn": "2022-01-15", "documentExpiresOn": "2032-01-15",
        "hasVisa": true, "visaNumber": "D0000001", "visaValidFrom": "2026-10-01", "visaValidTo": "2027-01-01",
        "entryDate": "2026-10-10", "entryPoint": "Aeroportul Chișinău", "lawfulStayUntil": "2027-01-01",
        "addressAbroad": { "country": "TUR", "locality": "Ankara" }, "addressInMoldova": home(), "dwellingRight": "Lease",
        "dwellingOwner": { "surname": "Model", "givenName": "Ana" },
        "employer": { "idno": "1018600000127", "name": "Exemplu SRL" }, "employerAddress": home(), "employerPhone": "+373 22 000000",
        "workerCategory": "ImmigrantWorker", "occupation": "214401", "jobTitle": "inginer mecanic", "workplace": home(),
        "weeklyHours": 40, "monthlySalary": { "amount": "19700.00", "currency": "MDL" },
        "contractNumber": "12/2026", "contractDate": "2026-11-02", "contractFrom": "2027-01-01", "contractTo": "2027-12-31",
        "hasFamily": false,
        "stayFrom": "2027-01-01", "stayTo": "2027-12-31", "stayedBefore": false, "refusedOrRemoved": false, "convicted": false,
        "phone": "+37360000000", "email": "deniz@example.org", "contactLanguage": "en", "office": "CHI", "delivery": "Personal",
        "declaresTrue": true, "knowsDataProcessing": true, "knowsDutyToNotify": true,
    });
    if by != "Beneficiary" {
        answers["representativeIdnp"] = json!("2015000000022");
        answers["powerCode"] = json!("0200935852951597");
    }
    answers
}

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
