//! From an application to a signed, verifiable decision; and the ways it can end otherwise.

use serde_json::{Value, json};

use super::{DOCUMENTS, STAY, act, attach, begin, engineer, path, pay, registered};
use crate::support::{Answer, Caller, TestApp};

/// Claimed, the registers asked; the examiner who did.
pub async fn checked<'a>(app: &'a TestApp, path: &str) -> Caller<'a> {
    let examiner = app.persona("examiner-chisinau").await;
    act(&examiner, path, "claims", &Value::Null).await.expect(200);
    act(&examiner, path, "register-checks", &json!({})).await.expect(202);
    app.work_off().await;
    examiner
}

/// Claimed, checked, proposed.
pub async fn proposed(app: &TestApp, path: &str, outcome: &str) {
    let examiner = checked(app, path).await;
    let checks = examiner.get(&format!("{path}/register-checks")).await.expect(200);
    assert!(
        checks.body["registerChecks"].as_array().expect("checks").iter().all(|check| check["status"] == "Answered"),
        "{}",
        checks.body
    );
    let conditions = if outcome == "Unfavourable" { json!(["Salariul este sub cuantumul minim."]) } else { json!([]) };
    let proposal = json!({ "outcome": outcome, "facts": "Contract de muncă pe un an.", "reasons": "Art. 36 din Legea nr. 200/2010.",
        "conditionsNotMet": conditions, "validUntil": "2027-12-31" });
    act(&examiner, path, "proposals", &proposal).await.expect(200);
}

/// Decided by the head and signed at MSign's stand-in; answers the decision's id.
pub async fn decided(app: &TestApp, path: &str, outcome: &str) -> String {
    let head = app.persona("head").await;
    let body = json!({ "outcome": outcome, "position": "Șef al Direcției regionale Centru" });
    let waiting = act(&head, path, "decisions", &body).await.expect(202);
    assert_eq!(waiting.body["state"], "AwaitingSignature");
    let document = waiting.text("/decisionDocumentId");
    app.work_off().await;
    sign(app, &head, &document).await;
    document
}

pub async fn sign(app: &TestApp, head: &Caller<'_>, document: &str) {
    let path = format!("/api/v1/documents/{document}");
    let signing = act(head, &path, "signings", &json!({ "returnUrl": format!("{}/signed", app.address()) })).await.expect(201);
    let hand_over: url::Url = signing.text("/handOverUrl").parse().expect("an address");
    let request = hand_over.path_segments().and_then(|mut parts| parts.next_back()).expect("a request").to_owned();
    let body = json!({ "requestId": request, "outcome": "Sign" });
    let address = hand_over.join("/sandbox/msign/signatures").expect("an address");
    let signed = reqwest::Client::new().post(address).json(&body).send().await.expect("the stand-in");
    assert!(signed.status().is_success());
    let form = Some(("application/x-www-form-urlencoded", format!("RequestID={request}&RelayState=x").into_bytes()));
    app.anyone().call("POST", "/partners/msign/return", &[], form).await.expect(303);
}

pub async fn verified(app: &TestApp, holder: &Caller<'_>, document: &str) -> Answer {
    verifying(app, holder, document).await.expect(200)
}

/// What anybody is told who asks with the code of a document.
pub async fn verifying(app: &TestApp, holder: &Caller<'_>, document: &str) -> Answer {
    let read = holder.get(&format!("/api/v1/documents/{document}")).await.expect(200);
    let code = read.text("/verificationCode");
    app.anyone().get(&format!("/api/v1/verifications/{code}")).await
}

#[actix_web::test]
async fn whoever_filed_is_told_of_a_decision_once_it_is_signed_and_not_before() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let path = path(&begin(&applicant, STAY, "Beneficiary", &engineer("Beneficiary")).await.expect(201));
    for code in DOCUMENTS {
        attach(&applicant, &path, code).await.expect(201);
    }
    act(&applicant, &path, "submissions", &Value::Null).await.expect(200);
    pay(&app, &applicant, &path).await;
    proposed(&app, &path, "Favourable").await;
    let head = app.persona("head").await;
    let body = json!({ "outcome": "Favourable", "position": "Șef al Direcției regionale Centru" });
    let document = act(&head, &path, "decisions", &body).await.expect(202).text("/decisionDocumentId");
    app.work_off().await;
    let told = async |caller: &Caller<'_>| {
        let (read, listed) = (caller.get(&path).await.expect(200), caller.get("/api/v1/requests").await.expect(200));
        [read.body["outcome"].clone(), read.body["decisionDocumentId"].clone(), listed.body["requests"][0]["outcome"].clone()]
    };
    // It may still be given up and decided otherwise.
    assert_eq!(told(&applicant).await, [Value::Null, Value::Null, Value::Null]);
    assert_eq!(told(&head).await, [json!("Favourable"), json!(document), json!("Favourable")]);
    // Not in the timeline either: the number of an act says what it is.
    let noted = async |caller: &Caller<'_>| {
        let timeline = caller.get(&format!("{path}/timeline")).await.expect(200);
        let events = timeline.body["events"].as_array().expect("events").clone();
        events.iter().find(|event| event["action"] == "Decide").expect("the decision")["note"].clone()
    };
    assert!(noted(&applicant).await.is_null());
    assert!(noted(&head).await.as_str().is_some_and(|numbers| numbers.contains("DSP-")));
    sign(&app, &head, &document).await;
    assert_eq!(told(&applicant).await, [json!("Favourable"), json!(document), json!("Favourable")]);
}

