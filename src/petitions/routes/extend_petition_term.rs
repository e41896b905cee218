use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsDecide},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        problem::Problem,
        term::Extension,
        text::Text,
    },
    petitions::{
        desk::PetitionsDesk,
        rules::{
            hindrance::Hindrance,
            lifecycle::Action,
            terms::{NotExtended, terms_of},
        },
        step::begin,
        store::{Changes, events::Note, kept},
        telling::{self, Told},
        wire::{Petition, PetitionPath},
    },
};

/// How much more, and why.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PetitionExtension {
    /// Days.
    #[schema(minimum = 1, maximum = 60, examples(15))]
    pub days: u32,
    /// Why; the petitioner reads it.
    #[schema(
        min_length = 10,
        max_length = 2000,
        pattern = "\\S",
        examples("Este nevoie de informații de la Agenția Servicii Publice.")
    )]
    pub reason: String,
    /// An exceptional case: more than the ordinary 15 days, 90 altogether at most.
    #[serde(default)]
    #[schema(required = false, examples(false))]
    pub exceptional: bool,
}

/// Extend a petition's term.
///
/// The head of the subdivision that examines it grants up to 15 days more, before the 30 days end, and the petitioner is told with the
/// reasons; in an exceptional case more, never beyond 90 days altogether. The term of a request for information is not extended.
#[utoipa::path(post, path = "/api/v1/petitions/{petitionId}/extensions", tag = "Petitions",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-37"])),
        ("x-legal-basis" = json!("Codul administrativ nr. 116/2018, art. 60"))))]
pub async fn extend_petition_term(
    allowed: Allowed<PetitionsDecide>,
    At(at): At<PetitionPath>,
    seen: IfMatch,
    act: Act<PetitionExtension>,
    _: Asked<NoQuery>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Reply<Petition>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.petition_id, seen, Action::Extend)?;
        let mut term = step.row.term()?.ok_or_else(|| Hindrance::TermOver.problem())?;
        let calendar = desk.calendar_of(unit, &step.row)?;
        let extension = Extension { by: wanted.days, unit: None, granted_at: unit.now, reason: wanted.reason.clone() };
        terms_of(step.row.kind()?.is_petition())?.extend(&mut term, extension, wanted.exceptional, &calendar).map_err(refused)?;
        let due_at = term.end(&calendar);
        let changes = Changes { term: Some(Some(kept(&term)?)), due_at: Some(due_at), ..Changes::default() };
        let (row, with) = step.finish(unit, changes, Note::Open(&wanted.reason))?;
        if let Some(until) = due_at {
            telling::petitioner(unit, &row, &Told::Extended(until, &wanted.reason))?;
        }
        desk.show(unit, &row, &with)
    })
    .await
}

fn refused(why: NotExtended) -> Problem {
    let bounds = |code, left: u32, ro: &str, ru: &str, en: &str| {
        Problem::violation("/days", code, Text::new(format!("{ro} {left}."), format!("{ru} {left}."), format!("{en} {left}.")))
    };
    match why {
        NotExtended::OnlyExceptionally { left } => bounds(
            "only-exceptionally",
            left,
            "Fără a fi caz excepțional, cel mult zile:",
            "Если это не исключительный случай, не более дней:",
            "Unless the case is exceptional, at most days:",
        ),
        NotExtended::BeyondTheLongest { left } => bounds(
            "beyond-the-longest",
            left,
            "Termenul total nu depășește 90 de zile; mai pot fi acordate zile:",
            "Общий срок не превышает 90 дней; можно добавить дней:",
            "The whole term is 90 days at most; days that can still be granted:",
        ),
        NotExtended::Never => Hindrance::InformationRequest.problem(),
        NotExtended::Term(_) => Hindrance::TermOver.problem(),
    }
}
