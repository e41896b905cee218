use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    access::caller::Open,
    kernel::{
        http::{kept::FRESH, params::Asked},
        problem::Problem,
    },
    statistics::{Figures, datasets::catalog, rdf::RdfFormat},
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
    let standing = figures.standing().await?;
    let offered: Vec<_> = standing.opened.values().collect();
    let format = asked.format.unwrap_or_default();
    let releases: Vec<String> = offered.iter().map(|one| format!("{}/{}", one.release.code, one.release.number)).collect();
    let name = format!("catalogue {} {}", format.media(), releases.join(" "));
    let kept = figures.kept_text(name, || format.write(&catalog(&figures, &offered)))?;
    Ok(kept.answer(&request, format.media(), "Accept-Encoding", FRESH))
}
