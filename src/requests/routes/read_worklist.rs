use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsWorklist},
    kernel::{
        http::{
            page::Page,
            params::{Asked, At},
            reply::Reply,
        },
        keys::KeyRing,
        problem::Problem,
    },
    requests::{
        store::list::{DuePlace, due_first},
        wire::{RequestList, list},
        worklist::Worklist,
    },
};

/// Which worklist.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[serde(rename_all = "camelCase")]
pub struct WorklistPath {
    /// The worklist.
    #[param(inline)]
    pub worklist: Worklist,
}

/// How it is narrowed and paged.
#[derive(Debug, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct WorklistQuery {
    /// Only of this service.
    #[param(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 60)]
    pub service_code: Option<String>,
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

/// Read a worklist.
///
/// The requests of one worklist of the caller's offices, what is due first at the top; those whose term stands still come last.
#[utoipa::path(get, path = "/api/v1/worklists/{worklist}/requests", tag = "Worklists",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-15.1", "C-16.3"]))))]
pub async fn read_worklist(
    allowed: Allowed<RequestsWorklist>,
    At(at): At<WorklistPath>,
    Asked(query): Asked<WorklistQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<RequestList>, Problem> {
    door.run(&allowed, move |unit| {
        let mut narrowed = at.worklist.narrowed(unit.now);
        narrowed.service = query.service_code.clone();
        let bound = (at.worklist, &query.service_code, unit.caller.account);
        let page: Page<DuePlace> = Page::read(keys.cursors(), "readWorklist", &bound, query.limit, query.cursor.as_deref())?;
        let rows = due_first(unit, &narrowed, page.after, page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |row| (row.due_at, row.id))?;
        Reply::plain(&list(unit, &rows, next_cursor)?)
    })
    .await
}