#[actix_web::test]
async fn what_the_first_request_says_of_somebody_is_on_their_record() {
    let app = TestApp::start().await;
    let mut answers = engineer("Beneficiary");
    answers["hasPreviousNames"] = json!(true);
    answers["previousNames"] = json!([{ "previousSurname": "Aydın ", "nameChangeReason": "Marriage" }]);
    let operator = app.persona("counter-operator").await;
    let request = path(&begin(&operator, STAY, "Beneficiary", &answers).await.expect(201));
    for code in DOCUMENTS.into_iter().chain(["civil-status"]) {
        attach(&operator, &request, code).await.expect(201);
    }
    let submitted = act(&operator, &request, "submissions", &Value::Null).await.expect(200);
    let person = format!("/api/v1/persons/{}", submitted.text("/beneficiaryId"));
    let person = app.persona("examiner-chisinau").await.examining().get(&person).await.expect(200);
    let attributes = &person.body["attributes"];
    assert_eq!(attributes["civilStatus"], json!({ "status": "Single" }));
    assert_eq!(attributes["education"], json!([{ "level": "Bachelor" }]));
    assert_eq!(attributes["birthPlace"], json!({ "country": "TUR", "asWritten": "Ankara" }));
    assert_eq!(attributes["otherNames"], json!([{ "kind": "Former", "surname": "Aydın", "givenNames": "Deniz" }]));
    let entered = json!({ "direction": "Entry", "on": "2026-10-10", "crossingPoint": "Aeroportul Chișinău" });
    assert_eq!(attributes["movements"], json!([entered]));
    let reached = json!({ "phone": "+37360000000", "email": "deniz@example.org", "language": "en", "occupation": "inginer" });
    assert_eq!(attributes["additional"], reached);
    // What was declared as an address is registered by nobody yet.
    assert_eq!(person.body["addresses"], json!([]));
}

#[actix_web::test]
async fn from_an_application_to_a_signed_verifiable_decision() {
    let app = TestApp::start().await;
    let operator = app.persona("counter-operator").await;
    let path = path(&begin(&operator, STAY, "Beneficiary", &engineer("Beneficiary")).await.expect(201));
    for code in DOCUMENTS {
        attach(&operator, &path, code).await.expect(201);
    }
    let submitted = act(&operator, &path, "submissions", &Value::Null).await.expect(200);
    assert_eq!(submitted.body["state"], "AwaitingPayment");
    pay(&app, &operator, &path).await;
    let registered = operator.get(&path).await.expect(200);
    assert_eq!((registered.text("/state"), registered.text("/number")), ("InExamination".into(), "SP-GR-2026-000001".into()));
    // Registered on Monday 16 November; thirty calendar days end on Wednesday 16 December, 23:59:59 in Chisinau.
    assert_eq!(registered.text("/term/endsAt"), "2026-12-16T21:59:59Z");

    let examiner = app.persona("examiner-chisinau").await;
    act(&examiner, &path, "claims", &Value::Null).await.expect(200);
    let missing =
        json!({ "text": "Lipsește traducerea cazierului.", "documentCodes": ["criminal-record"], "dueOn": "2026-11-30" });
    let paused = act(&examiner, &path, "completion-requests", &missing).await.expect(200);
    assert_eq!((paused.text("/state"), paused.text("/term/state")), ("AwaitingCompletion".into(), "Paused".into()));
    app.clock.advance(chrono::Duration::days(3));
    let operator = app.persona("counter-operator").await;
    act(&operator, &path, "completions", &json!({})).await.refused(400, "bad-input");
    attach(&operator, &path, "criminal-record").await.expect(201);
    let resumed = act(&operator, &path, "completions", &json!({})).await.expect(200);
    assert_eq!((resumed.text("/state"), resumed.text("/term/endsAt")), ("InExamination".into(), "2026-12-21T21:59:59Z".into()));

    let examiner = app.persona("examiner-chisinau").await;
    act(&examiner, &path, "assignments", &json!({})).await.refused(403, "forbidden");
    let head = app.persona("head").await;
    act(&head, &path, "assignments", &json!({})).await.expect(200);
    proposed(&app, &path, "Favourable").await;
    act(&examiner, &path, "decisions", &json!({ "outcome": "Favourable", "position": "x" })).await.refused(403, "forbidden");
    let document = decided(&app, &path, "Favourable").await;

    let operator = app.persona("counter-operator").await;
    let done = operator.get(&path).await.expect(200);
    assert_eq!((done.text("/state"), done.text("/outcome")), ("Decided".into(), "Favourable".into()));
    let told = verified(&app, &operator, &document).await;
    assert_eq!(told.body["status"], "Valid", "{}", told.body);
    assert!(!String::from_utf8_lossy(&told.bytes).contains("Kaya"), "nothing personal beyond initials: {}", told.body);
    let timeline = operator.get(&format!("{path}/timeline")).await.expect(200);
    let actions: Vec<&str> =
        timeline.body["events"].as_array().expect("events").iter().filter_map(|event| event["action"].as_str()).collect();
    for action in ["Submit", "Register", "Claim", "AskCompletion", "Complete", "Propose", "Decide", "Issue"] {
        assert!(actions.contains(&action), "{action} is missing in {actions:?}");
    }
}

