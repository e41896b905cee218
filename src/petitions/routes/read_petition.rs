use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsRead},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    petitions::{
        desk::PetitionsDesk,
        step::concerns,
        store,
        wire::{Petition, PetitionPath},
    },
};

/// Read a petition.
///
/// For its petitioner, the clerks and the subdivisions that examine it or contribute; for everybody else it does not exist. The petitioner
/// reads the answer once it is signed; drafts, contributions and names of officers are for officers.
#[utoipa::path(get, path = "/api/v1/petitions/{petitionId}", tag = "Petitions",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["R-34", "R-37", "R-44"]))))]
pub async fn read_petition(
    allowed: Allowed<PetitionsRead>,
    At(at): At<PetitionPath>,
    _: Asked<NoQuery>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Reply<Petition>, Problem> {
    door.run(&allowed, move |unit| {
        let scope = unit.scope.clone();
        let found = store::find(unit, &scope, at.petition_id.uuid())?;
        concerns(unit, &found.row);
        desk.show(unit, &found.row, &found.with)
    })
    .await
}
