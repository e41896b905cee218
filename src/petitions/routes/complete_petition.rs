use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsComplete},
    files::{self, FileId},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::{Kind, Problem},
        text::Text,
    },
    petitions::{
        desk::PetitionsDesk,
        effects::back_to,
        files_of::{judge_file, own_files},
        parts::Signature,
        registering,
        rules::lifecycle::Action,
        step::begin_either,
        store::{self, Changes, attachments, events::Note},
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
    /// The petition as a PDF that the petitioner has signed electronically (PAdES), uploaded by the caller: for one that is not signed.
    #[serde(default)]
    pub signed_file_id: Option<FileId>,
}

const SIGNED_FILE: &str = "/signedFileId";

/// Supply what was asked for.
///
/// By the petitioner, or by a clerk for one who came or wrote. Where shortcomings are mended the legal term starts from here; a petition
/// that had no signature must have one now: by hand at the clerk's, or in a signed file, which is checked here (whole, signed, by the
/// petitioner) and by MSign, as at its filing. Further documents are added to a petition whose examination goes on.
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
    if let Some(file) = wanted.signed_file_id {
        let (blob, name, idnp) = door
            .run(&allowed, move |unit| {
                let reading = unit.reach("petitions.read");
                let petitioner = store::find(unit, &reading, at.petition_id.uuid())?.row.petitioner()?;
                own_files(unit, &[(SIGNED_FILE.to_owned(), file)])?;
                Ok((files::open(unit, file)?.blob, petitioner.name, petitioner.idnp))
            })
            .await?;
        judge_file(&desk, &blob, name, idnp, SIGNED_FILE).await?;
    }
    door.act(&allowed, act.key, move |unit| {
        let mut step = begin_either(unit, at.petition_id, seen, Action::SupplyDocuments, Action::Complete)?;
        let mut places: Vec<(String, FileId)> =
            wanted.attachment_ids.iter().enumerate().map(|(index, id)| (format!("/attachmentIds/{index}"), *id)).collect();
        places.extend(wanted.signed_file_id.map(|id| (SIGNED_FILE.to_owned(), id)));
        let mut files = own_files(unit, &places)?;
        let signed = wanted.signed_file_id.and_then(|_| files.pop());
        let mending = step.action == Action::Complete;
        let mut changes = match mending {
            true => registering::complete(unit, &desk, &step.row)?,
            false => Changes { asked: Some(None), ..Changes::default() },
        };
        let unsigned = !Signature::read(&step.row.signature)?.suffices();
        match (&signed, unsigned && mending) {
            (Some(_), false) => return Err(signed_already()),
            (Some(file), true) => {
                // What came first stays among its files; what is signed is the petition now.
                if let Some(first) = step.row.file_id {
                    let first = files::find(unit, FileId::from_uuid(first))?;
                    step.with.attachments.push(attachments::add(unit, step.row.id, "Supporting", &first)?);
                }
                changes.signature = Some(Signature::Pending.code().into());
                changes.file_id = Some(file.id.uuid());
                registering::ask_msign(unit, step.row.id, file.id);
            }
            (None, true) if wanted.signed_by_hand && unit.caller.is_institutional() => {
                changes.signature = Some(Signature::Handwritten.code().into());
            }
            (None, true) => return Err(still_unsigned()),
            (None, false) => {}
        }
        for file in &files {
            let attached = attachments::add(unit, step.row.id, "Completion", file)?;
            step.with.attachments.push(attached);
        }
        let to = if mending { back_to(&step.row) } else { step.state };
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

fn signed_already() -> Problem {
    let text = Text::new(
        "Petiția nu mai are nevoie de o semnătură.",
        "Петиция больше не нуждается в подписи.",
        "The petition needs no signature any more.",
    );
    Problem::violation(SIGNED_FILE, "signed-already", text)
}
