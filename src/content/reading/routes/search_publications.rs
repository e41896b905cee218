use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Open, door::Door},
    content::{
        reading::{
            Publications, mark,
            search::{self, Hit, Place, Wanted},
            wire::{PublicationSummary, structure, with_those_below},
        },
        words,
    },
    kernel::{
        http::{
            input::Input,
            page::Page,
            params::{Asked, NoQuery},
            reply::Reply,
        },
        keys::KeyRing,
        problem::Problem,
        text::{Language, Text},
        violation::Violation,
    },
};

/// What to look for in what is published.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "text": "prelungire viza", "language": "ro", "limit": 10 })))]
pub struct PublicationSearch {
    /// Words in Romanian, Russian or English; with or without diacritics; each must be there, and a mistyped one stands for those that are
    /// spelled like it.
    #[schema(min_length = 1, max_length = 200, examples("prelungire viza"))]
    text: String,
    /// Only in this language, and in Romanian what is not translated; in all three unless said.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<Language>,
    /// Only in this section and those below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", min_length = 1, max_length = 40, examples("services"))]
    section_code: Option<String>,
    /// Only of this type.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[schema(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", min_length = 1, max_length = 40, examples("faq"))]
    kind: Option<String>,
    /// Rows at most.
    #[schema(minimum = 1, maximum = 200, default = 25, examples(10))]
    limit: Option<u32>,
    /// Where the page before ended: its `nextCursor`.
    #[schema(min_length = 1, max_length = 512)]
    cursor: Option<String>,
}

/// A publication that was found.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicationMatch {
    /// The publication, in the language in which it fits best.
    publication: PublicationSummary,
    /// Where it fits: HTML in which everything is escaped and what was found stands in `mark` elements.
    #[schema(examples(
        "Cererea de <mark>prelungire</mark> a <mark>vizei</mark> se depune cu cel puțin 3 zile lucrătoare înainte"
    ))]
    snippet: String,
}

/// Publications that were found, the best first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicationMatches {
    /// The best first.
    publications: Vec<PublicationMatch>,
    /// Where the next page begins; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

impl PublicationSearch {
    fn wanted(&self) -> Result<Wanted, Problem> {
        let mut wrong = Vec::new();
        let words = words::words(&self.text);
        if words.is_empty() {
            let text = Text::new(
                "Textul nu conține niciun cuvânt.",
                "Текст не содержит ни одного слова.",
                "There is no word in the text.",
            );
            wrong.push(Violation::new("/text", "no-words", text));
        }
        let unknown = |pointer: &str| {
            Violation::new(pointer, "no-such-thing", Text::new("Cod necunoscut.", "Неизвестный код.", "There is no such code."))
        };
        let sections = self.section_code.as_deref().map(with_those_below).transpose()?;
        if matches!(sections, Some(None)) {
            wrong.push(unknown("/sectionCode"));
        }
        if self.kind.is_some() && !structure()?.types.iter().any(|known| Some(&known.code) == self.kind.as_ref()) {
            wrong.push(unknown("/type"));
        }
        if !wrong.is_empty() {
            return Err(Problem::bad_input(wrong));
        }
        Ok(Wanted { words, language: self.language, sections: sections.flatten(), kind: self.kind.clone() })
    }
}

fn language_of(hit: &Hit) -> Language {
    match hit.language.as_str() {
        "ru" => Language::Ru,
        "en" => Language::En,
        _ => Language::Ro,
    }
}

/// Search what is published.
///
/// Full text in three languages, diacritics folded however they were typed, mistyped words set right; the best first, with what was found
/// marked. What was looked for is kept nowhere.
#[utoipa::path(post, path = "/api/v1/publications/searches", tag = "Publications",
    extensions(("x-audience" = json!(["public", "efiling", "intranet", "partner"])), ("x-requirements" = json!(["R-3", "R-7.10", "C-18.1"])),
        ("x-legal-basis" = json!("Regulamentul de publicare pe site-ul web oficial al IGM, pct. 3"))))]
pub async fn search_publications(
    _: Open,
    _: Asked<NoQuery>,
    Input(asked): Input<PublicationSearch>,
    publications: web::Data<Publications>,
    keys: web::Data<KeyRing>,
    door: Door,
) -> Result<Reply<PublicationMatches>, Problem> {
    let wanted = asked.wanted()?;
    let filters = (&asked.text, asked.language, &asked.section_code, &asked.kind);
    let page = Page::<Place>::read(keys.cursors(), "searchPublications", &filters, asked.limit, asked.cursor.as_deref())?;
    let (after, limit) = (page.after, page.wanted());
    publications.up_to_date().await;
    let hits = door.open(move |conn, now| search::search(conn, now, &wanted, after, limit)).await?;
    let (hits, next_cursor) = page.cut(keys.cursors(), hits, |hit| Place { rank: hit.rank, id: hit.id })?;
    let (snapshot, now) = (publications.snapshot(), publications.now());
    let found = hits.iter().filter_map(|hit| {
        let item = snapshot.by_id(hit.id, now)?;
        Some(PublicationMatch { publication: PublicationSummary::of(item, language_of(hit)), snippet: mark::html(&hit.snippet) })
    });
    Reply::plain(&PublicationMatches { publications: found.collect(), next_cursor })
}
