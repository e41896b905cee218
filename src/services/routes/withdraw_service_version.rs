use actix_web::web;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

use super::wire::{ServiceVersion, ServiceVersionPath};
use crate::{
    access::{caller::Allowed, door::Door, permissions::ServicesManage},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Created,
        },
        problem::{Kind, Problem},
    },
    services::{
        Catalogue,
        store::{self, ServiceVersionState},
    },
};

/// Why a version is withdrawn.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ServiceWithdrawalInput {
    /// The reason; no personal data.
    #[schema(min_length = 3, max_length = 500, examples("Tariful a fost indicat greșit."))]
    reason: String,
}

/// Withdraw a version of a service.
///
/// Nobody can begin a request with it any more; the version before it, if one is still valid, is in force again. Requests begun stay on
/// it. A concept that is given up is withdrawn too: nothing is deleted.
#[utoipa::path(post, path = "/api/v1/services/{serviceCode}/versions/{version}/withdrawals", tag = "Services",
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["C-31.1", "C-16.6", "C-37"]))))]
pub async fn withdraw_service_version(
    allowed: Allowed<ServicesManage>,
    At(at): At<ServiceVersionPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<ServiceWithdrawalInput>,
    catalogue: web::Data<Catalogue>,
    door: Door,
) -> Result<Created<ServiceVersion>, Problem> {
    let reason = act.body.reason;
    let withdrawn = door
        .act(&allowed, act.key, move |unit| {
            store::take_turn(unit.conn)?;
            let row = store::find_to_change(unit.conn, &at.service_code, at.version)?;
            seen.check(row.version)?;
            if row.state() == ServiceVersionState::Withdrawn {
                return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("state", json!(row.state())));
            }
            let row = store::withdraw(unit, row.id, &reason)?;
            Ok(Created::record(row.version, &ServiceVersion::of(&row)?)?.at(ServiceVersion::location(&row)))
        })
        .await?;
    catalogue.refresh_after_change().await;
    Ok(withdrawn)
}
