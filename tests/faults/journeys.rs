//! The journeys: an attestation, which no human decides, and a permit from its application to its serving.

use chrono::{Days, NaiveDate, Utc};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    answer::Answer,
    answers,
    calls::{Call, Calls},
    samples,
    stand_ins::StandIns,
    until,
};

/// Somebody who is signed in.
pub struct Person<'a, C> {
    calls: &'a C,
    token: String,
}

pub async fn sign_in<'a, C: Calls>(calls: &'a C, persona: &str) -> Person<'a, C> {
    let asked = Call::new(Method::POST, "/sandbox/sessions").with_json(&json!({ "persona": persona }));
    let token = calls.call(asked).await.expect(201).text("/accessToken");
    Person { calls, token }
}

impl<C: Calls> Person<'_, C> {
    async fn call(&self, call: Call) -> Answer {
        self.calls.call(Call { token: Some(self.token.clone()), ..call }).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.call(Call::new(Method::GET, path)).await
    }

    /// Under a key of its own.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        let mut call = Call::new(Method::POST, path).with_json(body);
        call.headers.push(("Idempotency-Key", Uuid::new_v4().to_string()));
        self.call(call).await
    }

    /// An act on a record as it stands now.
    pub async fn act(&self, path: &str, what: &str, body: &Value) -> Answer {
        let etag = self.get(path).await.expect(200).etag().to_owned();
        let mut call = Call::new(Method::POST, format!("{path}/{what}")).with_json(body);
        call.headers = vec![("Idempotency-Key", Uuid::new_v4().to_string()), ("If-Match", etag)];
        self.call(call).await
    }

    /// A record, once it is so.
    async fn read_once(&self, path: &str, so: impl Fn(&Value) -> bool) -> Answer {
        until(path, async || {
            let read = self.get(path).await.expect(200);
            so(&read.body).then_some(read)
        })
        .await
    }

    async fn begin(&self, service: &str, answers: &Value) -> String {
        let draft = json!({ "serviceCode": service, "filedBy": "Beneficiary", "answers": answers });
        let draft = self.post("/api/v1/requests", &draft).await.expect(201);
        format!("/api/v1/requests/{}", draft.text("/requestId"))
    }

    async fn attach(&self, path: &str, code: &str) {
        let (purpose, name, kind, bytes) = if code == "photo" {
            ("Photo", "foto.jpg", "image/jpeg", samples::jpeg(360, 480))
        } else {
            ("Attachment", "document.pdf", "application/pdf", samples::pdf(1, 10))
        };
        let declared = json!({ "purpose": purpose, "name": name, "size": bytes.len(), "contentType": kind });
        let upload = self.post("/api/v1/uploads", &declared).await.expect(201).text("/uploadId");
        let mut part = Call::new(Method::PUT, format!("/api/v1/uploads/{upload}/parts/1"));
        part.body = Some(("application/octet-stream", bytes));
        self.call(part).await.expect(200);
        let file = self.post(&format!("/api/v1/uploads/{upload}/completions"), &Value::Null).await.expect(201).text("/fileId");
        self.act(path, "attachments", &json!({ "documentCode": code, "fileId": file, "name": code })).await.expect(201);
    }
}

/// An attestation, from its draft to its sealed document and the message about it.
pub async fn attestation(calls: &impl Calls) -> String {
    let applicant = sign_in(calls, "applicant").await;
    let path = applicant.begin("legal-status-attestation", &answers::attestation("2015000000011")).await;
    applicant.act(&path, "submissions", &Value::Null).await.expect(200);
    let decided = applicant.read_once(&path, |request| request["state"] == "Decided").await;
    assert_eq!(decided.body["outcome"], "Favourable");
    let document = decided.text("/decisionDocumentId");
    let pdf = applicant.get(&format!("/api/v1/documents/{document}/content")).await.expect(200);
    let seals = migratie_typesetting::seal::verify(&pdf.bytes).expect("a PDF");
    assert!(seals.len() == 1 && seals[0].valid && seals[0].covers_whole_file);
    path
}

const DOCUMENTS: [&str; 6] = ["employer-demers", "travel-document", "labour-contract", "criminal-record", "dwelling", "photo"];

const STAY: &str = "provisional-stay-work-grant";

/// A permit: filed by a representative whose power MPower confirms, paid, examined with a paper that is asked for and brought, proposed,
/// decided, signed, served.
pub async fn permit(calls: &impl Calls, stand_ins: &StandIns) -> String {
    let representative = sign_in(calls, "representative").await;
    let power = json!({ "source": "MPower", "powerCode": "0200935852951600" });
    let power = representative.post("/api/v1/representations", &power).await.expect(201).text("/representationId");
    let power = format!("/api/v1/representations/{power}");
    let accepted = representative.read_once(&power, |power| power["state"] == "Accepted").await;
    let draft = json!({ "serviceCode": STAY, "filedBy": "Representative", "beneficiaryId": accepted.text("/personId"),
        "answers": as_of_today(answers::engineer("Representative")) });
    let path =
        format!("/api/v1/requests/{}", representative.post("/api/v1/requests", &draft).await.expect(201).text("/requestId"));
    filed(calls, &representative, stand_ins, &path).await;

    let examiner = sign_in(calls, "examiner-chisinau").await;
    examiner.act(&path, "claims", &Value::Null).await.expect(200);
    let missing = json!({ "text": "Lipsește traducerea cazierului.", "documentCodes": ["criminal-record"],
        "dueOn": Utc::now().date_naive() + Days::new(14) });
    examiner.act(&path, "completion-requests", &missing).await.expect(200);
    representative.attach(&path, "criminal-record").await;
    representative.act(&path, "completions", &json!({})).await.expect(200);
    examined(calls, &examiner, stand_ins, &path).await;
    path
}

