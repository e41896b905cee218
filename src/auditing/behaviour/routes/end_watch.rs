use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    access::{caller::Allowed, door::Door, permissions::BehaviourReview},
    auditing::behaviour::{
        store::{names, watched},
        wire::{WatchId, WatchedPerson},
    },
    kernel::{
        http::{
            act::{Act, IfMatch},
            input::Nothing,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::{Kind, Problem},
    },
};

/// The path of one watch.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(rename_all = "camelCase")]
pub struct WatchPath {
    /// The watch.
    #[param(inline)]
    pub watch_id: WatchId,
}

/// Stop watching who reads a person.
///
/// It stays on record; what was found stays found.
#[utoipa::path(post, path = "/api/v1/watched-persons/{watchId}/endings", tag = "Behaviour", params(WatchPath),
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-38", "N-19.2"]))))]
pub async fn end_watch(
    allowed: Allowed<BehaviourReview>,
    At(at): At<WatchPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<Nothing>,
    door: Door,
) -> Result<Reply<WatchedPerson>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let row = watched::find_for_change(unit.conn, at.watch_id.uuid())?;
        seen.check(row.version)?;
        if row.ended_at.is_some() {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE));
        }
        let row = watched::end(unit, row.id)?;
        unit.entry.undisclosed = true;
        unit.wrote("WatchedPerson", at.watch_id);
        unit.about(row.person_id);
        let names = names::of(unit.conn, row.named())?;
        Reply::record(row.version, &WatchedPerson::of(&row, &names))
    })
    .await
}
