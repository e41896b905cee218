//! The typefaces carried by the program: Libertinus Serif for acts, DejaVu Sans Mono for codes and for the scripts that
//! Libertinus lacks. Both have ș ț with a comma below.

use std::collections::BTreeSet;

use serde_json::Value;
use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
    utils::LazyHash,
};

/// Typefaces an act may use; the others that Typst carries are for mathematics.
const FAMILIES: [&str; 2] = ["Libertinus Serif", "DejaVu Sans Mono"];

/// What is shown in the place of a character that no typeface has.
const REPLACEMENT: char = '\u{FFFD}';

/// The loaded typefaces.
pub(crate) struct Fonts {
    pub(crate) fonts: Vec<Font>,
    pub(crate) book: LazyHash<FontBook>,
}

impl Fonts {
    pub(crate) fn load() -> Self {
        let fonts: Vec<Font> = typst_assets::fonts()
            .flat_map(|file| Font::iter(Bytes::new(file)))
            .filter(|font| FAMILIES.contains(&font.info().family.as_str()))
            .collect();
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Self { fonts, book }
    }

    /// Whether a character can be put on paper.
    fn has(&self, character: char) -> bool {
        match character {
            '\n' | '\t' => true,
            // Overrides of the writing direction can make a name read as another one.
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => false,
            _ if character.is_control() => false,
            _ => self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(character))),
        }
    }

    /// The characters in the data that no typeface has, each once.
    pub(crate) fn unprintable(&self, data: &Value) -> BTreeSet<char> {
        let mut found = BTreeSet::new();
        self.gather(data, &mut found);
        found
    }

    fn gather(&self, data: &Value, found: &mut BTreeSet<char>) {
        match data {
            Value::String(text) => found.extend(text.chars().filter(|character| !self.has(*character))),
            Value::Array(items) => items.iter().for_each(|item| self.gather(item, found)),
            Value::Object(members) => members.values().for_each(|member| self.gather(member, found)),
            _ => {}
        }
    }

    /// The same data, with every unprintable character shown as `�`.
    pub(crate) fn legible(&self, data: &Value) -> Value {
        match data {
            Value::String(text) => {
                text.chars().map(|character| if self.has(character) { character } else { REPLACEMENT }).collect::<String>().into()
            }
            Value::Array(items) => items.iter().map(|item| self.legible(item)).collect(),
            Value::Object(members) => members
                .iter()
                .map(|(name, member)| (name.clone(), self.legible(member)))
                .collect::<serde_json::Map<_, _>>()
                .into(),
            other => other.clone(),
        }
    }
}
