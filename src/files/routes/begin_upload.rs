use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::Upload;
use crate::{
    access::{caller::Allowed, door::Door, permissions::UploadsMake},
    files::{
        Purpose,
        store::{self, Declared},
    },
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::Created,
        },
        problem::{Kind, Problem},
    },
};

/// A file that is about to be sent.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewUpload {
    /// What it is sent for; that also says what may be sent.
    pub purpose: Purpose,
    /// Its name, without folders and signs that are not seen: a name that reads otherwise than it is written (`gpj.exe` for `exe.jpg`)
    /// is refused.
    #[schema(
        min_length = 1,
        max_length = 255,
        pattern = r"^[^/\\\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+$",
        examples("pasaport.pdf")
    )]
    pub name: String,
    /// In bytes. More than the purpose allows (10 MB) is 413, which names the bound.
    #[schema(minimum = 1, maximum = 1073741824, examples(4))]
    pub size: i64,
    /// What it is: `application/pdf`, `image/jpeg`, `image/png`; compared with the content on completion.
    pub content_type: UploadContentType,
    /// SHA-256 of the whole content, hexadecimal; compared on completion where it is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        min_length = 64,
        max_length = 64,
        pattern = "^[0-9a-f]{64}$",
        examples("982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1")
    )]
    pub sha256: Option<String>,
}

/// The kinds of content that can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum UploadContentType {
    /// PDF.
    #[serde(rename = "application/pdf")]
    Pdf,
    /// JPEG.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// PNG.
    #[serde(rename = "image/png")]
    Png,
}

impl UploadContentType {
    fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

/// Begin an upload.
///
/// Declares a file; its content follows in one part or several (`PUT /uploads/{uploadId}/parts/{part}`), in any order and again where
/// the line broke, and becomes a file by `POST /uploads/{uploadId}/completions`. An upload that is not completed is forgotten after a day.
#[utoipa::path(post, path = "/api/v1/uploads", tag = "Files",
    extensions(("x-audience" = json!(["efiling", "intranet"])),
               ("x-requirements" = json!(["C-22.2", "C-22.3", "C-22.4", "C-22.6", "C-22.7", "C-22.8", "C-22.9"])),
               ("x-links" = json!({
                   "upload": { "operationId": "readUpload", "parameters": { "uploadId": "$response.body#/uploadId" } },
                   "part": { "operationId": "sendUploadPart", "parameters": { "uploadId": "$response.body#/uploadId", "part": "1" } },
                   "completion": { "operationId": "completeUpload", "parameters": { "uploadId": "$response.body#/uploadId" } } }))))]
pub async fn begin_upload(
    allowed: Allowed<UploadsMake>,
    _: Asked<NoQuery>,
    act: Act<NewUpload>,
    door: Door,
) -> Result<Created<Upload>, Problem> {
    let new = act.body;
    let largest = new.purpose.limits().max_bytes;
    if usize::try_from(new.size).is_ok_and(|size| size > largest) {
        return Err(Problem::new(Kind::TOO_LARGE).with("largest", largest));
    }
    let declared = Declared {
        purpose: new.purpose,
        name: new.name,
        size: new.size,
        content_type: new.content_type.media_type().to_owned(),
        sha256: new.sha256.and_then(|text| hex::decode(text).ok()),
    };
    door.act(&allowed, act.key, move |unit| {
        let row = store::begin(unit, &declared)?;
        Ok(Created::plain(&Upload::of(&row, &[]))?.at(format!("/api/v1/uploads/{}", row.id)))
    })
    .await
}
