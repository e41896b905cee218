use actix_web::web;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

use super::wire::{IndicatorVersion, IndicatorVersionPath};
use crate::{
    access::{caller::Allowed, door::Door, permissions::StatisticsManage},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Created,
        },
        problem::{Kind, Problem},
    },
    statistics::{
        Figures,
        store::indicators::{self, IndicatorState},
    },
};

/// Why a version is withdrawn.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IndicatorWithdrawalInput {
    /// The reason.
    #[schema(min_length = 3, max_length = 500, examples("Definiția nu corespunde metodologiei."))]
    reason: String,
}

/// Withdraw a version of an indicator.
///
/// It answers no more and is counted no more; nothing that was made of it is deleted.
#[utoipa::path(post, path = "/api/v1/indicators/{indicatorCode}/versions/{version}/withdrawals", tag = "Statistics",
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-2.h", "C-11.39", "C-31.1"])),
        ("x-links" = json!({"readIndicator": {"operationId": "readIndicator", "parameters": {"indicatorCode": "$request.path.indicatorCode"}}}))))]
pub async fn withdraw_indicator_version(
    allowed: Allowed<StatisticsManage>,
    At(at): At<IndicatorVersionPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<IndicatorWithdrawalInput>,
    figures: web::Data<Figures>,
    door: Door,
) -> Result<Created<IndicatorVersion>, Problem> {
    let reason = act.body.reason;
    let withdrawn = door
        .act(&allowed, act.key, move |unit| {
            indicators::take_turn(unit.conn)?;
            let row = indicators::find_to_change(unit.conn, &at.indicator_code, at.version)?;
            seen.check(row.version)?;
            if row.state() == IndicatorState::Withdrawn {
                return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("state", json!(row.state())));
            }
            let row = indicators::withdraw(unit, row.id, &reason)?;
            Ok(Created::record(row.version, &IndicatorVersion::of(&row)?)?.at(IndicatorVersion::location(&row)))
        })
        .await?;
    figures.kept.forget();
    Ok(withdrawn)
}
