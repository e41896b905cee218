use crate::{
    access::{
        caller::Allowed,
        door::Door,
        permissions::InterestsDeclare,
        store::conflicts,
        wire::interest::{Interest, InterestPath},
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

/// End a declared conflict of interest.
///
/// Only who declared it can end it. It stays on record.
#[utoipa::path(post, path = "/api/v1/interests/{interestId}/endings", tag = "Representations", params(InterestPath),
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-37"]))))]
pub async fn end_interest(
    allowed: Allowed<InterestsDeclare>,
    At(at): At<InterestPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<Nothing>,
    door: Door,
) -> Result<Reply<Interest>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let row = conflicts::own_for_change(unit, at.interest_id.uuid())?;
        seen.check(row.version)?;
        if row.ended_at.is_some() {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE));
        }
        let row = conflicts::end(unit, row.id)?;
        unit.wrote("Interest", at.interest_id);
        unit.about(row.person_id);
        Reply::record(row.version, &Interest::try_from(row)?)
    })
    .await
}
