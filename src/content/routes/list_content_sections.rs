use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    access::{caller::Open, door::Door},
    content::{
        store::sections,
        wire::section::{ContentSection, section, structure},
    },
    kernel::{
        http::{
            params::{Asked, NoQuery},
            reply::Reply,
        },
        problem::Problem,
    },
};

/// The structure of what is published.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentSectionList {
    /// The sections in their order; a section stands after the one that it is part of.
    #[schema(max_items = 200)]
    pub sections: Vec<ContentSection>,
}

/// List the sections.
///
/// The structure of what is published, with the owner, the administrator and the update term of each section.
#[utoipa::path(get, path = "/api/v1/content-sections", tag = "Content",
    extensions(("x-audience" = json!(["public", "efiling", "intranet", "administration"])),
        ("x-requirements" = json!(["R-13", "R-16", "C-18.1", "R-3"]))))]
pub async fn list_content_sections(_: Open, _: Asked<NoQuery>, door: Door) -> Result<Reply<ContentSectionList>, Problem> {
    let rows = door.open(|conn, _| sections::all(conn)).await?;
    let known = structure()?;
    let shown = known.sections.iter().filter_map(|one| Some(section(rows.iter().find(|row| row.code == one.code)?, one)));
    Reply::plain(&ContentSectionList { sections: shown.collect() })
}
