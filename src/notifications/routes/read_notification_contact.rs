use crate::{
    access::{caller::Allowed, door::Door, permissions::NotificationsProfile},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    notifications::{
        store::contacts,
        wire::contact::{ContactPath, NotificationContact},
    },
};

/// Read a contact.
///
/// One of the caller's own.
#[utoipa::path(get, path = "/api/v1/notification-contacts/{contactId}", tag = "Notifications",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["N-11.1"]))))]
pub async fn read_notification_contact(
    allowed: Allowed<NotificationsProfile>,
    At(at): At<ContactPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<NotificationContact>, Problem> {
    door.run(&allowed, move |unit| {
        let row = contacts::mine(unit, at.contact_id.uuid())?;
        Reply::record(row.version, &NotificationContact::try_from(&row)?)
    })
    .await
}
