//! Who a notification request names (N-26.1, N-28): a person or an organisation by number, an address, or whoever holds a thing.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{channel::Channel, contact::is_address};
use crate::kernel::{
    identifiers::{Idno, Idnp},
    text::Text,
};

/// What a recipient is named by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = NotificationRecipientType)]
pub enum RecipientType {
    /// A person, by IDNP.
    Idnp,
    /// An organisation, by IDNO; with a direction, those who administer or founded it.
    Idno,
    /// A mail address.
    Email,
    /// A telephone number.
    Telephone,
    /// Whoever holds the vehicle with this plate.
    Plate,
    /// Whoever holds the property with this cadastral number.
    CadastralNumber,
}

impl RecipientType {
    /// As rows write it.
    pub fn name(self) -> String {
        format!("{self:?}")
    }
}

/// Which holder of a thing, or who of an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = NotificationDirection)]
pub enum Direction {
    /// The owner.
    Owner,
    /// Who administers it.
    Administrator,
    /// Who founded it.
    Founder,
}

impl Direction {
    /// As rows write it.
    pub fn name(self) -> String {
        format!("{self:?}")
    }
}

/// Whether a state register can say that there is no such recipient.
pub fn is_in_registers(kind: RecipientType) -> bool {
    matches!(kind, RecipientType::Idnp | RecipientType::Idno | RecipientType::Plate | RecipientType::CadastralNumber)
}

/// What is wrong with a recipient: a field, a code, and words.
pub fn fault(kind: RecipientType, value: &str, direction: Option<Direction>) -> Option<(&'static str, &'static str, Text)> {
    let wrong = match kind {
        RecipientType::Idnp => Idnp::parse(value).err().map(|wrong| (wrong.code(), wrong.text())),
        RecipientType::Idno => Idno::parse(value).err().map(|wrong| (wrong.code(), wrong.text())),
        RecipientType::Email => (!is_address(Channel::Email, value)).then(no_address),
        RecipientType::Telephone => (!is_address(Channel::Sms, value)).then(no_address),
        RecipientType::Plate => (!is_plate(value)).then(no_address),
        RecipientType::CadastralNumber => (!is_cadastral(value)).then(no_address),
    };
    if let Some((code, text)) = wrong {
        return Some(("value", code, text));
    }
    let takes = matches!(kind, RecipientType::Idno | RecipientType::Plate | RecipientType::CadastralNumber);
    (direction.is_some() && !takes).then(|| {
        (
            "direction",
            "not-for-this-type",
            Text::new(
                "Direcția se indică numai pentru organizații, vehicule și imobile.",
                "Направление указывается только для организаций, транспорта и недвижимости.",
                "A direction is for organisations, vehicles and properties only.",
            ),
        )
    })
}

fn no_address() -> (&'static str, Text) {
    let text = Text::new(
        "Valoarea nu este de felul indicat.",
        "Значение не указанного вида.",
        "The value is not of the kind that is named.",
    );
    ("wrong-format", text)
}

/// Capital letters, digits and spaces: `ABC 123`.
fn is_plate(value: &str) -> bool {
    (3..=10).contains(&value.len())
        && value.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b' ')
        && value.trim() == value
}

/// Digits and points: `0100401.123.01`.
fn is_cadastral(value: &str) -> bool {
    (7..=30).contains(&value.len())
        && value.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_knows_its_values() {
        use RecipientType as T;
        let good = [
            (T::Idnp, "2004000123455"),
            (T::Idno, "1018600000127"),
            (T::Email, "ana@example.md"),
            (T::Telephone, "+37369123456"),
            (T::Plate, "CMI 011"),
            (T::CadastralNumber, "0100401.123.01"),
        ];
        for (kind, value) in good {
            assert_eq!(fault(kind, value, None), None, "{kind:?}");
            for (other, _) in good.iter().filter(|(other, _)| *other != kind) {
                let same_shape = matches!((kind, other), (T::Idnp | T::Idno, T::Plate | T::CadastralNumber));
                assert!(same_shape || fault(*other, value, None).is_some(), "{value} as {other:?}");
            }
        }
        assert_eq!(fault(T::Idnp, "2004000123456", None).map(|(field, code, _)| (field, code)), Some(("value", "check-digit")));
        let directed = fault(T::Email, "ana@example.md", Some(Direction::Owner)).map(|(field, code, _)| (field, code));
        assert_eq!(directed, Some(("direction", "not-for-this-type")));
        assert_eq!(fault(T::Idno, "1018600000127", Some(Direction::Administrator)), None);
    }
}
