//! What we ask of MPay: the payer's way there, and its side interface.

use async_trait::async_trait;
use reqwest::Method;
use url::Url;

use super::{MPay, MPaySettings};
use crate::partners::{BrowserForm, HttpPartner, Partner, PartnerError};

/// MPay.
pub struct MPayAdapter {
    http: HttpPartner,
    settings: MPaySettings,
}

impl MPayAdapter {
    /// Over a client.
    pub const fn new(http: HttpPartner, settings: MPaySettings) -> Self {
        Self { http, settings }
    }
}

#[async_trait]
impl MPay for MPayAdapter {
    fn pay_form(&self, order_key: &str, return_url: &Url) -> Result<BrowserForm, PartnerError> {
        if !(1..=36).contains(&order_key.chars().count()) {
            return Err(PartnerError::Invalid { partner: Partner::MPay, what: "OrderKey is 1 to 36 characters" });
        }
        let mut action = self.settings.browser_url.clone();
        action.set_path(&format!("{}/service/pay", action.path().trim_end_matches('/')));
        let fields = vec![
            ("ServiceID", self.settings.service_id.clone()),
            ("OrderKey", order_key.to_owned()),
            ("ReturnUrl", return_url.to_string()),
        ];
        Ok(BrowserForm { action, fields })
    }

    async fn invoices(&self, order_key: &str) -> Result<Vec<String>, PartnerError> {
        let request = self
            .http
            .request(Method::GET, "api/invoices")?
            .query(&[("serviceID", self.settings.service_id.as_str()), ("orderKey", order_key)]);
        match self.http.json("invoices", request).await {
            Err(PartnerError::NotFound { .. }) => Ok(Vec::new()),
            outcome => outcome,
        }
    }
}
