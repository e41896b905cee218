use chrono::{DateTime, NaiveDate, Utc};
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
        local_time::{end_of_day, legal_day},
        problem::Problem,
        text::Text,
    },
    petitions::{
        desk::PetitionsDesk,
        rules::lifecycle::Action,
        step::begin,
        store::{Changes, events::Note, kept},
        wire::{Petition, PetitionPath},
    },
};

/// How a letter went out.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PetitionPosting {
    /// The postal number, or how it was handed over.
    #[schema(min_length = 3, max_length = 400, pattern = "\\S", examples("RR123456789MD"))]
    pub how: String,
    /// On which day; today, if absent.
    #[serde(default)]
    pub posted_on: Option<NaiveDate>,
}

impl PetitionPosting {
    /// When it went, between the instant since which it could and now.
    pub fn posted_at(&self, since: DateTime<Utc>, now: DateTime<Utc>) -> Result<DateTime<Utc>, Problem> {
        match self.posted_on {
            None => Ok(now),
            Some(day) if day < legal_day(since) || day > legal_day(now) => Err(out_of_bounds()),
            Some(day) => Ok(end_of_day(day).min(now)),
        }
    }
}

/// Record that an answer was posted.
///
/// The answer to what came on paper, spoken or by fax is printed and posted; the clerk records it and the petition is closed. Every other
/// answer goes by itself, the way the petition came.
#[utoipa::path(post, path = "/api/v1/petitions/{petitionId}/mailings", tag = "Petitions",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-43"]))))]
pub async fn record_petition_posting(
    allowed: Allowed<PetitionsManage>,
    At(at): At<PetitionPath>,
    seen: IfMatch,
    act: Act<PetitionPosting>,
    _: Asked<NoQuery>,
    door: Door,
    desk: PetitionsDesk,
) -> Result<Reply<Petition>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let step = begin(unit, at.petition_id, seen, Action::RecordPosting)?;
        let mut answer = step.row.answer()?.ok_or_else(|| Problem::internal("an answered petition without an answer"))?;
        answer.sent_at = Some(wanted.posted_at(step.row.answered_at.unwrap_or(unit.now), unit.now)?);
        answer.sent_how = Some(wanted.how.clone());
        let changes = Changes { answer: Some(Some(kept(&answer)?)), ..Changes::default() };
        let (row, with) = step.finish(unit, changes, Note::Open(&wanted.how))?;
        desk.show(unit, &row, &with)
    })
    .await
}

fn out_of_bounds() -> Problem {
    let text = Text::new(
        "Între data documentului și azi.",
        "Между датой документа и сегодняшним днём.",
        "Between the day of the letter and today.",
    );
    Problem::violation("/postedOn", "out-of-bounds", text)
}
