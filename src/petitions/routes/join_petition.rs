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
        id::TypedId,
        problem::Problem,
        text::Text,
    },
    petitions::{
        PetitionId,
        desk::PetitionsDesk,
        ending::{self, End},
        parts::EndingReason,
        rules::lifecycle::Action,
        step::begin,
        store::{Changes, earlier},
        wire::{Petition, PetitionPath},
    },
};

/// Which petition it repeats.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PetitionJoining {
    /// One of the earlier petitions of the same petitioner, answered.
    pub earlier_petition_id: PetitionId,
}

/// Join a repeated petition.
///
/// It has the object of one that the same petitioner has an answer to: it is joined to that file and not examined again. The petitioner is
/// told under which number the answer was given.
#[utoipa::path(post, path = "/api/v1/petitions/{petitionId}/joinings", tag = "Petitions",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-37"])),
        ("x-legal-basis" = json!("Codul administrativ nr. 116/2018, art. 76"))))]
pub async fn join_petition(
    allowed: Allowed<PetitionsManage>,
    At(at): At<PetitionPath>,
    seen: IfMatch,
    act: Act<PetitionJoining>,
    _: Asked<NoQuery>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Reply<Petition>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.petition_id, seen, Action::Join)?;
        let earlier = earlier::answered_before(unit, &step.row)?;
        let earlier = earlier.into_iter().find(|one| one.id == wanted.earlier_petition_id.uuid()).ok_or_else(|| {
            Problem::violation(
                "/earlierPetitionId",
                "not-an-earlier-one",
                Text::new(
                    "Nu este o petiție anterioară a aceluiași petiționar, la care s-a răspuns.",
                    "Это не более ранняя петиция того же заявителя, на которую дан ответ.",
                    "This is no earlier petition of the same petitioner that was answered.",
                ),
            )
        })?;
        let number = earlier.number.clone().unwrap_or_default();
        let text = format!("La aceeași problemă s-a răspuns la petiția nr. {number}; petiția repetată se anexează la dosar.");
        let changes = Changes { joined_to_id: Some(earlier.id), ..Changes::default() };
        let (row, with) = ending::end(unit, step, End { changes, ..End::told(EndingReason::Repeated, &text) })?;
        desk.show(unit, &row, &with)
    })
    .await
}
