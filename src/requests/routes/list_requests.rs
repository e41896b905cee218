use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    access::{caller::Allowed, door::Door, permissions::RequestsRead},
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        id::TypedId,
        keys::KeyRing,
        problem::Problem,
    },
    persons::PersonId,
    requests::{
        rules::lifecycle::State,
        store::list::{Narrowed, newest_first},
        wire::{RequestList, list},
    },
};

/// What the list is narrowed to.
#[derive(Debug, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct RequestsQuery {
    /// Only in this state.
    #[param(inline)]
    pub state: Option<State>,
    /// Only of this service.
    #[param(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 60)]
    pub service_code: Option<String>,
    /// Only for this person.
    #[param(inline)]
    pub beneficiary_id: Option<PersonId>,
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

/// List requests.
///
/// The requests that the caller may see, newest first: an applicant's own, those of whom they represent, an officer's office.
#[utoipa::path(get, path = "/api/v1/requests", tag = "Requests",
    extensions(("x-audience" = json!(["efiling", "intranet", "partner"])), ("x-requirements" = json!(["C-18.2", "C-25.2", "C-16.2"]))))]
pub async fn list_requests(
    allowed: Allowed<RequestsRead>,
    Asked(query): Asked<RequestsQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<RequestList>, Problem> {
    door.run(&allowed, move |unit| {
        let narrowed = Narrowed {
            states: query.state.into_iter().collect(),
            service: query.service_code.clone(),
            beneficiary: query.beneficiary_id.map(TypedId::uuid),
            ..Narrowed::default()
        };
        let bound = (&narrowed, unit.caller.account);
        let page: Page<Uuid> = Page::read(keys.cursors(), "listRequests", &bound, query.limit, query.cursor.as_deref())?;
        let rows = newest_first(unit, &narrowed, page.after, page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |row| row.id)?;
        Reply::plain(&list(unit, &rows, next_cursor)?)
    })
    .await
}
