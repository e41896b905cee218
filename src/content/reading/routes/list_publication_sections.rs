use actix_web::web;

use crate::{
    access::caller::Open,
    content::reading::{Publications, wire::PublicationSections},
    kernel::{
        http::{
            kept::{FromMemory, Kept},
            params::{Asked, NoQuery},
        },
        problem::Problem,
    },
};

/// List the sections.
///
/// The structure of what the inspectorate publishes: each section with the subdivision that supplies it, the one that administers it, the
/// types that it takes and how often it is brought up to date. Whole, for there are few; answered from memory.
#[utoipa::path(get, path = "/api/v1/publication-sections", tag = "Publications",
    extensions(("x-audience" = json!(["public", "efiling", "intranet", "administration", "partner"])),
        ("x-requirements" = json!(["R-3", "R-7.1", "R-13", "R-16", "C-18.1"])),
        ("x-legal-basis" = json!("Regulamentul de publicare pe site-ul web oficial al IGM, pct. 3, 7, 13")),
        ("x-links" = json!({"readPublicationSection": {"operationId": "readPublicationSection", "parameters": {"sectionCode": "$response.body#/sections/0/code"}}}))))]
pub async fn list_publication_sections(
    _: Open,
    _: Asked<NoQuery>,
    publications: web::Data<Publications>,
) -> Result<FromMemory<PublicationSections>, Problem> {
    publications.up_to_date().await;
    let kept = publications
        .kept("sections".into(), |snapshot, now| Kept::new(&PublicationSections { sections: snapshot.told_sections(now)? }))?;
    Ok(FromMemory::from(kept).until_change_in(publications.seconds_to_change()))
}
