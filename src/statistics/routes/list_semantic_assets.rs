use actix_web::web;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    access::caller::Open,
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        keys::KeyRing,
        problem::Problem,
        text::Text,
    },
    statistics::{Figures, assets, store::assets as versions},
};

/// Which assets.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub struct SemanticAssetsAsked {
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    cursor: Option<String>,
}

/// What a semantic asset is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum SemanticAssetKind {
    /// Codes with their names (SKOS).
    ConceptScheme,
    /// Types with their members.
    DataStructure,
}

/// A semantic asset.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SemanticAsset {
    /// Its code.
    #[schema(examples("countries"))]
    code: String,
    /// Its name.
    title: Text,
    /// What it is.
    kind: SemanticAssetKind,
    /// How many concepts it has, or types.
    #[schema(examples(249))]
    concepts: usize,
    /// The number of its latest version.
    #[schema(examples(2))]
    version: i32,
    /// The day of that version.
    issued_on: NaiveDate,
    /// Its address, which stays.
    #[schema(examples("https://migratie.gov.md/api/v1/semantic-assets/countries"))]
    address: String,
}

/// A page of semantic assets.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SemanticAssetList {
    /// By code.
    #[schema(max_items = 200)]
    assets: Vec<SemanticAsset>,
    /// Send it as `cursor` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// List the semantic assets.
///
/// The controlled lists, the services and the dimensions of statistics, each a concept scheme, and the data structures of what the system
/// keeps, each with an address that stays.
#[utoipa::path(get, path = "/api/v1/semantic-assets", tag = "OpenData",
    extensions(("x-audience" = json!(["public", "partner"])), ("x-requirements" = json!(["G-SEM", "C-10.7"])),
        ("x-links" = json!({"readSemanticAsset": {"operationId": "readSemanticAsset", "parameters": {"assetCode": "$response.body#/assets/0/code"}}}))))]
pub async fn list_semantic_assets(
    _: Open,
    Asked(asked): Asked<SemanticAssetsAsked>,
    figures: web::Data<Figures>,
    keys: web::Data<KeyRing>,
) -> Result<Reply<SemanticAssetList>, Problem> {
    let page = Page::<String>::read(keys.cursors(), "listSemanticAssets", &(), asked.limit, asked.cursor.as_deref())?;
    figures.issue_assets().await?;
    let latest = figures.door.open(|conn, _| versions::latest(conn)).await?;
    let version = |code: &str| latest.iter().find(|version| version.code == code);
    let rows = assets::all(&figures.catalogue)
        .into_iter()
        .filter_map(|one| version(&one.code).map(|version| (one, version)))
        .filter(|(one, _)| page.after.as_ref().is_none_or(|after| one.code > *after))
        .take(page.limit as usize + 1)
        .map(|(one, version)| SemanticAsset {
            address: figures.address(&format!("semantic-assets/{}", one.code)),
            code: one.code,
            title: one.title,
            kind: if one.structure { SemanticAssetKind::DataStructure } else { SemanticAssetKind::ConceptScheme },
            concepts: one.concepts,
            version: version.number,
            issued_on: version.issued_on,
        })
        .collect();
    let (assets, next_cursor) = page.cut(keys.cursors(), rows, |row: &SemanticAsset| row.code.clone())?;
    Reply::plain(&SemanticAssetList { assets, next_cursor })
}
