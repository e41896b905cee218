//! What each can do with a request in each of its states, as every reading says.

use serde_json::{Value, json};

use super::{DOCUMENTS, STAY, act, attach, begin, engineer, journey, path, pay};
use crate::support::{Caller, TestApp};

struct Everybody<'a> {
    applicant: Caller<'a>,
    examiner: Caller<'a>,
    head: Caller<'a>,
}

impl Everybody<'_> {
    /// In this state each of them can do this, and nothing else.
    async fn can(&self, path: &str, state: &str, [applicant, examiner, head]: [&[&str]; 3]) {
        let each = [
            ("the applicant", &self.applicant, applicant),
            ("the examiner", &self.examiner, examiner),
            ("the head", &self.head, head),
        ];
        for (who, caller, expected) in each {
            let read = caller.get(path).await.expect(200);
            assert_eq!(read.text("/state"), state);
            assert_eq!(read.body["availableActions"], json!(expected), "{who} in {state}");
            let listed = caller.get(&format!("/api/v1/requests?state={state}")).await.expect(200);
            assert_eq!(listed.body["requests"][0]["requestId"], read.body["requestId"]);
            assert_eq!(listed.body["requests"][0]["availableActions"], json!(expected), "{who} in {state}, in a list");
        }
    }
}

#[actix_web::test]
async fn everybody_is_told_in_every_state_what_they_can_do() {
    let app = TestApp::start().await;
    let all = Everybody {
        applicant: app.persona("applicant").await,
        examiner: app.persona("examiner-chisinau").await,
        head: app.persona("head").await,
    };
    let (applicant, examiner, head) = (&all.applicant, &all.examiner, &all.head);
    let path = path(&begin(applicant, STAY, "Beneficiary", &engineer("Beneficiary")).await.expect(201));
    let draft = applicant.get(&path).await.expect(200);
    assert_eq!(draft.body["availableActions"], json!(["Edit", "Attach", "Submit", "Withdraw"]));
    for code in DOCUMENTS {
        attach(applicant, &path, code).await.expect(201);
    }
    act(applicant, &path, "submissions", &Value::Null).await.expect(200);
    all.can(&path, "AwaitingPayment", [&["Withdraw"], &[], &[]]).await;
    pay(&app, applicant, &path).await;
    all.can(&path, "InExamination", [&["Withdraw"], &["Claim"], &["Assign"]]).await;
    act(examiner, &path, "claims", &Value::Null).await.expect(200);
    let examines: &[&str] = &["CheckRegisters", "AskCompletion", "Consult", "DrawUp", "Propose"];
    all.can(&path, "InExamination", [&["Withdraw"], examines, &["Assign"]]).await;
    act(examiner, &path, "completion-requests", &json!({ "text": "Lipsește ceva.", "dueOn": "2026-11-30" })).await.expect(200);
    all.can(&path, "AwaitingCompletion", [&["Attach", "Withdraw", "Complete"], &["DrawUp"], &["Assign"]]).await;
    act(applicant, &path, "completions", &json!({})).await.expect(200);
    act(head, &path, "assignments", &json!({})).await.expect(200);
    journey::proposed(&app, &path, "Favourable").await;
    all.can(&path, "Proposed", [&["Withdraw"], &[], &["ReturnProposal", "Decide"]]).await;
    let worklist = head.get("/api/v1/worklists/ToDecide/requests").await.expect(200);
    assert_eq!(worklist.body["requests"][0]["availableActions"], json!(["ReturnProposal", "Decide"]));
    let decision = json!({ "outcome": "Favourable", "position": "Șef al Direcției regionale Centru" });
    let document = act(head, &path, "decisions", &decision).await.expect(202).text("/decisionDocumentId");
    all.can(&path, "AwaitingSignature", [&[], &[], &["GiveUpSigning"]]).await;
    app.work_off().await;
    journey::sign(&app, head, &document).await;
    all.can(&path, "Decided", [&["Serve", "Appeal"], &[], &[]]).await;
    act(applicant, &path, "servings", &json!({ "manner": "Cabinet" })).await.expect(200);
    all.can(&path, "Served", [&["Appeal"], &["Close"], &[]]).await;
    let appeal = json!({ "body": "Judecătoria Chișinău", "filedOn": "2026-11-16" });
    act(applicant, &path, "appeals", &appeal).await.expect(200);
    all.can(&path, "Appealed", [&[], &[], &["SettleAppeal"]]).await;
    act(head, &path, "appeal-settlements", &json!({ "result": "Respinsă" })).await.expect(200);
    all.can(&path, "Closed", [&[], &[], &[]]).await;
}
