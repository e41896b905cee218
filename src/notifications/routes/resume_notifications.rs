use crate::{
    access::{caller::Allowed, door::Door, permissions::NotificationsSuspend},
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
    notifications::{
        senders,
        store::suspensions,
        wire::suspension::{NotificationSuspension, SuspensionPath},
    },
};

/// End a suspension of sending.
///
/// What has waited goes out within a few minutes, and the senders are told. One that has ended cannot end again (409).
#[utoipa::path(post, path = "/api/v1/notification-suspensions/{suspensionId}/endings", tag = "Notifications",
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["N-41"])), ("x-statuses" = json!([409]))))]
pub async fn resume_notifications(
    allowed: Allowed<NotificationsSuspend>,
    At(at): At<SuspensionPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<Nothing>,
    door: Door,
) -> Result<Reply<NotificationSuspension>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let row = suspensions::held(unit, at.suspension_id.uuid())?;
        seen.check(row.version)?;
        if row.ended_at.is_some() {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("state", "Ended"));
        }
        let row = suspensions::end(unit, row.id)?;
        senders::resumed(unit, &row)?;
        unit.wrote("NotificationSuspension", at.suspension_id);
        Reply::record(row.version, &NotificationSuspension::from(&row))
    })
    .await
}
