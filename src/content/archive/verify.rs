//! Checking that what is kept is what was published.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::{
    access::door::Unit,
    content::{
        ContentItemId,
        rules::content::{AttachedFile, Content, version_digest},
        schema::{content_sections, content_versions},
        store::versions::VersionRow,
    },
    files,
    kernel::{blobs::BlobRef, id::TypedId, problem::Problem},
};
use diesel::prelude::*;

/// So many versions are looked at at once.
const AT_ONCE: i64 = 200;

/// What was found.
#[derive(Debug, Default)]
pub struct Verified {
    /// Versions that were looked at.
    pub versions: usize,
    /// Files to which they refer.
    pub files: usize,
    /// What is wrong, each in a line.
    pub faults: Vec<String>,
    /// The content of the files, to be read back from their store.
    pub blobs: Vec<(Uuid, BlobRef)>,
}

/// Recomputes the digest of every version, and looks whether every attached file is there as it was attached.
pub fn verify(unit: &mut Unit<'_>) -> Result<Verified, Problem> {
    let (mut found, mut after) = (Verified::default(), Uuid::nil());
    let mut attached: BTreeMap<Uuid, AttachedFile> = BTreeMap::new();
    loop {
        let rows: Vec<(VersionRow, String)> = content_versions::table
            .inner_join(content_sections::table.on(content_versions::section_id.eq(content_sections::id)))
            .filter(content_versions::id.gt(after))
            .order(content_versions::id)
            .limit(AT_ONCE)
            .select((VersionRow::as_select(), content_sections::code))
            .load(unit.conn)?;
        let Some((last, _)) = rows.last() else { break };
        after = last.id;
        found.versions += rows.len();
        for (row, section) in rows {
            let named = || format!("version {} of {}", row.number, ContentItemId::from_uuid(row.item_id));
            let digest = version_digest(row.item_id, row.number, &row.kind, &section, row.live_from, &row.content);
            if digest[..] != row.digest[..] {
                found.faults.push(format!("{}: is not what was published", named()));
            }
            match serde_json::from_value::<Content>(row.content.clone()) {
                Ok(content) => attached.extend(content.attachments.into_iter().map(|file| (file.file_id, file))),
                Err(_) => found.faults.push(format!("{}: cannot be read", named())),
            }
        }
    }
    found.files = attached.len();
    let ids: Vec<Uuid> = attached.keys().copied().collect();
    for some in ids.chunks(200) {
        let there = files::open_all(unit, some)?;
        for id in some {
            let file = there.iter().find(|opened| opened.facts.id.uuid() == *id);
            match file {
                None => found.faults.push(format!("file {}: is not there", files::FileId::from_uuid(*id))),
                Some(opened) if Some(hex::encode(&opened.facts.sha256)) != attached.get(id).map(|file| file.sha256.clone()) => {
                    found.faults.push(format!("file {}: is not what was attached", files::FileId::from_uuid(*id)));
                }
                Some(opened) => found.blobs.push((*id, opened.blob.clone())),
            }
        }
    }
    Ok(found)
}
