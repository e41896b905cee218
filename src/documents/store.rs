//! The queries of this room, and the one predicate of who sees which document.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{BoolExpressionMethods, BoxableExpression, PgConnection, dsl::sql, pg::Pg, prelude::*, sql_types::Bool};
use uuid::Uuid;

use super::{
    Code, DocumentId, DocumentStatus, DocumentType,
    freeze::written,
    schema::{document_files, issued_documents},
};
use crate::{
    access::door::Unit,
    files,
    kernel::{
        blobs::BlobRef,
        id::TypedId,
        keys::WrappedKey,
        local_time::legal_day,
        problem::{Kind, Problem},
        text::Text,
    },
    persons::records,
};

/// A document without what is printed on it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = issued_documents, check_for_backend(Pg))]
pub(super) struct DocumentRow {
    pub id: DocumentId,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub document_type: String,
    pub title: serde_json::Value,
    pub series: String,
    pub year: i32,
    pub number: i32,
    pub verification_code: String,
    pub status: String,
    pub signing: String,
    pub signer_idnp: Option<String>,
    pub reason: String,
    pub valid_until: Option<NaiveDate>,
    pub holder_initials: Option<String>,
    pub person_id: Option<Uuid>,
    pub applicant_account_id: Option<Uuid>,
    pub request_id: Option<Uuid>,
    pub subdivision_id: Option<Uuid>,
    pub issued_by_name: String,
    pub issued_at: Option<DateTime<Utc>>,
    pub sha256: Option<Vec<u8>>,
    pub status_at: DateTime<Utc>,
    pub status_reason: Option<String>,
    pub rectifies_id: Option<DocumentId>,
    pub rectified_at: Option<DateTime<Utc>>,
    pub rectification_reason: Option<String>,
}

impl DocumentRow {
    pub fn number_written(&self) -> String {
        written(&self.series, self.year, self.number)
    }

    pub fn kind(&self) -> Result<DocumentType, Problem> {
        DocumentType::of_name(&self.document_type).ok_or_else(|| Problem::internal("a row of an unknown document type"))
    }

    pub fn title(&self) -> Result<Text, Problem> {
        serde_json::from_value(self.title.clone()).map_err(Problem::internal)
    }

    pub fn status_on(&self, today: NaiveDate) -> DocumentStatus {
        DocumentStatus::on(&self.status, self.valid_until, today)
    }
}

/// A document as rooms above know it.
#[derive(Debug, Clone)]
pub struct DocumentFacts {
    /// Its id.
    pub id: DocumentId,
    /// Its kind.
    pub document_type: DocumentType,
    /// Its number as written.
    pub number: String,
    /// Its title.
    pub title: Text,
    /// Where it stands today.
    pub status: DocumentStatus,
    /// The request that it answers.
    pub request: Option<Uuid>,
    /// The person that it is about.
    pub person: Option<Uuid>,
    /// Frozen then.
    pub frozen_at: DateTime<Utc>,
    /// Issued then.
    pub issued_at: Option<DateTime<Utc>>,
    /// The last day of its validity.
    pub valid_until: Option<NaiveDate>,
}

impl DocumentFacts {
    fn of(row: &DocumentRow, today: NaiveDate) -> Result<Self, Problem> {
        Ok(Self {
            id: row.id,
            document_type: row.kind()?,
            number: row.number_written(),
            title: row.title()?,
            status: row.status_on(today),
            request: row.request_id,
            person: row.person_id,
            frozen_at: row.created_at,
            issued_at: row.issued_at,
            valid_until: row.valid_until,
        })
    }
}

/// One document's facts. For rooms above, which decide who may know of it.
pub fn facts(unit: &mut Unit<'_>, document: Uuid) -> Result<DocumentFacts, Problem> {
    let row: DocumentRow = issued_documents::table.find(document).select(DocumentRow::as_select()).first(unit.conn)?;
    DocumentFacts::of(&row, legal_day(unit.now))
}

/// The code under which a document is verified. For rooms above.
pub fn code_of(unit: &mut Unit<'_>, document: Uuid) -> Result<Code, Problem> {
    let code: String = issued_documents::table.find(document).select(issued_documents::verification_code).first(unit.conn)?;
    Code::read(&code).ok_or_else(|| Problem::internal("a row without verification code"))
}

/// The document of a code, while it is in force. For rooms above, which decide for which kinds the code alone is enough.
pub fn issued_under(unit: &mut Unit<'_>, code: &Code, kind: DocumentType) -> Result<Uuid, Problem> {
    Ok(issued_documents::table
        .filter(issued_documents::verification_code.eq(code.plain()))
        .filter(issued_documents::document_type.eq(kind.name()))
        .filter(issued_documents::status.eq("Issued"))
        .select(issued_documents::id)
        .first(unit.conn)?)
}

