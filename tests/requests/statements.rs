//! The figures of design/quality.md: statements a call, session check and journal included.

use serde_json::{Value, json};

use super::{DOCUMENTS, STAY, act, attach, begin, engineer, path, pay};
use crate::{
    support::{Answer, Caller, TestApp},
    uploads::{samples, send},
};

/// Which calls took more statements than they may.
struct Tally<'a> {
    app: &'a TestApp,
    over: Vec<String>,
}

impl Tally<'_> {
    async fn count(&mut self, what: &str, most: u64, call: impl Future<Output = Answer>) -> Answer {
        let before = self.app.platform.door.work().statements();
        let answer = call.await;
        let took = self.app.platform.door.work().statements() - before;
        assert!(answer.status < 300, "{what}: {}", answer.body);
        if took > most {
            self.over.push(format!("{what}: {took} instead of {most}"));
        }
        answer
    }

    async fn read(&mut self, caller: &Caller<'_>, path: &str) -> Answer {
        self.count(&format!("GET {path}"), 3, caller.get(path)).await
    }

    /// A step; reading the ETag before it does not count.
    async fn step(&mut self, caller: &Caller<'_>, path: &str, what: &str, body: &Value) -> Answer {
        let etag = caller.get(path).await.expect(200).etag().to_owned();
        let step = format!("{path}/{what}");
        self.count(what, 8, caller.act(&step, &etag, body)).await
    }
}

#[actix_web::test]
async fn a_read_and_a_list_cost_at_most_three_statements_a_step_at_most_eight() {
    let app = TestApp::start().await;
    let mut tally = Tally { app: &app, over: Vec::new() };
    let operator = app.persona("counter-operator").await;
    let draft = tally.count("create", 8, begin(&operator, STAY, "Beneficiary", &engineer("Beneficiary"))).await;
    let path = path(&draft);
    let change = json!({ "answers": { "phone": "+37360000001" } });
    tally.count("PATCH", 8, operator.patch(&path, draft.etag(), &change)).await;
    for code in DOCUMENTS {
        attach(&operator, &path, code).await.expect(201);
    }
    let bytes = samples::pdf(1, 10);
    let file = send(&operator, "Attachment", "a.pdf", "application/pdf", &bytes).await.expect(201).text("/fileId");
    let more = json!({ "documentCode": "criminal-record", "fileId": file, "name": "cazier" });
    let attached = tally.step(&operator, &path, "attachments", &more).await;
    let attachment = attached.header("location").to_owned();
    assert!(attachment.contains("/attachments/"), "{attachment}");
    tally.step(&operator, &path, "validations", &Value::Null).await;
    tally.step(&operator, &path, "submissions", &Value::Null).await;
    pay(&app, &operator, &path).await;
    operator.get(&path).await.expect(200); // the office's calendar is known from here on
    for part in ["", "/attachments", "/timeline", "/register-checks"] {
        tally.read(&operator, &format!("{path}{part}")).await;
    }
    for list in ["/api/v1/requests", "/api/v1/requests?state=InExamination", "/api/v1/messages"] {
        tally.read(&operator, list).await;
    }

    let examiner = app.persona("examiner-chisinau").await;
    tally.read(&examiner, "/api/v1/worklists").await;
    tally.read(&examiner, "/api/v1/worklists/Unassigned/requests").await;
    tally.step(&examiner, &path, "claims", &Value::Null).await;
    let missing = json!({ "text": "Lipsește traducerea.", "documentCodes": ["criminal-record"], "dueOn": "2026-11-30" });
    tally.step(&examiner, &path, "completion-requests", &missing).await;
    app.clock.advance(chrono::Duration::seconds(1));
    attach(&operator, &path, "criminal-record").await.expect(201);
    tally.step(&operator, &path, "completions", &json!({})).await;
    tally.step(&examiner, &path, "register-checks", &json!({})).await;
    app.work_off().await;
    tally.read(&examiner, &format!("{path}/register-checks")).await;
    let head = app.persona("head").await;
    tally.step(&head, &path, "assignments", &json!({})).await;
    act(&examiner, &path, "claims", &Value::Null).await.expect(200);
    let proposal = json!({ "outcome": "Unfavourable", "facts": "Contract de muncă pe un an.", "reasons": "Art. 36 din Legea nr. 200/2010.",
        "conditionsNotMet": ["Salariul este sub cuantumul minim."], "validUntil": "2027-12-31" });
    tally.step(&examiner, &path, "proposals", &proposal).await;
    let head = app.persona("head").await;
    tally.step(&head, &path, "proposal-returns", &json!({ "reason": "Lipsesc motivele." })).await;
    tally.step(&examiner, &path, "proposals", &proposal).await;
    let decision = json!({ "outcome": "Unfavourable", "position": "Șef al Direcției regionale Centru" });
    tally.step(&head, &path, "decisions", &decision).await;
    tally.step(&head, &path, "signing-abandonments", &json!({ "reason": "Numele se verifică." })).await;
    let waiting = tally.step(&head, &path, "decisions", &decision).await;
    app.work_off().await;
    super::journey::sign(&app, &head, &waiting.text("/decisionDocumentId")).await;
    tally.step(&operator, &path, "servings", &json!({ "manner": "InPerson" })).await;
    let appeal = json!({ "body": "Judecătoria Chișinău", "filedOn": "2026-11-16" });
    tally.step(&operator, &path, "appeals", &appeal).await;
    tally.step(&head, &path, "appeal-settlements", &json!({ "result": "Respinsă" })).await;
    assert_eq!(tally.over, Vec::<String>::new());
}

