//! The site map (sitemaps.org 0.9): every publication's page, with the same page in the other languages beside it.

use std::{io, sync::Arc};

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use url::Url;

use super::{
    feed::{instant, page_of, tag},
    snapshot::Published,
};
use crate::kernel::{problem::Problem, text::Language};

/// One map holds no more.
pub const MOST: usize = 16_000;

/// Writes the map: an entry for each language of each publication.
pub fn write(site: &Url, rows: &[Arc<Published>]) -> Result<Vec<u8>, Problem> {
    let mut pages: Vec<(&Published, Vec<(Language, String)>)> = Vec::new();
    for item in rows {
        let each = item.languages().map(|language| Ok((language, page_of(site, &item.slug, language)?)));
        pages.push((item, each.collect::<Result<_, Problem>>()?));
    }
    let mut writer = Writer::new(Vec::new());
    let written = (|| -> io::Result<()> {
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        let map = writer.create_element("urlset").with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
        let map = map.with_attribute(("xmlns:xhtml", "http://www.w3.org/1999/xhtml"));
        map.write_inner_content(|writer| {
            for (item, languages) in &pages {
                for (_, address) in languages {
                    writer.create_element("url").write_inner_content(|writer| entry(writer, item, address, languages))?;
                }
            }
            Ok(())
        })?;
        Ok(())
    })();
    written.map_err(Problem::internal)?;
    Ok(writer.into_inner())
}

fn entry(writer: &mut Writer<Vec<u8>>, item: &Published, address: &str, languages: &[(Language, String)]) -> io::Result<()> {
    writer.create_element("loc").write_text_content(BytesText::new(address))?;
    writer.create_element("lastmod").write_text_content(BytesText::new(&instant(item.updated_at)))?;
    for (language, other) in languages {
        let link = writer.create_element("xhtml:link").with_attribute(("rel", "alternate"));
        link.with_attribute(("hreflang", tag(*language))).with_attribute(("href", other.as_str())).write_empty()?;
    }
    Ok(())
}
