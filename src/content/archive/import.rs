//! Reading a copy into an empty system: all of it or nothing.

use std::collections::HashMap;

use aws_lc_rs::digest::{Context, SHA256};
use diesel::{PgConnection, RunQueryDsl, prelude::*};
use uuid::Uuid;

use super::{FORMAT, FORMAT_VERSION, ItemLine, Line, VersionLine};
use crate::{
    access::{
        door::Unit,
        store::offices::{self, Wanted},
    },
    content::{
        schema::{content_items, content_versions},
        store::{
            items::ItemRow,
            sections::{self, SectionChange},
            versions::VersionRow,
        },
    },
    files,
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
};

/// What was read.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Items.
    pub items: usize,
    /// Versions.
    pub versions: usize,
    /// Files that are referred to and are not here: they are restored with the files' store.
    pub files_missing: Vec<Uuid>,
}

/// Reads a copy. What is wrong with it is told by line; nothing is written then.
pub fn import(unit: &mut Unit<'_>, text: &str) -> Result<Result<Imported, String>, Problem> {
    let lines = match checked(text) {
        Ok(lines) => lines,
        Err(fault) => return Ok(Err(fault)),
    };
    if !is_empty(unit.conn)? {
        return Ok(Err("there is content here already; a copy is read into an empty system".into()));
    }
    let offices = offices::page(unit.conn, &Wanted { serves_public: None, closed_too: true }, None, 1000)?;
    let offices: HashMap<String, Uuid> = offices.into_iter().map(|office| (office.code, office.id)).collect();
    let sections: HashMap<String, Uuid> = sections::all(unit.conn)?.into_iter().map(|row| (row.code, row.id)).collect();
    let mut done = Imported::default();
    for (at, line) in lines.into_iter().enumerate() {
        let unknown = |what: &str| Ok(Err(format!("line {}: {what} is not known here", at + 1)));
        match line {
            Line::Section { code, subdivision, administrator, update_count, update_unit, reason } => {
                let Some(id) = sections.get(&code) else { return unknown(&code) };
                let (Some(owner), Some(publisher)) = (offices.get(&subdivision), offices.get(&administrator)) else {
                    return unknown(&format!("{subdivision} or {administrator}"));
                };
                let change = SectionChange {
                    subdivision_id: Some(*owner),
                    administrator_id: Some(*publisher),
                    update_count: Some(update_count),
                    update_unit: Some(update_unit),
                    reason: Some(reason),
                    ..SectionChange::default()
                };
                sections::change(unit, *id, change)?;
            }
            Line::Item(item) => {
                let (Some(section), Some(office)) = (sections.get(&item.section), offices.get(&item.subdivision)) else {
                    return unknown(&format!("{} or {}", item.section, item.subdivision));
                };
                let row = item_row(unit, *item, *section, *office);
                diesel::insert_into(content_items::table).values(&row).execute(unit.conn)?;
                done.items += 1;
            }
            Line::Version(version) => {
                let (Some(section), Some(office)) = (sections.get(&version.section), offices.get(&version.subdivision)) else {
                    return unknown(&format!("{} or {}", version.section, version.subdivision));
                };
                let row = version_row(unit, *version, *section, *office)?;
                diesel::insert_into(content_versions::table).values(&row).execute(unit.conn)?;
                done.versions += 1;
            }
            Line::Attachment { file_id, sha256, .. } => {
                let found = files::find_all(unit, &[file_id])?;
                if found.first().is_none_or(|facts| hex::encode(&facts.sha256) != sha256) {
                    done.files_missing.push(file_id);
                }
            }
            Line::Header { .. } | Line::End { .. } => {}
        }
    }
    // The draft of what is public may have been moved to another section.
    prepared(sql("update content_items i set live_section_id = v.section_id from content_versions v
          where v.item_id = i.id and v.number = i.latest and i.withdrawn_at is null and v.section_id <> i.section_id"))
    .execute(unit.conn)?;
    Ok(Ok(done))
}

/// The lines, if they are whole: each readable, every version as its digest says, all of them as the last line says.
fn checked(text: &str) -> Result<Vec<Line>, String> {
    let mut digest = Context::new(&SHA256);
    let (mut lines, mut ended) = (Vec::new(), false);
    for (at, written) in text.lines().enumerate() {
        let place = at + 1;
        if ended {
            return Err(format!("line {place}: something after the end"));
        }
        let line: Line = serde_json::from_str(written).map_err(|error| format!("line {place}: {error}"))?;
        match &line {
            Line::Header { format, version, .. } if at == 0 && (format != FORMAT || *version != FORMAT_VERSION) => {
                return Err(format!("line 1: {format} {version} is not read, {FORMAT} {FORMAT_VERSION} is"));
            }
            Line::Header { .. } if at == 0 => {}
            _ if at == 0 => return Err("line 1: is no header".into()),
            Line::Version(version) if !version.is_whole() => {
                return Err(format!("line {place}: version {} of {} is not what was published", version.number, version.item));
            }
            Line::End { lines, sha256 } => {
                let found = hex::encode(digest.clone().finish().as_ref());
                if *lines != at as u64 || *sha256 != found {
                    return Err(format!("line {place}: the lines before it are not those that were written"));
                }
                ended = true;
            }
            _ => {}
        }
        digest.update(written.as_bytes());
        digest.update(b"\n");
        lines.push(line);
    }
    if ended { Ok(lines) } else { Err("the copy has no end".into()) }
}

fn is_empty(conn: &mut PgConnection) -> Result<bool, Problem> {
    let some: bool = diesel::select(diesel::dsl::exists(content_items::table.select(content_items::id))).get_result(conn)?;
    Ok(!some)
}

fn item_row(unit: &Unit<'_>, item: ItemLine, section: Uuid, office: Uuid) -> ItemRow {
    ItemRow {
        id: item.id,
        version: 1,
        created_at: item.created_at,
        updated_at: unit.now,
        kind: item.r#type,
        section_id: section,
        slug: item.slug,
        state: item.state,
        classification: item.classification,
        subdivision_id: office,
        // Accounts are not copied.
        provider_id: None,
        content: item.content,
        translated: item.translated,
        ru_status: item.ru_status,
        en_status: item.en_status,
        submitted_at: item.submitted_at,
        wanted_at: item.wanted_at,
        term: item.term,
        due_at: item.due_at,
        latest: item.latest,
        live_from: item.live_from,
        withdrawn_at: item.withdrawn_at,
        withdrawal_reason: item.withdrawal_reason,
        // Known once the versions are read.
        live_section_id: None,
        return_reason: item.return_reason,
    }
}

fn version_row(unit: &Unit<'_>, version: VersionLine, section: Uuid, office: Uuid) -> Result<VersionRow, Problem> {
    Ok(VersionRow {
        id: version.id,
        version: 1,
        created_at: version.created_at,
        updated_at: unit.now,
        item_id: version.item,
        number: version.number,
        kind: version.r#type,
        section_id: section,
        subdivision_id: office,
        content: version.content,
        digest: hex::decode(&version.digest).map_err(Problem::internal)?,
        live_from: version.live_from,
        live_until: version.live_until,
        first_live_from: version.first_live_from,
        published_by: None,
        provider_id: None,
        submitted_at: version.submitted_at,
        due_at: version.due_at,
        late: version.late,
        verified_at: version.verified_at,
        verified_by: None,
        verification: version.verification,
        verification_note: version.verification_note,
        translated: version.translated,
        announced_at: version.announced_at,
    })
}
