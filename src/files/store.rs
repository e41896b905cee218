//! The queries of this room. An upload and its file are visible to whoever sent them; rooms above have rules of their own.

use std::collections::{HashMap, HashSet};

use aws_lc_rs::digest::{SHA256, digest};
use chrono::{DateTime, Duration, Utc};
use diesel::{PgConnection, prelude::*};
use uuid::Uuid;

use super::{
    FileId, Purpose, UploadId, Verdict,
    body::PartBody,
    schema::{files, upload_parts, uploads},
};
use crate::{
    access::door::Unit,
    kernel::{
        blobs::BlobRef,
        content::Inspected,
        id::TypedId,
        keys::WrappedKey,
        problem::{Kind, Problem},
        text::Text,
    },
};

/// An upload lives so long.
const LIFETIME: Duration = Duration::days(1);

/// A received file as rooms above know it.
#[derive(Debug, Clone)]
pub struct FileFacts {
    /// Its id.
    pub id: FileId,
    /// What it was sent for.
    pub purpose: Purpose,
    /// Media type, by content.
    pub content_type: String,
    /// In bytes.
    pub size: i64,
    /// Of a PDF.
    pub pages: Option<i32>,
    /// Width and height in pixels, of an image.
    pub pixels: Option<(i32, i32)>,
    /// As its sender named it; may hold personal data.
    pub name: String,
    /// The account that sent it; nil where a partner brought it.
    pub uploaded_by: Uuid,
    /// SHA-256 of the content.
    pub sha256: Vec<u8>,
    /// Whether a scanner found it clean; `false` where none looked.
    pub scanned: bool,
    /// When it was complete.
    pub created_at: DateTime<Utc>,
    /// Of the record.
    pub version: i32,
}

/// A file that may be read: its facts, and where its content is.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Facts.
    pub facts: FileFacts,
    /// Content.
    pub blob: BlobRef,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = files, check_for_backend(diesel::pg::Pg))]
struct FileRow {
    id: FileId,
    version: i32,
    created_at: DateTime<Utc>,
    account_id: Option<Uuid>,
    purpose: String,
    name: String,
    content_type: String,
    size: i64,
    pages: Option<i32>,
    width: Option<i32>,
    height: Option<i32>,
    sha256: Vec<u8>,
    scan: String,
    blob_id: Uuid,
    ciphertext_sha256: Vec<u8>,
    nonce_prefix: Vec<u8>,
    key_id: Option<String>,
    wrapped_key: Option<Vec<u8>>,
}

impl FileRow {
    fn opened(self) -> Result<Opened, Problem> {
        let blob = BlobRef {
            id: self.blob_id,
            size: u64::try_from(self.size).map_err(Problem::internal)?,
            sha256: exactly(&self.sha256)?,
            ciphertext_sha256: exactly(&self.ciphertext_sha256)?,
            nonce_prefix: exactly(&self.nonce_prefix)?,
            wrapped_key: self.key_id.zip(self.wrapped_key).map(|(kid, bytes)| WrappedKey { kid, bytes }),
        };
        let facts = FileFacts {
            id: self.id,
            purpose: Purpose::of_name(&self.purpose),
            content_type: self.content_type,
            size: self.size,
            pages: self.pages,
            pixels: self.width.zip(self.height),
            name: self.name,
            uploaded_by: self.account_id.unwrap_or_default(),
            sha256: self.sha256,
            scanned: self.scan == "Clean",
            created_at: self.created_at,
            version: self.version,
        };
        Ok(Opened { facts, blob })
    }
}

/// Bytes of a column as an array of known length.
pub fn exactly<const N: usize>(bytes: &[u8]) -> Result<[u8; N], Problem> {
    bytes.try_into().map_err(|_| Problem::internal("a column holds another number of bytes"))
}

/// The facts of a complete file; 404 for anything else. For rooms above: whether the caller may know of it is their question.
pub fn find(unit: &mut Unit<'_>, id: FileId) -> Result<FileFacts, Problem> {
    Ok(row(unit.conn, id)?.opened()?.facts)
}

