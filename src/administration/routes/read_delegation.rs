use crate::{
    access::{caller::Allowed, door::Door, permissions::DelegationsRead, store::delegations},
    administration::wire::delegation::{Delegation, DelegationPath},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
};

/// Read a delegation.
#[utoipa::path(get, path = "/api/v1/delegations/{delegationId}", tag = "Administration", params(DelegationPath),
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-37", "C-38"]))))]
pub async fn read_delegation(
    allowed: Allowed<DelegationsRead>,
    At(at): At<DelegationPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<Delegation>, Problem> {
    door.run(&allowed, move |unit| {
        let row = delegations::find(unit, at.delegation_id.uuid())?;
        unit.read("Delegation", at.delegation_id);
        Reply::record(row.version, &Delegation::at(row, unit.now))
    })
    .await
}
