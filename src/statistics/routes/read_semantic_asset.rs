use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{datasets::bytes, read_open_data_catalog::RdfFormatAsked};
use crate::{
    access::caller::Open,
    kernel::{
        http::{
            params::{Asked, At},
            reply::etag,
        },
        problem::Problem,
    },
    statistics::{Figures, assets},
};

/// Which asset.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Path)]
pub struct SemanticAssetPath {
    /// The asset's code.
    #[param(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", min_length = 1, max_length = 60, example = "countries")]
    pub asset_code: String,
}

/// Read a semantic asset.
///
/// A concept scheme (SKOS) as JSON-LD or Turtle: every code with its names in three languages and the days on which it holds.
#[utoipa::path(get, path = "/api/v1/semantic-assets/{assetCode}", tag = "OpenData",
    extensions(("x-audience" = json!(["public", "partner"])), ("x-requirements" = json!(["G-SEM", "C-10.7"])),
        ("x-produces" = json!(["application/ld+json", "text/turtle"]))))]
pub async fn read_semantic_asset(
    _: Open,
    At(at): At<SemanticAssetPath>,
    Asked(asked): Asked<RdfFormatAsked>,
    figures: web::Data<Figures>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let lists = figures.catalogue.classifiers();
    let graph = assets::one(&figures, &lists, &at.asset_code).ok_or_else(Problem::not_found)?;
    let (text, media) = asked.format.unwrap_or_default().write(&graph);
    let tag = etag(0, &text);
    Ok(bytes(&request, text.into(), &tag, media))
}