/// The facts of those of these files that are complete. For rooms above: whether the caller may know of them is their question.
pub fn find_all(unit: &mut Unit<'_>, ids: &[Uuid]) -> Result<Vec<FileFacts>, Problem> {
    let rows: Vec<FileRow> = files::table.filter(files::id.eq_any(ids)).select(FileRow::as_select()).load(unit.conn)?;
    rows.into_iter().map(|row| Ok(row.opened()?.facts)).collect()
}

/// The same with their content, for checks of integrity; nothing of it is shown to anybody.
pub fn open_all(unit: &mut Unit<'_>, ids: &[Uuid]) -> Result<Vec<Opened>, Problem> {
    contents(unit.conn, ids)
}

/// The same outside of a caller's unit, for what the program itself looks for in them.
pub fn contents(conn: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<Opened>, Problem> {
    let rows: Vec<FileRow> = files::table.filter(files::id.eq_any(ids)).select(FileRow::as_select()).load(conn)?;
    rows.into_iter().map(FileRow::opened).collect()
}

/// How many pages each of these files has, where that is known. For rooms above.
pub fn pages(unit: &mut Unit<'_>, ids: &[Uuid]) -> Result<HashMap<Uuid, i32>, Problem> {
    let found: Vec<(Uuid, Option<i32>)> =
        files::table.filter(files::id.eq_any(ids)).select((files::id, files::pages)).load(unit.conn)?;
    Ok(found.into_iter().filter_map(|(id, pages)| Some((id, pages.filter(|pages| *pages > 0)?))).collect())
}

/// A complete file with its content. For rooms above, which decide who may read it; the reading is journalled here.
pub fn open(unit: &mut Unit<'_>, id: FileId) -> Result<Opened, Problem> {
    let opened = row(unit.conn, id)?.opened()?;
    unit.read("File", id);
    Ok(opened)
}

/// A complete file that a room above has made public, with its content; nobody's data, so that nothing is journalled.
pub fn published(conn: &mut PgConnection, id: FileId) -> Result<Opened, Problem> {
    row(conn, id)?.opened()
}

/// The caller's own file.
pub(super) fn own(unit: &mut Unit<'_>, id: FileId) -> Result<Opened, Problem> {
    let opened = row(unit.conn, id)?.opened()?;
    if !unit.scope.own || opened.facts.uploaded_by != unit.caller.account {
        return Err(Problem::not_found());
    }
    unit.read("File", id);
    Ok(opened)
}

fn row(conn: &mut PgConnection, id: FileId) -> Result<FileRow, Problem> {
    Ok(files::table.find(id.uuid()).select(FileRow::as_select()).first(conn)?)
}

/// Which of these objects are files of this room.
pub fn known_blobs(conn: &mut PgConnection, ids: &[Uuid]) -> Result<HashSet<Uuid>, Problem> {
    let known: Vec<Uuid> = files::table.filter(files::blob_id.eq_any(ids)).select(files::blob_id).load(conn)?;
    Ok(known.into_iter().collect())
}

/// An upload as its sender declared it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = uploads, check_for_backend(diesel::pg::Pg))]
pub(super) struct UploadRow {
    pub id: UploadId,
    pub purpose: String,
    pub name: String,
    pub size: i64,
    pub content_type: String,
    pub sha256: Option<Vec<u8>>,
    pub expires_at: DateTime<Utc>,
    pub file_id: Option<FileId>,
}

/// A part that has arrived.
#[derive(Debug, Clone)]
pub(super) struct PartRow {
    pub part: i16,
    pub size: i64,
    pub sha256: Vec<u8>,
}

/// What a sender declares.
#[derive(Debug, Clone)]
pub(super) struct Declared {
    pub purpose: Purpose,
    pub name: String,
    pub size: i64,
    pub content_type: String,
    pub sha256: Option<Vec<u8>>,
}

pub(super) fn begin(unit: &mut Unit<'_>, declared: &Declared) -> Result<UploadRow, Problem> {
    let id = UploadId::new();
    let row = diesel::insert_into(uploads::table)
        .values((
            uploads::id.eq(id.uuid()),
            uploads::account_id.eq(unit.caller.account),
            uploads::purpose.eq(declared.purpose.name()),
            uploads::name.eq(&declared.name),
            uploads::size.eq(declared.size),
            uploads::content_type.eq(&declared.content_type),
            uploads::sha256.eq(declared.sha256.clone()),
            uploads::created_at.eq(unit.now),
            uploads::expires_at.eq(unit.now + LIFETIME),
        ))
        .returning(UploadRow::as_returning())
        .get_result(unit.conn)?;
    unit.wrote("Upload", id);
    Ok(row)
}

/// The caller's own upload while it lives.
pub(super) fn upload(unit: &mut Unit<'_>, id: UploadId) -> Result<UploadRow, Problem> {
    own_upload(unit, id)?.select(UploadRow::as_select()).first(unit.conn).map_err(Problem::from)
}

/// The same, held until the transaction ends: parts and completions of one upload come one after the other.
pub(super) fn held(unit: &mut Unit<'_>, id: UploadId) -> Result<UploadRow, Problem> {
    own_upload(unit, id)?.select(UploadRow::as_select()).for_update().first(unit.conn).map_err(Problem::from)
}

type OwnUpload = diesel::dsl::Filter<
    diesel::dsl::Filter<diesel::dsl::Find<uploads::table, Uuid>, diesel::dsl::Eq<uploads::account_id, Uuid>>,
    diesel::dsl::Gt<uploads::expires_at, DateTime<Utc>>,
>;

fn own_upload(unit: &Unit<'_>, id: UploadId) -> Result<OwnUpload, Problem> {
    if !unit.scope.own {
        return Err(Problem::not_found());
    }
    Ok(uploads::table
        .find(id.uuid())
        .filter(uploads::account_id.eq(unit.caller.account))
        .filter(uploads::expires_at.gt(unit.now)))
}

/// The parts that have arrived, in order.
pub(super) fn parts(unit: &mut Unit<'_>, id: UploadId) -> Result<Vec<PartRow>, Problem> {
    let rows: Vec<(i16, i32, Vec<u8>)> = upload_parts::table
        .filter(upload_parts::upload_id.eq(id.uuid()))
        .order(upload_parts::part)
        .select((upload_parts::part, octet_length(upload_parts::bytes), upload_parts::sha256))
        .load(unit.conn)?;
    Ok(rows.into_iter().map(|(part, size, sha256)| PartRow { part, size: size.into(), sha256 }).collect())
}

diesel::define_sql_function! { fn octet_length(bytes: diesel::sql_types::Binary) -> diesel::sql_types::Int4; }

/// Takes a part; one that came before is replaced.
pub(super) fn put_part(unit: &mut Unit<'_>, id: UploadId, part: i16, body: &PartBody) -> Result<PartRow, Problem> {
    let upload = held(unit, id)?;
    refuse_completed(&upload)?;
    body.check()?;
    let bytes = &body.bytes;
    let others: i64 = parts(unit, id)?.iter().filter(|known| known.part != part).map(|known| known.size).sum();
    let size = i64::try_from(bytes.len()).map_err(Problem::internal)?;
    if others + size > upload.size {
        return Err(Problem::new(Kind::TOO_LARGE).with("largest", upload.size - others).detail(Text::new(
            "Părțile depășesc mărimea declarată a fișierului.",
            "Части превышают заявленный размер файла.",
            "The parts exceed the declared size of the file.",
        )));
    }
    let sha256 = digest(&SHA256, bytes).as_ref().to_vec();
    let values =
        (upload_parts::bytes.eq(bytes.as_ref()), upload_parts::sha256.eq(&sha256), upload_parts::received_at.eq(unit.now));
    diesel::insert_into(upload_parts::table)
        .values((upload_parts::upload_id.eq(id.uuid()), upload_parts::part.eq(part), values))
        .on_conflict((upload_parts::upload_id, upload_parts::part))
        .do_update()
        .set(values)
        .execute(unit.conn)?;
    unit.wrote("Upload", id);
    Ok(PartRow { part, size, sha256 })
}

/// The whole content, once parts 1 to n make up the declared size.
pub(super) fn assembled(unit: &mut Unit<'_>, upload: &UploadRow) -> Result<Vec<u8>, Problem> {
    let arrived = parts(unit, upload.id)?;
    let size: i64 = arrived.iter().map(|part| part.size).sum();
    let gapless = arrived.iter().zip(1..).all(|(part, number)| part.part == number);
    if size != upload.size || !gapless {
        return Err(Problem::new(Kind::UPLOAD_INCOMPLETE)
            .with("expectedBytes", upload.size)
            .with("arrivedBytes", size)
            .with("arrivedParts", arrived.iter().map(|part| part.part).collect::<Vec<_>>()));
    }
    let pieces: Vec<Vec<u8>> = upload_parts::table
        .filter(upload_parts::upload_id.eq(upload.id.uuid()))
        .order(upload_parts::part)
        .select(upload_parts::bytes)
        .load(unit.conn)?;
    Ok(pieces.concat())
}

/// What has become of a content that may be kept.
#[derive(Debug, Clone)]
pub(super) struct Accepted {
    pub id: FileId,
    pub inspected: Inspected,
    pub verdict: Verdict,
    pub blob: BlobRef,
}

/// Writes the file's row and lets the parts go.
pub(super) fn keep(unit: &mut Unit<'_>, id: UploadId, accepted: &Accepted) -> Result<FileFacts, Problem> {
    let upload = held(unit, id)?;
    refuse_completed(&upload)?;
    let sent = Sent { account: Some(unit.caller.account), purpose: &upload.purpose, name: &upload.name };
    let facts = insert(unit, accepted, &sent)?;
    diesel::delete(upload_parts::table.filter(upload_parts::upload_id.eq(id.uuid()))).execute(unit.conn)?;
    diesel::update(uploads::table.find(id.uuid())).set(uploads::file_id.eq(accepted.id.uuid())).execute(unit.conn)?;
    Ok(facts)
}

/// Who sent a content, what for, under which name.
pub(super) struct Sent<'a> {
    pub account: Option<Uuid>,
    pub purpose: &'a str,
    pub name: &'a str,
}