/// The documents of a request, the oldest first. For rooms above.
pub fn of_request(unit: &mut Unit<'_>, request: Uuid) -> Result<Vec<DocumentFacts>, Problem> {
    let rows: Vec<DocumentRow> = issued_documents::table
        .filter(issued_documents::request_id.eq(request))
        .order(issued_documents::id)
        .select(DocumentRow::as_select())
        .load(unit.conn)?;
    rows.iter().map(|row| DocumentFacts::of(row, legal_day(unit.now))).collect()
}

/// A document's PDF and the number that it is saved under.
#[derive(Debug, Clone)]
pub struct Content {
    /// The number as written.
    pub number: String,
    /// The PDF.
    pub blob: BlobRef,
}

/// A document's PDF; 409 while it is being made. For rooms above, which decide who may read it; the reading is journalled here.
pub fn open(unit: &mut Unit<'_>, document: Uuid) -> Result<Content, Problem> {
    let row = again(unit, document)?;
    told(unit, &row);
    content(unit, &row)
}

/// The PDF of a document that the caller may see.
pub(super) fn content(unit: &mut Unit<'_>, row: &DocumentRow) -> Result<Content, Problem> {
    let (_, blob) = pdf(unit, row.id.uuid())?.ok_or_else(|| not_in_this_state(row, unit.now).retry_after(1))?;
    Ok(Content { number: row.number_written(), blob })
}

/// Which of these objects are documents.
pub fn known_blobs(conn: &mut PgConnection, ids: &[Uuid]) -> Result<HashSet<Uuid>, Problem> {
    let known: Vec<Uuid> =
        document_files::table.filter(document_files::blob_id.eq_any(ids)).select(document_files::blob_id).load(conn)?;
    Ok(known.into_iter().collect())
}

type Condition = Box<dyn BoxableExpression<issued_documents::table, Pg, SqlType = diesel::sql_types::Nullable<Bool>>>;

/// The caller sees a document of their subdivisions; one they are expected to sign; and, once it was issued, waits for no other act of its
/// decision, and unless it is internal, one about themselves, asked for by themselves, or about somebody they represent.
fn visible(unit: &Unit<'_>) -> Condition {
    use issued_documents as d;
    if unit.scope.any {
        return Box::new(d::id.nullable().is_not_null().nullable());
    }
    let offices = d::subdivision_id.eq_any(unit.scope.offices.clone());
    let to_sign = d::signer_idnp.eq(unit.caller.login.clone()).and(d::status.eq_any(["Frozen", "Signing", "Issued"]).nullable());
    let seen: Condition = Box::new(offices.or(to_sign));
    if !(unit.scope.own || unit.scope.represented) {
        return seen;
    }
    let issued = d::status.eq_any(["Issued", "Annulled"]).and(d::withheld_since.is_null());
    let released = issued.and(d::document_type.ne_all(DocumentType::INTERNAL)).nullable();
    let mut theirs: Condition = Box::new(sql::<Bool>("false").nullable());
    if unit.scope.represented {
        let represented = records::of_represented("issued_documents", unit.caller.account, legal_day(unit.now));
        theirs = Box::new(theirs.or(represented.nullable()));
    }
    if unit.scope.own {
        // What was asked for on another's behalf is seen as long as the power for them lasts.
        let asked_for = d::applicant_account_id.eq(unit.caller.account).and(sql::<Bool>(
            "not exists (select from requests_without_power n where n.request_id = issued_documents.request_id)",
        ));
        theirs = Box::new(theirs.or(asked_for));
        if let Some(person) = unit.caller.person {
            theirs = Box::new(theirs.or(records::of_person("issued_documents.person_id", person).nullable()));
        }
    }
    Box::new(seen.or(theirs.and(released)))
}

/// A document that the caller may see.
pub(super) fn find(unit: &mut Unit<'_>, id: DocumentId) -> Result<DocumentRow, Problem> {
    let seen = visible(unit);
    let row: DocumentRow =
        issued_documents::table.find(id.uuid()).filter(seen).select(DocumentRow::as_select()).first(unit.conn)?;
    told(unit, &row);
    Ok(row)
}

fn told(unit: &mut Unit<'_>, row: &DocumentRow) {
    unit.read("IssuedDocument", row.id);
    if let Some(person) = row.person_id {
        unit.about(person);
    }
}

/// What chooses the rows of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    pub kind: Option<DocumentType>,
    pub status: Option<DocumentStatus>,
    pub request: Option<Uuid>,
    pub awaiting_me: bool,
}

