use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use super::read_notification_request::shown;
use crate::{
    access::{caller::Allowed, door::Door, permissions::NotificationsSend},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::{Kind, Problem},
        text::Text,
    },
    notifications::{
        NotificationId,
        store::requests,
        tell::DISPATCH,
        wire::request::{NotificationRequest, NotificationRequestPath},
    },
};

/// What to send again.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NotificationResendInput {
    /// Only these; absent: everything that failed.
    #[schema(min_items = 1, max_items = 500)]
    pub notification_ids: Option<Vec<NotificationId>>,
}

/// Send again what failed.
///
/// What arrived is never sent again. Where nothing of it has failed, or the validity is over, the answer is 409.
#[utoipa::path(post, path = "/api/v1/notification-requests/{notificationRequestId}/resends", tag = "Notifications",
    extensions(("x-audience" = json!(["intranet", "partner"])), ("x-requirements" = json!(["N-11.2"])), ("x-statuses" = json!([409]))))]
pub async fn resend_notification_request(
    allowed: Allowed<NotificationsSend>,
    At(at): At<NotificationRequestPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<NotificationResendInput>,
    door: Door,
) -> Result<Reply<NotificationRequest>, Problem> {
    let only: Option<Vec<Uuid>> = act.body.notification_ids.map(|ids| ids.into_iter().map(TypedId::uuid).collect());
    door.act(&allowed, act.key, move |unit| {
        let row = requests::mine_held(unit, at.notification_request_id.uuid())?;
        seen.check(row.version)?;
        if row.valid_until.is_some_and(|until| until <= unit.now) {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("state", "ValidityEnded").detail(Text::new(
                "Fereastra de valabilitate s-a încheiat.",
                "Срок действия истёк.",
                "The validity window is over.",
            )));
        }
        let again = requests::again(unit, row.id, only.as_deref())?;
        if again.is_empty() {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("failed", 0).detail(Text::new(
                "Nimic din ce s-a indicat nu a eșuat.",
                "Ничего из указанного не завершилось неудачей.",
                "Nothing of what was named has failed.",
            )));
        }
        for (notification, round) in again {
            unit.wrote("Notification", NotificationId::from(notification));
            unit.send(DISPATCH, format!("{DISPATCH}/{notification}/{round}"), json!({ "notification": notification }));
        }
        unit.wrote("NotificationRequest", at.notification_request_id);
        Reply::record(row.version, &shown(unit, &row)?)
    })
    .await
}
