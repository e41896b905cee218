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
        store::profiles::{self, ProfileRow},
        wire::profile::{self, NotificationProfile},
    },
};

/// Read my notification profile.
///
/// Language, quiet hours, channels, topics and contacts of the caller. Who has said nothing yet has a profile too: that of the account.
#[utoipa::path(get, path = "/api/v1/notification-profile", tag = "Notifications",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["N-11.1", "N-17.2", "N-35"]))))]
pub async fn read_notification_profile(
    allowed: Allowed<NotificationsProfile>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<NotificationProfile>, Problem> {
    door.run(&allowed, |unit| {
        let (account, now) = (unit.caller.account, unit.now);
        let row = profiles::of(unit, account)?.unwrap_or_else(|| ProfileRow::unsaid(account, now));
        Reply::record(row.version, &profile::of(unit, &row)?)
    })
    .await
}
