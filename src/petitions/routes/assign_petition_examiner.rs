use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{
        caller::{AccountId, Allowed},
        door::Door,
        permissions::PetitionsDecide,
        policy::Role,
        store::holds_role,
    },
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
        text::Text,
    },
    petitions::{
        desk::PetitionsDesk,
        rules::lifecycle::Action,
        step::begin,
        store::{Changes, events::Note},
        wire::{Petition, PetitionPath},
    },
};

/// Into whose hands.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PetitionExaminer {
    /// An examiner of the subdivision that leads; absent: back to its worklist.
    #[serde(default)]
    pub examiner_id: Option<AccountId>,
    /// A remark for officers.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 1000, pattern = "\\S", examples("Concediu medical"))]
    pub note: Option<String>,
}

/// Give a petition to an examiner.
///
/// The head of the subdivision that leads gives it to one of its examiners, whoever holds it; or, without one, back to the worklist, from
/// which an examiner claims it. A draft that stands stays, until it is drafted again.
#[utoipa::path(post, path = "/api/v1/petitions/{petitionId}/examiner-assignments", tag = "Petitions",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-37"]))))]
pub async fn assign_petition_examiner(
    allowed: Allowed<PetitionsDecide>,
    At(at): At<PetitionPath>,
    seen: IfMatch,
    act: Act<PetitionExaminer>,
    _: Asked<NoQuery>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Reply<Petition>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.petition_id, seen, Action::AssignExaminer)?;
        let examiner = wanted.examiner_id.map(TypedId::uuid);
        if let Some(examiner) = examiner
            && !holds_role(unit.conn, unit.now, examiner, Role::Examiner, step.row.lead_subdivision_id)?
        {
            return Err(Problem::violation(
                "/examinerId",
                "not-an-examiner",
                Text::new(
                    "Persoana nu este examinator în această subdiviziune.",
                    "Это лицо не является экзаменатором в этом подразделении.",
                    "This is no examiner of this subdivision.",
                ),
            ));
        }
        let changes = Changes { assigned_to: Some(examiner), ..Changes::default() };
        let note = wanted.note.as_deref().map_or(Note::None, Note::Inside);
        let (row, with) = step.finish(unit, changes, note)?;
        desk.show(unit, &row, &with)
    })
    .await
}
