//! Signing by a person: posting the PDF, asking what became of it, accepting only our own PDF with a valid signature over the whole of it.

use std::time::Duration;

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*};
use migratie_typesetting::seal;
use serde_json::json;
use uuid::Uuid;

use super::{
    DocumentId, DocumentSigningId, Documents, SignatureState,
    produce::id_of,
    schema::document_signings,
    store::{self, DocumentRow, FileKind},
};
use crate::{
    access::door::{Door, Unit},
    files,
    kernel::{
        blobs::BlobRef,
        failpoint,
        id::TypedId,
        outbox::{Carried, Carrier, Carrying, NotDone},
        problem::Problem,
    },
};

/// The outbox message that asks the service until it has an answer.
const KIND: &str = "documents.fetch-signature";
/// How often it asks; the browser's return usually comes first.
const PAUSE: Duration = Duration::from_secs(15);
/// A request older than this is over, whatever the service says.
const LONGEST: chrono::Duration = chrono::Duration::hours(24);

/// A signature that was asked for.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = document_signings, check_for_backend(Pg))]
pub(super) struct SigningRow {
    pub id: DocumentSigningId,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub document_id: DocumentId,
    pub account_id: Uuid,
    pub partner_request_id: String,
    pub hand_over_url: String,
    pub return_url: String,
    pub state: String,
    pub message: Option<String>,
    pub ended_at: Option<DateTime<Utc>>,
}

/// What was posted to the service.
#[derive(Debug, Clone)]
pub(super) struct Posted {
    pub id: DocumentSigningId,
    pub partner_request_id: String,
    pub hand_over_url: String,
    pub return_url: String,
}

/// The document goes to its signer: from `Frozen` to `Signing`.
pub(super) fn begin(unit: &mut Unit<'_>, document: DocumentId, posted: &Posted) -> Result<SigningRow, Problem> {
    use document_signings as s;
    let row = store::held(unit, document.uuid())?;
    if row.status != "Frozen" {
        return Err(busy(unit, &row)?);
    }
    let signing = diesel::insert_into(s::table)
        .values((
            s::id.eq(posted.id.uuid()),
            s::created_at.eq(unit.now),
            s::updated_at.eq(unit.now),
            s::document_id.eq(document.uuid()),
            s::account_id.eq(unit.caller.account),
            s::partner_request_id.eq(&posted.partner_request_id),
            s::hand_over_url.eq(&posted.hand_over_url),
            s::return_url.eq(&posted.return_url),
            s::state.eq("Pending"),
        ))
        .returning(SigningRow::as_returning())
        .get_result(unit.conn)?;
    store::set_status(unit, document.uuid(), "Signing", None)?;
    unit.send_at(KIND, format!("{KIND}/{}", posted.id), json!({ "signing": posted.id.uuid() }), unit.now + PAUSE);
    Ok(signing)
}

/// 409: the document is not there to be signed; names the signature under way, if one is.
pub(super) fn busy(unit: &mut Unit<'_>, row: &DocumentRow) -> Result<Problem, Problem> {
    let pending: Option<DocumentSigningId> = document_signings::table
        .filter(document_signings::document_id.eq(row.id.uuid()))
        .filter(document_signings::state.eq("Pending"))
        .select(document_signings::id)
        .first(unit.conn)
        .optional()?;
    let problem = store::not_in_this_state(row, unit.now);
    Ok(match pending {
        Some(pending) => problem.with("documentSigningId", pending.to_string()),
        None => problem,
    })
}

/// One signature of a document.
pub(super) fn find(unit: &mut Unit<'_>, document: DocumentId, id: DocumentSigningId) -> Result<SigningRow, Problem> {
    Ok(document_signings::table
        .find(id.uuid())
        .filter(document_signings::document_id.eq(document.uuid()))
        .select(SigningRow::as_select())
        .first(unit.conn)?)
}

/// The signature that a request of the service belongs to.
pub(super) async fn of_partner(door: &Door, request_id: String) -> Result<SigningRow, Problem> {
    door.by_system("readDocumentSigning", move |unit| {
        Ok(document_signings::table
            .filter(document_signings::partner_request_id.eq(&request_id))
            .select(SigningRow::as_select())
            .first(unit.conn)?)
    })
    .await
}

