//! One request with its documents and orders, read by everybody who stands to it in some way, against the table that people wrote.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    requests::{DOCUMENTS, STAY, act, attach, begin, engineer, path, pay},
    support::{Answer, Caller, TestApp},
};

#[derive(Deserialize)]
pub struct Matrix {
    pub standings: Standings,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standings {
    columns: String,
    pub operations: BTreeMap<String, String>,
}

/// The request and what hangs on it.
pub struct Scene {
    pub request: String,
    pub attachment: String,
    pub confirmation: String,
    pub signing: String,
    pub order: String,
}

/// The representative holds the applicant's power, which MPower confirms at once.
pub async fn empowered(app: &TestApp) {
    let power = json!({ "source": "MPower", "powerCode": "0200935852951600" });
    app.persona("representative").await.post("/api/v1/representations", &power).await.expect(201);
}

pub async fn scene(app: &TestApp) -> Scene {
    empowered(app).await;
    let applicant = app.persona("applicant").await;
    let request = path(&begin(&applicant, STAY, "Beneficiary", &engineer("Beneficiary")).await.expect(201));
    for code in DOCUMENTS {
        attach(&applicant, &request, code).await.expect(201);
    }
    act(&applicant, &request, "submissions", &Value::Null).await.expect(200);
    pay(app, &applicant, &request).await;
    app.work_off().await;
    let examiner = app.persona("examiner-chisinau").await;
    act(&examiner, &request, "claims", &Value::Null).await.expect(200);
    let report = json!({ "subject": "Verificare", "findings": "Nimic.", "conclusions": "Nimic.", "position": "Inspector" });
    let report = act(&examiner, &request, "reports", &report).await.expect(201).text("/documentId");
    app.work_off().await;
    let back = json!({ "returnUrl": format!("{}/signed", app.address()) });
    let signing = act(&examiner, &format!("/api/v1/documents/{report}"), "signings", &back).await.expect(201);
    act(&examiner, &request, "consultations", &json!({ "code": "sis" })).await.expect(200);
    let id = request.rsplit('/').next().expect("an id").to_owned();
    let attached = applicant.get(&format!("{request}/attachments")).await.expect(200);
    let confirmation = applicant.get(&format!("/api/v1/documents?requestId={id}&documentType=Confirmation")).await.expect(200);
    let order = applicant.get(&format!("/api/v1/orders?requestId={id}")).await.expect(200);
    Scene {
        request,
        attachment: attached.text("/attachments/0/attachmentId"),
        confirmation: confirmation.text("/documents/0/documentId"),
        signing: signing.header("location").to_owned(),
        order: format!("/api/v1/orders/{}", order.text("/orders/0/orderId")),
    }
}

async fn whoever<'a>(app: &'a TestApp, relation: &str) -> Caller<'a> {
    let persona = match relation {
        "Own" => "applicant",
        "Represented" => "representative",
        "SameOffice" => "examiner-chisinau",
        "OtherOffice" => "examiner-balti",
        "None" => "employer",
        "Consulted" => "sis-reviewer",
        other => panic!("no scene for {other}"),
    };
    app.persona(persona).await
}

/// Whether a list has a thing.
fn lists(answer: &Answer, list: &str, member: &str, id: &str) -> bool {
    let items = answer.body[list].as_array().unwrap_or_else(|| panic!("no {list} in {}", answer.body));
    items.iter().any(|item| item[member] == id.rsplit('/').next().unwrap_or_default())
}

/// `A`, `H` or `F`: what the caller got.
async fn got(caller: &Caller<'_>, scene: &Scene, operation: &str) -> String {
    let Scene { request, attachment, confirmation, signing, order } = scene;
    let document = format!("/api/v1/documents/{confirmation}");
    let (path, list): (String, Option<(&str, &str, &str)>) = match operation {
        "readRequest" => (request.clone(), None),
        "listRequests" => ("/api/v1/requests".into(), Some(("requests", "requestId", request))),
        "listAttachments" => (format!("{request}/attachments"), None),
        "readAttachmentContent" => (format!("{request}/attachments/{attachment}/content"), None),
        "readTimeline" => (format!("{request}/timeline"), None),
        "listRegisterChecks" => (format!("{request}/register-checks"), None),
        "listCompletionRequests" => (format!("{request}/completion-requests"), None),
        "listAppeals" => (format!("{request}/appeals"), None),
        "listOpinions" => (format!("{request}/opinions"), None),
        "listProposals" => (format!("{request}/proposals"), None),
        "readWorklist" => ("/api/v1/worklists/InConsultation/requests".into(), Some(("requests", "requestId", request))),
        "listWorklists" => ("/api/v1/worklists".into(), None),
        "listDocuments" => ("/api/v1/documents".into(), Some(("documents", "documentId", confirmation))),
        "readDocument" => (document, None),
        "readDocumentContent" => (format!("{document}/content"), None),
        "listDocumentVerifications" => (format!("{document}/verifications"), None),
        "readDocumentSigning" => (signing.clone(), None),
        "listOrders" => ("/api/v1/orders".into(), Some(("orders", "orderId", order))),
        "readOrder" => (order.clone(), None),
        "listOrderPayments" => (format!("{order}/payments"), None),
        "readOrderInvoice" => (format!("{order}/invoice"), None),
        other => panic!("no scene for {other}"),
    };
    let answer = caller.get(&path).await;
    let in_consultation = |answer: &Answer| {
        let counts = answer.body["worklists"].as_array().expect("worklists");
        counts.iter().any(|count| count["worklist"] == "InConsultation" && count["count"] == 1)
    };
    let seen = match (answer.status, list) {
        (403, _) => "F",
        (404, _) => "H",
        (200, Some((list, member, id))) if !lists(&answer, list, member, id) => "H",
        (200, None) if operation == "listWorklists" && !in_consultation(&answer) => "H",
        (200, _) => "A",
        (status, _) => return format!("{status} {}", answer.problem()),
    };
    seen.to_owned()
}

#[actix_web::test]
async fn requests_documents_and_orders_answer_as_the_caller_stands_to_them() {
    let matrix: Matrix = serde_saphyr::from_str(include_str!("matrix.yaml")).expect("the matrix");
    let app = TestApp::start().await;
    let scene = scene(&app).await;
    let mut wrong = Vec::new();
    for (place, relation) in matrix.standings.columns.split_whitespace().enumerate() {
        let caller = whoever(&app, relation).await;
        for (operation, row) in &matrix.standings.operations {
            let expected = row.split_whitespace().nth(place).expect("a cell");
            let got = got(&caller, &scene, operation).await;
            if got != expected {
                wrong.push(format!("{operation}: {relation} expected {expected}, got {got}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
