use super::{Upload, UploadPath};
use crate::{
    access::{caller::Allowed, door::Door, permissions::UploadsMake},
    files::store,
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        problem::Problem,
    },
};

/// Read an upload.
///
/// Says which parts have arrived, so that sending can go on where the line broke.
#[utoipa::path(get, path = "/api/v1/uploads/{uploadId}", tag = "Files",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-22.8"]))))]
pub async fn read_upload(
    allowed: Allowed<UploadsMake>,
    At(path): At<UploadPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<Upload>, Problem> {
    door.run(&allowed, move |unit| {
        let row = store::upload(unit, path.upload_id)?;
        let parts = store::parts(unit, path.upload_id)?;
        unit.read("Upload", path.upload_id);
        Reply::plain(&Upload::of(&row, &parts))
    })
    .await
}
