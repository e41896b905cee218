use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    access::{caller::SubdivisionId, store::offices::Office},
    kernel::{id::TypedId, text::Text},
};

/// A subdivision of the inspectorate; one that serves the public is an office.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Subdivision {
    /// The subdivision.
    pub subdivision_id: SubdivisionId,
    /// Its code; it never changes, since numbers of acts carry it.
    #[schema(pattern = "^[A-Z][A-Z0-9-]{1,15}$", max_length = 16, examples("CHI"))]
    pub code: String,
    /// Its name.
    pub name: Text,
    /// The subdivision it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<SubdivisionId>,
    /// Whether people come to it.
    pub serves_public: bool,
    /// Town.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 60, examples("Chișinău"))]
    pub locality: Option<String>,
    /// Street and number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200, examples("bd. Ștefan cel Mare și Sfânt, 124"))]
    pub address: Option<String>,
    /// False once it is closed. Subdivisions are never deleted.
    pub active: bool,
}

impl From<Office> for Subdivision {
    fn from(office: Office) -> Self {
        Self {
            subdivision_id: SubdivisionId::from_uuid(office.id),
            code: office.code,
            name: Text::new(office.name_ro, office.name_ru, office.name_en),
            parent_id: office.parent_id.map(SubdivisionId::from_uuid),
            serves_public: office.serves_public,
            locality: office.locality,
            address: office.address,
            active: office.active,
        }
    }
}

/// The path of one subdivision.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase")]
pub struct SubdivisionPath {
    /// The subdivision.
    #[param(inline)]
    pub subdivision_id: SubdivisionId,
}
