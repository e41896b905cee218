//! Public identifiers: a type prefix and a UUIDv7 in Crockford base 32 (`req_01j9z3...`). Never sequential, never given again (C-26).

use ulid::Ulid;
use uuid::Uuid;

/// A kind of identifier: a newtype over a UUID with its own prefix.
pub trait TypedId: Copy {
    /// The prefix before the underscore.
    const PREFIX: &'static str;
    /// The identifier of a row.
    fn from_uuid(uuid: Uuid) -> Self;
    /// The row's own key.
    fn uuid(self) -> Uuid;
}

/// Why a text is not an identifier of the kind that was asked for. Carries no value.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("not an identifier that begins with {0}_")]
pub struct NotAnId(pub &'static str);

/// Writes an identifier.
pub fn write(prefix: &str, uuid: Uuid) -> String {
    format!("{prefix}_{}", Ulid::from(uuid).to_string().to_ascii_lowercase())
}

/// Reads an identifier; only the form that [`write`] gives is accepted, so that one thing has one name.
pub fn read(prefix: &'static str, text: &str) -> Result<Uuid, NotAnId> {
    let wrong = NotAnId(prefix);
    let code = text.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('_')).ok_or(NotAnId(prefix))?;
    if code.len() != 26 {
        return Err(wrong);
    }
    let uuid = Uuid::from(Ulid::from_string(code).map_err(|_| NotAnId(prefix))?);
    if write(prefix, uuid) == text { Ok(uuid) } else { Err(wrong) }
}

/// Declares a typed identifier: `typed_id!(RequestId, "req", "a request")`.
#[macro_export]
macro_rules! typed_id {
    ($name:ident, $prefix:literal, $what:literal) => {
        #[doc = concat!("The identifier of ", $what, " (`", $prefix, "_...`).")]
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, diesel::AsExpression, diesel::FromSqlRow)]
        #[diesel(sql_type = diesel::sql_types::Uuid)]
        pub struct $name(uuid::Uuid);

        impl $name {
            /// A new identifier; identifiers made later sort later.
            #[allow(clippy::new_without_default)]
            pub fn new() -> Self {
                Self(uuid::Uuid::now_v7())
            }
        }

        impl $crate::kernel::id::TypedId for $name {
            const PREFIX: &'static str = $prefix;
            fn from_uuid(uuid: uuid::Uuid) -> Self {
                Self(uuid)
            }
            fn uuid(self) -> uuid::Uuid {
                self.0
            }
        }

        impl From<uuid::Uuid> for $name {
            fn from(uuid: uuid::Uuid) -> Self {
                Self(uuid)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(&$crate::kernel::id::write($prefix, self.0))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self, out)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::kernel::id::NotAnId;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::kernel::id::read($prefix, text).map(Self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                $crate::kernel::id::schema($prefix, concat!("The identifier of ", $what, "."))
            }
        }

        impl utoipa::ToSchema for $name {}

        impl diesel::serialize::ToSql<diesel::sql_types::Uuid, diesel::pg::Pg> for $name {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, diesel::pg::Pg>) -> diesel::serialize::Result {
                diesel::serialize::ToSql::<diesel::sql_types::Uuid, diesel::pg::Pg>::to_sql(&self.0, out)
            }
        }

        impl diesel::deserialize::FromSql<diesel::sql_types::Uuid, diesel::pg::Pg> for $name {
            fn from_sql(bytes: diesel::pg::PgValue<'_>) -> diesel::deserialize::Result<Self> {
                <uuid::Uuid as diesel::deserialize::FromSql<diesel::sql_types::Uuid, diesel::pg::Pg>>::from_sql(bytes).map(Self)
            }
        }
    };
}

/// The schema of an identifier, with an example that parses.
pub fn schema(prefix: &'static str, description: &'static str) -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
    use utoipa::openapi::{ObjectBuilder, schema::Type};
    ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some(format!("^{prefix}_[0-7][0-9a-hjkmnp-tv-z]{{25}}$")))
        .min_length(Some(prefix.len() + 27))
        .max_length(Some(prefix.len() + 27))
        .description(Some(description))
        .examples([format!("{prefix}_01ja4ttz8ze3ks9nvd5efz1s8d")])
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    crate::typed_id!(SampleId, "smp", "a sample");

    proptest! {
        #[test]
        fn an_identifier_is_read_as_it_was_written(bits in any::<u128>()) {
            let id = SampleId::from_uuid(Uuid::from_u128(bits));
            prop_assert_eq!(id.to_string().parse::<SampleId>(), Ok(id));
        }

        #[test]
        fn no_other_spelling_names_the_same_thing(text in "(smp|req)_[0-9A-Za-z]{24,28}") {
            if let Ok(id) = text.parse::<SampleId>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }

    #[test]
    fn later_identifiers_sort_later() {
        let ids: Vec<_> = (0..100).map(|_| SampleId::new().to_string()).collect();
        assert!(ids.is_sorted());
    }
}
