use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    access::{
        caller::Open,
        door::Door,
        store::offices::{self, Wanted},
    },
    administration::wire::subdivision::Subdivision,
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        keys::KeyRing,
        problem::Problem,
    },
};

/// Which subdivisions.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase")]
pub struct SubdivisionsQuery {
    /// Only offices, to which people come (true), or only the others (false).
    pub serves_public: Option<bool>,
    /// Whether closed ones are listed too.
    pub closed_too: Option<bool>,
    /// Rows at most.
    #[param(minimum = 1, maximum = 200, default = 25)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

/// Subdivisions by code.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SubdivisionList {
    /// The subdivisions.
    #[schema(max_items = 200)]
    pub subdivisions: Vec<Subdivision>,
    /// For the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 512)]
    pub next_cursor: Option<String>,
}

/// List the subdivisions of the inspectorate.
///
/// Public: where people can come, and what the inspectorate is made of.
#[utoipa::path(get, path = "/api/v1/subdivisions", tag = "Administration", params(SubdivisionsQuery),
    extensions(("x-audience" = json!(["public", "efiling", "intranet"])), ("x-requirements" = json!(["C-16.6", "C-18.1"]))))]
pub async fn list_subdivisions(
    _: Open,
    Asked(asked): Asked<SubdivisionsQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<SubdivisionList>, Problem> {
    let filters = (asked.serves_public, asked.closed_too);
    let page: Page<String> = Page::read(keys.cursors(), "listSubdivisions", &filters, asked.limit, asked.cursor.as_deref())?;
    let wanted = Wanted { serves_public: asked.serves_public, closed_too: asked.closed_too == Some(true) };
    let (rows, after) = (page.wanted(), page.after.clone());
    let found = door.open(move |conn, _| offices::page(conn, &wanted, after.clone(), rows)).await?;
    let (found, next_cursor) = page.cut(keys.cursors(), found, |row| row.code.clone())?;
    Reply::plain(&SubdivisionList { subdivisions: found.into_iter().map(Subdivision::from).collect(), next_cursor })
}
