use actix_web::web;

use crate::{
    access::caller::Open,
    administration::classifiers::{ClassifierList, Classifiers},
    kernel::{
        http::{
            params::{Asked, NoQuery},
            reply::Reply,
        },
        problem::Problem,
    },
};

/// List the classifiers.
///
/// The controlled lists that the platform uses, without their entries.
#[utoipa::path(get, path = "/api/v1/classifiers", tag = "Classifiers",
    extensions(("x-audience" = json!(["public", "efiling", "intranet", "partner"])), ("x-requirements" = json!(["C-10.7", "C-16.6"]))))]
pub async fn list_classifiers(
    _: Open,
    _: Asked<NoQuery>,
    classifiers: web::Data<Classifiers>,
) -> Result<Reply<ClassifierList>, Problem> {
    Ok(classifiers.all())
}
