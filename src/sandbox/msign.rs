//! MSign's stand-in. **Provisional**: SOAP's messages as JSON (see `partners::msign`). The signer's page signs, refuses or lets
//! expire; tests do so by `POST /sandbox/msign/signatures`. PDFs only: it signs with the function it was given.

use actix_web::{HttpResponse, get, post, web};
use aws_lc_rs::digest;
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;
use uuid::Uuid;

use super::{
    SandboxState, Signer, page,
    state::{Memory, remember},
};
use crate::partners::{
    BrowserForm,
    form::escape,
    msign::{ContentType, SignRequest, SignResponse, SignResult, SignStatus, VerificationRequest},
};

const TITLE: &str = "MSign";

/// A request and what became of it.
pub(super) struct Signing {
    request: SignRequest,
    response: SignResponse,
}

fn fault(code: &str, reason: &str) -> HttpResponse {
    HttpResponse::InternalServerError().json(json!({ "Fault": { "faultcode": code, "faultstring": reason } }))
}

fn signing<'a>(memory: &'a mut Memory, id: &str) -> Option<&'a mut Signing> {
    memory.signings.iter_mut().find(|(known, _)| known == id).map(|(_, signing)| signing)
}

#[derive(Deserialize)]
struct Posted {
    request: SignRequest,
}

#[post("/PostSignRequest")]
async fn post_sign_request(body: web::Bytes, state: web::Data<SandboxState>) -> HttpResponse {
    let Ok(Posted { request }) = serde_json::from_slice(&body) else {
        return fault("InvalidParameter", "the request cannot be read");
    };
    if request.contents.is_empty() || request.short_content_description.is_empty() {
        return fault("InvalidParameter", "Contents and ShortContentDescription are required");
    }
    if request.content_type != ContentType::Pdf {
        return fault("InvalidParameter", "the stand-in signs PDFs only");
    }
    let id = Uuid::new_v4().simple().to_string();
    let response = SignResponse { message: None, results: vec![], status: SignStatus::Pending };
    remember(&mut state.memory().signings, (id.clone(), Signing { request, response }));
    HttpResponse::Ok().json(json!({ "PostSignRequestResult": id }))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(rename = "requestID")]
    request_id: String,
}

#[post("/GetSignResponse")]
async fn get_sign_response(asked: web::Json<Asked>, state: web::Data<SandboxState>) -> HttpResponse {
    match signing(&mut state.memory(), &asked.request_id) {
        Some(signing) => HttpResponse::Ok().json(json!({ "GetSignResponseResult": signing.response })),
        None => fault("RequestNotFound", "no such request"),
    }
}

#[derive(Deserialize)]
struct ToVerify {
    request: VerificationRequest,
}

/// A signature is good if it was made here: the stand-in does not judge anyone else's.
#[post("/VerifySignatures")]
async fn verify_signatures(body: web::Bytes, state: web::Data<SandboxState>) -> HttpResponse {
    let Ok(ToVerify { request }) = serde_json::from_slice(&body) else {
        return fault("InvalidParameter", "the request cannot be read");
    };
    let memory = state.memory();
    let results: Vec<Value> = request
        .contents
        .iter()
        .map(|content| {
            let valid = memory.signed.contains(&fingerprint(&content.signature));
            json!({
                "Certificates": [{ "SignatureValid": valid }], "CorrelationID": content.correlation_id,
                "Message": if valid { "Semnătura este validă" } else { "Semnătură necunoscută" }, "SignaturesValid": valid,
            })
        })
        .collect();
    HttpResponse::Ok().json(json!({ "VerifySignaturesResult": { "Results": results } }))
}

fn fingerprint(signed: &[u8]) -> String {
    hex::encode(digest::digest(&digest::SHA256, signed))
}

/// What a signer does.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
enum Outcome {
    Sign,
    Refuse,
    Expire,
}

/// Carries an outcome out; only a pending request can still change.
async fn carry_out(
    state: &web::Data<SandboxState>,
    id: &str,
    outcome: Outcome,
    signer: Option<&str>,
) -> Result<(), (u16, &'static str)> {
    let request = {
        let mut memory = state.memory();
        let signing = signing(&mut memory, id).ok_or((404, "no such request"))?;
        if signing.response.status != SignStatus::Pending {
            return Err((409, "the request is finished"));
        }
        signing.request.clone()
    };
    let response = match outcome {
        Outcome::Refuse => finished(SignStatus::Failure, "Semnarea a fost refuzată"),
        Outcome::Expire => finished(SignStatus::Expired, "Cererea de semnare a expirat"),
        Outcome::Sign => {
            let signer = who(state, &request, signer)?;
            let state = state.clone();
            let contents = request.contents;
            let signed = web::block(move || {
                contents
                    .into_iter()
                    .map(|content| Ok((content.correlation_id, (state.sign_pdf)(&content.content, &signer)?)))
                    .collect()
            });
            let signed: Vec<(Option<String>, Vec<u8>)> = match signed.await {
                Ok(Ok(signed)) => signed,
                Ok(Err::<_, String>(_)) | Err(_) => return Err((422, "the content cannot be signed")),
            };
            let results = signed
                .into_iter()
                .map(|(correlation_id, signature)| SignResult { certificate: None, correlation_id, signature })
                .collect();
            SignResponse { message: None, results, status: SignStatus::Success }
        }
    };
    let mut memory = state.memory();
    for result in &response.results {
        let signed = fingerprint(&result.signature);
        remember(&mut memory.signed, signed);
    }
    match signing(&mut memory, id) {
        Some(signing) if signing.response.status == SignStatus::Pending => signing.response = response,
        _ => return Err((409, "the request is finished")),
    }
    Ok(())
}

