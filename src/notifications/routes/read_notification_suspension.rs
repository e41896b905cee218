use crate::{
    access::{caller::Allowed, door::Door, permissions::CabinetRead},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    notifications::{
        store::suspensions,
        wire::suspension::{NotificationSuspension, SuspensionPath},
    },
};

/// Read a suspension of sending.
///
/// Everybody who signs in may know.
#[utoipa::path(get, path = "/api/v1/notification-suspensions/{suspensionId}", tag = "Notifications",
    extensions(("x-audience" = json!(["efiling", "intranet", "administration", "partner"])), ("x-requirements" = json!(["N-41"]))))]
pub async fn read_notification_suspension(
    allowed: Allowed<CabinetRead>,
    At(at): At<SuspensionPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<NotificationSuspension>, Problem> {
    door.run(&allowed, move |unit| {
        let row = suspensions::find(unit, at.suspension_id.uuid())?;
        Reply::record(row.version, &NotificationSuspension::from(&row))
    })
    .await
}
