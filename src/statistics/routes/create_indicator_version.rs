use actix_web::web;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{AllOfBuilder, Ref, RefOr, Schema},
};
use validator::{Validate, ValidationErrors};

use super::{
    create_indicator::{admit, example},
    wire::{IndicatorVersion, violations},
};
use crate::{
    access::{caller::Allowed, door::Door, permissions::StatisticsManage},
    kernel::{
        http::{
            act::Act,
            params::{Asked, At, NoQuery},
            reply::Created,
        },
        problem::Problem,
    },
    services::rules::check::Fault,
    statistics::{Figures, rules::indicator::Indicator, store::indicators},
};

/// Of which indicator. The example is the one that the example of creating adds: an example that is tried changes no open figures.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Path)]
pub struct FurtherVersionPath {
    /// The indicator's code.
    #[param(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", min_length = 1, max_length = 60, example = "requests-withdrawn")]
    pub indicator_code: String,
}

/// The example of creating, told apart by one thing more.
fn further() -> Value {
    let mut version = example();
    version["dimensions"] = json!(["service", "office", "channel"]);
    version
}

/// A further version of an indicator.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NewIndicatorVersion(pub Indicator);

impl PartialSchema for NewIndicatorVersion {
    fn schema() -> RefOr<Schema> {
        AllOfBuilder::new()
            .item(Ref::from_schema_name(Indicator::name()))
            .description(Some("A further version of an indicator."))
            .examples([further()])
            .into()
    }
}

impl ToSchema for NewIndicatorVersion {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((Indicator::name().into_owned(), Indicator::schema()));
        Indicator::schemas(schemas);
    }
}

impl Validate for NewIndicatorVersion {
    fn validate(&self) -> Result<(), ValidationErrors> {
        Ok(())
    }
}

/// Create a version of an indicator.
///
/// The version before it answers until the figures of this one are made; what was released under it stays what it was.
#[utoipa::path(post, path = "/api/v1/indicators/{indicatorCode}/versions", tag = "Statistics",
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-2.h", "C-11.39", "C-31.1"]))))]
pub async fn create_indicator_version(
    allowed: Allowed<StatisticsManage>,
    At(at): At<FurtherVersionPath>,
    _: Asked<NoQuery>,
    act: Act<NewIndicatorVersion>,
    figures: web::Data<Figures>,
    door: Door,
) -> Result<Created<IndicatorVersion>, Problem> {
    let indicator = act.body.0;
    let catalogue = figures.catalogue.clone();
    let made = door
        .act(&allowed, act.key, move |unit| {
            indicators::take_turn(unit.conn)?;
            let versions = indicators::versions(unit.conn, &at.indicator_code)?;
            let latest = versions.first().ok_or_else(Problem::not_found)?;
            if indicator.code != at.indicator_code {
                let message = format!("the indicator is `{}`", at.indicator_code);
                return Err(Problem::bad_input(violations(&[Fault { pointer: "/code".into(), message }])));
            }
            admit(unit, &catalogue, &indicator)?;
            let row = indicators::insert(unit, &indicator, latest.number + 1)?;
            Ok(Created::record(row.version, &IndicatorVersion::of(&row)?)?.at(IndicatorVersion::location(&row)))
        })
        .await?;
    figures.kept.forget();
    Ok(made)
}
