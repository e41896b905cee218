use super::wire::{ServiceVersion, ServiceVersionPath};
use crate::{
    access::{caller::Allowed, door::Door, permissions::ServicesManage},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        problem::Problem,
    },
    services::store,
};

/// Read a version of a service.
///
/// With its whole definition; concepts too.
#[utoipa::path(get, path = "/api/v1/services/{serviceCode}/versions/{version}", tag = "Services",
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["C-31.1", "C-16.6"]))))]
pub async fn read_service_version(
    allowed: Allowed<ServicesManage>,
    At(at): At<ServiceVersionPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<ServiceVersion>, Problem> {
    door.run(&allowed, move |unit| {
        let row = store::find(unit.conn, &at.service_code, at.version)?;
        unit.read("ServiceVersion", store::name(&row));
        Reply::record(row.version, &ServiceVersion::of(&row)?)
    })
    .await
}
