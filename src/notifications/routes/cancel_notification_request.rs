use super::read_notification_request::shown;
use crate::{
    access::{caller::Allowed, door::Door, permissions::NotificationsSend},
    kernel::{
        http::{
            act::{Act, IfMatch},
            input::Nothing,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::{Kind, Problem},
        text::Text,
    },
    notifications::{
        store::requests,
        wire::request::{NotificationRequest, NotificationRequestPath},
    },
};

/// Cancel a notification request.
///
/// Until its processing has begun; afterwards 409 says so, and everything is sent (concept of MNotify, 26.8).
#[utoipa::path(post, path = "/api/v1/notification-requests/{notificationRequestId}/cancellations", tag = "Notifications",
    extensions(("x-audience" = json!(["intranet", "partner"])), ("x-requirements" = json!(["N-26.8", "N-11.2"])), ("x-statuses" = json!([409]))))]
pub async fn cancel_notification_request(
    allowed: Allowed<NotificationsSend>,
    At(at): At<NotificationRequestPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<Nothing>,
    door: Door,
) -> Result<Reply<NotificationRequest>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let row = requests::mine_held(unit, at.notification_request_id.uuid())?;
        if row.state == "Begun" {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE)
                .with("state", "Begun")
                .with("begunAt", row.state_at.to_rfc3339())
                .detail(Text::new(
                    "Expedierea a început; solicitarea nu mai poate fi anulată.",
                    "Отправка началась; запрос уже нельзя отменить.",
                    "Sending has begun; the request can no longer be cancelled.",
                )));
        }
        seen.check(row.version)?;
        if row.state == "Cancelled" {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("state", "Cancelled"));
        }
        let row = requests::cancel(unit, row.id)?;
        unit.wrote("NotificationRequest", at.notification_request_id);
        Reply::record(row.version, &shown(unit, &row)?)
    })
    .await
}
