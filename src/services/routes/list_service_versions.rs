use actix_web::web;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::wire::ServicePath;
use crate::{
    access::caller::Open,
    kernel::{
        http::params::{Asked, At, NoQuery},
        problem::Problem,
    },
    services::{
        Catalogue, Published,
        kept::{FromMemory, Kept, Media},
        store::ServiceVersionState,
    },
};

/// The published versions of a service.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServiceVersions {
    /// The latest first.
    versions: Vec<ServiceVersionSummary>,
}

/// A version that is or was published.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServiceVersionSummary {
    /// The version's number.
    #[schema(examples(1))]
    version: u32,
    /// Published or Withdrawn.
    state: ServiceVersionState,
    /// The first day on which requests are filed against it.
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_from: Option<NaiveDate>,
    /// The last day, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_to: Option<NaiveDate>,
    /// When it was published.
    published_at: DateTime<Utc>,
    /// When it was withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn_at: Option<DateTime<Utc>>,
}

impl Media for ServiceVersions {}

impl ServiceVersionSummary {
    fn of(version: &Published) -> Self {
        Self {
            version: version.version,
            state: version.state,
            valid_from: version.definition.valid_from,
            valid_to: version.definition.valid_to,
            published_at: version.published_at,
            withdrawn_at: version.withdrawn_at,
        }
    }
}

/// List the versions of a service.
///
/// Those that are or were published, also those that begin on a later day; never concepts. A service has few, so that there is one page.
#[utoipa::path(get, path = "/api/v1/services/{serviceCode}/versions", tag = "Services",
    extensions(("x-audience" = json!(["public", "efiling", "intranet", "partner"])), ("x-requirements" = json!(["C-31.1", "C-29.10"]))))]
pub async fn list_service_versions(
    _: Open,
    At(at): At<ServicePath>,
    _: Asked<NoQuery>,
    catalogue: web::Data<Catalogue>,
) -> Result<FromMemory<ServiceVersions>, Problem> {
    let code = at.service_code;
    let kept = catalogue.kept(format!("versions {code}"), |snapshot, _| {
        let versions: Vec<_> = snapshot.versions(&code).map(|version| ServiceVersionSummary::of(version)).collect();
        if versions.is_empty() { Err(Problem::not_found()) } else { Kept::new(&ServiceVersions { versions }) }
    })?;
    Ok(kept.into())
}
