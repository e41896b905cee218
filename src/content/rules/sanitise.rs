//! Rich text as it may be published: a small closed set of elements, links with safe schemes to the public internet, nothing that runs,
//! styles or frames (R-48.5: no unexpected links). What does not belong is refused by name and line, never dropped in silence; what
//! remains is written in one canonical way, so that versions compare well.

use std::{cell::RefCell, collections::HashMap, sync::LazyLock};

use ammonia::{Builder, UrlRelative};
use html5ever::{
    Attribute,
    tendril::StrTendril,
    tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts},
};
use unicode_normalization::UnicodeNormalization;

use super::address::{self, Link, NotALink};
use crate::kernel::{text::Text, violation::Violation};

/// The elements that there are, each with its own attributes.
const ELEMENTS: [(&str, &[&str]); 29] = [
    ("p", &[]),
    ("br", &[]),
    ("hr", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("strong", &[]),
    ("em", &[]),
    ("b", &[]),
    ("i", &[]),
    ("sub", &[]),
    ("sup", &[]),
    ("a", &["href", "title", "hreflang"]),
    ("abbr", &["title"]),
    ("ul", &[]),
    ("ol", &["start"]),
    ("li", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("dd", &[]),
    ("blockquote", &[]),
    ("table", &[]),
    ("caption", &[]),
    ("thead", &[]),
    ("tbody", &[]),
    ("tr", &[]),
    ("th", &["scope", "colspan", "rowspan"]),
    ("td", &["colspan", "rowspan"]),
    ("time", &["datetime"]),
];
/// What every link says; it may come back with a text that was read from us.
const REL: &str = "noopener noreferrer";
/// More is told of one text at once to nobody.
const MOST: usize = 50;

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::empty();
    cleaner
        .tags(ELEMENTS.iter().map(|(name, _)| *name).collect())
        .tag_attributes(ELEMENTS.iter().map(|(name, own)| (*name, own.iter().copied().collect())).collect::<HashMap<_, _>>())
        .clean_content_tags(["script", "style"].into_iter().collect())
        .url_schemes(["http", "https", "mailto", "tel"].into_iter().collect())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some(REL))
        .strip_comments(true);
    cleaner
});

/// The canonical form of a rich text, or everything that is refused about it; `pointer` is where the text stands in the input.
pub fn sanitise(html: &str, pointer: &str) -> Result<String, Vec<Violation>> {
    // Letters that were put together from pieces are one letter (`s` with a comma below is `ș`), so that they are found.
    let html: String = html.nfc().collect();
    let seen = Seen::of(&html);
    let refused = seen.refused.into_inner();
    if !refused.is_empty() {
        return Err(refused.into_iter().map(|(line, what)| what.at(pointer, line)).collect());
    }
    // Mending crossed elements can move them about once more; the second time finds nothing to mend.
    let mended = CLEANER.clean(html.trim()).to_string();
    Ok(CLEANER.clean(&mended).to_string())
}

/// Where the links of a text lead, each once, in their order.
pub fn links(html: &str) -> Vec<Link> {
    let mut found = Vec::new();
    for link in Seen::of(html).links.into_inner().iter().filter_map(|link| address::read(link).ok()) {
        if !found.contains(&link) {
            found.push(link);
        }
    }
    found
}

