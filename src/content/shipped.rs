//! What the program carries: frequent questions and pages, so that a new installation answers its first visitor. Published once; edited
//! afterwards like everything else.

use chrono::{DateTime, Utc};
use diesel::{
    RunQueryDsl,
    sql_types::{Binary, Jsonb, Text as SqlText, Timestamptz, Uuid as SqlUuid},
};
use include_dir::{Dir, include_dir};
use serde::Deserialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::rules::{
    content::{Content, Texts, digest_of},
    restricted, sanitise,
};
use crate::{
    access::door::Unit,
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
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
    body: Texts,
}

/// Why a shipped file is not taken.
#[derive(Debug, thiserror::Error)]
#[error("src/content/shipped/{file}: {what}")]
pub struct ShippedFault {
    file: String,
    what: String,
}

/// Every shipped item, checked as a provider's would be.
pub fn all() -> Result<Vec<(Shipped, Content)>, ShippedFault> {
    let mut found = Vec::new();
    for file in FILES.files() {
        let name = file.path().display().to_string();
        let fault = |what: String| ShippedFault { file: name.clone(), what };
        let text = file.contents_utf8().ok_or_else(|| fault("not UTF-8".into()))?;
        // By way of JSON, so that what is read here is what the API would read.
        let items: Value = serde_saphyr::from_str(text).map_err(|error| fault(error.to_string()))?;
        let items: Vec<Shipped> = serde_json::from_value(items).map_err(|error| fault(error.to_string()))?;
        for item in items {
            let content = item.content().map_err(|what| fault(format!("{}: {what}", item.slug)))?;
            found.push((item, content));
        }
    }
    Ok(found)
}

impl Shipped {
    fn content(&self) -> Result<Content, String> {
        let mut body = self.body.clone();
        for text in [Some(&mut body.ro), body.ru.as_mut(), body.en.as_mut()].into_iter().flatten() {
            *text = sanitise::sanitise(text, "").map_err(|refused| format!("{refused:?}"))?;
            if let Some(found) = restricted::find(&sanitise::plain(text)).first() {
                return Err(format!("{found:?}"));
            }
        }
        Ok(Content { title: self.title.clone(), body: Some(body), fields: self.fields.clone(), ..Content::default() })
    }
}

/// Publishes what is not there yet; to load again changes nothing.
pub fn load(unit: &mut Unit<'_>) -> Result<(), Problem> {
    for (item, content) in all().map_err(Problem::internal)? {
        publish(unit, &item, &content, unit.now)?;
    }
    Ok(())
}

fn publish(unit: &mut Unit<'_>, item: &Shipped, content: &Content, at: DateTime<Utc>) -> Result<(), Problem> {
    let content = serde_json::to_value(content).map_err(Problem::internal)?;
    let id = Uuid::now_v7();
    let placed = prepared(
        sql("insert into content_items (id, created_at, updated_at, type, section_id, slug, state, classification, subdivision_id, content,
                                        ru_status, en_status, latest, live_from)
             select $1, $2, $2, $3, s.id, $4, 'Published', 'Public', s.subdivision_id, $5, 'Current', 'Current', 1, $2
               from content_sections s where s.code = $6 on conflict (slug) do nothing")
        .bind::<SqlUuid, _>(id)
        .bind::<Timestamptz, _>(at)
        .bind::<SqlText, _>(&item.kind)
        .bind::<SqlText, _>(&item.slug)
        .bind::<Jsonb, _>(&content)
        .bind::<SqlText, _>(&item.section),
    )
    .execute(unit.conn)?;
    if placed == 0 {
        return Ok(());
    }
    prepared(
        sql("insert into content_versions (id, created_at, updated_at, item_id, number, type, section_id, subdivision_id, content, digest,
                                           live_from, first_live_from)
             select $1, $2, $2, i.id, 1, i.type, i.section_id, i.subdivision_id, i.content, $3, $2, $2 from content_items i where i.id = $4")
        .bind::<SqlUuid, _>(Uuid::now_v7())
        .bind::<Timestamptz, _>(at)
        .bind::<Binary, _>(digest_of(&content).to_vec())
        .bind::<SqlUuid, _>(id),
    )
    .execute(unit.conn)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shipped_is_read_and_may_be_published() {
        let items = all().expect("the files");
        assert!(items.len() >= 45);
        let mut slugs: Vec<&str> = items.iter().map(|(item, _)| item.slug.as_str()).collect();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), items.len());
        for (item, content) in &items {
            let body = content.body.as_ref().expect("a body");
            assert!(body.ru.is_some() && body.en.is_some() && content.title.ru.is_some(), "{}", item.slug);
        }
    }
}
