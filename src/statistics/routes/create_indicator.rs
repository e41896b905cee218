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
    services::{Catalogue, rules::check::Fault},
    statistics::{
        Figures, labels,
        rules::{indicator::Indicator, load::among},
        store::{
            indicators::{self, IndicatorRow, IndicatorState},
            releases,
        },
    },
};

/// An indicator as it is sent.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NewIndicator(pub Indicator);

/// A complete indicator, for the contract.
pub fn example() -> Value {
    json!({
        "code": "requests-withdrawn", "domain": "AdmissionAndStay",
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
            .examples([example()])
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

/// Refuses an indicator that is not sound: by itself, beside the others, or after what was released openly, of it or of another that was
/// withdrawn since.
pub fn admit(unit: &mut Unit<'_>, catalogue: &Catalogue, indicator: &Indicator) -> Result<(), Problem> {
    let mut faults = indicator.faults();
    for (at, filter) in indicator.filter.iter().enumerate().filter(|(_, filter)| labels::own(filter.dimension).is_empty()) {
        for (nth, value) in
            filter.values.iter().enumerate().filter(|(_, value)| !labels::can_have(catalogue, filter.dimension, value))
        {
            let message = format!("`{}` is never `{value}`: there is no such code", filter.dimension.name());
            faults.push(Fault { pointer: format!("/filter/{at}/values/{nth}"), message });
        }
    }
    let rows = indicators::all(unit.conn)?;
    let others = rows
        .iter()
        .filter(|row| row.code != indicator.code && row.state() != IndicatorState::Withdrawn)
        .map(IndicatorRow::definition)
        .collect::<Result<Vec<_>, _>>()?;
    faults.extend(among(indicator, &others));
    for fault in after_releases(unit, indicator, &rows)? {
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Problem::bad_input(violations(&faults))) }
}

/// What is wrong with it after what was released: of versions of its own, the latest first, and of others that were withdrawn. What overlaps
/// another one that answers is told anyhow.
fn after_releases(unit: &mut Unit<'_>, indicator: &Indicator, rows: &[IndicatorRow]) -> Result<Vec<Fault>, Problem> {
    let released = releases::versions(unit.conn)?;
    let (mut faults, mut last): (Vec<Fault>, Option<Indicator>) = (Vec::new(), None);
    for row in rows.iter().filter(|row| released.contains(&(row.code.clone(), row.number))) {
        let own = row.code == indicator.code;
        if !own && row.state() != IndicatorState::Withdrawn {
            continue;
        }
        let before = row.definition()?;
        faults.extend(indicator.faults_after(&before));
        if own {
            if let Some(last) = &last {
                faults.extend(indicator.faults_between(last, &before));
            }
            last = last.or(Some(before));
        }
    }
    Ok(faults)
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
    let catalogue = figures.catalogue.clone();
    let made = door
        .act(&allowed, act.key, move |unit| {
            indicators::take_turn(unit.conn)?;
            if !indicators::versions(unit.conn, &indicator.code)?.is_empty() {
                return Err(Problem::new(Kind::ALREADY_EXISTS).with("indicator", indicator.code.as_str()));
            }
            admit(unit, &catalogue, &indicator)?;
            let row = indicators::insert(unit, &indicator, 1)?;
            Ok(Created::record(row.version, &IndicatorVersion::of(&row)?)?.at(IndicatorVersion::location(&row)))
        })
        .await?;
    figures.kept.forget();
    Ok(made)
}