/// The row of a content that was accepted.
pub(super) fn insert(unit: &mut Unit<'_>, accepted: &Accepted, sent: &Sent<'_>) -> Result<FileFacts, Problem> {
    let Accepted { id: file, inspected, verdict, blob } = accepted;
    let (width, height) = inspected.pixels.unzip();
    let key = blob.wrapped_key.as_ref();
    let row = diesel::insert_into(files::table)
        .values((
            files::id.eq(file.uuid()),
            files::created_at.eq(unit.now),
            files::updated_at.eq(unit.now),
            files::account_id.eq(sent.account),
            files::purpose.eq(sent.purpose),
            files::name.eq(sent.name),
            files::content_type.eq(inspected.content_type.media_type()),
            files::size.eq(i64::try_from(blob.size).map_err(Problem::internal)?),
            files::pages.eq(inspected.pages.map(|pages| pages as i32)),
            files::width.eq(width.map(|width| width as i32)),
            files::height.eq(height.map(|height| height as i32)),
            files::sha256.eq(blob.sha256.as_slice()),
            files::scan.eq(if *verdict == Verdict::Clean { "Clean" } else { "NotScanned" }),
            files::blob_id.eq(blob.id),
            files::ciphertext_sha256.eq(blob.ciphertext_sha256.as_slice()),
            files::nonce_prefix.eq(blob.nonce_prefix.as_slice()),
            files::key_id.eq(key.map(|key| &key.kid)),
            files::wrapped_key.eq(key.map(|key| &key.bytes)),
        ))
        .returning(FileRow::as_returning())
        .get_result::<FileRow>(unit.conn)?;
    unit.wrote("File", file);
    Ok(row.opened()?.facts)
}

/// 409 for an upload that has become a file.
pub(super) fn refuse_completed(upload: &UploadRow) -> Result<(), Problem> {
    match upload.file_id {
        None => Ok(()),
        Some(file) => Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("state", "Completed").with("fileId", file.to_string())),
    }
}

/// Forgets uploads whose day is over, with their parts; says how many.
pub(super) fn forget_expired(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Problem> {
    Ok(diesel::delete(uploads::table.filter(uploads::expires_at.le(now))).execute(conn)?)
}
