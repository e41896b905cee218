//! Amounts of money: whole bani inside, a decimal string outside.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ObjectBuilder, RefOr, Schema,
        schema::{AdditionalProperties, Type},
    },
};

/// The only currency in which fees are set.
pub const CURRENCY: &str = "MDL";

/// An amount in Moldovan lei, kept as whole bani (1/100 leu); never negative on the wire, at most 9 999 999.99.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(i64);

/// Why a text is not an amount.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("an amount is digits, a point and two digits, at most 9999999.99")]
pub struct NotAnAmount;

impl Money {
    /// No money at all.
    pub const ZERO: Self = Self(0);
    const LARGEST: i64 = 999_999_999;

    /// From whole bani.
    pub const fn from_bani(bani: i64) -> Self {
        Self(bani)
    }

    /// Whole bani.
    pub const fn bani(self) -> i64 {
        self.0
    }

    /// Reads `450.00`; exactly two decimals.
    pub fn parse(text: &str) -> Result<Self, NotAnAmount> {
        let (lei, bani) = text.split_once('.').ok_or(NotAnAmount)?;
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(lei) || !digits(bani) || bani.len() != 2 || lei.len() > 7 {
            return Err(NotAnAmount);
        }
        let lei: i64 = lei.parse().map_err(|_| NotAnAmount)?;
        let bani: i64 = bani.parse().map_err(|_| NotAnAmount)?;
        let amount = lei * 100 + bani;
        if amount > Self::LARGEST { Err(NotAnAmount) } else { Ok(Self(amount)) }
    }
}

impl std::fmt::Display for Money {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl std::ops::Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl std::ops::Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, std::ops::Add::add)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OnTheWire<'a> {
    #[serde(borrow)]
    amount: std::borrow::Cow<'a, str>,
    #[serde(borrow)]
    currency: std::borrow::Cow<'a, str>,
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        OnTheWire { amount: self.to_string().into(), currency: CURRENCY.into() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = OnTheWire::deserialize(deserializer)?;
        if wire.currency != CURRENCY {
            return Err(D::Error::custom("the currency is MDL"));
        }
        Self::parse(&wire.amount).map_err(D::Error::custom)
    }
}

impl PartialSchema for Money {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .description(Some("An amount in Moldovan lei."))
            .property(
                "amount",
                ObjectBuilder::new().schema_type(Type::String).pattern(Some(r"^[0-9]{1,7}\.[0-9]{2}$")).max_length(Some(10)),
            )
            .property("currency", ObjectBuilder::new().schema_type(Type::String).enum_values(Some([CURRENCY])))
            .required("amount")
            .required("currency")
            .additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(false)))
            .examples([serde_json::json!({"amount": "450.00", "currency": "MDL"})])
            .into()
    }
}

impl ToSchema for Money {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_again(bani in 0i64..=999_999_999) {
            let amount = Money::from_bani(bani);
            prop_assert_eq!(Money::parse(&amount.to_string()), Ok(amount));
        }

        #[test]
        fn nothing_else_is_an_amount(text in "[-+]?[0-9]{0,9}[.,]?[0-9]{0,4}") {
            if let Ok(amount) = Money::parse(&text) {
                let trimmed = text.trim_start_matches('0');
                let trimmed = if trimmed.starts_with('.') { format!("0{trimmed}") } else { trimmed.to_owned() };
                prop_assert_eq!(amount.to_string(), trimmed);
            }
        }
    }
}
