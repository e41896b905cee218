//! Words of questions and searches: read, freed of what says nothing, and set right where they were mistyped.

mod latin_russian;
mod vocabulary;

use std::{collections::HashSet, sync::LazyLock};

use serde::Deserialize;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::kernel::text::Language;

pub use vocabulary::{Sense, senses};

/// More words than this say no more.
const MOST: usize = 48;
/// A longer word is none.
const LONGEST: usize = 40;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Lists {
    ro: HashSet<String>,
    ru: HashSet<String>,
    en: HashSet<String>,
    latin_russian: HashSet<String>,
}

static LISTS: LazyLock<Result<Lists, String>> =
    LazyLock::new(|| serde_saphyr::from_str(include_str!("languages.yaml")).map_err(|error| error.to_string()));

/// The words of a text, folded: small letters without diacritics, Russian `ё` as `е`. Neither what stands between words nor anything that
/// a query language could read as its own comes through.
pub fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let split = lower.split(|letter: char| !letter.is_alphanumeric() && !is_combining_mark(letter));
    split.map(folded).filter(|word| !word.is_empty() && word.chars().count() <= LONGEST).take(MOST).collect()
}

/// Without marks on letters, but for the Russian `й`, which is a letter of its own.
fn folded(word: &str) -> String {
    let word: String = word.nfc().collect();
    let plain = |letter: char| match letter {
        'й' | 'ї' => vec![letter],
        _ => letter.nfd().filter(|part| !is_combining_mark(*part)).collect(),
    };
    word.chars().flat_map(plain).filter(|letter| letter.is_alphanumeric()).collect()
}

/// Whether a word says nothing in a language.
pub fn says_nothing(word: &str, language: Language) -> bool {
    LISTS.as_ref().is_ok_and(|lists| lists.of(language).contains(word))
}

impl Lists {
    fn of(&self, language: Language) -> &HashSet<String> {
        match language {
            Language::Ro => &self.ro,
            Language::Ru => &self.ru,
            Language::En => &self.en,
        }
    }
}

/// Whether a word is in Cyrillic letters.
pub fn is_cyrillic(word: &str) -> bool {
    word.chars().any(|letter| matches!(letter, '\u{400}'..='\u{4ff}'))
}

/// The words of a question; Russian in Latin letters becomes Cyrillic.
pub fn of_question(text: &str) -> Vec<String> {
    let words = words(text);
    let Ok(lists) = LISTS.as_ref() else { return words };
    let plain = |list: &HashSet<String>| words.iter().filter(|word| list.contains(*word)).count();
    let russian = plain(&lists.latin_russian);
    if russian >= 2 && russian > plain(&lists.ro) && russian > plain(&lists.en) && !words.iter().any(|word| is_cyrillic(word)) {
        return words.iter().map(|word| latin_russian::cyrillic(word)).collect();
    }
    words
}

/// How strongly the small words of a question speak for each language: Romanian, Russian, English.
pub fn speaks_for(words: &[String]) -> [usize; 3] {
    [Language::Ro, Language::Ru, Language::En].map(|language| {
        let small = words.iter().filter(|word| says_nothing(word, language)).count();
        let letters = if language == Language::Ru { words.iter().filter(|word| is_cyrillic(word)).count() } else { 0 };
        small + letters
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_folded_alike_however_they_are_written() {
        let one = ["sedere", "prelungit", "invitatie"];
        for text in [
            "Ședere, prelungit: INVITAȚIE!",
            "şedere prelungit invitaţie",
            "s\u{326}edere prelungit invitat\u{326}ie",
            "sedere\nprelungit'invitatie",
        ] {
            assert_eq!(words(text), one, "{text}");
        }
        assert_eq!(words("Ёлка й Чай"), ["елка", "й", "чай"]);
        assert_eq!(words("a & (b | !c):*"), ["a", "b", "c"]);
    }

    #[test]
    fn the_lists_are_read_and_hold_folded_words_alone() {
        let lists = LISTS.as_ref().expect("the lists");
        for word in [&lists.ro, &lists.ru, &lists.en, &lists.latin_russian].into_iter().flatten() {
            assert_eq!(folded(word), *word);
        }
    }

    #[test]
    fn russian_in_latin_letters_is_read_as_russian() {
        assert_eq!(of_question("kak prodlit vizu"), ["как", "продлит", "визу"]);
        assert_eq!(of_question("visa extension"), ["visa", "extension"]);
    }

    proptest! {
        #[test]
        fn any_text_gives_words_of_letters_and_digits(text in "\\PC{0,300}") {
            let found = words(&text);
            prop_assert!(found.len() <= MOST && found.iter().all(|word| !word.is_empty() && word.chars().all(char::is_alphanumeric)));
        }
    }
}
