use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsDecide},
    documents,
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        problem::Problem,
    },
    petitions::{
        desk::PetitionsDesk,
        rules::lifecycle::Action,
        step::begin_either,
        store::{Changes, events::Note, kept},
        wire::{Petition, PetitionPath},
    },
};

/// What is to be changed.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PetitionAnswerReturn {
    /// For the examiner.
    #[schema(min_length = 1, max_length = 2000, pattern = "\\S", examples("Lipsește temeiul legal."))]
    pub reason: String,
}

/// Send the answer back.
///
/// The head sends the draft back to the examiner; or gives up an answer that was approved and not signed yet, whose number stays listed as
/// annulled.
#[utoipa::path(post, path = "/api/v1/petitions/{petitionId}/answer-returns", tag = "Petitions",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-37"]))))]
pub async fn return_petition_answer(
    allowed: Allowed<PetitionsDecide>,
    At(at): At<PetitionPath>,
    seen: IfMatch,
    act: Act<PetitionAnswerReturn>,
    _: Asked<NoQuery>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Reply<Petition>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin_either(unit, at.petition_id, seen, Action::ReturnAnswer, Action::GiveUpSigning)?;
        let mut answer = step.row.answer()?.ok_or_else(|| Problem::internal("no draft stands"))?;
        if let Some(document) = step.row.answer_document_id {
            documents::abandon(unit, document, &wanted.reason)?;
        }
        answer.returned = Some(wanted.reason.clone());
        (answer.approved_by, answer.number) = (None, None);
        let changes = Changes { answer: Some(Some(kept(&answer)?)), answer_document_id: Some(None), ..Changes::default() };
        let (row, with) = step.finish(unit, changes, Note::Inside(&wanted.reason))?;
        desk.show(unit, &row, &with)
    })
    .await
}
