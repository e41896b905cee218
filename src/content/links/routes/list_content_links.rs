use actix_web::web;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    access::{
        caller::{Allowed, SubdivisionId},
        door::Door,
        permissions::ContentLinks,
    },
    content::{
        ContentItemId,
        links::{ContentLinkId, store},
    },
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        id::TypedId,
        keys::KeyRing,
        problem::Problem,
    },
};

/// How a link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum ContentLinkState {
    /// Not asked yet.
    Waiting,
    /// It leads somewhere.
    Works,
    /// It failed, and is asked again soon.
    Doubtful,
    /// It leads nowhere.
    Broken,
}

/// What the last check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum ContentLinkFinding {
    /// An answer.
    Answered,
    /// A refusal; `status` says which.
    Status,
    /// There is no such name.
    NoSuchName,
    /// It leads into a private network; nobody was called.
    PrivateAddress,
    /// It took too long.
    Timeout,
    /// Nothing could be reached.
    NotReached,
    /// It redirects too often, or to what is no link.
    Redirects,
}

/// Which links.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
pub struct ContentLinksAsked {
    /// Only those that stand so.
    #[param(inline)]
    state: Option<ContentLinkState>,
    /// Only those in what this subdivision supplies.
    #[param(inline)]
    subdivision_id: Option<SubdivisionId>,
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    cursor: Option<String>,
}

/// Where a link stands.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentLinkUse {
    /// The item.
    content_item_id: ContentItemId,
    /// The name in its address.
    #[schema(examples("useful-links"))]
    slug: String,
    /// The subdivision that answers for it.
    #[schema(examples("REL"))]
    subdivision: String,
}

/// A link of what is published.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentLink {
    /// Its id.
    content_link_id: ContentLinkId,
    /// Where it leads.
    #[schema(examples("https://servicii.gov.md/"))]
    address: String,
    /// How it stands.
    state: ContentLinkState,
    /// What the last check found; absent before the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    finding: Option<ContentLinkFinding>,
    /// The status it answered with.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(examples(404))]
    status: Option<i32>,
    /// When it was last asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    checked_at: Option<DateTime<Utc>>,
    /// Since when it is broken.
    #[serde(skip_serializing_if = "Option::is_none")]
    broken_since: Option<DateTime<Utc>>,
    /// When it is asked again.
    due_at: DateTime<Utc>,
    /// Where it stands, in what is published; the first twenty.
    uses: Vec<ContentLinkUse>,
}

/// Links, those found last first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentLinkList {
    /// Those found last first.
    links: Vec<ContentLink>,
    /// Send it as `cursor` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

#[derive(Deserialize)]
struct Use {
    item: Uuid,
    slug: String,
    subdivision: String,
}

fn code<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, Problem> {
    serde_json::from_value(text.into()).map_err(Problem::internal)
}

fn told(row: store::LinkRow) -> Result<ContentLink, Problem> {
    let uses: Vec<Use> = serde_json::from_value(row.uses).map_err(Problem::internal)?;
    Ok(ContentLink {
        content_link_id: ContentLinkId::from_uuid(row.id),
        address: row.address,
        state: code(&row.state)?,
        finding: row.finding.as_deref().map(code).transpose()?,
        status: row.status,
        checked_at: row.checked_at,
        broken_since: row.broken_since,
        due_at: row.due_at,
        uses: uses
            .into_iter()
            .map(|used| ContentLinkUse {
                content_item_id: ContentItemId::from_uuid(used.item),
                slug: used.slug,
                subdivision: used.subdivision,
            })
            .collect(),
    })
}

/// List the links of what is published.
///
/// Every link of a live publication, with what the last check found and where it stands; a provider sees those of what their subdivision
/// supplies.
#[utoipa::path(get, path = "/api/v1/content-links", tag = "Content",
    extensions(("x-audience" = json!(["intranet", "administration"])), ("x-requirements" = json!(["R-23.11", "R-48"])),
        ("x-legal-basis" = json!("Regulamentul de publicare pe site-ul web oficial al IGM, pct. 23.11"))))]
pub async fn list_content_links(
    allowed: Allowed<ContentLinks>,
    Asked(asked): Asked<ContentLinksAsked>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<ContentLinkList>, Problem> {
    door.run(&allowed, move |unit| {
        let state = asked.state.map(|state| format!("{state:?}"));
        let asked_of = asked.subdivision_id.map(TypedId::uuid);
        // Of a subdivision that is not theirs a provider is shown nothing.
        let offices = match (unit.scope.any, asked_of) {
            (true, asked_of) => asked_of.map(|office| vec![office]),
            (false, Some(office)) => Some(unit.scope.offices.iter().copied().filter(|own| *own == office).collect()),
            (false, None) => Some(unit.scope.offices.clone()),
        };
        let bound = (&state, &offices);
        let page: Page<Uuid> = Page::read(keys.cursors(), "listContentLinks", &bound, asked.limit, asked.cursor.as_deref())?;
        let rows = store::page(unit.conn, unit.now, state.as_deref(), offices.as_deref(), page.after, page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |row| row.id)?;
        let links = rows.into_iter().map(told).collect::<Result<_, _>>()?;
        Reply::plain(&ContentLinkList { links, next_cursor })
    })
    .await
}
