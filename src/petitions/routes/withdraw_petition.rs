use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsFile},
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
        effects,
        parts::{Ending, EndingReason},
        rules::lifecycle::{Action, State},
        step::begin,
        store::{Changes, events::Note, kept},
        wire::{Petition, PetitionPath},
    },
};

/// Why it is withdrawn.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PetitionWithdrawal {
    /// In words; the petitioner need not give a reason.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 1000, examples("Problema s-a rezolvat."))]
    pub reason: Option<String>,
}

/// Withdraw a petition.
///
/// By its petitioner, until an answer is being signed. One that is drawn up and not signed yet is given up with its document.
#[utoipa::path(post, path = "/api/v1/petitions/{petitionId}/withdrawals", tag = "Petitions",
    extensions(("x-audience" = json!(["efiling"])), ("x-requirements" = json!(["R-34"]))))]
pub async fn withdraw_petition(
    allowed: Allowed<PetitionsFile>,
    At(at): At<PetitionPath>,
    seen: IfMatch,
    act: Act<PetitionWithdrawal>,
    _: Asked<NoQuery>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Reply<Petition>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.petition_id, seen, Action::Withdraw)?;
        let text = wanted.reason.clone().unwrap_or_else(|| "Retrasă de petiționar.".into());
        if let (State::AwaitingSignature, Some(document)) = (step.state, step.row.document_id) {
            documents::abandon(unit, document, "Petiția a fost retrasă.")?;
        }
        let ending = Ending { reason: EndingReason::Withdrawn, text: text.clone(), authority_code: None };
        let changes = Changes { asked: Some(None), ending: Some(kept(&ending)?), ..Changes::default() };
        let (row, with) = step.finish(unit, changes, Note::Open(&text))?;
        effects::close_at_epetitii(unit, &row);
        desk.show(unit, &row, &with)
    })
    .await
}