/// Carries `documents.fetch-signature`.
pub struct FetchSignature {
    /// The way to the database.
    pub door: Door,
    /// The room.
    pub documents: Documents,
}

impl Carrier for FetchSignature {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let signing = id_of(message, "signing")?;
            match settle(&self.door, &self.documents, signing).await?.state.as_str() {
                "Pending" => Err(NotDone::Wait(PAUSE)),
                _ => Ok(()),
            }
        })
    }
}

/// How a signature ended.
enum Ending {
    Signed(BlobRef),
    NotSigned { state: &'static str, message: Option<String> },
}

/// Asks the service and records its answer; a signature that has ended stays as it is. The browser's return and the worker may come at the
/// same time: the second finds it done.
pub(super) async fn settle(door: &Door, documents: &Documents, signing: Uuid) -> Result<SigningRow, NotDone> {
    let asked = door
        .by_system("readDocumentSigning", move |unit| {
            let row: SigningRow = document_signings::table.find(signing).select(SigningRow::as_select()).first(unit.conn)?;
            let pdf = store::pdf(unit, row.document_id.uuid())?;
            Ok((row, pdf, unit.now))
        })
        .await?;
    let (row, pdf, now) = asked;
    if row.state != "Pending" {
        return Ok(row);
    }
    let answered = documents.signer.fetch(&row.partner_request_id).await.map_err(|fault| NotDone::Later(fault.to_string()))?;
    let ending = match answered {
        SignatureState::Pending if now - row.created_at < LONGEST => return Ok(row),
        SignatureState::Pending | SignatureState::Expired => Ending::NotSigned { state: "Expired", message: None },
        SignatureState::Failed(message) => Ending::NotSigned { state: "Failed", message },
        SignatureState::Signed(signed) => {
            let ours = match pdf {
                Some((FileKind::Unsigned, blob)) => {
                    documents.blobs.get(&blob).await.map_err(|error| NotDone::Later(error.to_string()))?
                }
                _ => return Err(NotDone::Never("there is no PDF that was signed".into())),
            };
            let judged = tokio::task::spawn_blocking(move || judge(&ours, signed)).await;
            match judged.map_err(|_| NotDone::Later("the signature could not be checked".into()))? {
                Ok(signed) => {
                    let blob = documents.blobs.put(signed.into()).await.map_err(|error| NotDone::Later(error.to_string()))?;
                    failpoint::here("signature-stored");
                    Ending::Signed(blob)
                }
                Err(why) => {
                    tracing::error!(signing = %row.id, why, "the signature service gave a file that cannot be accepted");
                    Ending::NotSigned {
                        state: "Failed",
                        message: Some("Fișierul primit de la serviciul de semnare nu a fost acceptat.".into()),
                    }
                }
            }
        }
    };
    record(door, documents, row.id, ending).await
}

/// The signed file must be ours, byte for byte, with at least one signature more, every one valid, the last over the whole file. That the
/// expected person signed is the service's promise.
fn judge(ours: &[u8], signed: Vec<u8>) -> Result<Vec<u8>, &'static str> {
    if signed.len() <= ours.len() || !signed.starts_with(ours) {
        return Err("it does not extend our document");
    }
    let signatures = seal::verify(&signed).map_err(|_| "it is no PDF")?;
    let Some(last) = signatures.last() else { return Err("it is not signed") };
    if signatures.iter().any(|signature| !signature.valid) {
        return Err("a signature is not valid");
    }
    if !last.covers_whole_file {
        return Err("the signature does not cover the whole file");
    }
    Ok(signed)
}

