use actix_web::web;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentRead},
    content::{
        store::{answers, items},
        wire::{item::ContentItemPath, visitor::VisitorAnswers},
    },
    kernel::{
        http::{
            page::{Page, PageQuery},
            params::{Asked, At},
            reply::Reply,
        },
        id::TypedId,
        keys::KeyRing,
        problem::Problem,
    },
};

/// One visitor's answers, of nobody in particular.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct QuestionnaireAnswers {
    /// When they came.
    pub at: DateTime<Utc>,
    /// The version of the questionnaire that was answered.
    #[schema(minimum = 1, examples(1))]
    pub version_number: i32,
    /// The answers.
    #[schema(value_type = VisitorAnswers)]
    pub answers: Map<String, Value>,
}

/// A page of answers, newest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct QuestionnaireAnswersList {
    /// The answers.
    #[schema(max_items = 200)]
    pub answers: Vec<QuestionnaireAnswers>,
    /// The next page, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 512, examples("AQIDBA"))]
    pub next_cursor: Option<String>,
}

/// List the answers to a questionnaire.
///
/// Each visitor's, without anything that says who they are; for its editors, who read what was written in words.
#[utoipa::path(get, path = "/api/v1/content-items/{contentItemId}/answers", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-7.5"]))))]
pub async fn list_questionnaire_answers(
    allowed: Allowed<ContentRead>,
    At(at): At<ContentItemPath>,
    Asked(query): Asked<PageQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<QuestionnaireAnswersList>, Problem> {
    door.run(&allowed, move |unit| {
        let item = at.content_item_id.uuid();
        let page: Page<Uuid> =
            Page::read(keys.cursors(), "listQuestionnaireAnswers", &item, query.limit, query.cursor.as_deref())?;
        let rows = answers::page(unit, item, page.after, page.wanted())?;
        if rows.is_empty() {
            // There is nothing, or the caller may not know of the item.
            items::find(unit, item)?;
        }
        unit.read("ContentItem", at.content_item_id);
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |row| row.id)?;
        let shown = |row: answers::AnswersRow| QuestionnaireAnswers {
            at: row.at,
            version_number: row.number,
            answers: row.answers.as_object().cloned().unwrap_or_default(),
        };
        Reply::plain(&QuestionnaireAnswersList { answers: rows.into_iter().map(shown).collect(), next_cursor })
    })
    .await
}
