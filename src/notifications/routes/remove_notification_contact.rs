use crate::{
    access::{caller::Allowed, door::Door, permissions::NotificationsProfile},
    kernel::{
        http::{
            act::{Act, IfMatch},
            input::Nothing,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    notifications::{
        rules::contact::ContactState,
        store::contacts,
        wire::contact::{ContactPath, NotificationContact},
    },
};

/// Take a contact off.
///
/// Nothing is sent there any more. The record that it was stays.
#[utoipa::path(post, path = "/api/v1/notification-contacts/{contactId}/removals", tag = "Notifications",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["N-11.1"]))))]
pub async fn remove_notification_contact(
    allowed: Allowed<NotificationsProfile>,
    At(at): At<ContactPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<Nothing>,
    door: Door,
) -> Result<Reply<NotificationContact>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let row = contacts::mine(unit, at.contact_id.uuid())?;
        seen.check(row.version)?;
        contacts::forget_code(unit, row.id)?;
        let row = contacts::moved(unit, row.id, ContactState::Removed)?;
        unit.wrote("NotificationContact", at.contact_id);
        Reply::record(row.version, &NotificationContact::try_from(&row)?)
    })
    .await
}
