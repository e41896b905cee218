use actix_web::web;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{AllOfBuilder, Ref, RefOr, Schema},
};
use validator::{Validate, ValidationErrors};

use super::wire::{IndicatorVersion, violations};
use crate::{
    access::{
        caller::Allowed,
        door::{Door, Unit},
        permissions::StatisticsManage,
    },
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::Created,
        },
        problem::{Kind, Problem},
    },
    statistics::{
        Figures,
        rules::{indicator::Indicator, load::among},
        store::indicators::{self, IndicatorState},
    },
};

/// An indicator as it is sent.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NewIndicator(pub Indicator);

/// A complete indicator of this code, for the contract.
pub fn example(code: &str) -> Value {
    json!({
        "code": code, "domain": "AdmissionAndStay",
        "title": { "ro": "Solicitări retrase", "ru": "Отозванные обращения", "en": "Requests withdrawn" },
        "definition": {
            "ro": "Numărul solicitărilor retrase de solicitant, după ziua închiderii dosarului.",
            "ru": "Число обращений, отозванных заявителем, по дню закрытия дела.",
            "en": "Requests withdrawn by the applicant, by the day on which the file was closed.",
        },
        "quality": { "ro": "Date complete.", "ru": "Полные данные.", "en": "Complete." },
        "subject": "Request", "event": "Closed", "filter": [{ "dimension": "state", "values": ["Withdrawn"] }],
        "dimensions": ["service", "office"], "tables": [{ "rows": "service", "columns": "office" }], "visibility": "Authorised",
    })
}

impl PartialSchema for NewIndicator {
    fn schema() -> RefOr<Schema> {
        AllOfBuilder::new()
            .item(Ref::from_schema_name(Indicator::name()))
            .description(Some("An indicator: what is counted, told apart by what, shown to whom."))
            .examples([example("requests-withdrawn")])
            .into()
    }
}

impl ToSchema for NewIndicator {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((Indicator::name().into_owned(), Indicator::schema()));
        Indicator::schemas(schemas);
    }
}

impl Validate for NewIndicator {
    fn validate(&self) -> Result<(), ValidationErrors> {
        Ok(())
    }
}

/// Refuses an indicator that is not sound, by itself or beside the others.
pub fn admit(unit: &mut Unit<'_>, indicator: &Indicator) -> Result<(), Problem> {
    let mut faults = indicator.faults();
    let rows = indicators::all(unit.conn)?;
    let others = rows
        .iter()
        .filter(|row| row.code != indicator.code && row.state() != IndicatorState::Withdrawn)
        .map(indicators::IndicatorRow::definition)
        .collect::<Result<Vec<_>, _>>()?;
    faults.extend(among(indicator, &others));
    if faults.is_empty() { Ok(()) } else { Err(Problem::bad_input(violations(&faults))) }
}

/// Create an indicator.
///
/// It answers once its figures have been made of all records and their history, as if it had always been there; no build of the program is
/// needed. Everything that is wrong with it is told at once.
#[utoipa::path(post, path = "/api/v1/indicators", tag = "Statistics",
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-2.h", "C-11.39", "C-31.1"]))))]
pub async fn create_indicator(
    allowed: Allowed<StatisticsManage>,
    _: Asked<NoQuery>,
    act: Act<NewIndicator>,
    figures: web::Data<Figures>,
    door: Door,
) -> Result<Created<IndicatorVersion>, Problem> {
    let indicator = act.body.0;
    let made = door
        .act(&allowed, act.key, move |unit| {
            indicators::take_turn(unit.conn)?;
            if !indicators::versions(unit.conn, &indicator.code)?.is_empty() {
                return Err(Problem::new(Kind::ALREADY_EXISTS).with("indicator", indicator.code.as_str()));
            }
            admit(unit, &indicator)?;
            let row = indicators::insert(unit, &indicator, 1)?;
            Ok(Created::record(row.version, &IndicatorVersion::of(&row)?)?.at(IndicatorVersion::location(&row)))
        })
        .await?;
    figures.kept.forget();
    Ok(made)
}
