use actix_web::web;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    access::{caller::Allowed, door::Door, permissions::BehaviourRead},
    auditing::behaviour::{carriers, store::analyses, wire::BehaviourAnalysis},
    kernel::{
        http::{
            page::{Page, PageQuery},
            params::Asked,
            reply::Reply,
        },
        keys::KeyRing,
        problem::Problem,
    },
};

/// Analyses, the latest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BehaviourAnalysisList {
    /// The analyses.
    #[schema(max_items = 200)]
    pub analyses: Vec<BehaviourAnalysis>,
    /// Legal days of the last month that are over and not analysed, in order. The program asks for each of them within the hour; one that
    /// stays could not be analysed.
    #[schema(max_items = 31, examples("2026-11-14"))]
    pub missing_days: Vec<NaiveDate>,
    /// For the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 512)]
    pub next_cursor: Option<String>,
}

/// List analyses of reading.
///
/// Those that auditors asked for and those that the program made by itself, the latest first; and which days wait.
#[utoipa::path(get, path = "/api/v1/behaviour-analyses", tag = "Behaviour", params(PageQuery),
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["C-38", "N-19.2"]))))]
pub async fn list_behaviour_analyses(
    allowed: Allowed<BehaviourRead>,
    Asked(asked): Asked<PageQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<BehaviourAnalysisList>, Problem> {
    door.run(&allowed, move |unit| {
        let page: Page<Uuid> =
            Page::read(keys.cursors(), "listBehaviourAnalyses", &unit.caller.account, asked.limit, asked.cursor.as_deref())?;
        let found = analyses::page(unit.conn, page.after, page.wanted())?;
        let (found, next_cursor) = page.cut(keys.cursors(), found, |row| row.id)?;
        let analyses: Vec<BehaviourAnalysis> = found.into_iter().map(Into::into).collect();
        analyses.iter().for_each(|analysis| unit.read("BehaviourAnalysis", analysis.analysis_id));
        let missing_days = carriers::missing(unit.conn, unit.now)?;
        Reply::plain(&BehaviourAnalysisList { analyses, missing_days, next_cursor })
    })
    .await
}
