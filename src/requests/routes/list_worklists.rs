use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsWorklist},
    kernel::{
        http::{
            params::{Asked, NoQuery},
            reply::Reply,
        },
        problem::Problem,
    },
    requests::{store::list::counts, worklist::Worklist},
};

/// A worklist and how much is in it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WorklistCount {
    /// Which.
    pub worklist: Worklist,
    /// How many requests, counted exactly.
    #[schema(minimum = 0, examples(12))]
    pub count: i64,
}

/// The caller's worklists.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WorklistList {
    /// Each with its count.
    #[schema(max_items = 20)]
    pub worklists: Vec<WorklistCount>,
}

/// Count the worklists.
///
/// What waits for the caller's offices: unassigned, in the caller's hands, overdue, to be decided, and so on.
#[utoipa::path(get, path = "/api/v1/worklists", tag = "Worklists",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-15.1", "C-16.3"]))))]
pub async fn list_worklists(
    allowed: Allowed<RequestsWorklist>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<WorklistList>, Problem> {
    door.run(&allowed, |unit| {
        let narrowed = Worklist::ALL.map(|worklist| worklist.narrowed(unit.now));
        let counted = Worklist::ALL.into_iter().zip(counts(unit, &narrowed)?);
        let worklists = counted.map(|(worklist, count)| WorklistCount { worklist, count }).collect();
        Reply::plain(&WorklistList { worklists })
    })
    .await
}
