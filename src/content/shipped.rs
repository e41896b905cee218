//! What the program carries: frequent questions and pages. The demonstration publishes them when it starts; a real installation once
//! somebody who administers content asks for it (`migratie content load-shipped`), so that it answers its first visitor. Published once;
//! edited afterwards like everything else.

use chrono::{DateTime, Utc};
use include_dir::{Dir, include_dir};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    ContentItemId, draft, place,
    rules::{
        content::{Content, Texts, version_digest},
        restricted::Classification,
        translations,
    },
    store::{
        items::{self, ItemRow},
        sections,
        versions::{self, VersionRow},
    },
};
use crate::{
    access::{door::Unit, policy::Role, store::users},
    kernel::{
        id::TypedId,
        problem::{Kind, Problem},
    },
};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/content/shipped");

/// An item as its file holds it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shipped {
    /// The name in its address.
    pub slug: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its section.
    pub section: String,
    #[serde(default)]
    fields: Map<String, Value>,
    title: Texts,
    lead: Option<Texts>,
    body: Option<Texts>,
    notes: Option<Texts>,
}

impl Shipped {
    /// What it says.
    pub fn content(&self) -> Content {
        Content {
            title: self.title.clone(),
            lead: self.lead.clone(),
            body: self.body.clone(),
            notes: self.notes.clone(),
            fields: self.fields.clone(),
            attachments: Vec::new(),
        }
    }
}

/// Why a shipped file is not taken.
#[derive(Debug, thiserror::Error)]
#[error("src/content/shipped/{file}: {what}")]
pub struct ShippedFault {
    file: String,
    what: String,
}

/// The items of a file. By way of JSON, so that what is read here is what the API would read.
pub fn read(text: &str) -> Result<Vec<Shipped>, String> {
    let items: Value = serde_saphyr::from_str(text).map_err(|error| error.to_string())?;
    serde_json::from_value(items).map_err(|error| error.to_string())
}

/// Every shipped item.
pub fn all() -> Result<Vec<Shipped>, ShippedFault> {
    let mut found = Vec::new();
    for file in FILES.files() {
        let fault = |what: String| ShippedFault { file: file.path().display().to_string(), what };
        let text = file.contents_utf8().ok_or_else(|| fault("not UTF-8".into()))?;
        found.extend(read(text).map_err(fault)?);
    }
    Ok(found)
}

/// Publishes what is not there yet; to load again changes nothing.
pub fn load(unit: &mut Unit<'_>) -> Result<(), Problem> {
    for item in all().map_err(Problem::internal)? {
        publish(unit, &item, item.content(), None, unit.now)?;
    }
    Ok(())
}

/// The same as the decision of an officer, who administers the section of each; says how many items are public for the first time.
pub fn load_as(unit: &mut Unit<'_>, account: Uuid) -> Result<usize, Problem> {
    let mut published = 0;
    for item in all().map_err(Problem::internal)? {
        let section = sections::find(unit.conn, &item.section)?;
        let administrators = users::with_role(unit.conn, unit.now, Role::ContentAdministrator, section.administrator_id)?;
        if !administrators.contains(&account) {
            return Err(Problem::new(Kind::FORBIDDEN).with("permission", "content.administer").with("section", item.section));
        }
        published += usize::from(publish(unit, &item, item.content(), Some(account), unit.now)?);
    }
    Ok(published)
}

/// Publishes an item without a request for publication, as the program itself or by an account; its provider is nobody. One that is there
/// stays as it is: false.
pub fn publish(
    unit: &mut Unit<'_>,
    item: &Shipped,
    content: Content,
    by: Option<Uuid>,
    at: DateTime<Utc>,
) -> Result<bool, Problem> {
    if items::is_taken(unit.conn, &item.slug)? {
        return Ok(false);
    }
    let kind = place::kind(&item.kind)?;
    let content = draft::judged(kind, content)?;
    let faults = draft::refusals(kind, &item.slug, &content, Classification::Public);
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let translated = translations::settle(None, &content, &[]);
    let status = |code| translations::status(&content, &translated, code).code().to_owned();
    let section = sections::find(unit.conn, &item.section)?;
    let said = serde_json::to_value(&content).map_err(Problem::internal)?;
    let row = ItemRow {
        id: Uuid::now_v7(),
        version: 1,
        created_at: at,
        updated_at: at,
        kind: item.kind.clone(),
        section_id: section.id,
        slug: item.slug.clone(),
        state: "Published".into(),
        classification: "Public".into(),
        subdivision_id: section.subdivision_id,
        provider_id: None,
        content: said.clone(),
        translated: json!(translated),
        ru_status: status("ru"),
        en_status: status("en"),
        submitted_at: None,
        wanted_at: None,
        term: None,
        due_at: None,
        latest: Some(1),
        live_from: Some(at),
        withdrawn_at: None,
        withdrawal_reason: None,
        live_section_id: None,
        return_reason: None,
    };
    items::insert(unit.conn, &row)?;
    let version = VersionRow {
        id: Uuid::now_v7(),
        version: 1,
        created_at: at,
        updated_at: at,
        item_id: row.id,
        number: 1,
        kind: row.kind.clone(),
        section_id: section.id,
        subdivision_id: section.subdivision_id,
        digest: version_digest(row.id, 1, &row.kind, &section.code, at, &said).to_vec(),
        content: said,
        live_from: at,
        live_until: None,
        first_live_from: at,
        published_by: by,
        provider_id: None,
        submitted_at: None,
        due_at: None,
        late: false,
        verified_at: None,
        verified_by: None,
        verification: None,
        verification_note: None,
        translated: row.translated.clone(),
        announced_at: Some(at),
    };
    versions::insert(unit, &version)?;
    unit.wrote("ContentItem", ContentItemId::from_uuid(row.id));
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shipped_is_read_and_may_be_published() {
        let items = all().expect("the files");
        assert!(items.len() >= 45);
        let mut slugs: Vec<&str> = items.iter().map(|item| item.slug.as_str()).collect();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), items.len());
        for item in &items {
            let content = item.content();
            let kind = place::kind(&item.kind).expect("a type");
            let content = draft::judged(kind, content).expect("a draft");
            assert_eq!(draft::refusals(kind, &item.slug, &content, Classification::Public), [], "{}", item.slug);
            assert!(content.title.ru.is_some() && content.title.en.is_some(), "{}", item.slug);
            assert!(content.body.is_none_or(|body| body.ru.is_some() && body.en.is_some()), "{}", item.slug);
        }
    }
}
