use crate::{
    access::{
        caller::Allowed,
        door::{Door, Unit},
        permissions::NotificationsSend,
    },
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    notifications::{
        store::requests::{self, NotificationRequestRow},
        wire::request::{NotificationRequest, NotificationRequestPath},
    },
};

/// Read a notification request.
///
/// Where it stands, and how many recipients stand where.
#[utoipa::path(get, path = "/api/v1/notification-requests/{notificationRequestId}", tag = "Notifications",
    extensions(("x-audience" = json!(["intranet", "partner"])), ("x-requirements" = json!(["N-11.2", "N-26.6"]))))]
pub async fn read_notification_request(
    allowed: Allowed<NotificationsSend>,
    At(at): At<NotificationRequestPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<NotificationRequest>, Problem> {
    door.run(&allowed, move |unit| {
        let found = requests::mine(unit, at.notification_request_id.uuid())?;
        Reply::record(found.row.version, &NotificationRequest::of(&found)?)
    })
    .await
}

/// A request of the caller as it stands after a change.
pub(super) fn shown(unit: &mut Unit<'_>, row: &NotificationRequestRow) -> Result<NotificationRequest, Problem> {
    NotificationRequest::of(&requests::mine(unit, row.id)?)
}
