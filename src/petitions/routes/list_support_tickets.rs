use actix_web::web;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    access::{caller::Allowed, door::Door, permissions::TicketsRaise},
    kernel::{
        http::{page::Page, params::Asked, reply::Reply},
        keys::KeyRing,
        problem::Problem,
    },
    petitions::support::{self, SupportTicket, TicketStateShown},
};

/// What the list is narrowed to.
#[derive(Debug, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct SupportTicketsQuery {
    /// Only in this state.
    #[param(inline)]
    pub state: Option<TicketStateShown>,
    /// Rows a page.
    #[param(minimum = 1, maximum = 200, default = 25)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(min_length = 1, max_length = 512)]
    pub cursor: Option<String>,
}

/// A page of tickets, newest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SupportTicketList {
    /// The tickets.
    #[schema(max_items = 200)]
    pub support_tickets: Vec<SupportTicket>,
    /// The next page, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 512, examples("AQIDBA"))]
    pub next_cursor: Option<String>,
}

/// List one's tickets.
///
/// Those that the caller raised, newest first.
#[utoipa::path(get, path = "/api/v1/support-tickets", tag = "Support",
    extensions(("x-audience" = json!(["efiling", "intranet", "partner"])), ("x-requirements" = json!(["G-MSUP"]))))]
pub async fn list_support_tickets(
    allowed: Allowed<TicketsRaise>,
    Asked(query): Asked<SupportTicketsQuery>,
    door: Door,
    keys: web::Data<KeyRing>,
) -> Result<Reply<SupportTicketList>, Problem> {
    door.run(&allowed, move |unit| {
        let bound = (query.state, unit.caller.account);
        let page: Page<Uuid> = Page::read(keys.cursors(), "listSupportTickets", &bound, query.limit, query.cursor.as_deref())?;
        let rows = support::mine(unit, query.state, page.after, page.wanted())?;
        let (rows, next_cursor) = page.cut(keys.cursors(), rows, |row| row.id)?;
        Reply::plain(&SupportTicketList {
            support_tickets: rows.iter().map(SupportTicket::of).collect::<Result<_, _>>()?,
            next_cursor,
        })
    })
    .await
}
