use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsComplete},
    files::FileId,
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        problem::{Kind, Problem},
        text::Text,
    },
    petitions::{
        desk::PetitionsDesk,
        effects::back_to,
        files_of::own_files,
        parts::{Asking, Signature},
        registering,
        rules::lifecycle::Action,
        step::begin,
        store::{Changes, attachments, events::Note},
        wire::{Petition, PetitionPath},
    },
};

/// What was asked for.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PetitionCompletion {
    /// What the petitioner says to it.
    #[schema(min_length = 1, max_length = 10_000, pattern = "\\S", examples("Am anexat contractul de locațiune."))]
    pub text: String,
    /// Files that were asked for, uploaded by the caller.
    #[serde(default)]
    #[schema(max_items = 10, required = false, examples(json!([])))]
    pub attachment_ids: Vec<FileId>,
    /// The clerk has the petition signed by hand now.
    #[serde(default)]
    #[schema(required = false, examples(false))]
    pub signed_by_hand: bool,
}

/// Supply what was asked for.
///
/// By the petitioner, or by a clerk for one who came or wrote. Where shortcomings are mended the legal term starts from here; a petition
/// that had no signature must have one now.
#[utoipa::path(post, path = "/api/v1/petitions/{petitionId}/completions", tag = "Petitions",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["R-40", "R-41"]))))]
pub async fn complete_petition(
    allowed: Allowed<PetitionsComplete>,
    At(at): At<PetitionPath>,
    seen: IfMatch,
    act: Act<PetitionCompletion>,
    _: Asked<NoQuery>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Reply<Petition>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let mut step = begin(unit, at.petition_id, seen, Action::Complete)?;
        let places: Vec<(String, FileId)> =
            wanted.attachment_ids.iter().enumerate().map(|(index, id)| (format!("/attachmentIds/{index}"), *id)).collect();
        let files = own_files(unit, &places)?;
        let asked = step.row.asked()?.ok_or_else(|| Problem::internal("a petition that waits for nothing"))?;
        let mut changes = match asked.reason {
            Asking::Shortcomings => registering::complete(unit, &desk, &step.row)?,
            Asking::MoreDocuments => Changes { asked: Some(None), ..Changes::default() },
        };
        let by_clerk = unit.caller.is_institutional();
        if wanted.signed_by_hand && by_clerk {
            changes.signature = Some(Signature::Handwritten.code().into());
        } else if asked.reason == Asking::Shortcomings && !Signature::read(&step.row.signature)?.suffices() {
            return Err(still_unsigned());
        }
        for file in &files {
            let attached = attachments::add(unit, step.row.id, "Completion", file)?;
            step.with.attachments.push(attached);
        }
        let to = back_to(&step.row);
        let (row, with) = step.finish_in(unit, to, changes, Note::Open(&wanted.text))?;
        desk.show(unit, &row, &with)
    })
    .await
}

fn still_unsigned() -> Problem {
    Problem::new(Kind::NOT_SIGNED).detail(Text::new(
        "Petiția nu este încă semnată.",
        "Петиция ещё не подписана.",
        "The petition is not signed yet.",
    ))
}