/// The documents that the caller may see, the newest first.
pub(super) fn list(unit: &mut Unit<'_>, filter: &Filter, after: Option<Uuid>, wanted: i64) -> Result<Vec<DocumentRow>, Problem> {
    use issued_documents as d;
    let today = legal_day(unit.now);
    let mut query = d::table.filter(visible(unit)).into_boxed();
    if let Some(kind) = filter.kind {
        query = query.filter(d::document_type.eq(kind.name()));
    }
    if let Some(request) = filter.request {
        query = query.filter(d::request_id.eq(request));
    }
    if filter.awaiting_me {
        query = query.filter(d::signer_idnp.eq(unit.caller.login.clone())).filter(d::status.eq_any(["Frozen", "Signing"]));
    }
    query = match filter.status {
        None => query,
        Some(DocumentStatus::Expired) => query.filter(d::status.eq("Issued")).filter(d::valid_until.lt(today)),
        Some(DocumentStatus::Issued) => {
            query.filter(d::status.eq("Issued")).filter(d::valid_until.is_null().or(d::valid_until.ge(today)))
        }
        Some(stored) => query.filter(d::status.eq(format!("{stored:?}"))),
    };
    if let Some(after) = after {
        query = query.filter(d::id.lt(after));
    }
    Ok(query.order(d::id.desc()).limit(wanted).select(DocumentRow::as_select()).load(unit.conn)?)
}

/// The reading of a page of a list, for the journal.
pub(super) fn told_all(unit: &mut Unit<'_>, rows: &[DocumentRow]) {
    for row in rows {
        told(unit, row);
    }
}

/// A document, held until the transaction ends. No question of visibility: callers have asked it, or are the program itself.
pub(super) fn held(unit: &mut Unit<'_>, document: Uuid) -> Result<DocumentRow, Problem> {
    Ok(issued_documents::table.find(document).select(DocumentRow::as_select()).for_update().first(unit.conn)?)
}

/// Several documents, held in the order of their ids; the same caution holds.
pub(super) fn all_held(unit: &mut Unit<'_>, documents: &[Uuid]) -> Result<Vec<DocumentRow>, Problem> {
    if documents.is_empty() {
        return Ok(Vec::new());
    }
    Ok(issued_documents::table
        .filter(issued_documents::id.eq_any(documents))
        .order(issued_documents::id)
        .select(DocumentRow::as_select())
        .for_update()
        .load(unit.conn)?)
}

/// A document by the id alone; the same caution holds.
pub(super) fn again(unit: &mut Unit<'_>, document: Uuid) -> Result<DocumentRow, Problem> {
    Ok(issued_documents::table.find(document).select(DocumentRow::as_select()).first(unit.conn)?)
}

/// Moves a document to another status.
pub(super) fn set_status(unit: &mut Unit<'_>, document: Uuid, status: &str, reason: Option<&str>) -> Result<(), Problem> {
    use issued_documents as d;
    diesel::update(d::table.find(document))
        .set((d::status.eq(status), d::status_at.eq(unit.now), d::status_reason.eq(reason)))
        .execute(unit.conn)?;
    unit.wrote("IssuedDocument", DocumentId::from_uuid(document));
    Ok(())
}

/// The same for several, with one reason.
pub(super) fn set_status_of_all(unit: &mut Unit<'_>, documents: &[Uuid], status: &str, reason: &str) -> Result<(), Problem> {
    use issued_documents as d;
    if documents.is_empty() {
        return Ok(());
    }
    diesel::update(d::table.filter(d::id.eq_any(documents)))
        .set((d::status.eq(status), d::status_at.eq(unit.now), d::status_reason.eq(reason)))
        .execute(unit.conn)?;
    documents.iter().for_each(|document| unit.wrote("IssuedDocument", DocumentId::from_uuid(*document)));
    Ok(())
}

/// 409: where it stands, and where it is held.
pub(super) fn not_in_this_state(row: &DocumentRow, now: DateTime<Utc>) -> Problem {
    Problem::new(Kind::NOT_IN_THIS_STATE)
        .with("documentId", row.id.to_string())
        .with("state", format!("{:?}", row.status_on(legal_day(now))))
}

/// Which PDF of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    /// As typeset: what a person is asked to sign.
    Unsigned,
    /// As issued.
    Final,
}

impl FileKind {
    fn name(self) -> &'static str {
        match self {
            Self::Unsigned => "Unsigned",
            Self::Final => "Final",
        }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = document_files, check_for_backend(Pg))]
struct FileRow {
    kind: String,
    size: i64,
    sha256: Vec<u8>,
    blob_id: Uuid,
    ciphertext_sha256: Vec<u8>,
    nonce_prefix: Vec<u8>,
    key_id: Option<String>,
    wrapped_key: Option<Vec<u8>>,
}

