use actix_web::web;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    access::caller::Open,
    administration::classifiers::{Classifiers, List},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        problem::Problem,
    },
};

/// The path of one classifier.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase")]
pub struct ClassifierPath {
    /// Its code.
    #[param(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 60, example = "roles")]
    pub classifier_code: String,
}

/// Read a classifier.
///
/// All entries at once: classifiers are small, change rarely and have an ETag, so that a client keeps them.
#[utoipa::path(get, path = "/api/v1/classifiers/{classifierCode}", tag = "Classifiers", params(ClassifierPath),
    extensions(("x-audience" = json!(["public", "efiling", "intranet", "partner"])), ("x-requirements" = json!(["C-10.7", "C-16.6"]))))]
pub async fn read_classifier(
    _: Open,
    At(at): At<ClassifierPath>,
    _: Asked<NoQuery>,
    classifiers: web::Data<Classifiers>,
) -> Result<Reply<List>, Problem> {
    classifiers.one(&at.classifier_code)
}
