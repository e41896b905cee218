use std::sync::Arc;

use actix_web::web;
use chrono::{DateTime, Utc};

use crate::{
    access::caller::Open,
    content::{
        ContentItemId,
        reading::{
            Publications,
            snapshot::{Published, Snapshot},
            wire::{LanguageAsked, Publication, PublicationPath},
        },
    },
    kernel::{
        http::{
            kept::FromMemory,
            params::{Asked, At},
        },
        id::TypedId,
        problem::Problem,
    },
};

impl PublicationPath {
    /// The publication that is meant, if it is live.
    pub(in crate::content::reading) fn find(&self, snapshot: &Snapshot, now: DateTime<Utc>) -> Result<Arc<Published>, Problem> {
        let found = match self.publication_id.parse::<ContentItemId>() {
            Ok(id) => snapshot.by_id(id.uuid(), now),
            Err(_) => snapshot.by_slug(&self.publication_id, now),
        };
        found.cloned().ok_or_else(Problem::not_found)
    }
}

/// Read a publication.
///
/// By its id or by its slug, in the language wished for; a part without translation is given in Romanian, and says so. What was withdrawn
/// is not found. Answered from memory.
#[utoipa::path(get, path = "/api/v1/publications/{publicationId}", tag = "Publications",
    extensions(("x-audience" = json!(["public", "efiling", "intranet", "partner"])),
        ("x-requirements" = json!(["R-3", "R-7.1", "R-7.2", "R-7.3", "R-7.4", "R-10", "R-11", "C-18.1"])),
        ("x-legal-basis" = json!("Regulamentul de publicare pe site-ul web oficial al IGM, pct. 3, 7, 10, 11")),
        ("x-links" = json!({"readPublicationFile": {"operationId": "readPublicationFile", "parameters": {"publicationId": "$response.body#/contentItemId", "fileId": "$response.body#/attachments/0/fileId"}}}))))]
pub async fn read_publication(
    _: Open,
    At(at): At<PublicationPath>,
    Asked(asked): Asked<LanguageAsked>,
    publications: web::Data<Publications>,
) -> Result<FromMemory<Publication>, Problem> {
    publications.up_to_date().await;
    let item = at.find(&publications.snapshot(), publications.now())?;
    let kept = publications.answer(&item, asked.language.unwrap_or_default())?;
    Ok(FromMemory::from(kept).until_change_in(publications.seconds_to_change()))
}
