use chrono::Duration;
use futures_util::future::join_all;
use migratie_typesetting::seal;
use serde_json::{Value, json};

use super::{freeze, issue, path, refusal};
use crate::support::{Answer, Caller, TestApp};

/// Where the signer comes back to: an address of the platform itself.
fn way_back(app: &TestApp) -> String {
    format!("{}/signed", app.address())
}

async fn sign(app: &TestApp, caller: &Caller<'_>, path: &str) -> Answer {
    let etag = caller.get(path).await.expect(200).etag().to_owned();
    caller.act(&format!("{path}/signings"), &etag, &json!({ "returnUrl": way_back(app) })).await
}

/// What the signer does at MSign's stand-in.
async fn at_msign(signing: &Answer, outcome: &str) {
    let address: url::Url = signing.text("/handOverUrl").parse().expect("an address");
    let decided = address.join("/sandbox/msign/signatures").expect("an address");
    let body = json!({ "requestId": request_of(signing), "outcome": outcome });
    let answer = reqwest::Client::new().post(decided).json(&body).send().await.expect("the stand-in");
    assert_eq!(answer.status(), 204, "{:?}", answer.text().await);
}

/// The id that the service gave to a request.
fn request_of(signing: &Answer) -> String {
    let address = signing.text("/handOverUrl");
    address.split('?').next().and_then(|path| path.rsplit('/').next()).expect("a request").to_owned()
}

async fn come_back(app: &TestApp, request: &str) -> Answer {
    let form = Some(("application/x-www-form-urlencoded", format!("RequestID={request}&RelayState=x").into_bytes()));
    app.anyone().call("POST", "/partners/msign/return", &[], form).await
}

#[actix_web::test]
async fn the_expected_person_signs_and_the_document_is_issued() {
    let app = TestApp::start().await;
    let frozen = issue(&app, &refusal()).await;
    let head = app.persona("head").await;
    let path = path(&frozen);
    let unsigned = head.get(&format!("{path}/content")).await.expect(200);
    assert!(seal::verify(&unsigned.bytes).expect("a PDF").is_empty());
    let signing = sign(&app, &head, &path).await.expect(201);
    assert_eq!(signing.text("/state"), "Pending");
    let handed: url::Url = signing.text("/handOverUrl").parse().expect("an address");
    let return_url = handed.query_pairs().find(|(name, _)| name == "ReturnUrl").expect("a way back").1.into_owned();
    assert_eq!(return_url, format!("{}/partners/msign/return", app.address()));
    assert_eq!(head.get(&path).await.expect(200).text("/status"), "Signing");
    let location = signing.header("location").to_owned();
    assert_eq!(head.get(&location).await.expect(200).text("/handOverUrl"), signing.text("/handOverUrl"));

    // The browser comes back although nothing was signed: the return proves nothing.
    let request = request_of(&signing);
    let early = come_back(&app, &request).await.expect(303);
    assert!(early.header("location").ends_with("state=Pending"), "{}", early.header("location"));
    assert_eq!(head.get(&path).await.expect(200).text("/status"), "Signing");

    at_msign(&signing, "Sign").await;
    let returned = come_back(&app, &request).await.expect(303);
    let expected = format!(
        "{}?documentId={}&documentSigningId={}&state=Signed",
        way_back(&app),
        signing.text("/documentId"),
        signing.text("/documentSigningId")
    );
    assert_eq!(returned.header("location"), expected);
    let read = head.get(&path).await.expect(200);
    assert_eq!(read.text("/status"), "Issued");
    let signed = head.get(&format!("{path}/content")).await.expect(200);
    assert!(signed.bytes.starts_with(&unsigned.bytes));
    let signatures = seal::verify(&signed.bytes).expect("a PDF");
    assert!(signatures.len() == 1 && signatures[0].valid && signatures[0].covers_whole_file);
    assert!(head.get(&location).await.expect(200).body.get("handOverUrl").is_none());
    // The worker that polls finds it done, and coming back again changes nothing.
    app.clock.advance(Duration::seconds(20));
    app.work_off().await;
    come_back(&app, &request).await.expect(303);
    assert_eq!(head.get(&path).await.expect(200).bytes, read.bytes);
    assert_eq!(app.number("select count(*) from outbox where state <> 'Done'"), 0);
}

