use super::end_watch::WatchPath;
use crate::{
    access::{caller::Allowed, door::Door, permissions::BehaviourRead},
    auditing::behaviour::{
        store::{names, watched},
        wire::WatchedPerson,
    },
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
};

/// Read a watch over who reads a person.
///
/// With the ETag under which any auditor ends it. The person is not told.
#[utoipa::path(get, path = "/api/v1/watched-persons/{watchId}", tag = "Behaviour", params(WatchPath),
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-38", "N-19.2"]))))]
pub async fn read_watched_person(
    allowed: Allowed<BehaviourRead>,
    At(at): At<WatchPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<WatchedPerson>, Problem> {
    door.run(&allowed, move |unit| {
        let row = watched::find(unit.conn, at.watch_id.uuid())?;
        let names = names::of(unit.conn, row.named())?;
        unit.entry.undisclosed = true;
        unit.read("WatchedPerson", at.watch_id);
        unit.about(row.person_id);
        Reply::record(row.version, &WatchedPerson::of(&row, &names))
    })
    .await
}
