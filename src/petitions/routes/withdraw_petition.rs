use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsWithdraw},
    documents,
    files::FileId,
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        problem::Problem,
        text::Text,
    },
    petitions::{
        desk::PetitionsDesk,
        ending::{self, End},
        files_of::own_files,
        parts::EndingReason,
        rules::lifecycle::{Action, State},
        step::begin,
        store::attachments,
        wire::{Petition, PetitionPath},
    },
};

/// Why it is withdrawn.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PetitionWithdrawal {
    /// In words; the petitioner need not give a reason. A clerk says how the petitioner withdrew it.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 1000, pattern = "\\S", examples("Problema s-a rezolvat."))]
    pub reason: Option<String>,
    /// The petitioner's letter, uploaded by the clerk.
    #[serde(default)]
    pub file_id: Option<FileId>,
}

/// Withdraw a petition.
///
/// By its petitioner, until an answer is being signed; or by a clerk for one who wrote or came, and who is then told of it. One that is drawn
/// up and not signed yet is given up with its document.
#[utoipa::path(post, path = "/api/v1/petitions/{petitionId}/withdrawals", tag = "Petitions",
    extensions(("x-audience" = json!(["efiling", "intranet"])), ("x-requirements" = json!(["R-34"]))))]
pub async fn withdraw_petition(
    allowed: Allowed<PetitionsWithdraw>,
    At(at): At<PetitionPath>,
    seen: IfMatch,
    act: Act<PetitionWithdrawal>,
    _: Asked<NoQuery>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Reply<Petition>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let mut step = begin(unit, at.petition_id, seen, Action::Withdraw)?;
        let by_clerk = unit.caller.is_institutional();
        if by_clerk && wanted.reason.is_none() {
            return Err(how_it_was_withdrawn());
        }
        let text = wanted.reason.clone().unwrap_or_else(|| "Retrasă de petiționar.".into());
        if let (State::AwaitingSignature, Some(document)) = (step.state, step.row.document_id) {
            documents::abandon(unit, document, "Petiția a fost retrasă.")?;
        }
        if let Some(letter) = wanted.file_id {
            for file in own_files(unit, &[("/fileId".to_owned(), letter)])? {
                step.with.attachments.push(attachments::add(unit, step.row.id, "Withdrawal", &file)?);
            }
        }
        let end = End::told(EndingReason::Withdrawn, &text);
        let told = end.told.clone().filter(|_| by_clerk);
        let (row, with) = ending::end(unit, step, End { told, ..end })?;
        desk.show(unit, &row, &with)
    })
    .await
}

fn how_it_was_withdrawn() -> Problem {
    let text = Text::new(
        "Indicați cum a retras petiționarul petiția.",
        "Укажите, как заявитель отозвал петицию.",
        "Say how the petitioner withdrew the petition.",
    );
    Problem::violation("/reason", "required", text)
}
