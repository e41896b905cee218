use super::{File, FilePath};
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

/// Read a file's facts.
///
/// For whoever sent it. Others read files where they are attached, under the rules of that record.
#[utoipa::path(get, path = "/api/v1/files/{fileId}", tag = "Files",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-22.8"]))))]
pub async fn read_file(
    allowed: Allowed<UploadsMake>,
    At(path): At<FilePath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<File>, Problem> {
    door.run(&allowed, move |unit| {
        let opened = store::own(unit, path.file_id)?;
        Reply::record(opened.facts.version, &File::of(&opened.facts))
    })
    .await
}
