//! Words that mean the same to a visitor.

use std::{collections::HashMap, sync::LazyLock};

static GROUPS: LazyLock<Result<Groups, String>> = LazyLock::new(|| {
    let groups: Vec<Vec<String>> = serde_saphyr::from_str(include_str!("synonyms.yaml")).map_err(|error| error.to_string())?;
    let mut by_word: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, group) in groups.iter().enumerate() {
        for word in group {
            by_word.entry(word.clone()).or_default().push(place);
        }
    }
    Ok(Groups { groups, by_word })
});

struct Groups {
    groups: Vec<Vec<String>>,
    by_word: HashMap<String, Vec<usize>>,
}

/// The other words of the groups that one of these words stands in.
pub fn of(words: &[String]) -> Vec<&'static str> {
    let Ok(known) = GROUPS.as_ref() else { return Vec::new() };
    let places = words.iter().filter_map(|word| known.by_word.get(word)).flatten();
    let mut found: Vec<&str> = places.filter_map(|place| known.groups.get(*place)).flatten().map(String::as_str).collect();
    found.retain(|word| !words.iter().any(|own| own == word));
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::words;

    #[test]
    fn the_groups_are_read_and_hold_single_folded_words() {
        let known = GROUPS.as_ref().expect("the groups");
        for word in known.groups.iter().flatten() {
            assert_eq!(words::words(word), [word.clone()], "{word}");
        }
        assert!(of(&["pret".into()]).contains(&"цена"));
        assert!(of(&["nimic".into()]).is_empty());
    }
}
