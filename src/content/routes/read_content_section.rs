use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentStructure},
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

/// Read a section as it is administered.
///
/// With the ground of its last change, and the ETag under which it is changed. What everybody may know of it: `readPublicationSection`.
#[utoipa::path(get, path = "/api/v1/content-sections/{sectionCode}", tag = "Content",
    extensions(("x-audience" = json!(["administration", "intranet"])),
        ("x-requirements" = json!(["R-13"]))))]
pub async fn read_content_section(
    allowed: Allowed<ContentStructure>,
    At(at): At<ContentSectionPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<ContentSection>, Problem> {
    let known = structure()?.section(&at.section_code).ok_or_else(Problem::not_found)?;
    door.run(&allowed, move |unit| {
        let row = sections::find(unit.conn, &at.section_code)?;
        unit.read("ContentSection", &row.code);
        Reply::record(row.version, &section(&row, known))
    })
    .await
}
