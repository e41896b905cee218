use crate::{
    access::{caller::Open, door::Door},
    content::{
        store::sections,
        wire::section::{ContentSection, ContentSectionPath, section, structure},
    },
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        problem::Problem,
    },
};

/// Read a section.
#[utoipa::path(get, path = "/api/v1/content-sections/{sectionCode}", tag = "Content",
    extensions(("x-audience" = json!(["public", "efiling", "intranet", "administration"])),
        ("x-requirements" = json!(["R-13", "C-18.1", "R-3"]))))]
pub async fn read_content_section(
    _: Open,
    At(at): At<ContentSectionPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<ContentSection>, Problem> {
    let known = structure()?.section(&at.section_code).ok_or_else(Problem::not_found)?;
    let row = door.open(move |conn, _| sections::find(conn, &at.section_code)).await?;
    Reply::record(row.version, &section(&row, known))
}