/// With its documents, submitted, paid, registered.
async fn filed<C: Calls>(calls: &C, applicant: &Person<'_, C>, stand_ins: &StandIns, path: &str) {
    for code in DOCUMENTS {
        applicant.attach(path, code).await;
    }
    applicant.act(path, "submissions", &Value::Null).await.expect(200);
    pay(calls, applicant, stand_ins, path).await;
    applicant.read_once(path, |request| request["state"] == "InExamination").await;
}

/// From the registers' answers to the serving.
async fn examined<C: Calls>(calls: &C, examiner: &Person<'_, C>, stand_ins: &StandIns, path: &str) {
    examiner.act(path, "register-checks", &json!({})).await.expect(202);
    let answered = |checks: &Value| {
        checks["registerChecks"].as_array().is_some_and(|checks| checks.iter().all(|check| check["status"] == "Answered"))
    };
    examiner.read_once(&format!("{path}/register-checks"), answered).await;
    let until_day = Utc::now().date_naive() + Days::new(400);
    let proposal = json!({ "outcome": "Favourable", "facts": "Contract de muncă pe un an.", "conditionsNotMet": [],
        "reasons": "Art. 36 din Legea nr. 200/2010.", "validUntil": until_day });
    examiner.act(path, "proposals", &proposal).await.expect(200);

    let head = sign_in(calls, "head").await;
    let decision = json!({ "outcome": "Favourable", "position": "Șef al Direcției regionale Centru" });
    let document = head.act(path, "decisions", &decision).await.expect(202).text("/decisionDocumentId");
    sign(calls, &head, stand_ins, &document).await;
    let operator = sign_in(calls, "counter-operator").await;
    operator.read_once(path, |request| request["state"] == "Decided").await;
    operator.act(path, "servings", &json!({ "manner": "InPerson" })).await.expect(200);
}

/// The tests' answers were given on 16 November 2026; their days move with the calendar.
fn as_of_today(answers: Value) -> Value {
    let since = Utc::now().date_naive() - NaiveDate::from_ymd_opt(2026, 11, 16).expect("a day");
    match answers {
        Value::String(text) => match text.parse::<NaiveDate>() {
            Ok(day) => Value::String((day + since).to_string()),
            Err(_) => Value::String(text),
        },
        Value::Array(items) => items.into_iter().map(as_of_today).collect(),
        Value::Object(members) => members.into_iter().map(|(name, value)| (name, as_of_today(value))).collect(),
        other => other,
    }
}

/// Pays at MPay's stand-in, which confirms until it is heard.
async fn pay<C: Calls>(calls: &C, payer: &Person<'_, C>, stand_ins: &StandIns, path: &str) {
    let id = path.rsplit('/').next().expect("an id");
    let key = payer.get(&format!("/api/v1/orders?requestId={id}")).await.expect(200).text("/orders/0/orderKey");
    let order = json!({ "serviceId": "IGM-TEST", "orderKey": key });
    let payment = until("a payment", async || match stand_ins.post("/mpay/payments", &order).await {
        (200, paid) => Some(paid["payments"][0].clone()),
        (502, _) => {
            calls.recover().await;
            None
        }
        (status, why) => panic!("MPay's stand-in says {status}: {why}"),
    })
    .await;
    let heard = |attempt: &Value| attempt["status"] == 200;
    if payment["attempts"].as_array().expect("attempts").iter().any(heard) {
        return;
    }
    let again = format!("/mpay/payments/{}/confirmations", payment["paymentId"].as_str().expect("an id"));
    until("a confirmation", async || {
        calls.recover().await;
        heard(&stand_ins.post(&again, &Value::Null).await.1).then_some(())
    })
    .await;
}

/// Signs at MSign's stand-in and returns from there.
pub async fn sign<C: Calls>(calls: &C, head: &Person<'_, C>, stand_ins: &StandIns, document: &str) {
    let path = format!("/api/v1/documents/{document}");
    let back = json!({ "returnUrl": "http://localhost:3001/signed" });
    let signing = until("what is to be signed", async || {
        let asked = head.act(&path, "signings", &back).await;
        (asked.status == 201).then_some(asked)
    })
    .await;
    let hand_over: url::Url = signing.text("/handOverUrl").parse().expect("an address");
    let request = hand_over.path_segments().and_then(|mut parts| parts.next_back()).expect("a request").to_owned();
    let (status, why) = stand_ins.post("/msign/signatures", &json!({ "requestId": request, "outcome": "Sign" })).await;
    assert_eq!(status, 204, "{why}");
    let mut back = Call::new(Method::POST, "/partners/msign/return");
    back.body = Some(("application/x-www-form-urlencoded", format!("RequestID={request}&RelayState=x").into_bytes()));
    calls.call(back).await.expect(303);
}