/// The PDF of a document: as issued, else as it will be signed; `None` while it is being made.
pub(super) fn pdf(unit: &mut Unit<'_>, document: Uuid) -> Result<Option<(FileKind, BlobRef)>, Problem> {
    let rows: Vec<FileRow> = document_files::table
        .filter(document_files::document_id.eq(document))
        .order(document_files::kind)
        .select(FileRow::as_select())
        .load(unit.conn)?;
    // "Final" sorts before "Unsigned".
    rows.into_iter().next().map(FileRow::blob).transpose()
}

impl FileRow {
    fn blob(self) -> Result<(FileKind, BlobRef), Problem> {
        let kind = if self.kind == "Final" { FileKind::Final } else { FileKind::Unsigned };
        let blob = BlobRef {
            id: self.blob_id,
            size: u64::try_from(self.size).map_err(Problem::internal)?,
            sha256: files::exactly(&self.sha256)?,
            ciphertext_sha256: files::exactly(&self.ciphertext_sha256)?,
            nonce_prefix: files::exactly(&self.nonce_prefix)?,
            wrapped_key: self.key_id.zip(self.wrapped_key).map(|(kid, bytes)| WrappedKey { kid, bytes }),
        };
        Ok((kind, blob))
    }
}

/// Writes down where a PDF is kept.
pub(super) fn keep_pdf(unit: &mut Unit<'_>, document: Uuid, kind: FileKind, blob: &BlobRef) -> Result<(), Problem> {
    use document_files as f;
    let key = blob.wrapped_key.as_ref();
    diesel::insert_into(f::table)
        .values((
            f::id.eq(Uuid::now_v7()),
            f::created_at.eq(unit.now),
            f::updated_at.eq(unit.now),
            f::document_id.eq(document),
            f::kind.eq(kind.name()),
            f::size.eq(i64::try_from(blob.size).map_err(Problem::internal)?),
            f::sha256.eq(blob.sha256.as_slice()),
            f::blob_id.eq(blob.id),
            f::ciphertext_sha256.eq(blob.ciphertext_sha256.as_slice()),
            f::nonce_prefix.eq(blob.nonce_prefix.as_slice()),
            f::key_id.eq(key.map(|key| &key.kid)),
            f::wrapped_key.eq(key.map(|key| &key.bytes)),
        ))
        .execute(unit.conn)?;
    Ok(())
}

/// An issued document waits for the other acts of its decision. For rooms above.
pub fn withhold(unit: &mut Unit<'_>, document: Uuid) -> Result<(), Problem> {
    use issued_documents as d;
    diesel::update(d::table.find(document)).set(d::withheld_since.eq(unit.now)).execute(unit.conn)?;
    Ok(())
}

/// The decision on a request stands: what waited for its other acts counts. For rooms above.
pub fn release(unit: &mut Unit<'_>, request: Uuid) -> Result<(), Problem> {
    use issued_documents as d;
    diesel::update(
        d::table.filter(d::request_id.eq(request)).filter(d::status.eq("Issued")).filter(d::withheld_since.is_not_null()),
    )
    .set(d::withheld_since.eq(None::<DateTime<Utc>>))
    .execute(unit.conn)?;
    Ok(())
}

/// The document is issued: keeps its PDF, annuls the one that it corrects, and tells the rooms above.
pub(super) fn issue(unit: &mut Unit<'_>, row: &DocumentRow, blob: &BlobRef, reactions: super::Reactions) -> Result<(), Problem> {
    use issued_documents as d;
    let id = row.id.uuid();
    keep_pdf(unit, id, FileKind::Final, blob)?;
    diesel::update(d::table.find(id))
        .set((
            d::status.eq("Issued"),
            d::status_at.eq(unit.now),
            d::status_reason.eq(None::<String>),
            d::issued_at.eq(unit.now),
            d::sha256.eq(blob.sha256.as_slice()),
        ))
        .execute(unit.conn)?;
    if let Some(corrected) = row.rectifies_id {
        let corrected_row = held(unit, corrected.uuid())?;
        if corrected_row.status == "Issued" {
            let reason = row.rectification_reason.as_deref().unwrap_or("rectificare");
            set_status(unit, corrected.uuid(), "Annulled", Some(reason))?;
            diesel::update(d::table.find(corrected.uuid()))
                .set((d::rectified_at.eq(unit.now), d::rectification_reason.eq(reason)))
                .execute(unit.conn)?;
        }
    }
    unit.wrote("IssuedDocument", row.id);
    if let Some(person) = row.person_id {
        unit.about(person);
    }
    (reactions.on_issued)(unit, id)
}
