use crate::{
    access::{
        caller::Allowed,
        door::Door,
        permissions::InterestsRead,
        store::conflicts,
        wire::interest::{Interest, InterestPath},
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

/// Read a declared conflict of interest.
#[utoipa::path(get, path = "/api/v1/interests/{interestId}", tag = "Representations", params(InterestPath),
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-37", "C-38"]))))]
pub async fn read_interest(
    allowed: Allowed<InterestsRead>,
    At(at): At<InterestPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<Interest>, Problem> {
    door.run(&allowed, move |unit| {
        let row = conflicts::find(unit, at.interest_id.uuid())?;
        unit.read("Interest", at.interest_id);
        unit.about(row.person_id);
        Reply::record(row.version, &Interest::try_from(row)?)
    })
    .await
}
