use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentRead},
    content::{
        routes::read_questionnaire_results::{QuestionnaireResults, results},
        rules::questions::For,
        store::{answers, versions},
        wire::item::ContentItemPath,
    },
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
};

/// The results of a questionnaire so far, for its editors.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AnswerSummary {
    /// How many visitors answered.
    #[schema(minimum = 0, examples(120))]
    pub visitors: i64,
    /// The results; nothing is hidden from those who may read each visitor's answers.
    pub results: QuestionnaireResults,
}

/// Read a questionnaire's results so far.
///
/// For its editors, at any time.
#[utoipa::path(get, path = "/api/v1/content-items/{contentItemId}/results", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-7.5"]))))]
pub async fn read_answer_summary(
    allowed: Allowed<ContentRead>,
    At(at): At<ContentItemPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<AnswerSummary>, Problem> {
    door.run(&allowed, move |unit| {
        let version = versions::latest_seen(unit, at.content_item_id.uuid())?;
        unit.read("ContentItem", at.content_item_id);
        if version.kind != "questionnaire" {
            return Err(Problem::not_found());
        }
        let content = serde_json::from_value(version.content).map_err(Problem::internal)?;
        let visitors = answers::count(unit.conn, version.item_id)?;
        Reply::plain(&AnswerSummary { visitors, results: results(unit.conn, version.item_id, &content, For::Editors)? })
    })
    .await
}
