//! Numbers of foreign documents: kept as they were given, compared by a key.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use unicode_normalization::UnicodeNormalization;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
};

/// The most letters and digits that a number has.
pub const LONGEST: usize = 30;

/// The most characters that it is written with.
const LONGEST_WRITTEN: usize = 40;

/// A document's number, series and all. `Debug` shows the last two characters only.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DocumentNumber {
    written: String,
    key: String,
}

/// Why a text is no document number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocumentNumberError {
    /// No letter and no digit.
    #[error("a document number has a letter or a digit")]
    Empty,
    /// More than [`LONGEST`] letters and digits, or more than 40 characters.
    #[error("a document number has at most 30 letters and digits")]
    TooLong,
    /// Something that no document number has.
    #[error("a document number is letters, digits, spaces and the signs - / . № #")]
    Characters,
}

impl DocumentNumber {
    /// Reads a number as it is printed: `АА № 123456`, `12 34-567`.
    pub fn parse(text: &str) -> Result<Self, DocumentNumberError> {
        let written = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if written.chars().count() > LONGEST_WRITTEN {
            return Err(DocumentNumberError::TooLong);
        }
        let allowed = |sign: char| sign.is_alphanumeric() || " -/.№#–".contains(sign);
        if !written.chars().all(allowed) {
            return Err(DocumentNumberError::Characters);
        }
        let key = key(&written);
        match key.chars().count() {
            0 => Err(DocumentNumberError::Empty),
            1..=LONGEST => Ok(Self { written, key }),
            _ => Err(DocumentNumberError::TooLong),
        }
    }

    /// As it was given.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// What it is compared by: upper case, without spaces and signs, Cyrillic letters that look Latin as Latin ones.
    pub fn key(&self) -> &str {
        &self.key
    }
}

fn key(written: &str) -> String {
    let without_signs = written.chars().filter(|sign| sign.is_alphanumeric());
    without_signs.nfkc().flat_map(char::to_uppercase).filter(|sign| sign.is_alphanumeric()).map(look_alike).collect()
}

/// Series of Ukrainian and Russian documents are typed in either alphabet.
fn look_alike(letter: char) -> char {
    match letter {
        'А' => 'A',
        'В' => 'B',
        'Е' => 'E',
        'І' => 'I',
        'К' => 'K',
        'М' => 'M',
        'Н' => 'H',
        'О' => 'O',
        'Р' => 'P',
        'С' => 'C',
        'Т' => 'T',
        'Х' => 'X',
        other => other,
    }
}

impl std::fmt::Debug for DocumentNumber {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let letters: Vec<char> = self.key.chars().collect();
        let hidden = letters.len().saturating_sub(2);
        write!(out, "{}{}", "*".repeat(hidden), letters[hidden..].iter().collect::<String>())
    }
}

impl Serialize for DocumentNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.written)
    }
}

impl<'de> Deserialize<'de> for DocumentNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(D::Error::custom)
    }
}

impl PartialSchema for DocumentNumber {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("Series and number of a document, as printed on it: letters, digits, spaces, - / . № #."))
            .min_length(Some(1))
            .max_length(Some(LONGEST_WRITTEN))
            .examples(["AA 123456"])
            .into()
    }
}

impl ToSchema for DocumentNumber {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(text: &str) -> DocumentNumber {
        DocumentNumber::parse(text).expect(text)
    }

    #[test]
    fn the_same_number_however_written_has_one_key() {
        for text in ["АВ № 123456", "AB123456", "ab-123456", " AB  12 34 56 ", "ＡＢ１２３４５６", "аВ/123.456"] {
            assert_eq!(number(text).key(), "AB123456", "{text}");
        }
        assert_eq!(number(" AB  12 ").written(), "AB 12");
        assert_eq!(number("ЯЩ 1").key(), "ЯЩ1", "letters of their own stay");
        assert_eq!(format!("{:?}", number("AB 123456")), "******56");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        assert_eq!(DocumentNumber::parse(" - "), Err(DocumentNumberError::Empty));
        assert_eq!(DocumentNumber::parse(&"1".repeat(31)), Err(DocumentNumberError::TooLong));
        assert_eq!(DocumentNumber::parse("1;drop"), Err(DocumentNumberError::Characters));
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(text in "\\PC{0,40}") {
            if let Ok(number) = DocumentNumber::parse(&text)
                && let Ok(again) = DocumentNumber::parse(number.key())
            {
                prop_assert_eq!(again.key(), number.key());
            }
        }

        #[test]
        fn signs_and_case_do_not_matter(text in "[A-Z0-9]{1,20}") {
            let spread: String = text.to_lowercase().chars().map(|letter| format!("{letter}-")).take(20).collect();
            prop_assert_eq!(number(&spread).key().to_owned(), text);
        }
    }
}
