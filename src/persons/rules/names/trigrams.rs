//! Trigram similarity, as PostgreSQL 15's `pg_trgm` computes it, so that what is measured here holds there.

/// `similarity(a, b)` of `pg_trgm`: each word in lower case with two spaces before and one after is cut into threes; the
/// threes that both have, divided by the threes that either has, in single precision. 0 if either has none.
pub fn similarity(one: &str, other: &str) -> f32 {
    let (one, other) = (trigrams(one), trigrams(other));
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    let shared = one.iter().filter(|three| other.binary_search(three).is_ok()).count();
    shared as f32 / (one.len() + other.len() - shared) as f32
}

/// Sorted, each once.
fn trigrams(text: &str) -> Vec<[char; 3]> {
    let lower = text.to_lowercase();
    let mut threes = Vec::with_capacity(lower.len() + 2);
    for word in lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let mut last = [' '; 3];
        for letter in word.chars().chain([' ']) {
            last = [last[1], last[2], letter];
            threes.push(last);
        }
    }
    threes.sort_unstable();
    threes.dedup();
    threes
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
