use actix_web::{HttpResponse, web};

use super::FilePath;
use crate::{
    access::{caller::Allowed, door::Door, permissions::UploadsMake},
    files::{
        Files,
        answer::{Wanted, of_file},
        store,
    },
    kernel::{
        http::params::{Asked, At, NoQuery},
        problem::Problem,
    },
};

/// Read a file's content.
///
/// For whoever sent it. Whole, or one range of bytes; the tag stands for the content and never changes.
#[utoipa::path(get, path = "/api/v1/files/{fileId}/content", tag = "Files",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-22.8"])),
               ("x-produces" = json!(["application/pdf", "image/jpeg", "image/png"]))))]
pub async fn read_file_content(
    allowed: Allowed<UploadsMake>,
    At(path): At<FilePath>,
    _: Asked<NoQuery>,
    wanted: Wanted,
    door: Door,
    files: web::Data<Files>,
) -> Result<HttpResponse, Problem> {
    let opened = door.run(&allowed, move |unit| store::own(unit, path.file_id)).await?;
    of_file(&files, &opened, &wanted).await
}
