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
        problem::{Kind, Problem},
        text::Text,
    },
    petitions::{
        authorities::authority,
        desk::PetitionsDesk,
        effects,
        parts::{Ending, EndingReason},
        rules::{lifecycle::Action, terms::terms_of},
        step::begin,
        store::{Changes, events::Note, kept},
        telling::{self, Told},
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
/// Within five working days of its registration, with notice to the petitioner.
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
        let calendar = desk.calendar_of(unit, &step.row)?;
        let registered_at = step.row.registered_at.unwrap_or(step.row.received_at);
        let ends_at = terms_of(step.row.kind()?.is_petition())?.transfer_ends(registered_at, &calendar)?;
        if unit.now > ends_at {
            return Err(too_late().with("endedAt", serde_json::json!(ends_at)));
        }
        let ending = Ending {
            reason: EndingReason::OtherCompetence,
            text: wanted.reason.clone(),
            authority_code: Some(wanted.authority_code.clone()),
        };
        let changes = Changes { ending: Some(kept(&ending)?), ..Changes::default() };
        let (row, with) = step.finish(unit, changes, Note::Open(&name.ro))?;
        telling::petitioner(unit, &row, &Told::Transferred(&name))?;
        effects::close_at_epetitii(unit, &row);
        desk.show(unit, &row, &with)
    })
    .await
}

fn too_late() -> Problem {
    Problem::new(Kind::NOT_IN_THIS_STATE).detail(Text::new(
        "Termenul de transmitere (5 zile lucrătoare de la înregistrare) a expirat.",
        "Срок передачи (5 рабочих дней с регистрации) истёк.",
        "The term for passing it on (5 working days from registration) has ended.",
    ))
}
