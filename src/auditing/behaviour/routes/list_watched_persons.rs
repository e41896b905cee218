use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    access::{caller::Allowed, door::Door, permissions::BehaviourRead},
    auditing::behaviour::{
        store::{names, watched},
        wire::WatchedPerson,
    },
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

/// Watches, the latest first; those that ended too.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WatchedPersonList {
    /// The watches.
    #[schema(max_items = 200)]
    pub watched_persons: Vec<WatchedPerson>,
    /// For the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 512)]
    pub next_cursor: Option<String>,
}

/// List persons whose reading is watched.
///
/// With the reason, who began it and, where it ended, who ended it.
#[utoipa::path(get, path = "/api/v1/watched-persons", tag = "Behaviour", params(PageQuery),
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-38", "N-19.2"]))))]
pub async fn list_watched_persons(
    allowed: Allowed<BehaviourRead>,
    Asked(asked): Asked<PageQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<WatchedPersonList>, Problem> {
    door.run(&allowed, move |unit| {
        let page: Page<Uuid> =
            Page::read(keys.cursors(), "listWatchedPersons", &unit.caller.account, asked.limit, asked.cursor.as_deref())?;
        let found = watched::page(unit.conn, page.after, page.wanted())?;
        let (found, next_cursor) = page.cut(keys.cursors(), found, |row| row.id)?;
        unit.entry.undisclosed = true;
        let names = names::of(unit.conn, found.iter().flat_map(|row| row.named()))?;
        let watched_persons: Vec<WatchedPerson> = found.iter().map(|row| WatchedPerson::of(row, &names)).collect();
        for (row, watch) in found.iter().zip(&watched_persons) {
            unit.read("WatchedPerson", watch.watch_id);
            unit.about(row.person_id);
        }
        Reply::plain(&WatchedPersonList { watched_persons, next_cursor })
    })
    .await
}