#[actix_web::test]
async fn without_the_browser_the_worker_asks_until_there_is_an_answer() {
    let app = TestApp::start().await;
    let frozen = issue(&app, &refusal()).await;
    let head = app.persona("head").await;
    let signing = sign(&app, &head, &path(&frozen)).await.expect(201);
    for _ in 0..30 {
        app.clock.advance(Duration::seconds(16));
        app.work_off().await;
    }
    let head = app.persona("head").await;
    assert_eq!(head.get(&path(&frozen)).await.expect(200).text("/status"), "Signing");
    assert_eq!(app.number("select attempts from outbox where kind = 'documents.fetch-signature'"), 0, "waiting is no failure");
    at_msign(&signing, "Sign").await;
    app.clock.advance(Duration::seconds(16));
    app.work_off().await;
    assert_eq!(head.get(&path(&frozen)).await.expect(200).text("/status"), "Issued");
}

#[actix_web::test]
async fn what_failed_or_expired_is_signed_again_under_the_same_number() {
    let app = TestApp::start().await;
    let frozen = issue(&app, &refusal()).await;
    let head = app.persona("head").await;
    let path = path(&frozen);
    for (outcome, state) in [("Refuse", "Failed"), ("Expire", "Expired")] {
        let signing = sign(&app, &head, &path).await.expect(201);
        at_msign(&signing, outcome).await;
        let back = come_back(&app, &request_of(&signing)).await.expect(303);
        assert!(back.header("location").ends_with(&format!("state={state}")));
        assert_eq!(head.get(signing.header("location")).await.expect(200).text("/state"), state);
        assert_eq!(head.get(&path).await.expect(200).text("/status"), "Frozen");
    }
    let signing = sign(&app, &head, &path).await.expect(201);
    at_msign(&signing, "Sign").await;
    come_back(&app, &request_of(&signing)).await.expect(303);
    let read = head.get(&path).await.expect(200);
    assert_eq!((read.text("/status"), read.text("/number")), ("Issued".into(), frozen.number));
}

#[actix_web::test]
async fn another_file_under_a_valid_signature_is_not_accepted() {
    let app = TestApp::start().await;
    let frozen = issue(&app, &refusal()).await;
    let head = app.persona("head").await;
    let signing = sign(&app, &head, &path(&frozen)).await.expect(201);
    // MSign has signed what it was given; what we hold is another document (as if it had signed the wrong one).
    let other = app.platform.documents.blobs.put("%PDF-1.7 another document".into()).await.expect("an object");
    let key = other.wrapped_key.as_ref().expect("a key");
    app.tamper(&format!(
        "set session_replication_role = replica; update document_files set blob_id = '{}', size = {}, sha256 = '\\x{}', \
         ciphertext_sha256 = '\\x{}', nonce_prefix = '\\x{}', key_id = '{}', wrapped_key = '\\x{}'",
        other.id,
        other.size,
        hex::encode(other.sha256),
        hex::encode(other.ciphertext_sha256),
        hex::encode(other.nonce_prefix),
        key.kid,
        hex::encode(&key.bytes)
    ));
    at_msign(&signing, "Sign").await;
    come_back(&app, &request_of(&signing)).await.expect(303);
    let read = head.get(signing.header("location")).await.expect(200);
    assert_eq!(read.text("/state"), "Failed");
    assert_eq!(head.get(&path(&frozen)).await.expect(200).text("/status"), "Frozen");
    assert_eq!(app.number("select count(*) from document_files"), 1);
}

