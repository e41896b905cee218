//! MLog: the legal audit of Government Decision 708/2014. Spoken for real: REST JSON, newline-separated batches, mutual TLS.
//!
//! The outbox holds [`Event`]s; a worker packs what it claimed with [`Batch::pack`] and registers each batch. `event_id` is
//! the outbox message's own id, so that a batch sent twice can be told apart from two events.

mod adapter;
mod batch;
mod catalogue;
mod event;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::Deserialize;

pub use adapter::MLogAdapter;
pub use batch::{Batch, Packed};
pub use catalogue::{Catalogue, CatalogueError, EventType, PersonalDataAction};
pub use event::{Event, Values};

use super::PartnerError;

/// The port.
#[async_trait]
pub trait MLog: Send + Sync {
    /// Registers a batch; MLog acknowledges first and processes later.
    async fn register(&self, batch: &Batch) -> Result<Receipt, PartnerError>;

    /// One event by MLog's own uid; nothing if there is none.
    async fn event(&self, uid: &str, asked: &QueryGround) -> Result<Option<serde_json::Value>, PartnerError>;

    /// Events of a period.
    async fn query(&self, query: &EventQuery) -> Result<EventPage, PartnerError>;
}

/// MLog's acknowledgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// MLog's identifiers of what it took: one for a single event, as many as it gives for a batch.
    pub uids: Vec<String>,
    /// When MLog took it, as it wrote it.
    pub timestamp: Option<String>,
}

/// On which ground the audit itself is read (a reading of MLog is registered in MLog too).
#[derive(Clone, PartialEq, Eq)]
pub struct QueryGround {
    /// Legal basis; MLog requires it.
    pub legal_basis: String,
    /// Purpose.
    pub legal_reason: Option<String>,
    /// IDNP of who asks.
    pub user: Option<String>,
    /// Network address of who asks.
    pub user_address: Option<String>,
    /// IDNO on whose behalf; absent: the holder of our certificate.
    pub legal_entity: Option<String>,
}

/// What to look for.
#[derive(Clone, PartialEq, Eq)]
pub struct EventQuery {
    /// First instant, included.
    pub from: DateTime<Utc>,
    /// Last instant, excluded.
    pub to: DateTime<Utc>,
    /// On which ground.
    pub ground: QueryGround,
    /// Field and value, all of which must match.
    pub filter: Vec<(String, String)>,
    /// Page, from 0.
    pub page: u32,
    /// Events a page, 1 and more; `page * page_size` is at most 10 000.
    pub page_size: u32,
}

/// A page of events as MLog keeps them.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct EventPage {
    /// The events.
    pub result: Vec<serde_json::Value>,
    /// MLog's own words on pages.
    #[serde(default)]
    pub pagination: serde_json::Value,
}

#[cfg(test)]
mod tests;
