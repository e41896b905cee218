use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    access::{caller::Allowed, door::Door, permissions::TicketsRaise},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
    petitions::{
        SupportTicketId,
        support::{self, SupportTicket},
    },
};

/// Which ticket.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[serde(rename_all = "camelCase")]
pub struct SupportTicketPath {
    /// The ticket.
    #[param(value_type = SupportTicketId, inline)]
    pub support_ticket_id: SupportTicketId,
}

/// Read a ticket.
///
/// How it stands at MSupport, and its answer, for whoever raised it.
#[utoipa::path(get, path = "/api/v1/support-tickets/{supportTicketId}", tag = "Support",
    extensions(("x-audience" = json!(["efiling", "intranet", "partner"])), ("x-requirements" = json!(["G-MSUP"]))))]
pub async fn read_support_ticket(
    allowed: Allowed<TicketsRaise>,
    At(at): At<SupportTicketPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<SupportTicket>, Problem> {
    door.run(&allowed, move |unit| {
        let row = support::find(unit, at.support_ticket_id.uuid())?;
        Reply::record(row.version, &SupportTicket::of(&row)?)
    })
    .await
}
