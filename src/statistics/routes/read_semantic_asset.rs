use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    access::caller::Open,
    kernel::{
        http::{
            kept::FRESH,
            params::{Asked, At},
        },
        problem::Problem,
    },
    statistics::{
        Figures,
        assets::schema_of_codes,
        store::assets::{self, AssetFormat, Said},
    },
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

/// In which form, of which version.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub struct SemanticAssetAsked {
    /// `jsonld`, `turtle` or `schema`; `jsonld` unless said.
    #[param(inline)]
    format: Option<AssetFormat>,
    /// The version of this number; the latest unless said.
    #[param(minimum = 1, maximum = 100000, example = 1)]
    version: Option<i32>,
}

/// Read a semantic asset.
///
/// A concept scheme (SKOS) as JSON-LD or Turtle: every code with its names in three languages and the days on which it holds; or a data
/// structure: every type with its members and what they hold. As a JSON Schema (2020-12), the codes that there are, or the structure. Earlier
/// versions stay what they were.
#[utoipa::path(get, path = "/api/v1/semantic-assets/{assetCode}", tag = "OpenData",
    extensions(("x-audience" = json!(["public", "partner"])), ("x-requirements" = json!(["G-SEM", "C-10.7"])),
        ("x-produces" = json!(["application/ld+json", "text/turtle", "application/schema+json"]))))]
pub async fn read_semantic_asset(
    _: Open,
    At(at): At<SemanticAssetPath>,
    Asked(asked): Asked<SemanticAssetAsked>,
    figures: web::Data<Figures>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    figures.issue_assets().await?;
    let format = asked.format.unwrap_or_default();
    let name = format!("asset {} {:?} {}", at.asset_code, asked.version, format.media());
    if let Some(kept) = figures.kept_answer(&name) {
        return Ok(kept.answer(&request, format.media(), "Accept-Encoding", FRESH));
    }
    let (code, number) = (at.asset_code.clone(), asked.version);
    let said = figures.door.open(move |conn, _| assets::content(conn, &code, number, format)).await?;
    let text = match said.ok_or_else(Problem::not_found)? {
        Said::Whole(text) => text,
        Said::Codes(statements, number) => schema_of_codes(&figures, &at.asset_code, number, &statements)?,
    };
    let kept = figures.kept_text(name, || text.into_bytes())?;
    Ok(kept.answer(&request, format.media(), "Accept-Encoding", FRESH))
}