#[actix_web::test]
async fn what_is_withdrawn_and_what_is_decided_by_itself_costs_no_more() {
    let app = TestApp::start().await;
    let mut tally = Tally { app: &app, over: Vec::new() };
    app.clock.advance(chrono::Duration::minutes(1));
    let applicant = app.persona("applicant").await;
    let attestation = super::attestation("2015000000011");
    for what in ["submissions", "withdrawals"] {
        let draft = begin(&applicant, "legal-status-attestation", "Beneficiary", &attestation).await.expect(201);
        let body = if what == "withdrawals" { json!({ "reason": "Am renunțat." }) } else { Value::Null };
        if what == "withdrawals" {
            act(&applicant, &path(&draft), "submissions", &Value::Null).await.expect(200);
        }
        tally.step(&applicant, &path(&draft), what, &body).await;
    }
    app.work_off().await;
    let messages = tally.read(&applicant, "/api/v1/messages").await;
    let reading = format!("/api/v1/messages/{}/readings", messages.text("/messages/0/messageId"));
    tally.count("readings", 8, applicant.post(&reading, &Value::Null)).await;
    assert_eq!(tally.over, Vec::<String>::new());
}

#[actix_web::test]
async fn what_is_filed_under_a_power_costs_no_more() {
    use super::representatives::empowered;
    let app = TestApp::start().await;
    app.clock.advance(chrono::Duration::minutes(1));
    let mut tally = Tally { app: &app, over: Vec::new() };
    let representative = app.persona("representative").await;
    let person = empowered(&app, &representative).await;
    let body = json!({ "serviceCode": STAY, "filedBy": "Representative", "beneficiaryId": person, "answers": engineer("Representative") });
    let draft = tally.count("create", 8, representative.post("/api/v1/requests", &body)).await;
    let path = path(&draft);
    for code in DOCUMENTS {
        attach(&representative, &path, code).await.expect(201);
    }
    tally.step(&representative, &path, "submissions", &Value::Null).await;
    pay(&app, &representative, &path).await;
    app.work_off().await;
    representative.get(&path).await.expect(200);
    let id = path.rsplit('/').next().expect("an id");
    for read in [
        path.clone(),
        format!("{path}/timeline"),
        "/api/v1/requests".into(),
        format!("/api/v1/orders?requestId={id}"),
        format!("/api/v1/documents?requestId={id}"),
    ] {
        tally.read(&representative, &read).await;
    }
    tally.read(&representative, "/api/v1/sessions/current").await;
    let (examiner, head) = (app.persona("examiner-chisinau").await, app.persona("head").await);
    let given = json!({ "examinerId": crate::administration::account_of(&examiner).await });
    tally.step(&head, &path, "assignments", &given).await;
    let missing = json!({ "text": "Lipsește traducerea.", "documentCodes": ["criminal-record"], "dueOn": "2026-11-30" });
    tally.step(&examiner, &path, "completion-requests", &missing).await;
    app.clock.advance(chrono::Duration::seconds(1));
    attach(&representative, &path, "criminal-record").await.expect(201);
    tally.step(&representative, &path, "completions", &json!({})).await;
    tally.step(&representative, &path, "withdrawals", &json!({ "reason": "Am renunțat." })).await;
    // A company's draft.
    let employer = app.persona("employer").await;
    let body = json!({ "serviceCode": STAY, "filedBy": "LegalEntity", "legalEntityIdno": "1018600000127", "answers": {} });
    tally.count("create for a company", 8, employer.post("/api/v1/requests", &body)).await;
    assert_eq!(tally.over, Vec::<String>::new());
}
