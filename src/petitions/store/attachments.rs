//! Files of a petition.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{access::door::Unit, files::FileFacts, kernel::id::TypedId, kernel::problem::Problem};

/// A file as it is read with its petition.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct Attached {
    pub id: Uuid,
    pub file: Uuid,
    pub purpose: String,
    pub name: String,
    pub content_type: String,
    pub size: i64,
    pub at: DateTime<Utc>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: Uuid,
    version: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    petition_id: Uuid,
    file_id: Uuid,
    purpose: &'a str,
    name: &'a str,
    content_type: &'a str,
    size: i64,
}

/// Attaches a file, at the end of the unit.
pub fn add(unit: &mut Unit<'_>, petition: Uuid, purpose: &'static str, file: &FileFacts) -> Result<Attached, Problem> {
    let row = Row {
        id: Uuid::now_v7(),
        version: 1,
        created_at: unit.now,
        updated_at: unit.now,
        petition_id: petition,
        file_id: file.id.uuid(),
        purpose,
        name: &file.name,
        content_type: &file.content_type,
        size: file.size,
    };
    unit.later("petition_attachments", &row)?;
    unit.wrote("PetitionAttachment", crate::petitions::PetitionAttachmentId::from_uuid(row.id));
    Ok(Attached {
        id: row.id,
        file: row.file_id,
        purpose: purpose.to_owned(),
        name: file.name.clone(),
        content_type: file.content_type.clone(),
        size: file.size,
        at: unit.now,
    })
}
