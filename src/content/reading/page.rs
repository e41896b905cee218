//! The plain page of a publication: no scripts, one style sheet inside it, readable on a telephone. What the site of the inspectorate does
//! with the same data is its own affair; feeds and the site map need an address that a person can read.

use std::{fmt::Write, sync::LazyLock};

use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine, prelude::BASE64_STANDARD};
use url::Url;

use super::{
    feed::{page_of, tag},
    fields,
    mark::escaped,
    snapshot::Published,
    wire::{PublishedText, structure},
};
use crate::{
    files::FileId,
    kernel::{
        http::kept::Kept,
        id::TypedId,
        local_time::legal_day,
        problem::Problem,
        text::{Language, Text},
    },
};

const STYLE: &str = include_str!("page.css");

/// The page may show its own style; nothing else.
pub static POLICY: LazyLock<String> = LazyLock::new(|| {
    let style = BASE64_STANDARD.encode(digest(&SHA256, STYLE.as_bytes()));
    format!(
        "default-src 'none'; object-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
});

fn words(ro: &str, ru: &str, en: &str, language: Language) -> String {
    Text::new(ro, ru, en).in_language(language).to_owned()
}

/// A publication as a page.
pub fn whole(item: &Published, language: Language, site: &Url) -> Result<Kept, Problem> {
    let title = PublishedText::of(&item.content.title, language);
    let mut nav = String::new();
    let mut head = String::new();
    for other in item.languages() {
        let (code, address) = (tag(other), page_of(site, &item.slug, other)?);
        let _ = write!(head, "<link rel=\"alternate\" hreflang=\"{code}\" href=\"{}\">", escaped(&address));
        let _ = if other == language {
            write!(nav, "<b>{}</b>", code.to_uppercase())
        } else {
            write!(nav, "<a href=\"{}\" hreflang=\"{code}\">{}</a>", escaped(&address), code.to_uppercase())
        };
    }
    let mut article = format!("<h1 lang=\"{}\">{}</h1>", tag(title.language), escaped(&title.text));
    let day = |at| legal_day(at).format("%d.%m.%Y").to_string();
    let _ = write!(
        article,
        "<p class=\"meta\">{} <time datetime=\"{}\">{}</time> · {} <time datetime=\"{}\">{}</time> · {}</p>",
        words("Publicat", "Опубликовано", "Published", language),
        super::feed::instant(item.published_at),
        day(item.published_at),
        words("actualizat", "обновлено", "updated", language),
        super::feed::instant(item.updated_at),
        day(item.updated_at),
        escaped(item.source.name.in_language(language)),
    );
    if title.language != language {
        let told = words(
            "",
            "Этот материал ещё не переведён; он показан на румынском языке.",
            "This is not translated yet; it is shown in Romanian.",
            language,
        );
        let _ = write!(article, "<p class=\"note\">{}</p>", escaped(&told));
    }
    if let Some(lead) = item.content.lead.as_ref().map(|lead| PublishedText::of(lead, language)) {
        let _ = write!(article, "<p class=\"lead\" lang=\"{}\">{}</p>", tag(lead.language), escaped(&lead.text));
    }
    // Rich text was made safe when it was written (`rules::sanitise`), and the page's policy lets nothing run.
    if let Some(body) = item.content.body.as_ref().map(|body| PublishedText::of(body, language)) {
        let _ = write!(article, "<div lang=\"{}\">{}</div>", tag(body.language), body.text);
    }
    if let Some(kind) = structure()?.item_type(&item.kind) {
        article.push_str(&fields::html(kind, &item.content.fields, language));
    }
    if let Some(notes) = item.content.notes.as_ref().map(|notes| PublishedText::of(notes, language)) {
        let _ = write!(article, "<p class=\"note\" lang=\"{}\">{}</p>", tag(notes.language), escaped(&notes.text));
    }
    if !item.content.attachments.is_empty() {
        article.push_str("<ul>");
        for file in &item.content.attachments {
            let address = format!("/api/v1/publications/{}/files/{}", item.slug, FileId::from_uuid(file.file_id));
            let name = PublishedText::of(&file.title, language);
            let _ = write!(
                article,
                "<li><a href=\"{address}\">{}</a> ({}, {} KB)</li>",
                escaped(&name.text),
                escaped(&file.content_type),
                (file.size + 1023) / 1024
            );
        }
        article.push_str("</ul>");
    }
    Kept::of_bytes(shell(language, &title.text, &head, &nav, &article).into_bytes())
}

/// Nothing is published under the address.
pub fn missing(language: Language) -> String {
    let title = words("Pagina nu există", "Страница не найдена", "There is no such page", language);
    let told = words(
        "Materialul nu este publicat sau a fost retras.",
        "Материал не опубликован или снят с публикации.",
        "Nothing is published here, or it was withdrawn.",
        language,
    );
    shell(language, &title, "", "", &format!("<h1>{}</h1><p>{}</p>", escaped(&title), escaped(&told)))
}

fn shell(language: Language, title: &str, head: &str, nav: &str, article: &str) -> String {
    let name = words(
        "Inspectoratul General pentru Migrație",
        "Генеральный инспекторат по миграции",
        "General Inspectorate for Migration",
        language,
    );
    let code = tag(language);
    format!(
        "<!DOCTYPE html><html lang=\"{code}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{} · {name}</title>{head}<link rel=\"alternate\" type=\"application/atom+xml\" href=\"/feed.xml?lang={code}\"><style>{STYLE}</style></head>\
         <body><div class=\"band\"></div><header>{name}</header><nav>{nav}</nav><main><article>{article}</article></main>\
         <footer>{name} · <a href=\"/feed.xml?lang={code}\">Atom</a></footer></body></html>",
        escaped(title)
    )
}
