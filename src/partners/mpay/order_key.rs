//! The key by which MPay and payers know an order. Payers may type it at a terminal, so it is short, has no letters that
//! look alike, and carries 80 random bits so that nobody guesses another's.

use rand::RngExt as _;

/// Crockford's base 32: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS: usize = 4;
const GROUP: usize = 4;

/// An order key: `7KQ2-M0XD-94TB-WZ1C`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OrderKey(String);

impl OrderKey {
    /// A new one.
    pub fn random() -> Self {
        let mut rng = rand::rng();
        let symbols: String = (0..GROUPS * GROUP).map(|_| char::from(ALPHABET[rng.random_range(0..ALPHABET.len())])).collect();
        Self::grouped(&symbols)
    }

    /// What a person typed: small letters, spaces, missing hyphens, O for 0 and I or L for 1 are forgiven.
    pub fn typed(text: &str) -> Option<Self> {
        let symbols: Option<String> = text
            .chars()
            .filter(|c| !matches!(c, '-' | ' '))
            .map(|c| match c.to_ascii_uppercase() {
                'O' => Some('0'),
                'I' | 'L' => Some('1'),
                c if u8::try_from(c).is_ok_and(|byte| ALPHABET.contains(&byte)) => Some(c),
                _ => None,
            })
            .collect();
        symbols.filter(|symbols| symbols.len() == GROUPS * GROUP).map(|symbols| Self::grouped(&symbols))
    }

    /// As printed and stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn grouped(symbols: &str) -> Self {
        let groups: Vec<&str> = (0..GROUPS).map(|n| &symbols[n * GROUP..(n + 1) * GROUP]).collect();
        Self(groups.join("-"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_being_typed_badly() {
        for _ in 0..200 {
            let key = OrderKey::random();
            let sloppy = key.as_str().to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
            assert_eq!(OrderKey::typed(&sloppy), Some(key.clone()));
            assert!(key.as_str().len() <= 36);
        }
        assert_eq!(OrderKey::typed("7KQ2-M0XD-94TB"), None);
        assert_eq!(OrderKey::typed("7KQ2-M0XD-94TB-WZ1Ț"), None);
    }
}
