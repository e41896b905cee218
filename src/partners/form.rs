//! A form that the caller's browser carries to a partner (sign-in, payment, signature).

use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde::Serialize;
use url::Url;

/// Posts the form of a page.
const SCRIPT: &str = "document.forms[0].submit()";

/// Where the browser goes and what it takes along. A page posts it; a client without a page may follow it as a redirect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BrowserForm {
    /// The partner's address.
    pub action: Url,
    /// Name and value, in order.
    pub fields: Vec<(&'static str, String)>,
}

impl BrowserForm {
    /// The same as one address to go to.
    pub fn as_redirect(&self) -> Url {
        let mut url = self.action.clone();
        url.query_pairs_mut().extend_pairs(self.fields.iter().map(|(name, value)| (*name, value.as_str())));
        url
    }

    /// A small page that posts the form by itself; without scripts there is a button.
    pub fn as_page(&self) -> String {
        let inputs: String = self
            .fields
            .iter()
            .map(|(name, value)| format!(r#"<input type="hidden" name="{name}" value="{}">"#, escape(value)))
            .collect();
        format!(
            "<!doctype html><html lang=\"ro\"><meta charset=\"utf-8\"><title>…</title>\
             <body><form method=\"post\" action=\"{}\">{inputs}\
             <noscript><button>Continuă / Continue</button></noscript></form><script>{SCRIPT}</script></body></html>",
            escape(self.action.as_str())
        )
    }

    /// The source of the page's script, as its policy names it.
    pub fn script_source() -> String {
        format!("'sha256-{}'", BASE64_STANDARD.encode(digest(&SHA256, SCRIPT.as_bytes())))
    }
}

/// Text made safe inside HTML, attributes included.
pub fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_of_an_attribute() {
        let form = BrowserForm {
            action: Url::parse("https://mpay.example/service/pay").unwrap(),
            fields: vec![("OrderKey", "\"><script>alert('x')</script>&".into())],
        };
        assert!(form.as_page().contains("value=\"&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;\""));
        assert_eq!(form.as_page().matches("<script>").count(), 1, "the one that posts it");
        let back: Vec<_> = form.as_redirect().query_pairs().into_owned().collect();
        assert_eq!(back, [("OrderKey".to_owned(), form.fields[0].1.clone())]);
    }
}
