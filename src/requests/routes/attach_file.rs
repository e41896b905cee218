use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    access::{
        caller::Allowed,
        door::{Door, Unit},
        permissions::RequestsFile,
    },
    files::{self, FileFacts, FileId},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Created,
        },
        id::TypedId,
        problem::Problem,
        text::Text,
        violation::Violation,
    },
    requests::{
        AttachmentId,
        desk::{Desk, refuse},
        rules::lifecycle::Action,
        step::{begin, on_ground_of},
        store::{
            Changes,
            attachments::{self, AttachmentRow},
        },
        wire::{Attachment, RequestPath},
    },
    services::rules::document::DocumentRule,
};

/// A file, and which of the service's documents it is.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewAttachment {
    /// Which document of the service.
    #[schema(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 60, examples("identity-document"))]
    pub document_code: String,
    /// A file that the caller has uploaded.
    pub file_id: FileId,
    /// The document's name.
    #[schema(min_length = 1, max_length = 200, examples("Pașaport"))]
    pub name: String,
    /// Its number.
    #[serde(default)]
    #[schema(max_length = 60, examples("U12345678"))]
    pub number: Option<String>,
    /// Its date.
    #[serde(default)]
    pub issued_on: Option<NaiveDate>,
    /// Its issuer.
    #[serde(default)]
    #[schema(max_length = 200, examples("Nüfus Müdürlüğü"))]
    pub issuer: Option<String>,
}

/// Attach a file.
///
/// Says of an uploaded file which document of the service it is, with the document's name, number, date and issuer. The file's type, size,
/// pages and picture are compared with what the service asks for.
#[utoipa::path(post, path = "/api/v1/requests/{requestId}/attachments", tag = "Requests",
    extensions(("x-audience" = json!(["efiling", "intranet"])),
        ("x-requirements" = json!(["C-22.2", "C-22.3", "C-22.4", "C-22.6", "C-22.7", "C-22.8", "C-22.9"]))))]
pub async fn attach_file(
    allowed: Allowed<RequestsFile>,
    At(at): At<RequestPath>,
    seen: IfMatch,
    act: Act<NewAttachment>,
    _: Asked<NoQuery>,
    door: Door,
    desk: Desk,
) -> Result<Created<Attachment>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.request_id.uuid(), seen, Action::Attach)?;
        let service = desk.service_of(&step.row)?;
        on_ground_of(unit, &service);
        let rule = service.definition.documents.iter().find(|rule| rule.code == wanted.document_code).ok_or_else(|| {
            Problem::violation(
                "/documentCode",
                "not-a-choice",
                Text::new(
                    "Serviciul nu cere acest document.",
                    "Услуга не требует этого документа.",
                    "The service asks for no such document.",
                ),
            )
        })?;
        let facts = own_file(unit, wanted.file_id)?;
        refuse(file_faults(rule, &facts))?;
        let row = AttachmentRow {
            id: Uuid::now_v7(),
            version: 1,
            created_at: unit.now,
            updated_at: unit.now,
            request_id: step.row.id,
            document_code: wanted.document_code.clone(),
            file_id: wanted.file_id.uuid(),
            name: wanted.name.clone(),
            number: wanted.number.clone(),
            issued_on: wanted.issued_on,
            issuer: wanted.issuer.clone(),
            attached_by: unit.caller.account,
            removed_at: None,
        };
        attachments::insert(unit, &row)?;
        let id = AttachmentId::from_uuid(row.id);
        unit.wrote("Attachment", id);
        let request = step.finish(unit, Changes::default(), Some(&row.document_code))?;
        let location = format!("/api/v1/requests/{}/attachments/{id}/content", at.request_id);
        Ok(Created::record(request.version, &Attachment::from(row))?.at(location))
    })
    .await
}

/// A file that the caller has sent; of another's not even that it exists.
fn own_file(unit: &mut Unit<'_>, id: FileId) -> Result<FileFacts, Problem> {
    match files::find(unit, id) {
        Ok(facts) if facts.uploaded_by == unit.caller.account => Ok(facts),
        Err(problem) if problem.status() != 404 => Err(problem),
        _ => Err(Problem::violation(
            "/fileId",
            "no-such-thing",
            Text::new("Nu ați încărcat un astfel de fișier.", "Вы не загружали такого файла.", "You have uploaded no such file."),
        )),
    }
}

fn file_faults(rule: &DocumentRule, facts: &FileFacts) -> Vec<Violation> {
    let mut faults = Vec::new();
    let mut note = |code, ro: String, ru: String, en: String| faults.push(Violation::new("/fileId", code, Text::new(ro, ru, en)));
    if !rule
        .content_types
        .iter()
        .any(|accepted| serde_json::to_value(accepted).is_ok_and(|kind| kind == facts.content_type.as_str()))
    {
        note(
            "wrong-content-type",
            "Tipul fișierului nu este acceptat pentru acest document.".into(),
            "Тип файла не принимается для этого документа.".into(),
            "The file's type is not accepted for this document.".into(),
        );
    }
    let limit = rule.max_bytes;
    if u64::try_from(facts.size).is_ok_and(|size| size > limit) {
        note(
            "too-large",
            format!("Cel mult {limit} octeți."),
            format!("Не более {limit} байт."),
            format!("At most {limit} bytes."),
        );
    }
    if let (Some(limit), Some(pages)) = (rule.max_pages, facts.pages)
        && i64::from(pages) > i64::from(limit)
    {
        note(
            "too-many-pages",
            format!("Cel mult {limit} pagini."),
            format!("Не более {limit} страниц."),
            format!("At most {limit} pages."),
        );
    }
    if let (Some(photo), Some((width, height))) = (&rule.photo, facts.pixels)
        && !photo.fits(width.unsigned_abs(), height.unsigned_abs())
    {
        let size = format!("{}x{}", photo.min_width, photo.min_height);
        let ratio = format!("{}x{}", photo.ratio_width, photo.ratio_height);
        note(
            "wrong-photo",
            format!("Fotografie {ratio}, cel puțin {size} pixeli."),
            format!("Фотография {ratio}, не менее {size} пикселей."),
            format!("A {ratio} photograph of at least {size} pixels."),
        );
    }
    faults
}
