use actix_web::web;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    access::{caller::Allowed, door::Door, permissions::ServicesManage},
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        keys::KeyRing,
        problem::Problem,
        text::Text,
    },
    services::store,
};

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub struct ServiceConceptsAsked {
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    cursor: Option<String>,
}

/// Versions being written.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServiceConcepts {
    /// By service and version.
    concepts: Vec<ServiceConcept>,
    /// Send it as `cursor` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

/// A version being written.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServiceConcept {
    /// The service.
    #[schema(examples("invitation"))]
    code: String,
    /// The version's number.
    #[schema(examples(2))]
    version: i32,
    /// Its name.
    title: Text,
    /// When it was first kept.
    created_at: DateTime<Utc>,
}

/// List the concepts of services.
///
/// The versions that are being written, of services old and new.
#[utoipa::path(get, path = "/api/v1/service-concepts", tag = "Services",
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["C-31.1", "C-16.6"]))))]
pub async fn list_service_concepts(
    allowed: Allowed<ServicesManage>,
    Asked(asked): Asked<ServiceConceptsAsked>,
    keys: web::Data<KeyRing>,
    door: Door,
) -> Result<Reply<ServiceConcepts>, Problem> {
    door.run(&allowed, move |unit| {
        let filters = unit.caller.account;
        let page = Page::read(keys.cursors(), "listServiceConcepts", &filters, asked.limit, asked.cursor.as_deref())?;
        let rows = store::concepts(unit.conn, page.after.as_ref(), page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |row| (row.code.clone(), row.number))?;
        let concept = |row: &store::VersionRow| {
            let title = row.definition()?.texts.title;
            Ok(ServiceConcept { code: row.code.clone(), version: row.number, title, created_at: row.created_at })
        };
        Reply::plain(&ServiceConcepts { concepts: rows.iter().map(concept).collect::<Result<_, Problem>>()?, next_cursor })
    })
    .await
}