#[actix_web::test]
async fn a_refusal_is_served_and_appealed() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    proposed(&app, &path, "Unfavourable").await;
    decided(&app, &path, "Unfavourable").await;
    let operator = app.persona("counter-operator").await;
    act(&operator, &path, "servings", &json!({ "manner": "InPerson" })).await.expect(200);
    let future = json!({ "body": "Judecătoria Chișinău", "filedOn": "2030-01-01" });
    act(&operator, &path, "appeals", &future).await.refused(400, "bad-input");
    let appeal = json!({ "body": "Judecătoria Chișinău", "filedOn": "2026-11-16" });
    let appealed = act(&operator, &path, "appeals", &appeal).await.expect(200);
    assert_eq!((appealed.text("/state"), appealed.text("/outcome")), ("Appealed".into(), "Unfavourable".into()));
    let head = app.persona("head").await;
    act(&head, &path, "appeal-settlements", &json!({ "result": "Respinsă" })).await.expect(200);
    act(&operator, &path, "appeals", &appeal).await.refused(409, "not-in-this-state");
}

#[actix_web::test]
async fn a_request_is_withdrawn_and_stays_on_record() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    let operator = app.persona("counter-operator").await;
    let withdrawn = act(&operator, &path, "withdrawals", &json!({ "reason": "A renunțat." })).await.expect(200);
    assert_eq!(withdrawn.body["state"], "Withdrawn");
    assert_eq!(withdrawn.body["availableActions"], json!([]));
    act(&operator, &path, "withdrawals", &json!({})).await.refused(409, "not-in-this-state");
}

#[actix_web::test]
async fn what_is_not_completed_in_time_is_left_unexamined() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    let examiner = app.persona("examiner-chisinau").await;
    act(&examiner, &path, "claims", &Value::Null).await.expect(200);
    let missing = json!({ "text": "Lipsește ceva.", "dueOn": "2026-11-20" });
    act(&examiner, &path, "completion-requests", &missing).await.expect(200);
    app.clock.advance(chrono::Duration::days(6));
    app.work_off().await;
    assert_eq!(app.persona("examiner-chisinau").await.get(&path).await.expect(200).body["state"], "LeftUnexamined");
}

#[actix_web::test]
async fn none_is_registered_with_an_amount_due() {
    let app = TestApp::start().await;
    let operator = app.persona("counter-operator").await;
    let path = path(&begin(&operator, STAY, "Beneficiary", &engineer("Beneficiary")).await.expect(201));
    for code in DOCUMENTS {
        attach(&operator, &path, code).await.expect(201);
    }
    act(&operator, &path, "submissions", &Value::Null).await.expect(200);
    app.work_off().await;
    assert_eq!(app.number("select count(*) from requests where number is not null"), 0);
    pay(&app, &operator, &path).await;
    assert_eq!(app.number("select count(*) from requests where number is not null"), 1);
}
