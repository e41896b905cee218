use super::record_petition_notice_posting::{NoticePath, notice_to_post};
use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsManage},
    kernel::{
        http::{
            act::{Act, IfMatch},
            input::Nothing,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    petitions::{
        PetitionId,
        desk::PetitionsDesk,
        letters,
        store::{self, Changes, Found},
        wire::Petition,
    },
};

/// Draw up the letter of a notice.
///
/// What no electronic way brings to the petitioner has its letter drawn up by itself; this is for what went electronically and did not
/// arrive, and for a letter that is to be drawn up anew. The letter before it is withdrawn.
#[utoipa::path(post, path = "/api/v1/petitions/{petitionId}/notices/{noticeId}/letters", tag = "Petitions",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-36", "R-40", "C-23.10"]))))]
pub async fn draw_up_petition_letter(
    allowed: Allowed<PetitionsManage>,
    At(at): At<NoticePath>,
    seen: IfMatch,
    act: Act<Nothing>,
    _: Asked<NoQuery>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Reply<Petition>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let (found, notice) = notice_to_post(unit, &at, seen)?;
        // Of two who draw it up at once, one does.
        let row = store::change(unit, &found.row, Changes::default())?;
        unit.wrote("Petition", PetitionId::from_uuid(row.id));
        let found = Found { row, ..found };
        letters::draw(unit, &found, &notice)?;
        desk.show(unit, &found.row, &found.with)
    })
    .await
}
