//! Everyone the system knows: foreigners first, then their families, hosts and representatives.
//!
//! A person (persoana fizică) is known by a number of our own and, where the population register gave one, by an IDNP.
//! Nobody is ever erased: a person is struck off (a status), and of two records of one person one leads to the other.
//!
//! Rooms above use [`summary`], [`summaries`], [`ensure`] and [`find_by_idnp`]; the room of requests replaces the SQL view
//! `consulted_persons`, by which officers of the Information and Security Service see those about whom they were asked.

pub mod addresses;
mod attached;
pub mod attributes;
pub mod differences;
pub mod documents;
pub mod family;
mod joining;
pub mod patch;
pub mod person;
pub mod records;
pub mod registration;
pub mod routes;
pub mod rules;
mod schema;
mod store;
mod wording;

use crate::typed_id;

typed_id!(PersonId, "per", "a person");
typed_id!(AddressId, "adr", "an address");
typed_id!(ForeignDocumentId, "fdo", "a document of another state");
typed_id!(FamilyLinkId, "fam", "a family link");

pub use person::{PersonStatus, PersonSummary};
pub use registration::{OnRecord, PersonRegistration, ensure};
pub use store::{
    duplicates::has_likely as has_likely_duplicate,
    standing::{Relative, Standing, standing},
    summaries::{find_by_idnp, summaries, summary, summary_since},
};
