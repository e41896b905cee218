//! Amounts as MPay writes them.

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
