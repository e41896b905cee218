use actix_web::web;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    access::caller::Open,
    content::reading::{
        Publications,
        wire::{PublicationSection, structure},
    },
    kernel::{
        http::{
            kept::{FromMemory, Kept},
            params::{Asked, At, NoQuery},
        },
        problem::Problem,
    },
};

/// Which section.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Path)]
pub struct PublicationSectionPath {
    /// The section's code.
    #[param(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", min_length = 1, max_length = 40, example = "services")]
    section_code: String,
}

/// Read a section.
///
/// One section of the structure: its name, the subdivision that supplies it, how often it is brought up to date, and how many
/// publications it holds. Answered from memory.
#[utoipa::path(get, path = "/api/v1/publication-sections/{sectionCode}", tag = "Publications",
    extensions(("x-audience" = json!(["public", "efiling", "intranet", "administration", "partner"])), ("x-requirements" = json!(["R-3", "R-13", "C-18.1"])),
        ("x-legal-basis" = json!("Regulamentul de publicare pe site-ul web oficial al IGM, pct. 3, 13"))))]
pub async fn read_publication_section(
    _: Open,
    At(at): At<PublicationSectionPath>,
    _: Asked<NoQuery>,
    publications: web::Data<Publications>,
) -> Result<FromMemory<PublicationSection>, Problem> {
    let known = structure()?.sections.iter().find(|section| section.code == at.section_code).ok_or_else(Problem::not_found)?;
    publications.up_to_date().await;
    let kept = publications.kept(format!("section {}", known.code), |snapshot, now| {
        let mut sections = snapshot.told_sections(now)?.into_iter();
        Kept::new(&sections.find(|section| section.code == known.code).ok_or_else(Problem::not_found)?)
    })?;
    Ok(FromMemory::from(kept).until_change_in(publications.seconds_to_change()))
}
