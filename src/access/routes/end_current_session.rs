use crate::{
    access::{caller::Allowed, door::Door, permissions::AccountsReadSelf, store},
    kernel::{
        http::{
            params::{Asked, NoQuery},
            reply::{NoContent, Reply},
        },
        problem::Problem,
    },
};

/// Sign out.
///
/// Ends the session at once: the access tokens that were given for it stop working with this call.
#[utoipa::path(delete, path = "/api/v1/sessions/current", tag = "Sessions",
    extensions(("x-audience" = json!(["efiling", "intranet", "partner"])), ("x-requirements" = json!(["N-47", "C-29.2"]))))]
pub async fn end_current_session(
    allowed: Allowed<AccountsReadSelf>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<NoContent, Problem> {
    door.run(&allowed, |unit| {
        if let Some(session) = unit.caller.session {
            store::end_session(unit.conn, unit.now, session)?;
        }
        Ok(Reply::done())
    })
    .await
}
