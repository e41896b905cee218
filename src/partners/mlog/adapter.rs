//! MLog over REST.

use async_trait::async_trait;
use reqwest::{Method, header::CONTENT_TYPE};
use serde::Deserialize;

use super::{Batch, EventPage, EventQuery, MLog, QueryGround, Receipt, Values, event::in_mlogs_form};
use crate::partners::{HttpPartner, Partner, PartnerError};

/// MLog's REST interface.
pub struct MLogAdapter {
    http: HttpPartner,
}

impl MLogAdapter {
    /// Over a client; its base address holds `register` and `query`.
    pub const fn new(http: HttpPartner) -> Self {
        Self { http }
    }
}

#[derive(Deserialize)]
struct Acknowledgement {
    #[serde(default, rename = "UID", alias = "uid")]
    uid: Values,
    #[serde(default)]
    timestamp: Option<String>,
}

#[async_trait]
impl MLog for MLogAdapter {
    async fn register(&self, batch: &Batch) -> Result<Receipt, PartnerError> {
        let request = self.http.request(Method::POST, "register")?.header(CONTENT_TYPE, "application/json").body(batch.body());
        let acknowledged: Acknowledgement = self.http.json("register", request).await?;
        Ok(Receipt { uids: acknowledged.uid.as_slice().to_vec(), timestamp: acknowledged.timestamp })
    }

    async fn event(&self, uid: &str, asked: &QueryGround) -> Result<Option<serde_json::Value>, PartnerError> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if !(1..=128).contains(&uid.len()) || !uid.bytes().all(plain) {
            return Err(invalid("not a uid"));
        }
        let request = self.http.request(Method::GET, &format!("query/{uid}"))?.query(&ground(asked));
        match self.http.json("event", request).await {
            Ok(event) => Ok(Some(event)),
            Err(PartnerError::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn query(&self, query: &EventQuery) -> Result<EventPage, PartnerError> {
        if query.page_size == 0 || u64::from(query.page) * u64::from(query.page_size) > 10_000 {
            return Err(invalid("page times page_size is at most 10 000"));
        }
        if query.from >= query.to {
            return Err(invalid("the period is empty"));
        }
        let (page, size) = (query.page.to_string(), query.page_size.to_string());
        let mut request = self
            .http
            .request(Method::GET, "query")?
            .query(&[("event_time_from", in_mlogs_form(query.from)), ("event_time_to", in_mlogs_form(query.to))])
            .query(&ground(&query.ground))
            .query(&[("page", page), ("page_size", size)]);
        if !query.filter.is_empty() {
            let mut pairs = Vec::with_capacity(query.filter.len());
            for (field, value) in &query.filter {
                // The guide's list has no escape for its own two marks.
                if field.is_empty() || field.contains(['=', ',']) || value.contains(['=', ',']) {
                    return Err(invalid("a filter may not hold = or ,"));
                }
                pairs.push(format!("{field}={value}"));
            }
            request = request.query(&[("filter", pairs.join(","))]);
        }
        match self.http.json("query", request).await {
            // "No data for the given parameters" is a 404 of MLog's.
            Err(PartnerError::NotFound { .. }) => Ok(EventPage { result: Vec::new(), pagination: serde_json::Value::Null }),
            outcome => outcome,
        }
    }
}

fn ground(asked: &QueryGround) -> Vec<(&'static str, &str)> {
    let optional = [
        ("legal_reason", &asked.legal_reason),
        ("user", &asked.user),
        ("user_address", &asked.user_address),
        ("legal_entity", &asked.legal_entity),
    ];
    std::iter::once(("legal_basis", asked.legal_basis.as_str()))
        .chain(optional.into_iter().filter_map(|(name, value)| value.as_deref().map(|value| (name, value))))
        .collect()
}

const fn invalid(what: &'static str) -> PartnerError {
    PartnerError::Invalid { partner: Partner::MLog, what }
}
