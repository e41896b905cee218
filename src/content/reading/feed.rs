//! Atom feeds (RFC 4287): the latest publications, for programs that follow them.

use std::{io, sync::Arc};

use chrono::{DateTime, SecondsFormat, Utc};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use url::Url;

use super::{snapshot::Published, wire::structure};
use crate::kernel::{
    problem::Problem,
    text::{Language, Text},
};

/// The latest so many.
pub const ENTRIES: usize = 50;

/// What a feed is about.
pub struct About<'a> {
    /// Its language.
    pub language: Language,
    /// A section, with those below it.
    pub section: Option<&'a str>,
    /// A type.
    pub kind: Option<&'a str>,
    /// Where everything is.
    pub site: &'a Url,
}

impl About<'_> {
    fn title(&self) -> Result<String, Problem> {
        let name = Text::new(
            "Inspectoratul General pentru Migrație",
            "Генеральный инспекторат по миграции",
            "General Inspectorate for Migration",
        );
        let known = structure()?;
        let section =
            known.sections.iter().find(|section| Some(section.code.as_str()) == self.section).map(|section| &section.name);
        let kind = known.types.iter().find(|kind| Some(kind.code.as_str()) == self.kind).map(|kind| &kind.name);
        let parts = [Some(&name), section, kind];
        let parts: Vec<&str> = parts.into_iter().flatten().map(|text| text.in_language(self.language)).collect();
        Ok(parts.join(": "))
    }

    fn address(&self) -> Result<Url, Problem> {
        let mut address = self.site.join("/feed.xml").map_err(Problem::internal)?;
        let mut pairs = address.query_pairs_mut();
        pairs.append_pair("lang", tag(self.language));
        for (name, value) in [("section", self.section), ("type", self.kind)] {
            if let Some(value) = value {
                pairs.append_pair(name, value);
            }
        }
        drop(pairs);
        Ok(address)
    }
}

/// A language as standards write it.
pub fn tag(language: Language) -> &'static str {
    match language {
        Language::Ro => "ro",
        Language::Ru => "ru",
        Language::En => "en",
    }
}

/// Where the plain page of a publication is.
pub fn page_of(site: &Url, slug: &str, language: Language) -> Result<String, Problem> {
    let page = site.join(&format!("/pages/{slug}?lang={}", tag(language))).map_err(Problem::internal)?;
    Ok(page.into())
}

/// An instant as XML writes it.
pub fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// An entry, ready to be written.
struct Entry<'a> {
    item: &'a Published,
    title: (Language, &'a str),
    summary: Option<(Language, String)>,
    page: String,
}

/// Writes a feed.
pub fn write(about: &About<'_>, rows: &[Arc<Published>]) -> Result<Vec<u8>, Problem> {
    let (title, own) = (about.title()?, about.address()?);
    let entries = rows.iter().map(|item| {
        let titles = &item.content.title;
        let title = titles.of(about.language).map_or((Language::Ro, titles.ro.as_str()), |text| (about.language, text));
        let page = page_of(about.site, &item.slug, about.language)?;
        Ok(Entry { item, title, summary: item.announcement(about.language), page })
    });
    let entries: Vec<Entry<'_>> = entries.collect::<Result<_, Problem>>()?;
    // A feed without entries was never updated; the inspectorate itself began on this day (Government Decision 16/2023).
    let updated = entries.iter().map(|entry| entry.item.updated_at).max();
    let updated = updated.map_or_else(|| "2023-02-19T00:00:00Z".to_owned(), instant);
    let mut writer = Writer::new(Vec::new());
    let written = (|| -> io::Result<()> {
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        let feed = writer.create_element("feed");
        let feed =
            feed.with_attribute(("xmlns", "http://www.w3.org/2005/Atom")).with_attribute(("xml:lang", tag(about.language)));
        feed.write_inner_content(|writer| {
            text(writer, "id", own.as_str())?;
            text(writer, "title", &title)?;
            text(writer, "updated", &updated)?;
            link(writer, &[("rel", "self"), ("type", "application/atom+xml"), ("href", own.as_str())])?;
            writer.create_element("author").write_inner_content(|writer| {
                text(writer, "name", "Inspectoratul General pentru Migrație")?;
                text(writer, "uri", "https://igm.gov.md")
            })?;
            text(writer, "generator", "Migrație")?;
            entries.iter().try_for_each(|one| entry(writer, one, about.language))
        })?;
        Ok(())
    })();
    written.map_err(Problem::internal)?;
    Ok(writer.into_inner())
}

fn entry(writer: &mut Writer<Vec<u8>>, entry: &Entry<'_>, language: Language) -> io::Result<()> {
    let item = entry.item;
    writer.create_element("entry").write_inner_content(|writer| {
        text(writer, "id", &format!("urn:uuid:{}", item.id))?;
        in_language(writer, "title", entry.title.0, entry.title.1)?;
        text(writer, "published", &instant(item.published_at))?;
        text(writer, "updated", &instant(item.updated_at))?;
        link(writer, &[("rel", "alternate"), ("type", "text/html"), ("hreflang", tag(language)), ("href", &entry.page)])?;
        for term in [&item.kind, &item.section] {
            writer.create_element("category").with_attribute(("term", term.as_str())).write_empty()?;
        }
        writer
            .create_element("author")
            .write_inner_content(|writer| text(writer, "name", item.source.name.in_language(language)))?;
        if let Some((of, summary)) = &entry.summary {
            in_language(writer, "summary", *of, summary)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn text(writer: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    writer.create_element(name).write_text_content(BytesText::new(text))?;
    Ok(())
}

fn in_language(writer: &mut Writer<Vec<u8>>, name: &str, language: Language, text: &str) -> io::Result<()> {
    writer.create_element(name).with_attribute(("xml:lang", tag(language))).write_text_content(BytesText::new(text))?;
    Ok(())
}

fn link(writer: &mut Writer<Vec<u8>>, attributes: &[(&str, &str)]) -> io::Result<()> {
    writer.create_element("link").with_attributes(attributes.iter().copied()).write_empty()?;
    Ok(())
}
