//! Documents of other states.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{addresses::rows, row::stored};
use crate::{
    access::door::Unit,
    files::FileId,
    kernel::{id::TypedId, problem::Problem},
    persons::{
        ForeignDocumentId,
        documents::{CheckedDocument, DocumentFinding, ForeignDocument},
    },
};

/// A row; also read back from JSON.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DocumentRow {
    pub id: Uuid,
    version: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    person_id: Uuid,
    pub kind: String,
    pub issuer: String,
    pub number: String,
    number_key: String,
    pub issued_on: Option<NaiveDate>,
    pub expires_on: Option<NaiveDate>,
    authority: Option<String>,
    mrz: Option<String>,
    findings: Vec<String>,
    file_id: Option<Uuid>,
    change_reason: Option<String>,
}

impl DocumentRow {
    fn new(person: Uuid, checked: &CheckedDocument, findings: &[DocumentFinding], now: DateTime<Utc>) -> Self {
        let given = &checked.given;
        Self {
            id: Uuid::now_v7(),
            version: 1,
            created_at: now,
            updated_at: now,
            person_id: person,
            kind: given.kind.name(),
            issuer: checked.issuer.clone(),
            number: checked.number.written().to_owned(),
            number_key: checked.number.key().to_owned(),
            issued_on: given.issued_on,
            expires_on: checked.expires_on,
            authority: given.authority.clone(),
            mrz: given.mrz.as_ref().map(|text| text.split_whitespace().collect::<Vec<_>>().join("\n").to_uppercase()),
            findings: findings.iter().map(|finding| format!("{finding:?}")).collect(),
            file_id: given.file_id.map(TypedId::uuid),
            change_reason: given.reason.clone(),
        }
    }

    /// As shown.
    pub fn shown(self) -> Result<ForeignDocument, Problem> {
        Ok(ForeignDocument {
            foreign_document_id: ForeignDocumentId::from_uuid(self.id),
            kind: stored(&self.kind)?,
            issuer: self.issuer,
            number: self.number,
            issued_on: self.issued_on,
            expires_on: self.expires_on,
            authority: self.authority,
            mrz: self.mrz,
            findings: self.findings.iter().map(|finding| stored(finding)).collect::<Result<_, _>>()?,
            file_id: self.file_id.map(FileId::from_uuid),
            recorded_at: self.created_at,
        })
    }
}

/// Puts documents on record.
pub fn insert(
    unit: &mut Unit<'_>,
    person: Uuid,
    documents: &[(CheckedDocument, Vec<DocumentFinding>)],
) -> Result<Vec<ForeignDocument>, Problem> {
    let rows: Vec<DocumentRow> =
        documents.iter().map(|(checked, findings)| DocumentRow::new(person, checked, findings, unit.now)).collect();
    for row in &rows {
        unit.later("foreign_documents", row)?;
        unit.wrote("ForeignDocument", ForeignDocumentId::from_uuid(row.id));
    }
    rows.into_iter().map(DocumentRow::shown).collect()
}

const LIST: &str = concat!(
    "select (select coalesce(jsonb_agg(to_jsonb(d) order by d.issued_on desc nulls last, d.id desc), '[]') from foreign_documents d
              where d.person_id = p.id) as rows
       from persons p where p.id = $1 and ",
    visible!()
);

const LIST_AS_OF: &str = concat!(
    "select (select coalesce(jsonb_agg(to_jsonb(d) order by d.issued_on desc nulls last, d.id desc), '[]')
               from (select distinct on (h.id) h.* from history.foreign_documents h
                      where h.id in (select id from history.foreign_documents where person_id = $1) and h.recorded_at <= $7
                      order by h.id, h.version desc) d
              where d.person_id = $1) as rows
       from persons p where p.id = $1 and p.created_at <= $7 and ",
    visible!()
);

/// All documents of a person, the latest first; as they stood at an instant, where one is given.
pub fn list(unit: &mut Unit<'_>, person: Uuid, as_of: Option<DateTime<Utc>>) -> Result<Vec<ForeignDocument>, Problem> {
    let rows: Value = rows(unit, person, as_of, LIST, LIST_AS_OF)?;
    let rows: Vec<DocumentRow> = serde_json::from_value(rows).map_err(Problem::internal)?;
    rows.into_iter().map(DocumentRow::shown).collect()
}
