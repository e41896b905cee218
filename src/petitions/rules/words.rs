//! Words by which a petition is found, however they are spelt: with diacritics or without, in Cyrillic or in Latin letters. Each is kept
//! twice: in plain letters, for who leaves the diacritics out; and folded as the names of persons are, so that `Юлия Цуркан` finds
//! `Iulia Țurcan`.
//!
//! The words are stored: whoever changes the folding of names has them made again (`persons::rules::names::KEY_VERSION`).

use std::collections::BTreeSet;

use any_ascii::any_ascii;
use unicode_normalization::char::is_combining_mark;

use crate::persons::rules::names::name_key;

/// More words than this say no more.
const MOST: usize = 60;

/// The spellings of each word of a text: small letters a to z and figures, none of them empty.
fn spellings(text: &str) -> impl Iterator<Item = BTreeSet<String>> + '_ {
    let words = text.split(|letter: char| !letter.is_alphanumeric() && !is_combining_mark(letter));
    words.filter(|word| !word.is_empty()).take(MOST).map(|word| {
        let plain = any_ascii(word).to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        let folded = name_key(&[word]).tokens.into_iter().next();
        [Some(plain), folded].into_iter().flatten().filter(|spelling| !spelling.is_empty()).collect::<BTreeSet<_>>()
    })
}

/// The words of a petition as they are kept: each after a space, so that its beginning can be looked for.
pub fn kept(name: &str, object: &str) -> String {
    let all: BTreeSet<String> = spellings(name).chain(spellings(object)).flatten().collect();
    all.iter().map(|word| format!(" {word}")).collect()
}

/// What to look for among [`kept`], as `like` takes it: of every word one of its spellings, or the beginning of one. Nothing where there is
/// no word in the text.
pub fn wanted(text: &str) -> Vec<Vec<String>> {
    let like = |spellings: BTreeSet<String>| spellings.iter().map(|word| format!("% {word}%")).collect::<Vec<_>>();
    spellings(text).map(like).filter(|spellings| !spellings.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn finds(asked: &str, name: &str, object: &str) -> bool {
        let kept = kept(name, object);
        let all = wanted(asked);
        !all.is_empty() && all.iter().all(|word| word.iter().any(|one| kept.contains(one.trim_matches('%'))))
    }

    #[test]
    fn another_spelling_finds_it_and_another_word_does_not() {
        let found = |asked| finds(asked, "ȚURCAN Iulia", "Întârzierea permisului de ședere nr. 4402");
        for asked in ["Turcan", "Цуркан", "юлия цуркан", "intarzierea PERMISULUI", "sedere turcan", "per", "4402 iulia"]
        {
            assert!(found(asked), "{asked}");
        }
        for asked in ["Ceban", "Цуркан invitație", "4403", "%_", ""] {
            assert!(!found(asked), "{asked}");
        }
    }

    #[test]
    fn what_stands_between_words_is_none() {
        let object = (1..=MOST).map(|number| format!("nr{number}")).collect::<Vec<_>>().join(", ");
        assert!(finds("nr60 nr59", "", &object));
    }

    proptest! {
        /// What is kept is found by itself, and nothing in a text is a sign of its own.
        #[test]
        fn a_text_finds_itself_and_brings_no_signs(name in "\\PC{0,60}", object in "\\PC{0,80}") {
            let kept = kept(&name, &object);
            prop_assert!(kept.bytes().all(|byte| byte == b' ' || byte.is_ascii_alphanumeric()), "{kept}");
            prop_assert!(wanted(&name).is_empty() || finds(&name, &name, &object));
            prop_assert!(wanted(&object).iter().flatten().all(|one| one.matches('%').count() == 2 && !one.contains(['_', '\\'])));
        }
    }
}
