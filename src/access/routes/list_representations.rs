use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    access::{
        caller::Allowed, door::Door, permissions::RepresentationsRead, rules::representation::State, store::powers,
        wire::representation::Representation,
    },
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        keys::KeyRing,
        problem::Problem,
    },
};

/// Which powers.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase")]
pub struct RepresentationsQuery {
    /// Only in this state.
    #[param(inline)]
    pub state: Option<State>,
    /// Rows at most.
    #[param(minimum = 1, maximum = 200, default = 25)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

/// Powers, the newest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RepresentationList {
    /// The powers.
    #[schema(max_items = 200)]
    pub representations: Vec<Representation>,
    /// For the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 512)]
    pub next_cursor: Option<String>,
}

/// List powers of representation.
///
/// A member of the public sees the powers they hold and those by which they are represented; officers all, by state.
#[utoipa::path(get, path = "/api/v1/representations", tag = "Representations", params(RepresentationsQuery),
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-29.4"]))))]
pub async fn list_representations(
    allowed: Allowed<RepresentationsRead>,
    Asked(asked): Asked<RepresentationsQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<RepresentationList>, Problem> {
    door.run(&allowed, move |unit| {
        let binding = (unit.caller.account, asked.state);
        let page: Page<Uuid> = Page::read(keys.cursors(), "listRepresentations", &binding, asked.limit, asked.cursor.as_deref())?;
        let found = powers::page(unit, asked.state, page.after, page.wanted())?;
        let (found, next_cursor) = page.cut(keys.cursors(), found, |row| row.id)?;
        for person in found.iter().filter_map(|row| row.person_id) {
            unit.about(person);
        }
        let representations = found.into_iter().map(|row| Representation::of(&unit.caller, row)).collect::<Result<_, _>>()?;
        Reply::plain(&RepresentationList { representations, next_cursor })
    })
    .await
}
