use crate::{
    access::{caller::Allowed, door::Door, permissions::DelegationsRevoke, store::delegations},
    administration::wire::delegation::{Delegation, DelegationPath},
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

/// Take a delegation back.
///
/// The deputy loses the head's rights with this very call. The head who gave it may, or an administrator.
#[utoipa::path(post, path = "/api/v1/delegations/{delegationId}/revocations", tag = "Administration", params(DelegationPath),
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-37"]))))]
pub async fn revoke_delegation(
    allowed: Allowed<DelegationsRevoke>,
    At(at): At<DelegationPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<Nothing>,
    door: Door,
) -> Result<Reply<Delegation>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let row = delegations::find_for_change(unit, at.delegation_id.uuid())?;
        seen.check(row.version)?;
        if row.revoked_at.is_some() || row.valid_to <= unit.now {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE));
        }
        let row = delegations::revoke(unit, row.id)?;
        unit.wrote("Delegation", at.delegation_id);
        Reply::record(row.version, &Delegation::at(row, unit.now))
    })
    .await
}
