//! Trigram similarity, as PostgreSQL 15's `pg_trgm` computes it, so that what is measured here holds there.

use std::collections::BTreeSet;

/// `similarity(a, b)` of `pg_trgm`: each word in lower case with two spaces before and one after is cut into threes; the
/// threes that both have, divided by the threes that either has, in single precision. 0 if either has none.
pub fn similarity(one: &str, other: &str) -> f32 {
    let (one, other) = (trigrams(one), trigrams(other));
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    let shared = one.intersection(&other).count();
    shared as f32 / (one.len() + other.len() - shared) as f32
}

fn trigrams(text: &str) -> BTreeSet<[char; 3]> {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .flat_map(|word| {
            let padded: Vec<char> = [' ', ' '].into_iter().chain(word.chars()).chain([' ']).collect();
            padded.windows(3).map(|three| [three[0], three[1], three[2]]).collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Figures as PostgreSQL 15 gives them: `select similarity(a, b)`.
    #[test]
    fn the_figures_are_those_of_postgresql() {
        for (one, other, expected) in [
            ("word", "two words", 0.363_636_37),
            ("iola torcan", "iola torcan", 1.0),
            ("iola torcan", "iola torcano", 0.785_714_3),
            ("li", "li vai", 0.428_571_43),
            ("li", "lio", 0.4),
            ("ana", "maria", 0.0),
            ("Ion Rusu", "rusu ION", 1.0),
            ("aaa", "aaaa", 1.0),
            ("", "", 0.0),
            ("", "a", 0.0),
            ("--", "a", 0.0),
            ("a-b", "b a", 1.0),
        ] {
            let found = similarity(one, other);
            assert!((found - expected).abs() < 1e-6, "{one} / {other}: {found}, PostgreSQL says {expected}");
        }
    }
}
