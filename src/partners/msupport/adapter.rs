//! MSupport over a provisional REST.

use async_trait::async_trait;
use reqwest::Method;

use super::{MSupport, Taken, Ticket, TicketState};
use crate::partners::{HttpPartner, Partner, PartnerError};

/// The longest text that is handed over.
const LONGEST: usize = 8_000;

/// **Provisional**: JSON of our own making.
pub struct ProvisionalMSupport {
    http: HttpPartner,
}

impl ProvisionalMSupport {
    /// Over a client.
    pub const fn new(http: HttpPartner) -> Self {
        Self { http }
    }
}

#[async_trait]
impl MSupport for ProvisionalMSupport {
    async fn hand_over(&self, ticket: &Ticket) -> Result<Taken, PartnerError> {
        if ticket.client_reference.is_empty() || ticket.subject.is_empty() || ticket.text.chars().count() > LONGEST {
            return Err(invalid("a ticket has a reference, a subject and at most 8000 characters"));
        }
        let request = self.http.request(Method::POST, "api/v1/tickets")?.json(ticket);
        self.http.json("hand-over", request).await
    }

    async fn state(&self, number: &str) -> Result<Option<TicketState>, PartnerError> {
        if number.is_empty() || number.len() > 64 || !number.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return Err(invalid("not a number of a ticket"));
        }
        let request = self.http.request(Method::GET, &format!("api/v1/tickets/{number}"))?;
        match self.http.json("state", request).await {
            Ok(state) => Ok(Some(state)),
            Err(PartnerError::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

const fn invalid(what: &'static str) -> PartnerError {
    PartnerError::Invalid { partner: Partner::MSupport, what }
}
