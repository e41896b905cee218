//! Making a document outside the act that froze it: typeset, seal, keep, issue. Safe to repeat: what is frozen gives the same bytes, and
//! whoever comes second finds it made.

use aws_lc_rs::digest::{SHA256, digest};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::Value;
use uuid::Uuid;

use super::{
    Code, Documents,
    schema::issued_documents,
    store::{self, FileKind},
};
use crate::{
    access::door::Door,
    kernel::{
        blobs::BlobRef,
        failpoint,
        outbox::{Carried, Carrier, Carrying, NotDone},
        problem::Problem,
    },
};

/// The outbox message.
pub(super) const KIND: &str = "documents.produce";

/// Carries `documents.produce`.
pub struct Produce {
    /// The way to the database.
    pub door: Door,
    /// The room.
    pub documents: Documents,
}

impl Carrier for Produce {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            let document = id_of(message, "document")?;
            produce(&self.door, &self.documents, document).await
        })
    }
}

/// An id in a message.
pub(super) fn id_of(message: &Carried, name: &str) -> Result<Uuid, NotDone> {
    message.payload[name]
        .as_str()
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| NotDone::Never(format!("no {name} in the message")))
}

struct Job {
    template: String,
    data: Value,
    code: Code,
    instant: DateTime<Utc>,
    signing: String,
}

/// Makes a document, unless it is made.
pub(super) async fn produce(door: &Door, documents: &Documents, document: Uuid) -> Result<(), NotDone> {
    let Some(job) = door.by_system("readFrozenDocument", move |unit| job(unit, document)).await? else { return Ok(()) };
    let (press, clock) = (documents.press.clone(), door.clock().clone());
    let signing = job.signing.clone();
    let made = tokio::task::spawn_blocking(move || {
        let pdf = press.typeset(&job.template, &job.data, &job.code, job.instant).map_err(|fault| fault.to_string())?;
        let unsigned = hex::encode(digest(&SHA256, &pdf));
        let pdf = if job.signing == "Seal" { press.seal(&pdf, clock.now()).map_err(|fault| fault.to_string())? } else { pdf };
        Ok::<_, String>((pdf, unsigned))
    })
    .await
    .map_err(|_| NotDone::Later("the typesetter gave up".into()))?;
    let (pdf, unsigned) = made.map_err(NotDone::Never)?;
    tracing::debug!(document = %document, sha256 = %unsigned, "a document was typeset");
    let blob = documents.blobs.put(pdf.into()).await.map_err(|error| NotDone::Later(error.to_string()))?;
    failpoint::here("document-stored");
    let (kept, reactions) = (blob.clone(), documents.reactions);
    let recorded = door
        .by_system("issueDocument", move |unit| {
            let row = store::held(unit, document)?;
            if row.status != "Frozen" || store::pdf(unit, document)?.is_some() {
                return Ok(false);
            }
            if row.signing == "Person" {
                unit.wrote("IssuedDocument", row.id);
                store::keep_pdf(unit, document, FileKind::Unsigned, &kept)?;
            } else {
                store::issue(unit, &row, &kept, reactions)?;
            }
            Ok(true)
        })
        .await;
    if recorded.as_ref().is_ok_and(|recorded| !recorded) {
        forget(documents, &blob, &signing).await;
    }
    Ok(recorded.map(|_| ())?)
}

/// Another was quicker: ours is not needed.
async fn forget(documents: &Documents, blob: &BlobRef, what: &str) {
    if documents.blobs.delete(blob.id).await.is_err() {
        tracing::warn!(blob = %blob.id, what, "an object that is not needed waits for the sweep");
    }
}

fn job(unit: &mut crate::access::door::Unit<'_>, document: Uuid) -> Result<Option<Job>, Problem> {
    use issued_documents as d;
    let row = store::again(unit, document)?;
    if row.status != "Frozen" || store::pdf(unit, document)?.is_some() {
        return Ok(None);
    }
    let (template, data): (String, Value) = d::table.find(document).select((d::template, d::data)).first(unit.conn)?;
    unit.read("IssuedDocument", row.id);
    if let Some(person) = row.person_id {
        unit.about(person);
    }
    let code = Code::read(&row.verification_code).ok_or_else(|| Problem::internal("a row without verification code"))?;
    Ok(Some(Job { template, data, code, instant: row.created_at, signing: row.signing }))
}
