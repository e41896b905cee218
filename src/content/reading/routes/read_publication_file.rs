use actix_web::{
    HttpResponse,
    http::header::{self, HeaderValue},
    web,
};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    access::{caller::Open, door::Door},
    content::reading::{Publications, outside::fresh, wire::PublicationPath},
    files::{
        self, FileId, Files,
        answer::{Named, Wanted, answer},
    },
    kernel::{
        http::params::{Asked, At, NoQuery},
        id::TypedId,
        problem::Problem,
    },
};

/// Which file of which publication.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Path)]
pub struct PublicationFilePath {
    /// The publication's id or slug.
    #[param(
        pattern = "^(cit_[0-9a-hjkmnp-tv-z]{26}|[a-z0-9]+(-[a-z0-9]+)*)$",
        min_length = 1,
        max_length = 120,
        example = "visa-extension"
    )]
    publication_id: String,
    /// The file.
    #[param(inline)]
    file_id: FileId,
}

/// Read a file of a publication.
///
/// The content of a file that goes with a live publication, whole or in one range.
#[utoipa::path(get, path = "/api/v1/publications/{publicationId}/files/{fileId}", tag = "Publications",
    extensions(("x-audience" = json!(["public", "efiling", "intranet", "partner"])),
        ("x-requirements" = json!(["R-3", "R-7.5", "R-7.7", "R-7.8", "C-18.1"])),
        ("x-produces" = json!(["application/pdf", "image/png", "image/jpeg", "application/octet-stream"]))))]
pub async fn read_publication_file(
    _: Open,
    At(at): At<PublicationFilePath>,
    _: Asked<NoQuery>,
    wanted: Wanted,
    publications: web::Data<Publications>,
    files: web::Data<Files>,
    door: Door,
) -> Result<HttpResponse, Problem> {
    publications.up_to_date().await;
    let item = PublicationPath { publication_id: at.publication_id }.find(&publications.snapshot(), publications.now())?;
    let attached = item.content.attachments.iter().find(|file| file.file_id == at.file_id.uuid());
    let attached = attached.ok_or_else(Problem::not_found)?;
    let id = at.file_id;
    let opened = door.open(move |conn, _| files::published(conn, id)).await?;
    let named = Named { content_type: &attached.content_type, name: &attached.name };
    let mut answer = answer(&files.blobs, &opened.blob, &named, &wanted).await?;
    // What is public may be kept by everybody until it may be no longer; its tag is its content's digest.
    let kept = format!("public, max-age={}", fresh(&publications));
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_str(&kept).map_err(Problem::internal)?);
    Ok(answer)
}
