use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::{
    access::{
        caller::Allowed,
        door::{Door, Unit},
        permissions::ContentProvide,
    },
    content::{
        store::reviews,
        wire::review::{KeptStale, Review, ReviewPath, StaleItem, review},
    },
    kernel::{
        http::{
            act::Act,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::{Kind, Problem},
        text::Text,
        violation::Violation,
    },
};

/// What a subdivision says of its section; nothing out of date confirms it.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(examples(json!({ "sectionCode": "guides" })))]
pub struct ReviewAnswerInput {
    /// The section.
    #[schema(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 40, examples("guides"))]
    pub section_code: String,
    /// Items of the section that are out of date.
    #[serde(default)]
    #[schema(required = false, max_items = 100)]
    pub stale: Vec<StaleItem>,
    /// What else is out of date, in words.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 2000, examples("Lipsește ghidul în engleză."))]
    pub note: Option<String>,
}

/// Answer for a section in a review.
///
/// By a provider of the section's subdivision; answering again says something else instead, until the review is closed.
#[utoipa::path(post, path = "/api/v1/content-reviews/{reviewId}/answers", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-33"])), ("x-statuses" = json!([409]))))]
pub async fn answer_review(
    allowed: Allowed<ContentProvide>,
    At(at): At<ReviewPath>,
    _: Asked<NoQuery>,
    act: Act<ReviewAnswerInput>,
    door: Door,
) -> Result<Reply<Review>, Problem> {
    let input = act.body;
    door.act(&allowed, act.key, move |unit| {
        let (row, answers) = reviews::whole(unit.conn, at.review_id.uuid())?;
        if row.closed_at.is_some() {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("closed", true).detail(Text::new(
                "Revizia este închisă.",
                "Проверка закрыта.",
                "The review is closed.",
            )));
        }
        let asked = answers
            .iter()
            .find(|(answer, code)| *code == input.section_code && unit.scope.offices.contains(&answer.subdivision_id));
        let (asked, _) = asked.ok_or_else(|| {
            Problem::violation(
                "/sectionCode",
                "not-your-section",
                Text::new(
                    "Compartimentul nu este al subdiviziunii dumneavoastră.",
                    "Раздел не вашего подразделения.",
                    "The section is not your subdivision's.",
                ),
            )
        })?;
        known(unit, asked.section_id, &input.stale)?;
        let stale: Vec<KeptStale> = input.stale.iter().map(KeptStale::from).collect();
        reviews::answer(unit, asked.id, &json!(stale), input.note.as_deref())?;
        unit.wrote("ContentReview", at.review_id);
        let answers = reviews::answers(unit.conn, row.id)?;
        Reply::record(row.version, &review(&row, answers, unit.now)?)
    })
    .await
}

/// Every item that is out of date is of the section.
fn known(unit: &mut Unit<'_>, section: Uuid, stale: &[StaleItem]) -> Result<(), Problem> {
    if stale.is_empty() {
        return Ok(());
    }
    let wanted: Vec<Uuid> = stale.iter().map(|one| one.content_item_id.uuid()).collect();
    let there = reviews::in_section(unit.conn, section, &wanted)?;
    let missing = wanted.iter().enumerate().filter(|(_, id)| !there.contains(id));
    let faults: Vec<Violation> = missing
        .map(|(at, _)| {
            Violation::new(
                format!("/stale/{at}/contentItemId"),
                "no-such-thing",
                Text::new(
                    "Compartimentul nu are un astfel de material.",
                    "В разделе нет такого материала.",
                    "The section has no such item.",
                ),
            )
        })
        .collect();
    if faults.is_empty() { Ok(()) } else { Err(faults.into()) }
}
