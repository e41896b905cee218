use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    access::{
        caller::{Allowed, SubdivisionId},
        door::{Door, Unit},
        permissions::ContentStructure,
        store::offices,
    },
    content::{
        reading::Publications,
        store::sections::{self, SectionChange},
        wire::section::{ContentSection, ContentSectionPath, section, structure},
    },
    kernel::{
        http::{
            act::IfMatch,
            input::Patch,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::{Kind, Problem},
        term::TermLength,
        text::Text,
    },
};

/// What is to change of a section; absent stays.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "updateTerm": { "count": 10, "unit": "WorkingDays" }, "reason": "Ordinul nr. 45 din 20.11.2026" })))]
pub struct ContentSectionPatch {
    /// The subdivision that supplies what is in it.
    #[schema(value_type = SubdivisionId, required = false)]
    pub subdivision_id: Option<SubdivisionId>,
    /// The subdivision whose administrators publish.
    #[schema(value_type = SubdivisionId, required = false)]
    pub administrator_id: Option<SubdivisionId>,
    /// How often it is to be brought up to date.
    #[schema(value_type = TermLength, required = false)]
    pub update_term: Option<TermLength>,
    /// The order or decision behind the change.
    #[schema(min_length = 3, max_length = 1000)]
    pub reason: String,
}

/// Change a section's owner, administrator or update term.
///
/// By those who administer it; who that is, the administrator of the system says. Names and structure are the program's: they change with
/// the agreement of the inspectorate's management (Regulation, 14, 20, 23).
#[utoipa::path(patch, path = "/api/v1/content-sections/{sectionCode}", tag = "Content",
    extensions(("x-audience" = json!(["administration", "intranet"])), ("x-requirements" = json!(["R-13", "R-16"]))))]
pub async fn change_content_section(
    allowed: Allowed<ContentStructure>,
    At(at): At<ContentSectionPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    Patch(patch): Patch<ContentSectionPatch>,
    door: Door,
    publications: web::Data<Publications>,
) -> Result<Reply<ContentSection>, Problem> {
    let known = structure()?.section(&at.section_code).ok_or_else(Problem::not_found)?;
    let changed = door
        .run(&allowed, move |unit| {
            let row = sections::find_for_change(unit.conn, &at.section_code)?;
            if !unit.scope.any && !unit.scope.offices.contains(&row.administrator_id) {
                return Err(not_theirs());
            }
            seen.check(row.version)?;
            // Rights over a section are given by the administrator of the system alone.
            if !unit.scope.any && patch.administrator_id.is_some_and(|office| office.uuid() != row.administrator_id) {
                return Err(not_theirs().detail(Text::new(
                    "Subdiviziunea care administrează un compartiment este stabilită de administratorul sistemului.",
                    "Подразделение, администрирующее раздел, назначает администратор системы.",
                    "Which subdivision administers a section is set by the administrator of the system.",
                )));
            }
            let change = SectionChange {
                subdivision_id: standing(unit, patch.subdivision_id, "/subdivisionId")?,
                administrator_id: standing(unit, patch.administrator_id, "/administratorId")?,
                update_count: patch.update_term.map(|term| i32::try_from(term.count)).transpose().map_err(Problem::internal)?,
                update_unit: patch.update_term.map(|term| format!("{:?}", term.unit)),
                reason: Some(patch.reason.clone()),
                ..SectionChange::default()
            };
            let row = sections::change(unit, row.id, change)?;
            unit.wrote("ContentSection", &row.code);
            Reply::record(row.version, &section(&row, known))
        })
        .await?;
    // Everybody reads it from memory, at once.
    publications.changed();
    Ok(changed)
}

fn not_theirs() -> Problem {
    Problem::new(Kind::FORBIDDEN).with("permission", "content.structure")
}

/// A subdivision that is open.
fn standing(unit: &mut Unit<'_>, id: Option<SubdivisionId>, place: &'static str) -> Result<Option<Uuid>, Problem> {
    let Some(id) = id.map(TypedId::uuid) else { return Ok(None) };
    match offices::find(unit.conn, id) {
        Ok(office) if office.active => Ok(Some(id)),
        Err(problem) if problem.status() != 404 => Err(problem),
        _ => Err(Problem::violation(
            place,
            "no-such-thing",
            Text::new("Nu există o astfel de subdiviziune.", "Такого подразделения нет.", "There is no such subdivision."),
        )),
    }
}
