use actix_web::web;

use crate::{
    access::{caller::Allowed, door::Door, permissions::NotificationsProfile},
    kernel::{
        http::{
            params::{Asked, NoQuery},
            reply::Reply,
        },
        problem::Problem,
    },
    notifications::{
        OwnChannels,
        wire::profile::{self, NotificationProfile},
    },
};

/// Read my notification profile.
///
/// Language, quiet hours, channels, topics and contacts of the caller. Who has said nothing yet has a profile too: that of the account.
#[utoipa::path(get, path = "/api/v1/notification-profile", tag = "Notifications",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["N-11.1", "N-17.2", "N-26.3", "N-35"]))))]
pub async fn read_notification_profile(
    allowed: Allowed<NotificationsProfile>,
    _: Asked<NoQuery>,
    door: Door,
    own: web::Data<OwnChannels>,
) -> Result<Reply<NotificationProfile>, Problem> {
    door.run(&allowed, move |unit| {
        let account = unit.caller.account;
        let (version, whole) = profile::of(unit, account, &own)?;
        Reply::record(version, &whole)
    })
    .await
}
