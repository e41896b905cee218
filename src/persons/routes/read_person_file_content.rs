use actix_web::{HttpResponse, web};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    access::{caller::Allowed, door::Door, permissions::PersonsFiles},
    files::{
        self, FileId, Files,
        answer::{Wanted, of_file},
    },
    kernel::{
        http::params::{Asked, At, NoQuery},
        id::TypedId,
        problem::Problem,
    },
    persons::{
        PersonId,
        store::{files::on_record, read},
    },
};

/// Which file of which person.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub struct PersonFilePath {
    /// The person.
    #[param(inline)]
    pub person_id: PersonId,
    /// The file.
    #[param(inline)]
    pub file_id: FileId,
}

/// Read a file of a person's record.
///
/// The photograph, the specimen of the signature or the scan of a document, as it stands on the record or stood before (`fileId` of what is
/// read of the person). For officers who identify somebody, and for the person; officers state the legal ground.
#[utoipa::path(get, path = "/api/v1/persons/{personId}/files/{fileId}/content", tag = "Persons",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["C-25.1", "C-11.42"])),
               ("x-produces" = json!(["application/pdf", "image/jpeg", "image/png"]))))]
pub async fn read_person_file_content(
    allowed: Allowed<PersonsFiles>,
    At(at): At<PersonFilePath>,
    _: Asked<NoQuery>,
    wanted: Wanted,
    door: Door,
    files: web::Data<Files>,
) -> Result<HttpResponse, Problem> {
    let opened = door
        .run(&allowed, move |unit| {
            read::person(unit, at.person_id.uuid(), None)?;
            if !on_record(unit, at.person_id.uuid(), at.file_id)? {
                return Err(Problem::not_found());
            }
            files::open(unit, at.file_id)
        })
        .await?;
    of_file(&files, &opened, &wanted).await
}
