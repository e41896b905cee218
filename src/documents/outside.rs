//! Routes that are not of the contract (`openapi/outside.yaml`): the public page of verification, and MSign's return.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web,
};
use serde::Deserialize;

use super::{Documents, code::Code, page, signature, verification};
use crate::{
    access::door::Door,
    kernel::{http::language, id::TypedId, problem::Problem, text::Language},
};

/// Mounts the routes.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .route("/v", web::get().to(asked))
        .route("/v/{code}", web::get().to(verified))
        .route("/partners/msign/return", web::post().to(returned));
}

#[derive(Deserialize)]
struct Wished {
    lang: Option<String>,
    code: Option<String>,
}

fn language(wished: &Wished, request: &HttpRequest) -> Result<Language, Problem> {
    language::wished(wished.lang.as_deref(), request.headers())
}

/// Where somebody types a code.
async fn asked(request: HttpRequest, wished: web::Query<Wished>) -> Result<HttpResponse, Problem> {
    let language = language(&wished, &request)?;
    Ok(match wished.code.as_deref().and_then(Code::read) {
        Some(code) => HttpResponse::SeeOther().insert_header((header::LOCATION, format!("/v/{}", code.plain()))).finish(),
        None => html(StatusCode::OK, page::form(language, wished.code.is_some())),
    })
}

/// What the QR code on a document leads to.
async fn verified(
    request: HttpRequest,
    typed: web::Path<String>,
    wished: web::Query<Wished>,
    door: Door,
) -> Result<HttpResponse, Problem> {
    let language = language(&wished, &request)?;
    // What is no code at all is a mistake of typing, not a document that does not exist.
    let Some(code) = Code::read(&typed) else { return Ok(html(StatusCode::BAD_REQUEST, page::unknown(language))) };
    let looked = code.clone();
    let found = door.open(move |conn, now| verification::look_up(conn, now, &looked)).await?;
    Ok(match found {
        Some(found) => html(StatusCode::OK, page::genuine(language, &code, &found)),
        None => html(StatusCode::NOT_FOUND, page::unknown(language)),
    })
}

fn html(status: StatusCode, body: String) -> HttpResponse {
    let mut answer = HttpResponse::build(status);
    answer
        .insert_header((header::CONTENT_SECURITY_POLICY, page::POLICY.as_str()))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .insert_header((header::X_FRAME_OPTIONS, "DENY"))
        .insert_header(("X-Robots-Tag", "noindex, nofollow"));
    answer.content_type("text/html; charset=utf-8").body(body)
}

#[derive(Deserialize)]
struct Returned {
    #[serde(rename = "RequestID")]
    request_id: String,
}

/// The signer's browser is back from MSign. What it brings proves nothing: MSign is asked, and the browser goes on to the client.
async fn returned(form: web::Form<Returned>, door: Door, documents: web::Data<Documents>) -> Result<HttpResponse, Problem> {
    let signing = signature::of_partner(&door, form.into_inner().request_id).await?;
    let state = match signature::settle(&door, &documents, signing.id.uuid()).await {
        Ok(settled) => settled.state,
        // The worker goes on asking; the client sees that it is pending.
        Err(_) => signing.state,
    };
    let mut address = url::Url::parse(&signing.return_url).map_err(Problem::internal)?;
    address
        .query_pairs_mut()
        .append_pair("documentId", &signing.document_id.to_string())
        .append_pair("documentSigningId", &signing.id.to_string())
        .append_pair("state", &state);
    Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, address.as_str())).finish())
}
