use actix_web::{HttpResponse, web};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    access::{caller::Allowed, door::Door, permissions::CabinetRead},
    files::{
        self, FileId, Files,
        answer::{Wanted, of_file},
    },
    kernel::{
        http::params::{Asked, At, NoQuery},
        id::TypedId,
        problem::Problem,
    },
    notifications::{MessageId, store::messages},
};

/// Which file of which message.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[serde(rename_all = "camelCase")]
pub struct MessageFilePath {
    /// The message.
    #[param(inline)]
    pub message_id: MessageId,
    /// The file.
    #[param(inline)]
    pub file_id: FileId,
}

/// Read a file of a message.
///
/// As its sender attached it, for whoever has the message in their cabinet. Whole, or one range of bytes.
#[utoipa::path(get, path = "/api/v1/messages/{messageId}/files/{fileId}/content", tag = "Cabinet",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-18.2", "N-11.3"])),
               ("x-produces" = json!(["application/pdf", "image/jpeg", "image/png"]))))]
pub async fn read_message_file_content(
    allowed: Allowed<CabinetRead>,
    At(at): At<MessageFilePath>,
    _: Asked<NoQuery>,
    wanted: Wanted,
    door: Door,
    files: web::Data<Files>,
) -> Result<HttpResponse, Problem> {
    let opened = door
        .run(&allowed, move |unit| {
            if !messages::files(unit, at.message_id.uuid())?.contains(&at.file_id.uuid()) {
                return Err(Problem::not_found());
            }
            unit.read("Message", at.message_id);
            files::open(unit, at.file_id)
        })
        .await?;
    of_file(&files, &opened, &wanted).await
}
