//! State identification numbers: IDNP of a person, IDNO of an organisation (Government Decision 333/2002, annex 2).
//!
//! Thirteen digits: kind, year of award, registrar, sequence, check digit. They say nothing of birth date or sex. An IDNP is
//! personal data under a special regime, so neither type can be printed by accident: `Debug` masks, there is no `Display`,
//! and whoever needs the digits calls [`Idnp::expose`].

use std::fmt;

use diesel::{
    backend::Backend,
    deserialize::{self, FromSql, FromSqlRow},
    expression::AsExpression,
    pg::Pg,
    serialize::{self, Output, ToSql},
    sql_types,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
};

use super::text::Text;

const LENGTH: usize = 13;

/// Why a text is not a state identification number. The text itself is never repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnIdentifier {
    /// Not thirteen characters.
    #[error("an identification number has 13 digits")]
    Length,
    /// Something other than the digits 0 to 9.
    #[error("an identification number is made of digits only")]
    Characters,
    /// The first digit is that of another kind of number.
    #[error("the first digit is none of: {allowed}")]
    FirstDigit {
        /// The digits that are allowed, separated by commas.
        allowed: &'static str,
    },
    /// The last digit does not fit the others: a digit was mistyped.
    #[error("the check digit does not fit")]
    CheckDigit,
}

impl NotAnIdentifier {
    /// The same for people.
    pub fn text(self) -> Text {
        match self {
            Self::Length => Text::new(
                "Numărul de identificare are 13 cifre.",
                "Идентификационный номер состоит из 13 цифр.",
                "An identification number has 13 digits.",
            ),
            Self::Characters => Text::new(
                "Numărul de identificare conține numai cifre.",
                "Идентификационный номер содержит только цифры.",
                "An identification number is made of digits only.",
            ),
            Self::FirstDigit { allowed } => Text::new(
                format!("Prima cifră trebuie să fie una dintre: {allowed}."),
                format!("Первая цифра должна быть одной из: {allowed}."),
                format!("The first digit must be one of: {allowed}."),
            ),
            Self::CheckDigit => Text::new(
                "Cifra de control nu corespunde; verificați numărul.",
                "Контрольная цифра не совпадает; проверьте номер.",
                "The check digit does not fit; please check the number.",
            ),
        }
    }

    /// What serde tells of an identifier in a body that its schema let pass: a schema cannot say what a check digit is.
    pub fn told_by(message: &str) -> Option<Self> {
        [Self::Length, Self::Characters, Self::CheckDigit].into_iter().find(|fault| fault.to_string() == message)
    }

    /// A stable word for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Characters => "characters",
            Self::FirstDigit { .. } => "first-digit",
            Self::CheckDigit => "check-digit",
        }
    }
}

/// The remainder by ten of the sum of values times the weights 7, 3, 1, 7, 3, 1 ... : the check digit of Moldovan
/// identification numbers and of machine-readable zones (ICAO Doc 9303-3, 4.9) alike.
pub fn check_digit(values: impl IntoIterator<Item = u8>) -> u8 {
    let sum: u32 =
        values.into_iter().zip([7u32, 3, 1].into_iter().cycle()).map(|(value, weight)| u32::from(value) * weight).sum();
    (sum % 10) as u8
}

fn parse(text: &str, allowed: &'static str) -> Result<[u8; LENGTH], NotAnIdentifier> {
    if text.chars().count() != LENGTH {
        return Err(NotAnIdentifier::Length);
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NotAnIdentifier::Characters);
    }
    let digits: [u8; LENGTH] = text.as_bytes().try_into().map_err(|_| NotAnIdentifier::Length)?;
    if !allowed.as_bytes().contains(&digits[0]) {
        return Err(NotAnIdentifier::FirstDigit { allowed });
    }
    if check_digit(digits[..LENGTH - 1].iter().map(|digit| digit - b'0')) != digits[LENGTH - 1] - b'0' {
        return Err(NotAnIdentifier::CheckDigit);
    }
    Ok(digits)
}

