use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    access::{
        caller::{Allowed, SubdivisionId},
        door::Door,
        permissions::ContentProvide,
    },
    content::{
        InquiryId,
        rules::inquiry::State,
        store::inquiries::{self, Narrowed},
        wire::inquiry::{InquiryLine, line},
    },
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        id::TypedId,
        keys::KeyRing,
        problem::Problem,
    },
};

/// What the list is narrowed to.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct InquiriesQuery {
    /// Only in this state.
    #[param(inline)]
    pub state: Option<State>,
    /// Only those that this subdivision is to answer.
    #[param(inline)]
    pub subdivision_id: Option<SubdivisionId>,
    /// Only those in the caller's hands.
    pub mine: Option<bool>,
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

/// A page of questions, newest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct InquiryList {
    /// The questions.
    #[schema(max_items = 200)]
    pub inquiries: Vec<InquiryLine>,
    /// The next page, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 512, examples("AQIDBA"))]
    pub next_cursor: Option<String>,
}

/// List visitors' questions.
///
/// Those that the caller's subdivision is to answer, and those of the sections that it administers, each with its form and how it begins.
#[utoipa::path(get, path = "/api/v1/content-inquiries", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-19.7"]))))]
pub async fn list_inquiries(
    allowed: Allowed<ContentProvide>,
    Asked(query): Asked<InquiriesQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<InquiryList>, Problem> {
    door.run(&allowed, move |unit| {
        let mine = query.mine == Some(true);
        let bound = (query.state, query.subdivision_id, mine, unit.caller.account);
        let page: Page<Uuid> = Page::read(keys.cursors(), "listInquiries", &bound, query.limit, query.cursor.as_deref())?;
        let narrowed = Narrowed {
            state: query.state,
            subdivision: query.subdivision_id.map(TypedId::uuid),
            assignee: mine.then_some(unit.caller.account),
        };
        let rows = inquiries::page(unit, narrowed, page.after, page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |(row, _)| row.id)?;
        rows.iter().for_each(|(row, _)| unit.read("Inquiry", InquiryId::from_uuid(row.id)));
        Reply::plain(&InquiryList { inquiries: rows.iter().map(line).collect::<Result<_, _>>()?, next_cursor })
    })
    .await
}