#[actix_web::test]
async fn a_silent_signature_service_holds_nothing_up_and_loses_nothing() {
    let app = TestApp::start().await;
    let frozen = issue(&app, &refusal()).await;
    let head = app.persona("head").await;
    let control = format!("http://{}/sandbox/control/msign", app.platform.settings.sandbox_listen);
    let misbehave = async |mode: &str| {
        let body = json!({ "mode": mode });
        let answer = reqwest::Client::new().put(&control).json(&body).send().await.expect("the stand-in");
        assert!(answer.status().is_success(), "{:?}", answer.text().await);
    };
    misbehave("Down").await;
    let refused = sign(&app, &head, &path(&frozen)).await.refused(503, "partner-unavailable");
    assert_eq!(refused.header("retry-after"), "30");
    assert_eq!(head.get(&path(&frozen)).await.expect(200).text("/status"), "Frozen");
    misbehave("Normal").await;
    let signing = sign(&app, &head, &path(&frozen)).await.expect(201);
    at_msign(&signing, "Sign").await;
    misbehave("Down").await;
    let back = come_back(&app, &request_of(&signing)).await.expect(303);
    assert!(back.header("location").ends_with("state=Pending"), "it is asked again later");
    app.clock.advance(Duration::seconds(20));
    app.work_off().await;
    misbehave("Normal").await;
    app.clock.advance(Duration::minutes(2));
    app.work_off().await;
    let head = app.persona("head").await;
    assert_eq!(head.get(&path(&frozen)).await.expect(200).text("/status"), "Issued");
}

#[actix_web::test]
async fn nobody_else_signs_and_only_what_waits_for_a_signature_is_signed() {
    let app = TestApp::start().await;
    let frozen = issue(&app, &refusal()).await;
    let head = app.persona("head").await;
    let signings = format!("{}/signings", path(&frozen));
    let etag = head.get(&path(&frozen)).await.expect(200).etag().to_owned();
    let body = json!({ "returnUrl": way_back(&app) });
    app.persona("deputy-head").await.act(&signings, &etag, &body).await.refused(404, "not-found");
    // People sign what names them (a petition); of another's document not even that it exists.
    app.persona("applicant").await.act(&signings, &etag, &body).await.refused(404, "not-found");
    app.persona("administrator").await.act(&signings, &etag, &body).await.refused(403, "forbidden");
    head.post(&signings, &body).await.refused(428, "if-match-missing");
    head.act(&signings, "\"9-0000000000000000\"", &body).await.refused(412, "stale-etag");
    let away = head.act(&signings, &etag, &json!({ "returnUrl": "https://evil.example/" })).await.refused(400, "bad-input");
    assert_eq!(away.violations(), [("/returnUrl", "not-registered")]);
    let sealed = issue(&app, &super::attestation()).await;
    head.act(&format!("{}/signings", path(&sealed)), &etag, &body).await.refused(404, "not-found");
}

#[actix_web::test]
async fn asked_for_by_many_at_once_there_is_one_signature_and_the_same_key_gives_the_same_answer() {
    let app = TestApp::start().await;
    // Not made yet: the signer is quicker than the worker.
    let frozen = freeze(&app, &refusal());
    let head = app.persona("head").await;
    let (path, body) = (path(&frozen), json!({ "returnUrl": way_back(&app) }));
    let etag = head.get(&path).await.expect(200).etag().to_owned();
    let signings = format!("{path}/signings");
    let key = [("If-Match", etag.as_str()), ("Idempotency-Key", "signing-key-0001")];
    let first = head.post_with(&signings, &body, &key).await.expect(201);
    let again = head.post_with(&signings, &body, &key).await.expect(201);
    assert_eq!((first.bytes.clone(), first.header("location")), (again.bytes.clone(), again.header("location")));
    let busy = sign(&app, &head, &path).await.refused(409, "not-in-this-state");
    assert_eq!(busy.text("/documentSigningId"), first.text("/documentSigningId"));

    let other = super::path(&issue(&app, &refusal()).await);
    let etag = head.get(&other).await.expect(200).etag().to_owned();
    let signings = format!("{other}/signings");
    let answers = join_all((0..6).map(|_| head.act(&signings, &etag, &body))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    assert!(answers.iter().all(|answer| matches!(answer.status, 201 | 409 | 412)), "{answers:?}");
    assert_eq!(app.number("select count(*) from document_signings where state = 'Pending'"), 2);
}

#[actix_web::test]
async fn a_return_that_nobody_asked_for_goes_nowhere() {
    let app = TestApp::start().await;
    assert_eq!(come_back(&app, "made-up").await.status, 404);
    let none = app.anyone().call("POST", "/partners/msign/return", &[], Some(("application/json", b"{}".to_vec()))).await;
    assert!(none.status == 415 || none.status == 400, "{}", none.status);
    assert_eq!(none.body["type"].as_str().map(|kind| kind.starts_with("/problems/")), Some(true), "{:?}", Value::Null);
}
