use std::sync::Arc;

use actix_web::web;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::{
    access::caller::Open,
    content::reading::{
        Publications,
        own::Place,
        snapshot::{Published, Snapshot},
        wire::{PublicationList, PublicationSummary, structure, with_those_below},
    },
    kernel::{
        http::{
            kept::{FromMemory, Kept},
            page::Page,
            params::Asked,
        },
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
    /// Only those about this public service.
    #[param(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", min_length = 1, max_length = 60, example = "invitation")]
    service: Option<String>,
    /// Only those of this year: the one that they name, otherwise that of their own date.
    #[param(minimum = 1990, maximum = 2100, example = 2026)]
    year: Option<i64>,
    /// Only those that are not over: whose deadline, end or last day has not passed.
    open: Option<bool>,
    /// How they are ordered.
    #[param(inline)]
    order: Option<PublicationOrder>,
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    cursor: Option<String>,
}

/// How publications are ordered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum PublicationOrder {
    /// The latest published first.
    #[default]
    Published,
    /// As their editors ordered them (questions, leaders, links).
    Own,
    /// By their own date (of the event, the deadline, the act), the earliest first.
    Date,
    /// By their own date, the latest first.
    DateDescending,
}

impl PublicationOrder {
    fn place(self, item: &Published) -> Place {
        item.place(match self {
            Self::Published => 0,
            Self::Own => item.own_order(),
            Self::Date => item.own_date().timestamp_micros(),
            Self::DateDescending => -item.own_date().timestamp_micros(),
        })
    }
}

impl PublicationsAsked {
    /// The sections that are meant, where one is; a code that does not exist is told, not passed over.
    fn sections(&self) -> Result<Option<Vec<&'static str>>, Problem> {
        let unknown = |name: &str| {
            Violation::new(name, "no-such-thing", Text::new("Cod necunoscut.", "Неизвестный код.", "There is no such code."))
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

    fn takes(&self, item: &Published, sections: Option<&[&str]>, now: DateTime<Utc>) -> bool {
        let day = || legal_day(item.published_at);
        sections.is_none_or(|sections| sections.contains(&item.section.as_str()))
            && self.kind.as_ref().is_none_or(|kind| item.kind == *kind)
            && (self.translated != Some(true) || item.content.title.of(self.language.unwrap_or_default()).is_some())
            && self.published_from.is_none_or(|from| day() >= from)
            && self.published_to.is_none_or(|to| day() <= to)
            && self
                .service
                .as_deref()
                .is_none_or(|service| item.content.fields.get("service").and_then(Value::as_str) == Some(service))
            && self.year.is_none_or(|year| item.own_year() == year)
            && (self.open != Some(true) || !item.is_over(now))
    }
}

/// List publications.
///
/// What is published, with what each type has of its own: by section, type, language, period, service and year, what is not over, in the
/// order that is asked for. Answered from memory; a publication that is scheduled appears to the second.
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
    let (order, open) = (asked.order.unwrap_or_default(), asked.open == Some(true));
    let filters = (
        (&asked.section_code, &asked.kind, language, translated, asked.published_from, asked.published_to),
        (&asked.service, asked.year, open, order),
    );
    let page = Page::<Place>::read(keys.cursors(), "listPublications", &filters, asked.limit, asked.cursor.as_deref())?;
    publications.up_to_date().await;
    let make = |snapshot: &Snapshot, now| {
        let found = snapshot.live(now).filter(|item| asked.takes(item, sections.as_deref(), now));
        let found =
            found.map(|item| (order.place(item), item)).filter(|(place, _)| page.after.is_none_or(|after| *place > after));
        let mut rows: Vec<(Place, &Arc<Published>)> = found.collect();
        // What is published stands in its usual order already.
        rows.sort_by_key(|(place, _)| *place);
        rows.truncate(page.limit as usize + 1);
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |(place, _)| *place)?;
        let publications = rows.into_iter().map(|(_, item)| PublicationSummary::of(item, language)).collect();
        Kept::new(&PublicationList { publications, next_cursor })
    };
    // Only what everybody asks for is worth keeping; there are few sections, types, languages and orders, but many periods and pages. What is
    // over changes without anybody's doing.
    let paged = asked.limit.is_some() || asked.cursor.is_some();
    let narrowed =
        asked.published_from.is_some() || asked.published_to.is_some() || asked.service.is_some() || asked.year.is_some();
    let common = !paged && !narrowed && !open;
    let kept = if common {
        publications.kept(format!("list {:?} {:?} {language:?} {translated} {order:?}", asked.section_code, asked.kind), make)?
    } else {
        Arc::new(make(&publications.snapshot(), publications.now())?)
    };
    Ok(FromMemory::from(kept).until_change_in(publications.seconds_to_change()))
}
