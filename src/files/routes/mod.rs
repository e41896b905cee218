//! The doors of this room.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    FileId, LARGEST_PART, Purpose, UploadId,
    store::{FileFacts, PartRow, UploadRow},
};
use crate::{kernel::http::routes::Routes, operations};

pub mod begin_upload;
pub mod complete_upload;
pub mod read_file;
pub mod read_file_content;
pub mod read_representation_content;
pub mod read_upload;
pub mod send_upload_part;

/// Registers the operations.
pub fn register(routes: &mut Routes) {
    operations!(
        routes,
        begin_upload,
        read_upload,
        send_upload_part,
        complete_upload,
        read_file,
        read_file_content,
        read_representation_content
    );
}

/// Which upload.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub struct UploadPath {
    /// The upload.
    #[param(inline)]
    pub upload_id: UploadId,
}

/// Which file.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub struct FilePath {
    /// The file.
    #[param(inline)]
    pub file_id: FileId,
}

/// An upload and what of it has arrived.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Upload {
    /// The upload.
    pub upload_id: UploadId,
    /// Whether it has become a file.
    pub state: UploadState,
    /// What the file is sent for.
    pub purpose: Purpose,
    /// As its sender names it.
    #[schema(min_length = 1, max_length = 255, examples("pasaport.pdf"))]
    pub name: String,
    /// Declared, in bytes.
    #[schema(minimum = 1, examples(48213))]
    pub size: i64,
    /// Declared.
    #[schema(max_length = 100, examples("application/pdf"))]
    pub content_type: String,
    /// No part may be larger, in bytes.
    #[schema(minimum = 1, examples(5242880))]
    pub largest_part: i64,
    /// The parts that have arrived, in order.
    #[schema(max_items = 100)]
    pub parts: Vec<UploadedPart>,
    /// Bytes that are still missing.
    #[schema(minimum = 0, examples(0))]
    pub missing_bytes: i64,
    /// It is forgotten then.
    pub expires_at: chrono::DateTime<chrono::Utc>,
    /// The file that it became.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_id: Option<FileId>,
}

/// Where an upload stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum UploadState {
    /// Parts may be sent.
    Open,
    /// The file is kept.
    Completed,
}

/// A part that has arrived.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UploadedPart {
    /// Its number, from 1.
    #[schema(minimum = 1, maximum = 100, examples(1))]
    pub part: i16,
    /// In bytes.
    #[schema(minimum = 1, maximum = 5242880, examples(48213))]
    pub size: i64,
    /// SHA-256 of the part, hexadecimal.
    #[schema(
        min_length = 64,
        max_length = 64,
        pattern = "^[0-9a-f]{64}$",
        examples("982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1")
    )]
    pub sha256: String,
}

/// A received file (document atașat): checked by its content, kept encrypted.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct File {
    /// The file.
    pub file_id: FileId,
    /// What it was sent for.
    pub purpose: Purpose,
    /// As its sender names it.
    #[schema(min_length = 1, max_length = 255, examples("pasaport.pdf"))]
    pub name: String,
    /// By content: `application/pdf`, `image/jpeg` or `image/png`.
    #[schema(max_length = 100, examples("application/pdf"))]
    pub content_type: String,
    /// In bytes.
    #[schema(minimum = 1, examples(48213))]
    pub size: i64,
    /// SHA-256 of the content, hexadecimal.
    #[schema(
        min_length = 64,
        max_length = 64,
        pattern = "^[0-9a-f]{64}$",
        examples("982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1")
    )]
    pub sha256: String,
    /// Of a PDF.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, examples(4))]
    pub pages: Option<i32>,
    /// Of an image, in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, examples(354))]
    pub width: Option<i32>,
    /// Of an image, in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, examples(472))]
    pub height: Option<i32>,
    /// Whether a malware scanner found it clean; false where this installation has none.
    #[schema(examples(true))]
    pub scanned: bool,
    /// When it was complete.
    pub created_at: chrono::DateTime<chrono::Utc>,
}

impl Upload {
    pub(super) fn of(row: &UploadRow, parts: &[PartRow]) -> Self {
        let arrived: i64 = parts.iter().map(|part| part.size).sum();
        Self {
            upload_id: row.id,
            state: if row.file_id.is_some() { UploadState::Completed } else { UploadState::Open },
            purpose: Purpose::of_name(&row.purpose),
            name: row.name.clone(),
            size: row.size,
            content_type: row.content_type.clone(),
            largest_part: LARGEST_PART as i64,
            parts: parts.iter().map(UploadedPart::of).collect(),
            missing_bytes: if row.file_id.is_some() { 0 } else { row.size - arrived },
            expires_at: row.expires_at,
            file_id: row.file_id,
        }
    }
}

impl UploadedPart {
    pub(super) fn of(row: &PartRow) -> Self {
        Self { part: row.part, size: row.size, sha256: hex::encode(&row.sha256) }
    }
}

impl File {
    pub(super) fn of(facts: &FileFacts) -> Self {
        let (width, height) = facts.pixels.unzip();
        Self {
            file_id: facts.id,
            purpose: facts.purpose,
            name: facts.name.clone(),
            content_type: facts.content_type.clone(),
            size: facts.size,
            sha256: hex::encode(&facts.sha256),
            pages: facts.pages,
            width,
            height,
            scanned: facts.scanned,
            created_at: facts.created_at,
        }
    }
}
