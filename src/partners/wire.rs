//! Small pieces of wire format that several partners share.

use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

use crate::kernel::money::Money;

/// An amount as the partners write it: `450.00`, the currency in a field of its own.
pub mod amount {
    use super::*;

    pub fn serialize<S: Serializer>(amount: &Money, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(amount)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Money, D::Error> {
        read(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }

    /// `xs:decimal` also allows `450`, `450.5` and `450.500`; less than a ban is not allowed.
    pub fn read(text: &str) -> Result<Money, crate::kernel::money::NotAnAmount> {
        let (lei, bani) = text.split_once('.').unwrap_or((text, ""));
        let bani = bani.trim_end_matches('0');
        Money::parse(&format!("{lei}.{bani:0<2}"))
    }
}

/// The same for an optional amount.
pub mod optional_amount {
    use super::*;

    pub fn serialize<S: Serializer>(amount: &Option<Money>, serializer: S) -> Result<S::Ok, S::Error> {
        match amount {
            Some(amount) => super::amount::serialize(amount, serializer),
            None => serializer.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Money>, D::Error> {
        Option::<String>::deserialize(deserializer)?.map(|text| super::amount::read(&text).map_err(D::Error::custom)).transpose()
    }
}

/// Bytes as base64 text.
pub mod base64_bytes {
    use super::*;
    use base64::{Engine as _, engine::general_purpose::STANDARD};

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        STANDARD.decode(String::deserialize(deserializer)?).map_err(|_| D::Error::custom("not base64"))
    }
}

/// Optional bytes as base64 text.
pub mod optional_base64_bytes {
    use super::*;
    use base64::{Engine as _, engine::general_purpose::STANDARD};

    pub fn serialize<S: Serializer>(bytes: &Option<Vec<u8>>, serializer: S) -> Result<S::Ok, S::Error> {
        match bytes {
            Some(bytes) => serializer.serialize_str(&STANDARD.encode(bytes)),
            None => serializer.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<u8>>, D::Error> {
        Option::<String>::deserialize(deserializer)?
            .map(|text| STANDARD.decode(text).map_err(|_| D::Error::custom("not base64")))
            .transpose()
    }
}

/// Whether a text is 13 digits with a right check digit (weights 7, 3, 1): an IDNP or an IDNO on the wire.
pub fn is_identification_number(text: &str) -> bool {
    text.len() == 13
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.bytes().take(12).zip([7u32, 3, 1].into_iter().cycle()).map(|(d, w)| u32::from(d - b'0') * w).sum::<u32>() % 10
            == u32::from(text.as_bytes()[12] - b'0')
}

/// Cuts a text to at most `limit` bytes, at a character's edge, with `…` where something was cut.
pub fn cut(text: &str, limit: usize) -> String {
    const MARK: &str = "…";
    if text.len() <= limit {
        return text.to_owned();
    }
    let mut end = limit.saturating_sub(MARK.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}{MARK}", &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn identification_numbers_have_a_check_digit() {
        for good in ["2004000123455", "2015000987657", "0980501000018", "1018600000127", "1010600034203"] {
            assert!(is_identification_number(good), "{good}");
        }
        for bad in ["2004000123456", "200400012345", "20040001234555", "200400012345x", ""] {
            assert!(!is_identification_number(bad), "{bad}");
        }
    }

    #[test]
    fn amounts_are_read_in_every_form_of_a_decimal() {
        for (text, bani) in [("450", 45_000), ("450.5", 45_050), ("450.50", 45_050), ("450.500", 45_050), ("0.01", 1)] {
            assert_eq!(amount::read(text).unwrap().bani(), bani, "{text}");
        }
        for bad in ["450.005", "-1", "1e3", "", ".", "4 50"] {
            assert!(amount::read(bad).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_cut_text_fits_and_is_a_prefix(text in "\\PC{0,80}", limit in 3usize..60) {
            let short = cut(&text, limit);
            prop_assert!(short.len() <= limit.max(text.len().min(limit)));
            let kept = if text.len() <= limit { short.as_str() } else { short.trim_end_matches('…') };
            prop_assert!(text.starts_with(kept));
        }
    }
}
