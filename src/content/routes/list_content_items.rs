use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    access::{
        caller::{Allowed, SubdivisionId},
        door::Door,
        permissions::ContentRead,
    },
    administration::calendar::Calendars,
    content::{
        ContentItemId,
        rules::{lifecycle::State, translations::TranslationStatus},
        store::items::{self, Narrowed},
        wire::item::{ContentItemSummary, summary},
    },
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        id::TypedId,
        keys::KeyRing,
        problem::Problem,
    },
};

/// What the list is narrowed to.
#[derive(Debug, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct ContentItemsQuery {
    /// Only in this state.
    #[param(inline)]
    pub state: Option<State>,
    /// Only of this type.
    #[param(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 40)]
    pub r#type: Option<String>,
    /// Only of this section.
    #[param(pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length = 40)]
    pub section_code: Option<String>,
    /// Only with a Russian translation that stands so.
    #[param(inline)]
    pub russian: Option<TranslationStatus>,
    /// Only with an English translation that stands so.
    #[param(inline)]
    pub english: Option<TranslationStatus>,
    /// Only of this subdivision.
    #[param(inline)]
    pub subdivision_id: Option<SubdivisionId>,
    /// Only what the caller presented.
    pub mine: Option<bool>,
    /// Only with this in its Romanian title; diacritics and capitals do not matter.
    #[param(min_length = 2, max_length = 100)]
    pub title: Option<String>,
    /// Only what waits for publication longer than its term.
    pub overdue: Option<bool>,
    /// Only what is public and was not yet verified by its provider (Regulation, 32).
    pub unverified: Option<bool>,
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

/// A page of items, newest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentItemList {
    /// The items.
    #[schema(max_items = 200)]
    pub items: Vec<ContentItemSummary>,
    /// The next page, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 512, examples("AQIDBA"))]
    pub next_cursor: Option<String>,
}

/// List items.
///
/// What the caller's subdivision supplies, or what is in the sections that it administers, newest first: by title, state, how the translations
/// stand, what is the caller's own, late or not yet verified. What was given up is listed where that state is asked for.
#[utoipa::path(get, path = "/api/v1/content-items", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-18.3", "R-16", "R-10"]))))]
pub async fn list_content_items(
    allowed: Allowed<ContentRead>,
    Asked(query): Asked<ContentItemsQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
    calendars: web::Data<Calendars>,
) -> Result<Reply<ContentItemList>, Problem> {
    door.run(&allowed, move |unit| {
        let [mine, overdue, unverified] = [query.mine, query.overdue, query.unverified].map(|asked| asked == Some(true));
        let bound = (
            (&query.state, &query.r#type, &query.section_code, &query.russian, &query.english, unit.caller.account),
            (&query.subdivision_id, mine, &query.title, overdue, unverified),
        );
        let page: Page<Uuid> = Page::read(keys.cursors(), "listContentItems", &bound, query.limit, query.cursor.as_deref())?;
        let narrowed = Narrowed {
            state: query.state,
            kind: query.r#type.clone(),
            section: query.section_code.clone(),
            ru_status: query.russian.map(|status| status.code().into()),
            en_status: query.english.map(|status| status.code().into()),
            subdivision: query.subdivision_id.map(TypedId::uuid),
            provider: mine.then_some(unit.caller.account),
            title: query.title.clone(),
            overdue,
            unverified,
        };
        let rows = items::page(unit, &narrowed, page.after, page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |row| row.item.id)?;
        let mut items = Vec::with_capacity(rows.len());
        for row in &rows {
            unit.read("ContentItem", ContentItemId::from_uuid(row.item.id));
            items.push(summary(unit, row, &calendars)?);
        }
        Reply::plain(&ContentItemList { items, next_cursor })
    })
    .await
}