/// Twelve digits and the check digit that fits them.
fn complete(first: u64, serial: u64) -> [u8; LENGTH] {
    let mut rest = first * 100_000_000_000 + serial % 100_000_000_000;
    let mut digits = [0; LENGTH];
    for place in digits[..LENGTH - 1].iter_mut().rev() {
        *place = (rest % 10) as u8;
        rest /= 10;
    }
    digits[LENGTH - 1] = check_digit(digits[..LENGTH - 1].iter().copied());
    digits.map(|digit| digit + b'0')
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, first: $first:literal, allowed: $allowed:literal, pattern: $pattern:literal,
     example: $example:literal, description: $description:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
        #[diesel(sql_type = sql_types::Text)]
        pub struct $name([u8; LENGTH]);

        impl $name {
            /// Reads thirteen digits; refuses a wrong length, character, first digit or check digit, in this order.
            pub fn parse(text: &str) -> Result<Self, NotAnIdentifier> {
                parse(text, $allowed).map(Self)
            }

            /// The thirteen digits. Never for logs, URLs or error texts.
            pub fn expose(&self) -> &str {
                std::str::from_utf8(&self.0).unwrap_or_default()
            }

            /// A well-formed number for demonstration data and tests; the serial is taken modulo 10^11. It may by chance
            /// belong to someone, so it is never sent to a state register.
            pub fn synthetic(serial: u64) -> Self {
                Self(complete($first, serial))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                let digits = self.expose();
                write!(out, "{}*********{}", &digits[..1], &digits[LENGTH - 3..])
            }
        }

        impl std::str::FromStr for $name {
            type Err = NotAnIdentifier;
            fn from_str(text: &str) -> Result<Self, NotAnIdentifier> {
                Self::parse(text)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.expose())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Reader;
                impl de::Visitor<'_> for Reader {
                    type Value = $name;
                    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                        out.write_str("a string of 13 digits")
                    }
                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$name, E> {
                        $name::parse(text).map_err(E::custom)
                    }
                    // Serde's own messages for these would repeat the number.
                    fn visit_u64<E: de::Error>(self, _: u64) -> Result<$name, E> {
                        Err(E::custom("a string of 13 digits is expected, not a number"))
                    }
                    fn visit_i64<E: de::Error>(self, _: i64) -> Result<$name, E> {
                        Err(E::custom("a string of 13 digits is expected, not a number"))
                    }
                    fn visit_f64<E: de::Error>(self, _: f64) -> Result<$name, E> {
                        Err(E::custom("a string of 13 digits is expected, not a number"))
                    }
                }
                // Not `deserialize_str`: on a number, serde_json would answer by itself, with the number in the message.
                deserializer.deserialize_any(Reader)
            }
        }

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .description(Some($description))
                    .pattern(Some($pattern))
                    .min_length(Some(LENGTH))
                    .max_length(Some(LENGTH))
                    .examples([$example])
                    .into()
            }
        }

        impl ToSchema for $name {}

        impl ToSql<sql_types::Text, Pg> for $name {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                <str as ToSql<sql_types::Text, Pg>>::to_sql(self.expose(), out)
            }
        }

        impl FromSql<sql_types::Text, Pg> for $name {
            fn from_sql(bytes: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                let text = <String as FromSql<sql_types::Text, Pg>>::from_sql(bytes)?;
                Ok(Self::parse(&text)?)
            }
        }
    };
}

identifier! {
    /// State identification number of a person; the first digit is 2, or 0 for numbers of older registers.
    Idnp, first: 2, allowed: "2,0", pattern: "^[02][0-9]{12}$", example: "2004000123455",
    description: "IDNP: state identification number of a person. Thirteen digits, the first 2 or 0, the last a check digit (weights 7, 3, 1)."
}

identifier! {
    /// State identification number of an organisation; the first digit is 1.
    Idno, first: 1, allowed: "1", pattern: "^1[0-9]{12}$", example: "1018600000127",
    description: "IDNO: state identification number of an organisation. Thirteen digits, the first 1, the last a check digit (weights 7, 3, 1)."
}

#[cfg(test)]
mod tests;
