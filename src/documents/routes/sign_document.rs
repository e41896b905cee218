use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use super::{DocumentPath, DocumentSigning};
use crate::{
    access::{
        caller::Allowed,
        door::{Door, Unit},
        permissions::DocumentsSign,
    },
    documents::{
        DocumentId, DocumentSigningId, Documents, HandOver, Order, SignerFault, produce,
        signature::{self, Posted},
        store::{self, DocumentRow, FileKind},
    },
    kernel::{
        blobs::BlobRef,
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Created,
        },
        id::TypedId,
        problem::{Kind, Problem},
        text::Text,
    },
};

/// How the signer comes back.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewDocumentSigning {
    /// Where the signer's browser is sent afterwards; of the platform's own address or of a registered client's. `documentId`,
    /// `documentSigningId` and `state` are added to its query.
    #[schema(format = Uri, min_length = 8, max_length = 500, pattern = "^https?://", examples("http://127.0.0.1:8080/signed"))]
    #[validate(custom(function = "an_address"))]
    pub return_url: String,
}

fn an_address(text: &str) -> Result<(), ValidationError> {
    let parsed =
        url::Url::parse(text).ok().filter(|url| url.host().is_some() && url.username().is_empty() && url.password().is_none());
    parsed.map(|_| ()).ok_or_else(|| ValidationError::new("wrong-format"))
}

/// Sign a document.
///
/// For the person who is expected to sign it. The PDF goes to the signature service; the answer says where the signer's browser is to go. When
/// it comes back, and also without that, the service is asked; once the signature is found valid over our document the document is issued.
/// What failed or expired may be asked for again: the number stays the same.
#[utoipa::path(post, path = "/api/v1/documents/{documentId}/signings", tag = "Documents",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-29.3", "R-39"])),
               ("x-links" = json!({ "signing": { "operationId": "readDocumentSigning", "parameters": {
                   "documentId": "$response.body#/documentId", "documentSigningId": "$response.body#/documentSigningId" } } }))))]
pub async fn sign_document(
    allowed: Allowed<DocumentsSign>,
    At(path): At<DocumentPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<NewDocumentSigning>,
    door: Door,
    documents: web::Data<Documents>,
) -> Result<Created<DocumentSigning>, Problem> {
    let id = path.document_id;
    let return_url = url::Url::parse(&act.body.return_url).map_err(|_| not_a_way_back())?;
    let (room, back) = (documents.clone(), return_url.clone());
    let look = move |unit: &mut Unit<'_>| {
        let row = mine(unit, id)?;
        if !signature::may_return_to(unit, &room, &back)? {
            return Err(not_a_way_back());
        }
        let pdf = store::pdf(unit, row.id.uuid())?;
        Ok((row, pdf))
    };
    let (row, mut pdf) = door.run(&allowed, look.clone()).await?;
    if row.status == "Frozen" && pdf.is_none() {
        // The signer is quicker than the worker: it is made now, and the worker finds it made.
        produce::produce(&door, &documents, id.uuid()).await.map_err(|_| Problem::unavailable())?;
        (_, pdf) = door.run(&allowed, look).await?;
    }
    let (row, blob) = match pdf {
        Some((FileKind::Unsigned, blob)) if row.status == "Frozen" && seen.check(row.version).is_ok() => (row, blob),
        _ => {
            // Either the same key gives the stored answer again, or it cannot be signed: the reason is told.
            let refuse = move |unit: &mut Unit<'_>| {
                let row = mine(unit, id)?;
                if row.status != "Frozen" {
                    return Err(signature::busy(unit, &row)?);
                }
                seen.check(row.version)?;
                Err(Problem::race_lost())
            };
            return door.act(&allowed, act.key, refuse).await;
        }
    };
    let posted = post(&documents, &row, &blob, return_url).await?;
    door.act(&allowed, act.key, move |unit| {
        let row = mine(unit, id)?;
        let signing = signature::begin(unit, row.id, &posted)?;
        let location = format!("/api/v1/documents/{}/signings/{}", row.id, signing.id);
        Ok(Created::record(signing.version, &DocumentSigning::of(&signing))?.at(location))
    })
    .await
}

/// The document, if the caller is who must sign it.
fn mine(unit: &mut Unit<'_>, id: DocumentId) -> Result<DocumentRow, Problem> {
    let row = store::find(unit, id)?;
    if row.signer_idnp.as_deref() == Some(unit.caller.login.as_str()) { Ok(row) } else { Err(Problem::new(Kind::FORBIDDEN)) }
}

/// Posts the PDF; nothing of ours has changed yet, so that a crash leaves at most a request that nobody signs.
async fn post(documents: &Documents, row: &DocumentRow, blob: &BlobRef, return_url: url::Url) -> Result<Posted, Problem> {
    let silent = |fault: SignerFault| {
        tracing::warn!(cause = %fault, "a document waits for the signature service");
        Problem::new(Kind::PARTNER_UNAVAILABLE).retry_after(30)
    };
    let (signing, number) = (DocumentSigningId::new(), row.number_written());
    let title: String = row.title()?.ro.chars().take(88 - number.chars().count().min(40)).collect();
    let order = Order {
        pdf: signature::unsigned(documents, blob).await?,
        description: format!("{title}, {number}").chars().take(90).collect(),
        name: format!("{number}.pdf"),
        correlation: signing.uuid().to_string(),
        expected_signer: row.signer_idnp.clone().unwrap_or_default(),
    };
    let request_id = documents.signer.post(&order).await.map_err(silent)?;
    let ours = documents.press.public_url().join("/partners/msign/return").map_err(Problem::internal)?;
    let hand_over = HandOver { request_id: request_id.clone(), return_url: ours, relay_state: signing.to_string() };
    let hand_over_url = documents.signer.hand_over(&hand_over).map_err(silent)?;
    Ok(Posted { id: signing, partner_request_id: request_id, hand_over_url: hand_over_url.into(), return_url: return_url.into() })
}

fn not_a_way_back() -> Problem {
    let text = Text::new(
        "Adresa nu aparține niciunui client înregistrat.",
        "Адрес не принадлежит ни одному зарегистрированному клиенту.",
        "The address is not of a registered client.",
    );
    Problem::violation("/returnUrl", "not-registered", text)
}
