use actix_web::web;

use super::{
    draft::{NewServiceVersion, as_concept, violations_in},
    wire::{ServicePath, ServiceVersion, violations},
};
use crate::{
    access::{caller::Allowed, door::Door, permissions::ServicesManage},
    kernel::{
        http::{
            act::Act,
            params::{Asked, At, NoQuery},
            reply::Created,
        },
        problem::{Kind, Problem},
    },
    services::{Catalogue, rules::check::Fault, store},
};

/// Create a version of a service.
///
/// Keeps it as a concept, whatever `concept`, `validFrom` and `validTo` say: publishing it gives it its days. Its number is above those there are. Everything that is wrong with the definition is
/// told at once.
#[utoipa::path(post, path = "/api/v1/services/{serviceCode}/versions", tag = "Services",
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["C-31.1", "C-16.6"])),
        ("x-links" = json!({"publishServiceVersion": {"operationId": "publishServiceVersion",
            "parameters": {"serviceCode": "$response.body#/code", "version": "$response.body#/version", "If-Match": "$response.header.ETag"}}}))))]
pub async fn create_service_version(
    allowed: Allowed<ServicesManage>,
    At(at): At<ServicePath>,
    _: Asked<NoQuery>,
    act: Act<NewServiceVersion>,
    catalogue: web::Data<Catalogue>,
    door: Door,
) -> Result<Created<ServiceVersion>, Problem> {
    let definition = as_concept(act.body.0);
    door.act(&allowed, act.key, move |unit| {
        store::take_turn(unit.conn)?;
        let others = store::siblings(unit.conn)?;
        let same: Vec<i64> =
            others.iter().filter(|other| other.code == at.service_code).map(|other| other.number.into()).collect();
        let highest = *same.iter().max().ok_or_else(Problem::not_found)?;
        if same.contains(&definition.version.into()) {
            return Err(Problem::new(Kind::ALREADY_EXISTS).with("highestVersion", highest));
        }
        let mut wrong = violations_in("", &definition, &catalogue.classifiers(), &others);
        let mut fault =
            |pointer: &str, message: String| wrong.extend(violations("", &[Fault { pointer: pointer.into(), message }]));
        if definition.code != at.service_code {
            fault("/code", format!("this is not the service `{}`", at.service_code));
        }
        if i64::from(definition.version) < highest {
            fault("/version", format!("version {highest} is there already; the next is above it"));
        }
        if !wrong.is_empty() {
            return Err(Problem::bad_input(wrong));
        }
        let row = store::insert(unit, &definition)?;
        Ok(Created::record(row.version, &ServiceVersion::of(&row)?)?.at(ServiceVersion::location(&row)))
    })
    .await
}
