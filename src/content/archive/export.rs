//! Writing a copy.

use std::collections::BTreeMap;

use aws_lc_rs::digest::{Context, SHA256};
use diesel::{PgConnection, QueryableByName, RunQueryDsl, sql_types::Jsonb};
use serde_json::Value;

use super::{FORMAT, FORMAT_VERSION, Line};
use crate::{
    access::door::Unit,
    content::rules::content::{AttachedFile, Content},
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
};

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Jsonb)]
    line: Value,
}

/// All of it in one statement, so that it is all of one instant.
const LINES: &str = "
select line from (
  select 1 as part, s.code as a, 0 as b, jsonb_build_object('kind', 'Section', 'code', s.code, 'subdivision', o.code,
         'administrator', m.code, 'update_count', s.update_count, 'update_unit', s.update_unit, 'reason', s.reason) as line
    from content_sections s join subdivisions o on o.id = s.subdivision_id join subdivisions m on m.id = s.administrator_id
  union all
  select 2, i.id::text, 0, jsonb_build_object('kind', 'Item', 'id', i.id, 'created_at', i.created_at, 'type', i.type, 'section', s.code,
         'slug', i.slug, 'state', i.state, 'classification', i.classification, 'subdivision', o.code, 'content', i.content,
         'translated', i.translated, 'ru_status', i.ru_status, 'en_status', i.en_status, 'submitted_at', i.submitted_at,
         'wanted_at', i.wanted_at, 'term', i.term, 'due_at', i.due_at, 'latest', i.latest, 'live_from', i.live_from,
         'withdrawn_at', i.withdrawn_at, 'withdrawal_reason', i.withdrawal_reason, 'return_reason', i.return_reason)
    from content_items i join content_sections s on s.id = i.section_id join subdivisions o on o.id = i.subdivision_id
  union all
  select 3, v.item_id::text, v.number, jsonb_build_object('kind', 'Version', 'id', v.id, 'created_at', v.created_at, 'item', v.item_id,
         'number', v.number, 'type', v.type, 'section', s.code, 'subdivision', o.code, 'content', v.content,
         'translated', v.translated, 'digest', encode(v.digest, 'hex'), 'live_from', v.live_from, 'live_until', v.live_until,
         'first_live_from', v.first_live_from, 'submitted_at', v.submitted_at, 'due_at', v.due_at, 'late', v.late)
         || jsonb_build_object('verified_at', v.verified_at, 'verification', v.verification, 'verification_note', v.verification_note,
         'announced_at', v.announced_at)
    from content_versions v join content_sections s on s.id = v.section_id join subdivisions o on o.id = v.subdivision_id
) lines order by part, a, b";

/// Every line of a copy, the last saying how many there are and their digest.
pub fn export(unit: &mut Unit<'_>) -> Result<Vec<String>, Problem> {
    let mut copy = Copy::default();
    copy.add(&Line::Header { format: FORMAT.into(), version: FORMAT_VERSION, at: unit.now })?;
    let mut files: BTreeMap<String, AttachedFile> = BTreeMap::new();
    for line in lines(unit.conn)? {
        if let Line::Version(version) = &line {
            let content: Content = serde_json::from_value(version.content.clone()).map_err(Problem::internal)?;
            files.extend(content.attachments.into_iter().map(|file| (file.file_id.to_string(), file)));
        }
        copy.add(&line)?;
    }
    for file in files.into_values() {
        let AttachedFile { file_id, sha256, name, content_type, size, .. } = file;
        copy.add(&Line::Attachment { file_id, sha256, name, content_type, size })?;
    }
    copy.end()
}

fn lines(conn: &mut PgConnection) -> Result<Vec<Line>, Problem> {
    let rows: Vec<Row> = prepared(sql(LINES)).load(conn)?;
    rows.into_iter().map(|row| serde_json::from_value(row.line).map_err(Problem::internal)).collect()
}

struct Copy {
    lines: Vec<String>,
    digest: Context,
}

impl Default for Copy {
    fn default() -> Self {
        Self { lines: Vec::new(), digest: Context::new(&SHA256) }
    }
}

impl Copy {
    fn add(&mut self, line: &Line) -> Result<(), Problem> {
        let text = serde_json::to_string(line).map_err(Problem::internal)?;
        self.digest.update(text.as_bytes());
        self.digest.update(b"\n");
        self.lines.push(text);
        Ok(())
    }

    fn end(mut self) -> Result<Vec<String>, Problem> {
        let (lines, sha256) = (self.lines.len() as u64, hex::encode(self.digest.finish().as_ref()));
        self.lines.push(serde_json::to_string(&Line::End { lines, sha256 }).map_err(Problem::internal)?);
        Ok(self.lines)
    }
}