fn finished(status: SignStatus, message: &str) -> SignResponse {
    SignResponse { message: Some(message.to_owned()), results: vec![], status }
}

/// Who signs: the one expected, and nobody else; anybody where nobody is.
fn who(state: &SandboxState, request: &SignRequest, signer: Option<&str>) -> Result<Signer, (u16, &'static str)> {
    let expected = request.expected_signer.as_ref().map(|expected| expected.id.as_str());
    let idnp = match (expected, signer) {
        (Some(expected), Some(signer)) if expected != signer => return Err((403, "somebody else is expected to sign")),
        (Some(idnp), _) | (None, Some(idnp)) => idnp,
        (None, None) => return Err((400, "who signs?")),
    };
    let persona = || super::personas::all().iter().find(|persona| persona.login == idnp).map(|persona| persona.name.clone());
    let unknown = || Signer { idnp: idnp.to_owned(), name: persona().unwrap_or_else(|| "Persoană de probă".to_owned()) };
    Ok(state.people.with_idnp(idnp).map_or_else(unknown, super::Person::signer))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct SignByTest {
    request_id: String,
    outcome: Outcome,
    signer: Option<String>,
}

#[post("/signatures")]
async fn sign_by_test(asked: web::Json<SignByTest>, state: web::Data<SandboxState>) -> HttpResponse {
    match carry_out(&state, &asked.request_id, asked.outcome, asked.signer.as_deref()).await {
        Ok(()) => HttpResponse::NoContent().finish(),
        Err((status, reason)) => HttpResponse::build(actix_web::http::StatusCode::from_u16(status).unwrap_or_default())
            .json(json!({ "reason": reason })),
    }
}

/// What a signer's browser brings.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Brought {
    return_url: Url,
    #[serde(default)]
    relay_state: String,
    outcome: Option<Outcome>,
    signer: Option<String>,
}

fn sign_page(state: &SandboxState, id: &str, brought: &Brought) -> HttpResponse {
    let mut memory = state.memory();
    let Some(signing) = signing(&mut memory, id) else {
        return page::refusal(TITLE, "Cerere necunoscută / unknown request");
    };
    if signing.response.status != SignStatus::Pending {
        return page::refusal(TITLE, "Cererea este încheiată / the request is finished");
    }
    let request = &signing.request;
    let action = state.at(&format!("msign/{id}/done"));
    let button = |outcome: &str, signer: &str, label: &str| {
        let fields = [
            ("ReturnUrl", brought.return_url.as_str()),
            ("RelayState", &brought.relay_state),
            ("Outcome", outcome),
            ("Signer", signer),
        ];
        page::button(action.as_str(), &fields, label)
    };
    let signers: String = match &request.expected_signer {
        Some(expected) => button("Sign", &expected.id, "Semnează / Sign"),
        None => {
            let people = state.people.iter();
            people.map(|person| button("Sign", &person.idnp, &format!("Semnează / Sign: {}", person.full_name()))).collect()
        }
    };
    let contents: String = request
        .contents
        .iter()
        .map(|content| {
            let name = content.name.as_deref().unwrap_or("PDF");
            format!("<li>{} ({} KB)</li>", escape(name), content.content.len().div_ceil(1024))
        })
        .collect();
    let body = format!(
        "<p><b>{}</b></p><p>{}</p><ul>{contents}</ul><p>{signers}{}{}</p>",
        escape(&request.short_content_description),
        escape(request.signature_reason.as_deref().unwrap_or_default()),
        button("Refuse", "", "Refuză / Refuse"),
        button("Expire", "", "Lasă să expire / Let expire")
    );
    page::page(TITLE, true, &body)
}

#[get("/{request_id}")]
async fn sign_by_link(id: web::Path<String>, brought: web::Query<Brought>, state: web::Data<SandboxState>) -> HttpResponse {
    sign_page(&state, &id, &brought)
}

#[post("/{request_id}")]
async fn sign_by_form(id: web::Path<String>, brought: web::Form<Brought>, state: web::Data<SandboxState>) -> HttpResponse {
    sign_page(&state, &id, &brought)
}

#[post("/{request_id}/done")]
async fn done(id: web::Path<String>, brought: web::Form<Brought>, state: web::Data<SandboxState>) -> HttpResponse {
    let signer = brought.signer.as_deref().filter(|signer| !signer.is_empty());
    if let Err((_, reason)) = carry_out(&state, &id, brought.outcome.unwrap_or(Outcome::Refuse), signer).await {
        return page::refusal(TITLE, reason);
    }
    if !matches!(brought.return_url.scheme(), "http" | "https") {
        return page::refusal(TITLE, "Adresă greșită / wrong address");
    }
    let Brought { return_url, relay_state, .. } = brought.into_inner();
    let fields = vec![("RequestID", id.into_inner()), ("RelayState", relay_state)];
    page::posting(&BrowserForm { action: return_url, fields })
}

pub(super) fn configure(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::scope("/msign")
            .service(post_sign_request)
            .service(get_sign_response)
            .service(verify_signatures)
            .service(sign_by_test)
            .service(sign_by_link)
            .service(sign_by_form)
            .service(done),
    );
}
