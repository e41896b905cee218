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
        authorities::authority,
        desk::PetitionsDesk,
        ending::{self, End},
        letters,
        parts::EndingReason,
        rules::lifecycle::Action,
        step::begin,
        store::events::Note,
        wire::{Petition, PetitionPath},
    },
};

/// To whom its threats go.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PetitionThreat {
    /// An authority of the classifier `authorities` that is marked `lawEnforcement`.
    #[schema(min_length = 1, max_length = 64, pattern = "^[A-Z][A-Z0-9]*$", examples("IGP"))]
    pub authority_code: String,
    /// What was found, for officers and in the covering letter; the petitioner does not read it.
    #[schema(min_length = 5, max_length = 2000, pattern = "\\S", examples("Amenințări la adresa unui angajat, paragraful 3."))]
    pub reason: String,
}

/// Pass threats to law enforcement.
///
/// A petition that threatens somebody's life, health or property is passed to law enforcement and not examined. The covering letter is drawn up
/// and waits for the post (`listPetitionLetters`).
#[utoipa::path(post, path = "/api/v1/petitions/{petitionId}/threat-reports", tag = "Petitions",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-40"])),
        ("x-legal-basis" = json!("Codul administrativ nr. 116/2018, art. 76"))))]
pub async fn report_petition_threat(
    allowed: Allowed<PetitionsManage>,
    At(at): At<PetitionPath>,
    seen: IfMatch,
    act: Act<PetitionThreat>,
    _: Asked<NoQuery>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Reply<Petition>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.petition_id, seen, Action::ReportThreat)?;
        let name = authority(&wanted.authority_code, true)?;
        let note = format!("{}: {}", name.ro, wanted.reason);
        let passed = End {
            authority: Some(&wanted.authority_code),
            note: Note::Inside(&note),
            told: None,
            ..End::told(EndingReason::Threat, "Petiția a fost transmisă organului de drept.")
        };
        let (row, with) = ending::end(unit, step, passed)?;
        letters::cover(unit, &row, &wanted.reason)?;
        desk.show(unit, &row, &with)
    })
    .await
}
