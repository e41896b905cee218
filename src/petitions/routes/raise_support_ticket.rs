use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::TicketsRaise},
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::Created,
        },
        problem::Problem,
    },
    petitions::support::{self, NewTicket, SupportTicket, TicketKindInput},
};

/// A ticket as it is raised.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewSupportTicket {
    /// What it is.
    pub kind: TicketKindInput,
    /// In short.
    #[schema(min_length = 5, max_length = 200, pattern = "\\S", examples("Plata nu se confirmă"))]
    pub subject: String,
    /// In full.
    #[schema(
        min_length = 10,
        max_length = 8000,
        pattern = "\\S",
        examples("După plată pagina rămâne goală și solicitarea nu se schimbă.")
    )]
    pub text: String,
    /// The service it is about.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 60, pattern = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", examples("invitation"))]
    pub service_code: Option<String>,
    /// The trace id that was shown with an error.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 64, pattern = "^[0-9A-Za-z-]+$", examples("4bf92f3577b34da6a3ce929d0e0e4736"))]
    pub trace_id: Option<String>,
    /// Where the answer goes, beside the cabinet.
    #[serde(default)]
    #[schema(
        min_length = 6,
        max_length = 254,
        pattern = "^[^@\\s\\x00]+@[^@\\s\\x00]+[.][^@\\s\\x00.]{2,}$",
        examples("emre.yilmaz@example.org")
    )]
    pub email: Option<String>,
}

/// Raise a ticket.
///
/// An incident, a complaint, a question or a suggestion about the services: it is handed to the government's MSupport and followed there; who
/// raised it sees how it stands and is told when it is answered. MSupport's contract is not public: the transport is provisional.
#[utoipa::path(post, path = "/api/v1/support-tickets", tag = "Support",
    extensions(("x-audience" = json!(["efiling", "intranet", "partner"])), ("x-requirements" = json!(["G-MSUP"])),
        ("x-links" = json!({ "ticket": { "operationId": "readSupportTicket",
            "parameters": { "supportTicketId": "$response.body#/supportTicketId" } } }))))]
pub async fn raise_support_ticket(
    allowed: Allowed<TicketsRaise>,
    _: Asked<NoQuery>,
    act: Act<NewSupportTicket>,
    door: Door,
) -> Result<Created<SupportTicket>, Problem> {
    let wanted = act.body;
    door.act(&allowed, act.key, move |unit| {
        let new = NewTicket {
            kind: wanted.kind,
            subject: &wanted.subject,
            text: &wanted.text,
            service_code: wanted.service_code.as_deref(),
            trace_id: wanted.trace_id.as_deref(),
            email: wanted.email.as_deref(),
        };
        let row = support::raise(unit, &new)?;
        let ticket = SupportTicket::of(&row)?;
        let location = format!("/api/v1/support-tickets/{}", ticket.support_ticket_id);
        Ok(Created::record(row.version, &ticket)?.at(location))
    })
    .await
}
