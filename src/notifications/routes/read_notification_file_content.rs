use actix_web::{HttpResponse, web};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    access::{caller::Allowed, door::Door, permissions::NotificationsSend},
    files::{
        self, FileId, Files,
        answer::{Wanted, of_file},
    },
    kernel::{
        http::params::{Asked, At, NoQuery},
        id::TypedId,
        problem::Problem,
    },
    notifications::{NotificationRequestId, store::requests},
};

/// Which file of which notification request.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[serde(rename_all = "camelCase")]
pub struct NotificationFilePath {
    /// The notification request.
    #[param(inline)]
    pub notification_request_id: NotificationRequestId,
    /// The file.
    #[param(inline)]
    pub file_id: FileId,
}

/// Read a file of a notification request.
///
/// As it was attached, for whoever sends for the same subdivision; nothing is left of it when its term of keeping is over. Whole, or one range
/// of bytes.
#[utoipa::path(get, path = "/api/v1/notification-requests/{notificationRequestId}/files/{fileId}/content", tag = "Notifications",
    extensions(("x-audience" = json!(["intranet", "partner"])), ("x-requirements" = json!(["N-11.2"])),
               ("x-produces" = json!(["application/pdf", "image/jpeg", "image/png"]))))]
pub async fn read_notification_file_content(
    allowed: Allowed<NotificationsSend>,
    At(at): At<NotificationFilePath>,
    _: Asked<NoQuery>,
    wanted: Wanted,
    door: Door,
    files: web::Data<Files>,
) -> Result<HttpResponse, Problem> {
    let opened = door
        .run(&allowed, move |unit| {
            let found = requests::mine(unit, at.notification_request_id.uuid())?;
            if !found.row.file_ids.contains(&at.file_id.uuid()) {
                return Err(Problem::not_found());
            }
            unit.read("NotificationRequest", at.notification_request_id);
            files::open(unit, at.file_id)
        })
        .await?;
    of_file(&files, &opened, &wanted).await
}
