//! The links of a version: of its rich text, and those that its fields hold.

use serde_json::Value;
use url::Url;

use crate::content::rules::{address::Link, content::Content, sanitise};

/// Every link to a page, each once: of the web whole, of our own as a path.
pub fn links_of(content: &Content) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |link: String| {
        if link.len() <= 2000 && !found.contains(&link) {
            found.push(link);
        }
    };
    for text in content.body.iter().flat_map(|body| body.each()).map(|(_, text)| text) {
        for link in sanitise::links(text) {
            match link {
                Link::Web(url) => add(without_fragment(url).into()),
                Link::Own(path) => add(path.split(['?', '#']).next().unwrap_or_default().to_owned()),
                Link::Person => {}
            }
        }
    }
    let mut waiting: Vec<&Value> = content.fields.values().collect();
    while let Some(value) = waiting.pop() {
        match value {
            Value::String(text) if text.starts_with("https://") || text.starts_with("http://") => {
                // Where it leads is judged again when it is asked: a name may have moved inside since it was written.
                if let Ok(url) = Url::parse(text) {
                    add(without_fragment(url).into());
                }
            }
            Value::Array(items) => waiting.extend(items),
            Value::Object(members) => waiting.extend(members.values()),
            _ => {}
        }
    }
    found
}

/// What follows `#` is a place inside the page.
fn without_fragment(mut url: Url) -> Url {
    url.set_fragment(None);
    url
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn links_of_texts_and_fields_are_found_each_once() {
        let content: Content = serde_json::from_value(json!({
            "title": { "ro": "t" },
            "body": { "ro": "<p><a href=\"https://a.md/x#y\">a</a> <a href=\"/own\">b</a></p>", "ru": "<a href=\"https://a.md/x\">c</a>" },
            "fields": { "address": "https://b.md/", "related": ["https://c.md/", "https://10.0.0.1/"], "name": "not a link" },
        }))
        .expect("content");
        let mut found = links_of(&content);
        found.sort_unstable();
        assert_eq!(found, ["/own", "https://10.0.0.1/", "https://a.md/x", "https://b.md/", "https://c.md/"]);
    }
}
