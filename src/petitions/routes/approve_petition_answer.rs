use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsDecide, store::subdivision_name},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Accepted,
        },
        problem::Problem,
    },
    petitions::{
        answering,
        desk::PetitionsDesk,
        rules::lifecycle::Action,
        step::begin,
        store::{Changes, events::Note, kept},
        wire::{Petition, PetitionPath},
    },
};

/// The head's approval.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PetitionAnswerApproval {
    /// The position of whoever signs, as the answer prints it.
    #[schema(min_length = 1, max_length = 200, pattern = "\\S", examples("Șef al Direcției regionale Centru"))]
    pub position: String,
}

/// Approve the answer.
///
/// The head of the subdivision, who is not the one who drafted it. The answer gets its number and waits for the head's signature
/// (`POST /documents/{documentId}/signings`, `answer.documentId`); once it is signed it goes back the way the petition came.
#[utoipa::path(post, path = "/api/v1/petitions/{petitionId}/answer-approvals", tag = "Petitions",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-37", "R-43"]))))]
pub async fn approve_petition_answer(
    allowed: Allowed<PetitionsDecide>,
    At(at): At<PetitionPath>,
    seen: IfMatch,
    act: Act<PetitionAnswerApproval>,
    _: Asked<NoQuery>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Accepted<Petition>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.petition_id, seen, Action::ApproveAnswer)?;
        answering::printable(&[("/position".to_owned(), wanted.position.as_str())])?;
        let mut answer = step.row.answer()?.ok_or_else(|| Problem::internal("no draft stands"))?;
        let lead = step.row.lead_subdivision_id.ok_or_else(|| Problem::internal("a petition in examination without a lead"))?;
        let subdivision = subdivision_name(unit.conn, lead)?;
        let frozen = answering::freeze(unit, &step.row, &answer, &subdivision, &wanted.position)?;
        answer.approved_by = Some(unit.caller.account);
        answer.number = Some(frozen.number.clone());
        let changes = Changes {
            answer: Some(Some(kept(&answer)?)),
            answer_document_id: Some(Some(frozen.id)),
            // It is answered without what was asked for and has not come.
            asked: Some(None),
            ..Changes::default()
        };
        let (row, with) = step.finish(unit, changes, Note::Inside(&frozen.number))?;
        desk.show(unit, &row, &with)
    })
    .await
}
