use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use utoipa::IntoParams;

use super::datasets::bytes;
use crate::{
    access::caller::Open,
    kernel::{
        http::{params::Asked, reply::etag},
        problem::Problem,
    },
    statistics::{Figures, datasets::catalog, rdf::RdfFormat, store::releases},
};

/// In which form.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub struct RdfFormatAsked {
    /// `jsonld` or `turtle`; `jsonld` unless said.
    #[param(inline)]
    pub format: Option<RdfFormat>,
}

/// Read the catalogue of open data.
///
/// All data sets in the vocabulary of open data portals (DCAT-AP 3), as JSON-LD or Turtle.
#[utoipa::path(get, path = "/api/v1/open-data-catalog", tag = "OpenData",
    extensions(("x-audience" = json!(["public", "partner"])), ("x-requirements" = json!(["C-4", "C-29.11", "G-DATE", "G-SEM"])),
        ("x-produces" = json!(["application/ld+json", "text/turtle"]))))]
pub async fn read_open_data_catalog(
    _: Open,
    Asked(asked): Asked<RdfFormatAsked>,
    figures: web::Data<Figures>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let current = figures.current().await?;
    let newest = figures.door.open(|conn, _| releases::newest(conn)).await?;
    let offered: Vec<_> = current
        .values()
        .filter(|one| one.is_open())
        .map(|one| (one, newest.iter().find(|release| release.code == one.indicator().code)))
        .collect();
    let (text, media) = asked.format.unwrap_or_default().write(&catalog(&figures, &offered));
    let tag = etag(0, &text);
    Ok(bytes(&request, text.into(), &tag, media))
}
