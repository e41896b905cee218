//! The provisional protocol over HTTP.

use async_trait::async_trait;
use reqwest::Method;

use super::{Courier, CourierState, ShortMessage};
use crate::partners::{HttpPartner, PartnerError};

/// A gateway behind HTTP.
pub struct CourierAdapter {
    http: HttpPartner,
}

impl CourierAdapter {
    /// Over a client.
    pub const fn new(http: HttpPartner) -> Self {
        Self { http }
    }

    const fn invalid(&self, what: &'static str) -> PartnerError {
        PartnerError::Invalid { partner: self.http.partner(), what }
    }
}

#[async_trait]
impl Courier for CourierAdapter {
    async fn send(&self, message: &ShortMessage) -> Result<String, PartnerError> {
        if message.to.trim().is_empty() || message.text.trim().is_empty() {
            return Err(self.invalid("no recipient or no text"));
        }
        let request = self.http.request(Method::POST, "messages")?.json(message);
        let state: CourierState = self.http.json("send", request).await?;
        Ok(state.id)
    }

    async fn state(&self, id: &str) -> Result<Option<CourierState>, PartnerError> {
        if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return Err(self.invalid("not an id of a message"));
        }
        let request = self.http.request(Method::GET, &format!("messages/{id}"))?;
        match self.http.json("state", request).await {
            Ok(state) => Ok(Some(state)),
            Err(PartnerError::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
