use chrono::{Duration, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::PetitionsAsk},
    kernel::{
        http::{
            act::{Act, IfMatch},
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        local_time::legal_day,
        problem::Problem,
        term::end_on,
        text::Text,
    },
    petitions::{
        carriers,
        desk::PetitionsDesk,
        parts::{self, Asking},
        rules::{lifecycle::Action, terms},
        step::begin,
        store::{Changes, events::Note, kept},
        telling::{self, Told},
        wire::{Petition, PetitionPath},
    },
};

/// What the petitioner is asked for, and until when.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PetitionAsking {
    /// Why: shortcomings are told by clerks.
    pub reason: Asking,
    /// What the petitioner reads.
    #[schema(min_length = 1, max_length = 2000, pattern = "\\S", examples("Petiția nu este semnată."))]
    pub text: String,
    /// The last day; moved to a working day.
    #[schema(examples("2026-12-10"))]
    pub due_on: NaiveDate,
}

/// Ask the petitioner.
///
/// A clerk tells of shortcomings, before the petition's term has ended: the legal term starts anew when they are mended, and without that the
/// petition is not examined. The examiner asks for further documents, to come before the end of the legal term, which runs on: the examination
/// goes on meanwhile, the state stays, and without them the petition is examined as it is. Asked again, the last asking counts.
#[utoipa::path(post, path = "/api/v1/petitions/{petitionId}/completion-requests", tag = "Petitions",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-40", "R-41"])),
        ("x-legal-basis" = json!("Codul administrativ nr. 116/2018, art. 75, 76"))))]
pub async fn ask_petitioner(
    allowed: Allowed<PetitionsAsk>,
    At(at): At<PetitionPath>,
    seen: IfMatch,
    act: Act<PetitionAsking>,
    _: Asked<NoQuery>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Reply<Petition>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let action = match wanted.reason {
            Asking::Shortcomings => Action::AskPetitioner,
            Asking::MoreDocuments => Action::AskForDocuments,
        };
        let step = begin(unit, at.petition_id, seen, action)?;
        let (bounds, today) = (terms::completion()?, legal_day(unit.now));
        let days = |count: u32| today + Duration::days(i64::from(count));
        if wanted.due_on < days(bounds.least) || wanted.due_on > days(bounds.most) {
            return Err(out_of_bounds(bounds));
        }
        let calendar = desk.calendar_of(unit, &step.row)?;
        let due_at = end_on(wanted.due_on, &calendar);
        if let (Asking::MoreDocuments, Some(ends_at)) = (wanted.reason, step.row.due_at.filter(|ends_at| due_at > *ends_at)) {
            return Err(after_the_term(legal_day(ends_at)));
        }
        let asked =
            parts::Asked { id: Uuid::now_v7(), reason: wanted.reason, text: wanted.text.clone(), asked_at: unit.now, due_at };
        let payload = json!({ "petition": step.row.id, "asking": asked.id });
        unit.send_at(carriers::WAITING_ENDS, format!("{}/{}", carriers::WAITING_ENDS, asked.id), payload, due_at);
        let mut changes = Changes { asked: Some(Some(kept(&asked)?)), ..Changes::default() };
        if wanted.reason == Asking::Shortcomings {
            // The term counts from completeness; what is incomplete has none.
            (changes.term, changes.due_at) = (Some(None), Some(None));
        }
        let (row, with) = step.finish(unit, changes, Note::Open(&wanted.text))?;
        telling::petitioner(unit, &row, &Told::Asked(&wanted.text, due_at))?;
        desk.show(unit, &row, &with)
    })
    .await
}

fn after_the_term(ends: NaiveDate) -> Problem {
    let text = Text::new(
        format!("Termenul petiției se încheie la {ends}: documentele se cer până atunci, sau termenul se prelungește întâi."),
        format!("Срок петиции заканчивается {ends}: документы запрашиваются до этого дня, или сначала продлевается срок."),
        format!("The petition's term ends on {ends}: ask for documents until then, or extend the term first."),
    );
    Problem::violation("/dueOn", "after-the-term", text)
}

fn out_of_bounds(bounds: terms::Days) -> Problem {
    let terms::Days { least, most } = bounds;
    let text = Text::new(
        format!("Între {least} și {most} de zile de azi."),
        format!("От {least} до {most} дней от сегодня."),
        format!("Between {least} and {most} days from today."),
    );
    Problem::violation("/dueOn", "out-of-bounds", text)
}
