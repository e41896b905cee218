use std::sync::Arc;

use actix_web::web;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    access::caller::Open,
    content::reading::{
        Publications,
        snapshot::{Published, Snapshot},
        wire::{PublicationList, PublicationSummary, structure, with_those_below},
    },
    kernel::{
        http::{
            kept::{FromMemory, Kept},
            page::Page,
            params::Asked,
        },
        id::TypedId,
        keys::KeyRing,
        local_time::legal_day,
        problem::Problem,
        text::{Language, Text},
        violation::Violation,
    },
};

/// Which publications.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub struct PublicationsAsked {
    /// Only those of this section and the sections below it.
    #[param(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", min_length = 1, max_length = 40)]
    section_code: Option<String>,
    /// Only those of this type.
    #[serde(rename = "type")]
    #[param(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", min_length = 1, max_length = 40)]
    kind: Option<String>,
    /// The language wished for, Romanian unless said. What is not translated is given in Romanian, and says so.
    #[param(value_type = Option<String>, pattern = "^(ro|ru|en)$", max_length = 2, example = "ru")]
    language: Option<Language>,
    /// Only those that are translated into the language wished for.
    translated: Option<bool>,
    /// Only those first published on this day or later, by the calendar of Chișinău.
    published_from: Option<NaiveDate>,
    /// Only those first published on this day or before.
    published_to: Option<NaiveDate>,
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    cursor: Option<String>,
}

/// The last row of a page.
type Place = (DateTime<Utc>, Uuid);

impl PublicationsAsked {
    /// The sections that are meant, where one is; a code that does not exist is told, not passed over.
    fn sections(&self) -> Result<Option<Vec<&'static str>>, Problem> {
        let unknown = |name: &str| {
            Violation::new(name, "not-a-choice", Text::new("Cod necunoscut.", "Неизвестный код.", "There is no such code."))
        };
        let sections = self.section_code.as_deref().map(with_those_below).transpose()?;
        let mut wrong = Vec::new();
        if matches!(sections, Some(None)) {
            wrong.push(unknown("sectionCode"));
        }
        let types = &structure()?.types;
        if self.kind.as_ref().is_some_and(|kind| !types.iter().any(|known| known.code == *kind)) {
            wrong.push(unknown("type"));
        }
        if self.published_from.zip(self.published_to).is_some_and(|(from, to)| from > to) {
            let text = Text::new(
                "Perioada se termină înainte de a începe.",
                "Период заканчивается раньше, чем начинается.",
                "The period ends before it begins.",
            );
            wrong.push(Violation::new("publishedTo", "before-beginning", text));
        }
        if wrong.is_empty() { Ok(sections.flatten()) } else { Err(Problem::bad_input(wrong)) }
    }

    fn takes(&self, item: &Published, sections: Option<&[&str]>) -> bool {
        let day = || legal_day(item.published_at);
        sections.is_none_or(|sections| sections.contains(&item.section.as_str()))
            && self.kind.as_ref().is_none_or(|kind| item.kind == *kind)
            && (self.translated != Some(true) || item.content.title.of(self.language.unwrap_or_default()).is_some())
            && self.published_from.is_none_or(|from| day() >= from)
            && self.published_to.is_none_or(|to| day() <= to)
    }
}

/// List publications.
///
/// What is published, the latest first: by section, type, language and period. Answered from memory; a publication that is scheduled
/// appears to the second.
#[utoipa::path(get, path = "/api/v1/publications", tag = "Publications",
    extensions(("x-audience" = json!(["public", "efiling", "intranet", "partner"])),
        ("x-requirements" = json!(["R-3", "R-7.1", "R-7.2", "R-7.3", "R-7.4", "R-7.5", "R-7.6", "R-7.7", "R-7.8", "R-7.9", "R-8", "R-8.1", "R-8.2", "R-8.3", "R-8.4", "R-8.5", "R-8.6", "C-18.1"])),
        ("x-legal-basis" = json!("Regulamentul de publicare pe site-ul web oficial al IGM, pct. 3, 7, 8")),
        ("x-links" = json!({"readPublication": {"operationId": "readPublication", "parameters": {"publicationId": "$response.body#/publications/0/contentItemId"}}}))))]
pub async fn list_publications(
    _: Open,
    Asked(asked): Asked<PublicationsAsked>,
    publications: web::Data<Publications>,
    keys: web::Data<KeyRing>,
) -> Result<FromMemory<PublicationList>, Problem> {
    let sections = asked.sections()?;
    let language = asked.language.unwrap_or_default();
    let translated = asked.translated == Some(true);
    let filters = (&asked.section_code, &asked.kind, language, translated, asked.published_from, asked.published_to);
    let page = Page::<Place>::read(keys.cursors(), "listPublications", &filters, asked.limit, asked.cursor.as_deref())?;
    publications.up_to_date().await;
    let make = |snapshot: &Snapshot, now| {
        let rows: Vec<PublicationSummary> = snapshot
            .live(now)
            .filter(|item| page.after.is_none_or(|after| (item.published_at, item.id) < after))
            .filter(|item| asked.takes(item, sections.as_deref()))
            .take(page.limit as usize + 1)
            .map(|item| PublicationSummary::of(item, language))
            .collect();
        let (publications, next_cursor) = page.cut(keys.cursors(), rows, |row| (row.published_at, row.content_item_id.uuid()))?;
        Kept::new(&PublicationList { publications, next_cursor })
    };
    // Only what everybody asks for is worth keeping; there are few sections, types and languages, but many periods and pages.
    let common =
        asked.limit.is_none() && asked.cursor.is_none() && asked.published_from.is_none() && asked.published_to.is_none();
    let kept = if common {
        publications.kept(format!("list {:?} {:?} {language:?} {:?}", asked.section_code, asked.kind, translated), make)?
    } else {
        Arc::new(make(&publications.snapshot(), publications.now())?)
    };
    Ok(FromMemory::from(kept).until_change_in(publications.seconds_to_change()))
}
