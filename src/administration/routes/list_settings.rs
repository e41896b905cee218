use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ObjectBuilder, RefOr, Schema,
        schema::{SchemaType, Type},
    },
};

use crate::{
    access::{caller::Allowed, door::Door, permissions::AdministrationRead},
    administration::settings::{self, SettingKind},
    kernel::{
        http::{
            params::{Asked, NoQuery},
            reply::Reply,
        },
        problem::Problem,
        text::Text,
    },
};

/// Everything that can be set.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SettingList {
    /// The settings.
    #[schema(max_items = 200)]
    pub settings: Vec<Setting>,
}

/// A setting with all its values.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Setting {
    /// Its key.
    #[schema(max_length = 60, examples("delegations.longestDays"))]
    pub key: String,
    /// What it does.
    pub about: Text,
    /// Its kind.
    pub kind: SettingKind,
    /// The least number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<i64>,
    /// The greatest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<i64>,
    /// What holds now.
    #[schema(value_type = SettingValue)]
    pub value: Value,
    /// What was set, the one that begins last first; empty while the default holds.
    #[schema(max_items = 1000)]
    pub values: Vec<SetValue>,
}

/// A value that was set.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SetValue {
    /// The value.
    #[schema(value_type = SettingValue)]
    pub value: Value,
    /// From when it holds.
    pub valid_from: DateTime<Utc>,
    /// Why it was set.
    #[schema(max_length = 400, examples("Ordinul nr. 12 din 10.01.2026"))]
    pub reason: String,
}

impl From<settings::Set> for SetValue {
    fn from(set: settings::Set) -> Self {
        Self { value: set.value, valid_from: set.valid_from, reason: set.reason }
    }
}

/// A whole number, true or false, or a text; the setting's kind says which.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SettingValue(pub Value);

impl PartialSchema for SettingValue {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(SchemaType::from_iter([Type::Integer, Type::Boolean, Type::String]))
            .description(Some("A whole number, true or false, or a text; the setting's kind says which."))
            .minimum(Some(-9_007_199_254_740_991_i64))
            .maximum(Some(9_007_199_254_740_991_i64))
            .min_length(Some(1))
            .max_length(Some(400))
            .examples([60])
            .into()
    }
}

impl ToSchema for SettingValue {}

/// List the settings.
///
/// What administrators can set while the system runs, what holds now, what was set before and what will hold later.
#[utoipa::path(get, path = "/api/v1/settings", tag = "Administration",
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["C-16.6"]))))]
pub async fn list_settings(
    allowed: Allowed<AdministrationRead>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<SettingList>, Problem> {
    door.run(&allowed, |unit| {
        let mut set: BTreeMap<String, Vec<settings::Set>> = BTreeMap::new();
        for value in settings::all(unit.conn)? {
            set.entry(value.key.clone()).or_default().push(value);
        }
        let settings = settings::definitions()
            .iter()
            .map(|definition| {
                let values = set.remove(&definition.key).unwrap_or_default();
                let holds = values.iter().find(|value| value.valid_from <= unit.now);
                Setting {
                    key: definition.key.clone(),
                    about: definition.about.clone(),
                    kind: definition.kind,
                    least: definition.least,
                    most: definition.most,
                    value: holds.map_or_else(|| definition.default.clone(), |holds| holds.value.clone()),
                    values: values.into_iter().map(SetValue::from).collect(),
                }
            })
            .collect();
        Reply::plain(&SettingList { settings })
    })
    .await
}
