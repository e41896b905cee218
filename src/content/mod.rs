//! Public content (web content regulation, R-3..R-33, R-46..R-53; C-18.1, C-18.3): sections and types as data, items with their editorial
//! flow, and every published version.
//!
//! `sections.yaml` and `types.yaml` are the structure; `rules` are pure; an item's working copy is in `content_items`, what the public
//! reads in `content_versions`, shown by the view `published_content` (its readers compare `live_from` and `live_until` with their clock).

use crate::{access::door::Unit, kernel::problem::Problem, typed_id};

pub mod archive;
pub mod assistant;
pub mod carriers;
mod draft;
mod file_words;
mod inquiries;
pub mod links;
mod notices;
mod place;
pub mod reading;
pub mod reminders;
pub mod routes;
pub mod rules;
mod schema;
pub mod shipped;
mod step;
pub mod store;
pub mod undone;
pub mod waiting;
pub mod wire;
pub mod words;

pub use rules::structure::Structure;

typed_id!(ContentItemId, "cit", "an item of public content");
typed_id!(ContentVersionId, "civ", "a published version of an item");
typed_id!(ReviewId, "crv", "a quarterly review of the sections");
typed_id!(InquiryId, "inq", "a visitor's question");
typed_id!(MonitoringId, "mon", "what was seen of a profile once");

/// Puts on record what the program carries of the structure; the program does not start with a faulty one.
pub fn load(unit: &mut Unit<'_>) -> Result<(), Problem> {
    store::sections::load(unit, wire::section::structure()?)
}
