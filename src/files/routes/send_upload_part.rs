use serde::Deserialize;
use utoipa::IntoParams;

use super::UploadedPart;
use crate::{
    access::{caller::Allowed, door::Door, permissions::UploadsMake},
    files::{UploadId, body::PartBody, store},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        problem::Problem,
    },
};

/// Which part of which upload.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub struct UploadPartPath {
    /// The upload.
    #[param(inline)]
    pub upload_id: UploadId,
    /// The part's number, from 1; the file is the parts in the order of their numbers.
    #[param(minimum = 1, maximum = 100, example = 1)]
    pub part: i16,
}

/// Send a part.
///
/// Raw bytes, up to 5 MiB. A part sent again replaces the one that came before, so that a broken line is mended by sending the part again;
/// it needs no idempotency key.
#[utoipa::path(put, path = "/api/v1/uploads/{uploadId}/parts/{part}", tag = "Files",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-22.8"])), ("x-statuses" = json!([409]))))]
pub async fn send_upload_part(
    allowed: Allowed<UploadsMake>,
    At(path): At<UploadPartPath>,
    _: Asked<NoQuery>,
    body: PartBody,
    door: Door,
) -> Result<Reply<UploadedPart>, Problem> {
    door.run(&allowed, move |unit| {
        let part = store::put_part(unit, path.upload_id, path.part, &body)?;
        Reply::plain(&UploadedPart::of(&part))
    })
    .await
}
