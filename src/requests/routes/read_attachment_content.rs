use actix_web::{HttpResponse, web};

use super::remove_attachment::AttachmentPath;
use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsRead},
    files::{
        self, FileId, Files,
        answer::{Wanted, of_file},
    },
    kernel::{
        http::params::{Asked, At, NoQuery},
        id::TypedId,
        problem::Problem,
    },
    requests::{
        desk::Desk,
        step::{concerns, on_ground_of},
        store::{self, attachments},
    },
};

/// Read an attached file.
///
/// The file as it was sent, for whoever may see the request. Whole, or one range of bytes; the tag stands for the content and never
/// changes.
#[utoipa::path(get, path = "/api/v1/requests/{requestId}/attachments/{attachmentId}/content", tag = "Requests",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-22.2", "C-22.8", "C-25.2"])),
               ("x-produces" = json!(["application/pdf", "image/jpeg", "image/png"]))))]
pub async fn read_attachment_content(
    allowed: Allowed<RequestsRead>,
    At(at): At<AttachmentPath>,
    _: Asked<NoQuery>,
    wanted: Wanted,
    door: Door,
    desk: Desk,
    files: web::Data<Files>,
) -> Result<HttpResponse, Problem> {
    let opened = door
        .run(&allowed, move |unit| {
            let row = store::find(unit, at.request_id.uuid())?;
            let attached = attachments::find(unit, row.id, at.attachment_id.uuid())?;
            concerns(unit, &row)?;
            on_ground_of(unit, desk.service_of(&row)?.as_ref());
            unit.read("Attachment", at.attachment_id);
            files::open(unit, FileId::from_uuid(attached.file_id))
        })
        .await?;
    of_file(&files, &opened, &wanted).await
}
