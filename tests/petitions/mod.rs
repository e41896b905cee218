mod answers;
mod confidentiality;
mod corrections;
mod desk;
mod epetitii;
mod examination;
mod filing;
mod intake;
mod letters;
mod reports;
mod signed_files;
mod statements;
mod support;
mod terms;

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use crate::{
    support::{Answer, Caller, TestApp},
    uploads::{samples, send},
};

/// A petition as the applicant files it.
pub fn complaint() -> Value {
    json!({
        "kind": "Complaint", "object": "Întârzierea permisului de ședere",
        "reasons": "Cererea a fost depusă la 1 septembrie și nu a primit răspuns.\nSolicit să mi se comunice stadiul ei.",
        "answerTo": { "email": "emre.yilmaz@example.org" }, "language": "en",
    })
}

/// A petition that a clerk takes on paper.
pub fn letter() -> Value {
    json!({
        "channel": "Paper", "kind": "Application", "petitionerName": "EXEMPLU Ana", "petitionerIdnp": "2004000123455",
        "answerTo": { "address": "mun. Bălți, str. Moscovei, 9" }, "object": "Programul ghișeului din Bălți",
        "reasons": "Ghișeul este închis în zilele anunțate ca lucrătoare.", "signedByHand": true,
    })
}

/// The same with other members.
pub fn with(mut body: Value, changes: Value) -> Value {
    for (name, value) in changes.as_object().expect("members") {
        body[name] = value.clone();
    }
    body
}

pub fn path(petition: &Answer) -> String {
    format!("/api/v1/petitions/{}", petition.text("/petitionId"))
}

/// An act under the ETag that stands now.
pub async fn act(caller: &Caller<'_>, path: &str, what: &str, body: &Value) -> Answer {
    let etag = caller.get(path).await.expect(200).etag().to_owned();
    caller.act(&format!("{path}/{what}"), &etag, body).await
}

pub async fn pdf(caller: &Caller<'_>, name: &str) -> String {
    send(caller, "Attachment", name, "application/pdf", &samples::pdf(1, 10)).await.expect(201).text("/fileId")
}

/// Signs a document as who must sign it, at MSign's stand-in.
pub async fn sign(app: &TestApp, signer: &Caller<'_>, document: &str) {
    let path = format!("/api/v1/documents/{document}");
    let back = json!({ "returnUrl": format!("{}/signed", app.address()) });
    let signing = act(signer, &path, "signings", &back).await.expect(201);
    let hand_over: url::Url = signing.text("/handOverUrl").parse().expect("an address");
    let request = hand_over.path_segments().and_then(|mut parts| parts.next_back()).expect("a request").to_owned();
    stand_in(app, "msign/signatures", &json!({ "requestId": request, "outcome": "Sign" })).await;
    let form = Some(("application/x-www-form-urlencoded", format!("RequestID={request}&RelayState=x").into_bytes()));
    app.anyone().call("POST", "/partners/msign/return", &[], form).await.expect(303);
}

/// A call of a stand-in.
pub async fn stand_in(app: &TestApp, path: &str, body: &Value) -> Value {
    let address = format!("http://{}/sandbox/{path}", app.platform.settings.sandbox_listen);
    let client = reqwest::Client::new();
    let asked = if body.is_null() { client.get(address) } else { client.post(address).json(body) };
    let answer = asked.send().await.expect("the stand-in");
    assert!(answer.status().is_success(), "{path}: {}", answer.status());
    answer.json().await.unwrap_or(Value::Null)
}

/// What was told by a template did not arrive, whatever is asked of it later.
pub fn comes_back(app: &TestApp, template: &str) {
    app.tamper(&format!(
        "set session_replication_role = replica;
         update notifications set state = 'Failed', state_reason = 'bounced' where template = '{template}';
         update notification_deliveries set state = 'Failed'
          where notification_id in (select id from notifications where template = '{template}')"
    ));
}

/// Makes a stand-in misbehave.
pub async fn tell(app: &TestApp, partner: &str, how: &Value) {
    let address = format!("http://{}/sandbox/control/{partner}", app.platform.settings.sandbox_listen);
    assert!(reqwest::Client::new().put(address).json(how).send().await.expect("the stand-in").status().is_success());
}

/// A PDF that somebody signed at MSign by themselves.
pub async fn signed_pdf(app: &TestApp, idnp: &str) -> Vec<u8> {
    let request = json!({ "request": {
        "ContentType": "Pdf", "ShortContentDescription": "Petiție", "ExpectedSigner": { "ID": idnp },
        "Contents": [{ "Content": BASE64_STANDARD.encode(samples::pdf(1, 10)) }],
    } });
    let posted = stand_in(app, "msign/PostSignRequest", &request).await;
    let id = posted["PostSignRequestResult"].as_str().expect("an id").to_owned();
    stand_in(app, "msign/signatures", &json!({ "requestId": id, "outcome": "Sign" })).await;
    let answer = stand_in(app, "msign/GetSignResponse", &json!({ "requestID": id })).await;
    let signed = answer["GetSignResponseResult"]["Results"][0]["Signature"].as_str().expect("a signature");
    BASE64_STANDARD.decode(signed).expect("base64")
}

/// The applicant's petition, signed and registered.
pub async fn registered(app: &TestApp) -> String {
    let applicant = app.persona("applicant").await;
    let filed = applicant.post("/api/v1/petitions", &complaint()).await.expect(201);
    app.work_off().await;
    sign(app, &applicant, &filed.text("/documentId")).await;
    path(&filed)
}

/// The same, with Chișinău in the lead and its examiner at it.
pub async fn in_examination(app: &TestApp) -> String {
    let path = registered(app).await;
    let clerk = app.persona("petition-clerk").await;
    act(&clerk, &path, "assignments", &json!({ "competenceCode": "stay-centre" })).await.expect(200);
    act(&app.persona("examiner-chisinau").await, &path, "claims", &Value::Null).await.expect(200);
    path
}

pub fn draft() -> Value {
    json!({ "outcome": "Satisfied", "text": "Permisul de ședere a fost emis.\nPoate fi ridicat de la ghișeul unic.",
        "legalBasis": ["art. 36 din Legea nr. 200/2010"] })
}

pub fn approval() -> Value {
    json!({ "position": "Șef al Direcției regionale Centru" })
}

/// Drafted, approved and signed; what follows in the outbox is done.
pub async fn answered(app: &TestApp, path: &str) -> String {
    act(&app.persona("examiner-chisinau").await, path, "answer-drafts", &draft()).await.expect(200);
    let head = app.persona("head").await;
    let document = act(&head, path, "answer-approvals", &approval()).await.expect(202).text("/answer/documentId");
    app.work_off().await;
    sign(app, &head, &document).await;
    app.work_off().await;
    document
}
