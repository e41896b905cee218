use actix_web::web;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

use super::{
    draft::violations_in,
    wire::{ServiceVersion, ServiceVersionPath, violations},
};
use crate::{
    access::{caller::Allowed, door::Door, permissions::ServicesManage},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Created,
        },
        local_time::legal_day,
        problem::{Kind, Problem},
        text::Text,
        violation::Violation,
    },
    services::{
        Catalogue,
        rules::check::Fault,
        store::{self, ServiceVersionState, Sibling},
    },
};

/// From when a version is filed against.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ServicePublicationInput {
    /// The first day, in Chisinau; not a day that is over.
    #[schema(examples("2030-01-01"))]
    valid_from: NaiveDate,
    /// The last day, where the service ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples("2031-12-31"))]
    valid_to: Option<NaiveDate>,
}

/// Publish a version of a service.
///
/// From its first day on, requests are filed against it; requests begun keep the version they began with. The day is not over yet and
/// lies after the first day of every earlier version. Can be read at once; other copies of the program know it within seconds.
#[utoipa::path(post, path = "/api/v1/services/{serviceCode}/versions/{version}/publications", tag = "Services",
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["C-31.1", "C-16.6"]))))]
pub async fn publish_service_version(
    allowed: Allowed<ServicesManage>,
    At(at): At<ServiceVersionPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<ServicePublicationInput>,
    catalogue: web::Data<Catalogue>,
    door: Door,
) -> Result<Created<ServiceVersion>, Problem> {
    let (asked, lists) = (act.body, catalogue.clone());
    let published = door
        .act(&allowed, act.key, move |unit| {
            store::take_turn(unit.conn)?;
            let row = store::find_to_change(unit.conn, &at.service_code, at.version)?;
            seen.check(row.version)?;
            if row.state() != ServiceVersionState::Concept {
                return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("state", json!(row.state())));
            }
            let mut definition = row.definition()?;
            definition.concept = false;
            definition.valid_from = Some(asked.valid_from);
            definition.valid_to = asked.valid_to;
            let others = store::siblings(unit.conn)?;
            let mut wrong = day_is_right(&asked, legal_day(unit.now), &row.code, row.number, &others);
            // The dates are the body's own; the rest is as the concept stands, and the classifiers may have changed since.
            wrong.extend(violations_in("", &definition, &lists.classifiers(), &others));
            if !wrong.is_empty() {
                return Err(Problem::bad_input(wrong));
            }
            let row = store::publish(unit, row.id, &definition)?;
            Ok(Created::record(row.version, &ServiceVersion::of(&row)?)?.at(ServiceVersion::location(&row)))
        })
        .await?;
    catalogue.refresh_after_change().await;
    Ok(published)
}

/// Not in the past, and in the order of the versions.
fn day_is_right(
    asked: &ServicePublicationInput,
    today: NaiveDate,
    code: &str,
    number: i32,
    others: &[Sibling],
) -> Vec<Violation> {
    let mut wrong = Vec::new();
    if asked.valid_from < today {
        wrong.push(Violation::new(
            "/validFrom",
            "in-the-past",
            Text::new("Ziua a trecut deja.", "Этот день уже прошёл.", "This day is over."),
        ));
    }
    let published = others.iter().filter(|other| other.code == code && other.is_published());
    for other in published {
        let out_of_order = match other.number < number {
            true => other.valid_from >= Some(asked.valid_from),
            false => other.valid_from <= Some(asked.valid_from),
        };
        if out_of_order {
            let message = format!(
                "version {} begins on {}; versions follow each other",
                other.number,
                other.valid_from.unwrap_or_default()
            );
            wrong.extend(violations("", &[Fault { pointer: "/validFrom".into(), message }]));
        }
    }
    wrong
}