async fn record(door: &Door, documents: &Documents, id: DocumentSigningId, ending: Ending) -> Result<SigningRow, NotDone> {
    use document_signings as s;
    let (reactions, blob) = (
        documents.reactions,
        match &ending {
            Ending::Signed(blob) => Some(blob.clone()),
            Ending::NotSigned { .. } => None,
        },
    );
    let recorded = door
        .by_system("endDocumentSigning", move |unit| {
            let document: Uuid = s::table.find(id.uuid()).select(s::document_id).first(unit.conn)?;
            // The document is always locked before its signing.
            let row = store::held(unit, document)?;
            let known: SigningRow = s::table.find(id.uuid()).select(SigningRow::as_select()).first(unit.conn)?;
            if known.state != "Pending" || row.status != "Signing" {
                return Ok((known, false));
            }
            let (state, message) = match &ending {
                Ending::Signed(_) => ("Signed", None),
                Ending::NotSigned { state, message } => (*state, message.clone()),
            };
            let ended = diesel::update(s::table.find(id.uuid()))
                .set((s::state.eq(state), s::message.eq(message), s::ended_at.eq(unit.now)))
                .returning(SigningRow::as_returning())
                .get_result(unit.conn)?;
            match &ending {
                Ending::Signed(blob) => store::issue(unit, &row, blob, reactions)?,
                Ending::NotSigned { .. } => store::set_status(unit, document, "Frozen", None)?,
            }
            Ok((ended, true))
        })
        .await;
    if let (Ok((_, false)), Some(blob)) = (&recorded, &blob)
        && documents.blobs.delete(blob.id).await.is_err()
    {
        tracing::warn!(blob = %blob.id, "an object that is not needed waits for the sweep");
    }
    Ok(recorded?.0)
}

/// The origin of an address to which a browser may be sent back.
pub(super) fn may_return_to(unit: &mut Unit<'_>, documents: &Documents, address: &url::Url) -> Result<bool, Problem> {
    let origin = address.origin().ascii_serialization();
    if address.origin() == documents.press.public_url().origin() {
        return Ok(true);
    }
    Ok(crate::access::store::allowed_origins(unit.conn)?.iter().any(|allowed| allowed.trim_end_matches('/') == origin))
}

/// The PDF that is to be signed, read back whole.
pub(super) async fn unsigned(documents: &Documents, blob: &BlobRef) -> Result<Vec<u8>, Problem> {
    Ok(documents.blobs.get(blob).await.map_err(|error| files::answer::problem_of(&error))?.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;
    use migratie_typesetting::seal::{Identity, Signing, issue_identity, sign};

    fn identity() -> Identity {
        let year = |year| Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).unwrap();
        let issued = issue_identity("PERSOANĂ DE PROBĂ", "Probă", year(2020), year(2040)).expect("an identity");
        Identity::from_pem(&(issued.key_pem + &issued.certificate_pem)).expect("an identity")
    }

    fn pdf() -> Vec<u8> {
        let paper = super::super::press::paper().expect("paper");
        let instant = Utc.with_ymd_and_hms(2026, 11, 16, 8, 0, 0).unwrap();
        let language = migratie_typesetting::Language::Ro;
        paper.typesetter.typeset("Probă", &[], &json!({}), "Probă", language, instant).expect("a PDF")
    }

    #[test]
    fn only_our_own_document_with_a_signature_over_all_of_it_is_accepted() {
        let ours = pdf();
        let signing = Signing { instant: Utc.with_ymd_and_hms(2026, 11, 16, 9, 0, 0).unwrap(), reason: None, location: None };
        let signed = sign(&ours, &identity(), &signing).expect("a signature");
        assert!(judge(&ours, signed.clone()).is_ok());
        assert_eq!(judge(&ours, ours.clone()), Err("it does not extend our document"));
        let mut other = ours.clone();
        other[20] ^= 1;
        assert_eq!(judge(&other, signed.clone()), Err("it does not extend our document"));
        let mut changed = signed.clone();
        let at = ours.len() + 40;
        changed[at] ^= 1;
        assert!(judge(&ours, changed).is_err());
        let appended = [signed.clone(), b"\n% more".to_vec()].concat();
        assert!(judge(&ours, appended).is_err());
        assert!(judge(&ours, [ours.clone(), b"\n%%EOF\n".to_vec()].concat()).is_err());
    }
}
