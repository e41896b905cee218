//! What stands in a report beside its tables, in the three languages.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::kernel::{
    problem::Problem,
    text::{Language, Text},
};

static WORDS: LazyLock<Result<BTreeMap<String, Text>, String>> =
    LazyLock::new(|| serde_saphyr::from_str(include_str!("words.yaml")).map_err(|error| error.to_string()));

/// The words by their names, in one language.
pub fn words(language: Language) -> Result<BTreeMap<&'static str, &'static str>, Problem> {
    let words = WORDS.as_ref().map_err(Problem::internal)?;
    Ok(words.iter().map(|(name, text)| (name.as_str(), text.in_language(language))).collect())
}

/// One word.
pub fn word(words: &BTreeMap<&'static str, &'static str>, name: &str) -> &'static str {
    words.get(name).copied().unwrap_or_default()
}

/// A word in every language.
pub fn text(name: &str) -> Text {
    WORDS.as_ref().ok().and_then(|words| words.get(name).cloned()).unwrap_or_else(|| Text::new(name, name, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_template_is_there_and_a_year_has_twelve_months() {
        let template = include_str!("report.typ");
        for language in [Language::Ro, Language::Ru, Language::En] {
            let words = words(language).expect("words");
            let used = template
                .split("words.")
                .skip(1)
                .map(|rest| rest.chars().take_while(|letter| letter.is_ascii_alphabetic()).collect::<String>());
            for name in used {
                assert!(words.contains_key(name.as_str()), "{name}");
            }
            assert_eq!(word(&words, "months").split(',').count(), 12);
        }
    }
}