/// The words of a text without its elements; blocks are separated by line breaks.
pub fn plain(html: &str) -> String {
    let seen = Seen::of(html);
    let text = seen.text.into_inner();
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Refused {
    Element(String),
    Attribute(String, String),
    Link(NotALink),
    Hidden,
}

impl Refused {
    fn at(&self, pointer: &str, line: u64) -> Violation {
        let (code, text) = match self {
            Self::Element(name) => (
                "element-refused",
                Text::new(
                    format!("Linia {line}: elementul <{name}> nu este admis."),
                    format!("Строка {line}: элемент <{name}> не допускается."),
                    format!("Line {line}: the element <{name}> is not accepted."),
                ),
            ),
            Self::Attribute(name, element) => (
                "attribute-refused",
                Text::new(
                    format!("Linia {line}: atributul „{name}” al elementului <{element}> nu este admis."),
                    format!("Строка {line}: атрибут «{name}» элемента <{element}> не допускается."),
                    format!("Line {line}: the attribute \"{name}\" of the element <{element}> is not accepted."),
                ),
            ),
            Self::Link(NotALink::Private) => (
                "link-to-private-address",
                Text::new(
                    format!("Linia {line}: legătura din <a> duce într-o rețea internă."),
                    format!("Строка {line}: ссылка в <a> ведёт во внутреннюю сеть."),
                    format!("Line {line}: the link in <a> leads into a private network."),
                ),
            ),
            Self::Link(NotALink::Scheme) => (
                "link-scheme-refused",
                Text::new(
                    format!("Linia {line}: legătura din <a> poate începe numai cu https, http, mailto sau tel."),
                    format!("Строка {line}: ссылка в <a> может начинаться только с https, http, mailto или tel."),
                    format!("Line {line}: the link in <a> may only begin with https, http, mailto or tel."),
                ),
            ),
            Self::Link(NotALink::Credentials) => (
                "link-with-credentials",
                Text::new(
                    format!("Linia {line}: legătura din <a> conține un nume și o parolă."),
                    format!("Строка {line}: ссылка в <a> содержит имя и пароль."),
                    format!("Line {line}: the link in <a> holds a name and a password."),
                ),
            ),
            Self::Link(NotALink::Malformed) => (
                "link-malformed",
                Text::new(
                    format!("Linia {line}: legătura din <a> nu este o adresă completă."),
                    format!("Строка {line}: ссылка в <a> не является полным адресом."),
                    format!("Line {line}: the link in <a> is not a whole address."),
                ),
            ),
            Self::Hidden => (
                "hidden-markup",
                Text::new(
                    format!("Linia {line}: comentariile și declarațiile nu sunt admise."),
                    format!("Строка {line}: комментарии и объявления не допускаются."),
                    format!("Line {line}: comments and declarations are not accepted."),
                ),
            ),
        };
        Violation::new(pointer, code, text)
    }
}

/// What the tokens of a text tell.
#[derive(Default)]
struct Seen {
    refused: RefCell<Vec<(u64, Refused)>>,
    links: RefCell<Vec<String>>,
    text: RefCell<String>,
}

impl Seen {
    fn of(html: &str) -> Self {
        let tokenizer = Tokenizer::new(Self::default(), TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(html));
        // The sink never asks for a pause, so that one go takes everything.
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        tokenizer.sink
    }

    fn refuse(&self, line: u64, what: Refused) {
        let mut refused = self.refused.borrow_mut();
        if refused.len() < MOST && refused.last() != Some(&(line, what.clone())) {
            refused.push((line, what));
        }
    }

    fn begin(&self, line: u64, name: &str, attributes: &[Attribute]) {
        let Some((_, own)) = ELEMENTS.iter().find(|(known, _)| *known == name) else {
            return self.refuse(line, Refused::Element(shown(name)));
        };
        for attribute in attributes {
            let (called, value) = (attribute.name.local.as_ref(), attribute.value.as_ref());
            match (name, called) {
                ("a", "href") => {
                    self.links.borrow_mut().push(value.to_owned());
                    if let Err(why) = address::read(value) {
                        self.refuse(line, Refused::Link(why));
                    }
                }
                ("a", "rel") if value == REL => {}
                _ if own.contains(&called) => {}
                _ => self.refuse(line, Refused::Attribute(shown(called), name.to_owned())),
            }
        }
    }
}

/// A name as it may be repeated: short, and of plain letters.
fn shown(name: &str) -> String {
    name.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').take(24).collect()
}

const INLINE: [&str; 9] = ["a", "abbr", "b", "em", "i", "strong", "sub", "sup", "time"];

impl TokenSink for Seen {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => {
                let name = tag.name.as_ref();
                if tag.kind == TagKind::StartTag {
                    self.begin(line, name, &tag.attrs);
                } else if !ELEMENTS.iter().any(|(known, _)| *known == name) {
                    self.refuse(line, Refused::Element(shown(name)));
                }
                if !INLINE.contains(&name) {
                    self.text.borrow_mut().push(if matches!(name, "td" | "th") { ' ' } else { '\n' });
                }
            }
            Token::CharacterTokens(text) => self.text.borrow_mut().push_str(&text.replace('\n', " ")),
            Token::CommentToken(_) | Token::DoctypeToken(_) => self.refuse(line, Refused::Hidden),
            Token::NullCharacterToken | Token::EOFToken | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests;
