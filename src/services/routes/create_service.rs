use actix_web::web;

use super::{
    draft::{NewService, admit, as_concept},
    wire::ServiceVersion,
};
use crate::{
    access::{caller::Allowed, door::Door, permissions::ServicesManage},
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::Created,
        },
        problem::{Kind, Problem},
    },
    services::{Catalogue, store},
};

/// Create a service.
///
/// Keeps the first version of a new service as a concept, whatever `concept`, `validFrom` and `validTo` say: publishing it gives it its days.
/// Everything that is wrong with the definition is told at once.
#[utoipa::path(post, path = "/api/v1/services", tag = "Services",
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["C-31.1", "C-16.6"])),
        ("x-links" = json!({"publishServiceVersion": {"operationId": "publishServiceVersion",
            "parameters": {"serviceCode": "$response.body#/code", "version": "$response.body#/version", "If-Match": "$response.header.ETag"}}}))))]
pub async fn create_service(
    allowed: Allowed<ServicesManage>,
    _: Asked<NoQuery>,
    act: Act<NewService>,
    catalogue: web::Data<Catalogue>,
    door: Door,
) -> Result<Created<ServiceVersion>, Problem> {
    let definition = as_concept(act.body.0);
    door.act(&allowed, act.key, move |unit| {
        store::take_turn(unit.conn)?;
        let others = store::siblings(unit.conn)?;
        if others.iter().any(|other| other.code == definition.code) {
            return Err(Problem::new(Kind::ALREADY_EXISTS).with("service", definition.code.as_str()));
        }
        admit("", &definition, &catalogue.classifiers(), &others)?;
        let row = store::insert(unit, &definition)?;
        Ok(Created::record(row.version, &ServiceVersion::of(&row)?)?.at(ServiceVersion::location(&row)))
    })
    .await
}
