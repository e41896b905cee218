use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    access::{caller::Allowed, door::Door, permissions::InterestsRead, store::conflicts, wire::interest::Interest},
    kernel::{
        http::{
            page::{Page, PageQuery},
            params::Asked,
            reply::Reply,
        },
        keys::KeyRing,
        problem::Problem,
    },
};

/// Declarations, the newest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct InterestList {
    /// The declarations.
    #[schema(max_items = 200)]
    pub interests: Vec<Interest>,
    /// For the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 512)]
    pub next_cursor: Option<String>,
}

/// List declared conflicts of interest.
///
/// An officer sees their own, an auditor all.
#[utoipa::path(get, path = "/api/v1/interests", tag = "Representations", params(PageQuery),
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-37", "C-38"]))))]
pub async fn list_interests(
    allowed: Allowed<InterestsRead>,
    Asked(asked): Asked<PageQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<InterestList>, Problem> {
    door.run(&allowed, move |unit| {
        let page: Page<Uuid> =
            Page::read(keys.cursors(), "listInterests", &unit.caller.account, asked.limit, asked.cursor.as_deref())?;
        let found = conflicts::page(unit, page.after, page.wanted())?;
        let (found, next_cursor) = page.cut(keys.cursors(), found, |row| row.id)?;
        for row in &found {
            unit.about(row.person_id);
        }
        let interests = found.into_iter().map(Interest::try_from).collect::<Result<_, _>>()?;
        Reply::plain(&InterestList { interests, next_cursor })
    })
    .await
}
