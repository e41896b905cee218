use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    access::{caller::Allowed, door::Door, permissions::NotificationsSend},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
        text::Language,
    },
    notifications::{
        NotificationId, NotificationRequestId,
        store::requests,
        wire::request::{NotificationStatus, NotificationText},
    },
};

/// Which recipient of which request.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[serde(rename_all = "camelCase")]
pub struct NotificationPath {
    /// The notification request.
    #[param(inline)]
    pub notification_request_id: NotificationRequestId,
    /// The notification.
    #[param(inline)]
    pub notification_id: NotificationId,
}

/// What one recipient is told.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotificationToOne {
    /// Where it stands.
    #[serde(flatten)]
    pub status: NotificationStatus,
    /// In which language the sender wanted it; absent: the recipient's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The words, with this recipient's values filled in.
    pub text: NotificationText,
}

/// Read what one recipient is told.
///
/// The words as they were filled in for this recipient, with where they stand over each channel. Of what was erased when its term of keeping
/// ended only that is told.
#[utoipa::path(get, path = "/api/v1/notification-requests/{notificationRequestId}/notifications/{notificationId}", tag = "Notifications",
    extensions(("x-audience" = json!(["intranet", "partner"])), ("x-requirements" = json!(["N-11.2", "N-26.3", "N-26.6"]))))]
pub async fn read_notification(
    allowed: Allowed<NotificationsSend>,
    At(at): At<NotificationPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<NotificationToOne>, Problem> {
    door.run(&allowed, move |unit| {
        let (row, ways) = requests::notification(unit, at.notification_request_id.uuid(), at.notification_id.uuid())?;
        unit.read("Notification", at.notification_id);
        let wording = row.wording()?;
        let text = NotificationText { subject: wording.subject, body: wording.body, short: wording.short };
        let language =
            row.language.clone().map(|code| serde_json::from_value(code.into())).transpose().map_err(Problem::internal)?;
        Reply::plain(&NotificationToOne { status: NotificationStatus::of(&row, ways)?, language, text })
    })
    .await
}
