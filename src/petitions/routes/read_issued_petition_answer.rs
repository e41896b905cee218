use actix_web::HttpResponse;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    access::{caller::Open, door::Door},
    documents::{self, Code, DocumentType},
    files::answer::{Named, Wanted, answer},
    kernel::{
        http::params::{Asked, At, NoQuery},
        problem::Problem,
    },
    petitions::{desk::PetitionsDesk, step::concerns, store},
};

/// Under which code.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[serde(rename_all = "camelCase")]
pub struct AnswerCodePath {
    /// The code in the letter, which is also printed on the answer; as `POST /verifications` takes it.
    #[param(min_length = 26, max_length = 40, pattern = "^[0-9A-Za-z-]{26,40}$", example = "7KQ2M9XW4TB8HN3DCV5RZE6JPA")]
    pub code: String,
}

/// Read an answer under its code.
///
/// The signed answer to a petition, for whoever has the letter that leads here: who wrote by e-mail has no cabinet (par. 43). The code is
/// 128 random bits, sent to the petitioner's address and printed on the answer; no other document is read this way.
#[utoipa::path(get, path = "/api/v1/petition-answers/{code}/content", tag = "Petitions",
    extensions(("x-audience" = json!(["public"])), ("x-requirements" = json!(["R-43"])), ("x-produces" = json!(["application/pdf"]))))]
pub async fn read_issued_petition_answer(
    _: Open,
    At(at): At<AnswerCodePath>,
    _: Asked<NoQuery>,
    wanted: Wanted,
    door: Door,
    desk: PetitionsDesk,
) -> Result<HttpResponse, Problem> {
    let code = Code::read(&at.code).ok_or_else(Problem::not_found)?;
    // A reading of personal data, so it is journalled though nobody signed in.
    let content = door
        .by_system("readIssuedPetitionAnswer", move |unit| {
            let document = documents::issued_under(unit, &code, DocumentType::PetitionAnswer)?;
            // Who wrote the petition finds the reading among those of their data.
            store::of_answer(unit, document)?.iter().for_each(|row| concerns(unit, row));
            documents::open(unit, document)
        })
        .await?;
    let name = format!("{}.pdf", content.number);
    answer(&desk.documents.blobs, &content.blob, &Named { content_type: "application/pdf", name: &name }, &wanted).await
}
