use actix_web::HttpResponse;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsRead},
    files::{
        self, FileId,
        answer::{Wanted, of_file},
    },
    kernel::{
        http::params::{Asked, At, NoQuery},
        id::TypedId,
        problem::Problem,
    },
    petitions::{PetitionAttachmentId, PetitionId, desk::PetitionsDesk, step::concerns, store},
};

/// Which file of which petition.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[serde(rename_all = "camelCase")]
pub struct PetitionAttachmentPath {
    /// The petition.
    #[param(value_type = PetitionId, inline)]
    pub petition_id: PetitionId,
    /// The file.
    #[param(value_type = PetitionAttachmentId, inline)]
    pub petition_attachment_id: PetitionAttachmentId,
}

/// Read a file of a petition.
///
/// As it was sent, for whoever may see the petition. Whole, or one range of bytes.
#[utoipa::path(get, path = "/api/v1/petitions/{petitionId}/attachments/{petitionAttachmentId}/content", tag = "Petitions",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["R-38", "R-44"])),
               ("x-produces" = json!(["application/pdf", "image/jpeg", "image/png"]))))]
pub async fn read_petition_attachment_content(
    allowed: Allowed<PetitionsRead>,
    At(at): At<PetitionAttachmentPath>,
    _: Asked<NoQuery>,
    wanted: Wanted,
    door: Door,
    desk: PetitionsDesk,
) -> Result<HttpResponse, Problem> {
    let opened = door
        .run(&allowed, move |unit| {
            let scope = unit.scope.clone();
            let found = store::find(unit, &scope, at.petition_id.uuid())?;
            concerns(unit, &found.row);
            let mut attached = found.with.attachments.iter();
            let file = attached.find(|file| file.id == at.petition_attachment_id.uuid()).ok_or_else(Problem::not_found)?;
            unit.read("PetitionAttachment", at.petition_attachment_id);
            files::open(unit, FileId::from_uuid(file.file))
        })
        .await?;
    of_file(&desk.files, &opened, &wanted).await
}
