use crate::{
    access::{caller::Open, door::Door, store::offices},
    administration::wire::subdivision::{Subdivision, SubdivisionPath},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
};

/// Read a subdivision.
#[utoipa::path(get, path = "/api/v1/subdivisions/{subdivisionId}", tag = "Administration", params(SubdivisionPath),
    extensions(("x-audience" = json!(["public", "efiling", "intranet"])), ("x-requirements" = json!(["C-16.6", "C-18.1"]))))]
pub async fn read_subdivision(
    _: Open,
    At(at): At<SubdivisionPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<Subdivision>, Problem> {
    let office = door.open(move |conn, _| offices::find(conn, at.subdivision_id.uuid())).await?;
    Reply::record(office.version, &Subdivision::from(office))
}
