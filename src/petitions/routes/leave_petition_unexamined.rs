use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsManage},
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
        ending::{self, End},
        parts::EndingReason,
        rules::lifecycle::Action,
        step::begin,
        wire::{Petition, PetitionPath},
    },
};

/// Why it is not examined.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PetitionRefusal {
    /// What the petitioner reads.
    #[schema(
        min_length = 5,
        max_length = 2000,
        pattern = "\\S",
        examples("Petiția conține un limbaj ofensator la adresa angajaților.")
    )]
    pub reason: String,
}

/// Leave an offensive petition without examination.
///
/// The clerk decides, with the reason, which the petitioner is told.
#[utoipa::path(post, path = "/api/v1/petitions/{petitionId}/refusals", tag = "Petitions",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-40"])),
        ("x-legal-basis" = json!("Codul administrativ nr. 116/2018, art. 76"))))]
pub async fn leave_petition_unexamined(
    allowed: Allowed<PetitionsManage>,
    At(at): At<PetitionPath>,
    seen: IfMatch,
    act: Act<PetitionRefusal>,
    _: Asked<NoQuery>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Reply<Petition>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.petition_id, seen, Action::LeaveUnexamined)?;
        let (row, with) = ending::end(unit, step, End::told(EndingReason::Offensive, &wanted.reason))?;
        desk.show(unit, &row, &with)
    })
    .await
}
