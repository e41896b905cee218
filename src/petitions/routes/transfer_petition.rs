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
        telling::Told,
        wire::{Petition, PetitionPath},
    },
};

/// To which authority, and why.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PetitionTransfer {
    /// A code of the classifier `authorities`.
    #[schema(min_length = 1, max_length = 64, pattern = "^[A-Z][A-Z0-9]*$", examples("ASP"))]
    pub authority_code: String,
    /// Why it is competent.
    #[schema(
        min_length = 5,
        max_length = 2000,
        pattern = "\\S",
        examples("Actele de identitate sunt eliberate de Agenția Servicii Publice.")
    )]
    pub reason: String,
}

/// Pass a petition to another authority.
///
/// Within five working days of its registration, with notice to the petitioner. The covering letter is drawn up and waits for the post
/// (`listPetitionLetters`); the petition and its files, which it names, are printed from here.
#[utoipa::path(post, path = "/api/v1/petitions/{petitionId}/transfers", tag = "Petitions",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-37"])),
        ("x-legal-basis" = json!("Codul administrativ nr. 116/2018, art. 74"))))]
pub async fn transfer_petition(
    allowed: Allowed<PetitionsManage>,
    At(at): At<PetitionPath>,
    seen: IfMatch,
    act: Act<PetitionTransfer>,
    _: Asked<NoQuery>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Reply<Petition>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.petition_id, seen, Action::Transfer)?;
        let name = authority(&wanted.authority_code, false)?;
        let passed = End {
            authority: Some(&wanted.authority_code),
            note: Note::Open(&name.ro),
            told: Some(Told::Transferred(&name)),
            ..End::told(EndingReason::OtherCompetence, &wanted.reason)
        };
        let (row, with) = ending::end(unit, step, passed)?;
        letters::cover(unit, &row, &wanted.reason)?;
        desk.show(unit, &row, &with)
    })
    .await
}
