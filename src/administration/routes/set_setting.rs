use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::list_settings::{SetValue, SettingValue};
use crate::{
    access::{caller::Allowed, door::Door, permissions::AdministrationChange},
    administration::settings::{self, WrongValue},
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::{Created, Reply},
        },
        problem::Problem,
        text::Text,
    },
};

/// A value about to be set.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SettingInput {
    /// The setting.
    #[schema(pattern = "^[a-z][A-Za-z]*(\\.[a-z][A-Za-z]*)+$", max_length = 60, examples("delegations.longestDays"))]
    pub key: String,
    /// The value, of the setting's kind and within its bounds.
    pub value: SettingValue,
    /// From when it holds; absent means now.
    pub valid_from: Option<DateTime<Utc>>,
    /// Why.
    #[schema(min_length = 3, max_length = 400, examples("Ordinul nr. 12 din 10.01.2026"))]
    pub reason: String,
}

/// Set a setting.
///
/// The value holds from an instant on, never from the past; what held before stays on record.
#[utoipa::path(post, path = "/api/v1/settings", tag = "Administration",
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["C-16.6"]))))]
pub async fn set_setting(
    allowed: Allowed<AdministrationChange>,
    _: Asked<NoQuery>,
    act: Act<SettingInput>,
    door: Door,
) -> Result<Created<SetValue>, Problem> {
    let input = act.body;
    door.act(&allowed, act.key, move |unit| {
        let value = &input.value.0;
        settings::judge(&input.key, value).map_err(told)?;
        let valid_from = input.valid_from.unwrap_or(unit.now);
        if valid_from < unit.now - Duration::minutes(5) {
            return Err(Problem::violation(
                "/validFrom",
                "in-the-past",
                Text::new("Nu se schimbă trecutul.", "Прошлое не меняется.", "The past is not changed."),
            ));
        }
        let set = settings::set(unit, &input.key, value, valid_from, &input.reason)?;
        unit.wrote("Setting", crate::kernel::id::write("set", set.id));
        Ok(Reply::plain(&SetValue::from(set))?.at("/api/v1/settings"))
    })
    .await
}

fn told(wrong: WrongValue) -> Problem {
    let (pointer, code, ro, ru, en) = match wrong {
        WrongValue::UnknownKey => {
            ("/key", "no-such-setting", "Nu există o asemenea setare.", "Такой настройки нет.", "There is no such setting.")
        }
        WrongValue::WrongKind => {
            ("/value", "wrong-type", "Valoarea este de alt tip.", "Значение другого типа.", "The value is of another kind.")
        }
        WrongValue::OutOfBounds => {
            ("/value", "out-of-range", "Valoarea este în afara limitelor.", "Значение вне границ.", "The value is out of bounds.")
        }
    };
    Problem::violation(pointer, code, Text::new(ro, ru, en))
}
