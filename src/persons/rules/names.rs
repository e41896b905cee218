//! How a person is found by name, however it was written: `Юлия Цуркан`, `Iulia Țurcan`, `Turcan Iulia` and
//! `Yulia Tsurkan` are one name.
//!
//! A name becomes a key in two steps: [`latin`] writes it in plain Latin letters, [`fold`] takes the differences of
//! spelling away. Keys are stored beside the names and compared by trigrams, as PostgreSQL's `pg_trgm` does:
//!
//! ```sql
//! -- pg_trgm.similarity_threshold = 0.5, the THRESHOLD below
//! select ... where name_key % $key or name_tokens @> $tokens
//! order by similarity(name_key, $key) desc
//! ```
//!
//! The second condition finds short surnames (Li, Ng), of which trigrams know little, and one name out of several.
//!
//! The search does not compare all keys, which would cost the more the more people are on record. `persons_near` (migration 001450) finds
//! near words in a dictionary and reads persons by sets of them, the nearest set first, until a page is full. Of those whom the rule above
//! shows it finds whoever bears all words or near spellings of them, and where there is nobody at all, all; its rank is the similarity
//! above, in which words outside the set count as strange.
//!
//! An empty list of tokens is contained in every other, so a query with an empty key is refused before it gets there.
//! Keys are stored: whoever changes a rule here must have all keys made again, and counts up [`KEY_VERSION`].

mod arabic;
mod fold;
mod latin;
mod trigrams;

pub use trigrams::similarity;

/// Counts up with each change of the rules by which keys are made, for keys are stored.
pub const KEY_VERSION: i32 = 1;

/// From this similarity on two names are near enough to be shown; the value of `pg_trgm.similarity_threshold`.
pub const THRESHOLD: f64 = 0.5;

/// A name prepared for the search.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct NameKey {
    /// The tokens in order, separated by spaces; ASCII lower case only. The column `name_key`.
    pub key: String,
    /// The single words, folded, sorted and each once. The column `name_tokens`.
    pub tokens: Vec<String>,
}

impl NameKey {
    /// Whether nothing is left to search by.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }
}

/// The key of a name given in parts (surname, given names, patronymic) in any script and any order. A part of Chinese or
/// Korean characters is one word; if it is the only part, its first character is the surname.
pub fn name_key(parts: &[&str]) -> NameKey {
    let mut tokens: Vec<String> =
        latin::words(parts).iter().map(|word| fold::fold(word)).filter(|word| !word.is_empty()).collect();
    tokens.sort_unstable();
    tokens.dedup();
    NameKey { key: tokens.join(" "), tokens }
}

/// How near a candidate is to what was asked for, from 0 to 1; none if it is not to be shown. Exactly the SQL above: near
/// enough as a whole, or with every word that was asked for.
pub fn matches(query: &NameKey, candidate: &NameKey) -> Option<f32> {
    let score = similarity(&query.key, &candidate.key);
    let all_there = !query.is_empty() && query.tokens.iter().all(|token| candidate.tokens.binary_search(token).is_ok());
    (f64::from(score) >= THRESHOLD || all_there).then_some(score)
}

#[cfg(test)]
mod tests;
