//! Settings: dated values that administrators change while the system runs (C-16.6). `settings.yaml` says which there are.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use diesel::{PgConnection, prelude::*};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::schema::settings;
use crate::{
    access::door::Unit,
    kernel::{problem::Problem, text::Text},
};

/// What kind of value a setting has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum SettingKind {
    /// A whole number within bounds.
    Integer,
    /// True or false.
    Boolean,
    /// A text of at most 400 characters.
    Text,
}

/// What can be set.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SettingDefinition {
    /// Its key.
    pub key: String,
    /// What it does, for people.
    pub about: Text,
    /// Its kind.
    pub kind: SettingKind,
    /// The least number.
    pub least: Option<i64>,
    /// The greatest number.
    pub most: Option<i64>,
    /// What holds until an administrator sets it.
    pub default: Value,
    /// The source that reads it; checked by a test.
    pub read_by: String,
}

/// What is wrong with a value.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongValue {
    /// There is no such setting.
    #[error("no such setting")]
    UnknownKey,
    /// Not of the setting's kind.
    #[error("not of the setting's kind")]
    WrongKind,
    /// Beyond the setting's bounds.
    #[error("beyond the bounds")]
    OutOfBounds,
}

static DEFINITIONS: LazyLock<Vec<SettingDefinition>> =
    LazyLock::new(|| serde_saphyr::from_str(include_str!("settings.yaml")).unwrap_or_default());

/// Everything that can be set.
pub fn definitions() -> &'static [SettingDefinition] {
    &DEFINITIONS
}

/// Whether the setting can have this value.
pub fn judge(key: &str, value: &Value) -> Result<(), WrongValue> {
    let definition = definitions().iter().find(|definition| definition.key == key).ok_or(WrongValue::UnknownKey)?;
    match definition.kind {
        SettingKind::Integer => {
            let number = value.as_i64().ok_or(WrongValue::WrongKind)?;
            let fits = definition.least.is_none_or(|least| least <= number) && definition.most.is_none_or(|most| number <= most);
            if fits { Ok(()) } else { Err(WrongValue::OutOfBounds) }
        }
        SettingKind::Boolean => value.as_bool().map(drop).ok_or(WrongValue::WrongKind),
        SettingKind::Text => {
            let length = value.as_str().ok_or(WrongValue::WrongKind)?.chars().count();
            if (1..=400).contains(&length) { Ok(()) } else { Err(WrongValue::OutOfBounds) }
        }
    }
}

/// A value on record.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = settings)]
pub struct Set {
    /// Its id.
    pub id: Uuid,
    /// The setting.
    pub key: String,
    /// The value.
    pub value: Value,
    /// From when it holds.
    pub valid_from: DateTime<Utc>,
    /// Why it was set.
    pub reason: String,
}

/// What a setting is at an instant.
pub fn value(conn: &mut PgConnection, key: &str, at: DateTime<Utc>) -> Result<Value, Problem> {
    let set: Option<Value> = settings::table
        .filter(settings::key.eq(key))
        .filter(settings::valid_from.le(at))
        .order(settings::valid_from.desc())
        .select(settings::value)
        .first(conn)
        .optional()?;
    set.map_or_else(|| default(key), Ok)
}

/// What a setting is while nobody has set it.
pub fn default(key: &str) -> Result<Value, Problem> {
    let known = definitions().iter().find(|definition| definition.key == key);
    known.map(|known| known.default.clone()).ok_or_else(|| Problem::internal(format!("no setting is called {key}")))
}

/// A number at an instant.
pub fn integer(conn: &mut PgConnection, key: &str, at: DateTime<Utc>) -> Result<i64, Problem> {
    value(conn, key, at)?.as_i64().ok_or_else(|| Problem::internal(format!("{key} is no number")))
}

/// Every value on record of all settings, the one that begins last first.
pub fn all(conn: &mut PgConnection) -> Result<Vec<Set>, Problem> {
    Ok(settings::table.order((settings::key, settings::valid_from.desc())).select(Set::as_select()).load(conn)?)
}

/// Sets a value from an instant on. Two values of one key from one instant are refused by the table itself.
pub fn set(unit: &mut Unit<'_>, key: &str, value: &Value, valid_from: DateTime<Utc>, reason: &str) -> Result<Set, Problem> {
    Ok(diesel::insert_into(settings::table)
        .values((
            settings::id.eq(Uuid::now_v7()),
            settings::created_at.eq(unit.now),
            settings::updated_at.eq(unit.now),
            settings::key.eq(key),
            settings::value.eq(value),
            settings::valid_from.eq(valid_from),
            settings::reason.eq(reason),
        ))
        .returning(Set::as_returning())
        .get_result(unit.conn)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_has_a_fitting_default_and_somebody_who_reads_it() {
        assert!(!definitions().is_empty());
        for definition in definitions() {
            assert_eq!(judge(&definition.key, &definition.default), Ok(()), "{}", definition.key);
            let source =
                std::fs::read_to_string(format!("{}/src/{}", env!("CARGO_MANIFEST_DIR"), definition.read_by)).expect("a reader");
            assert!(source.contains(&definition.key), "{} does not read {}", definition.read_by, definition.key);
        }
    }
}
