//! The catalogue of public services: every service as versioned data (C-16.3, C-16.4, C-31.1).
//!
//! `catalogue/` holds the services and classifiers that are shipped, as YAML; `rules` reads, checks and applies them; `store` keeps
//! every version; `catalogue` answers from memory; `routes` are the doors.

pub mod catalogue;
pub mod routes;
pub mod rules;
<<<<<<< HEAD

use std::sync::Arc;

use chrono::NaiveDate;

/// A version of a service that requests can be on.
#[derive(Debug, Clone)]
pub struct Published {
    /// Its code.
    pub code: String,
    /// Its version.
    pub version: u32,
    /// Its data.
    pub definition: Arc<rules::definition::ServiceDefinition>,
}

/// The catalogue in memory.
#[derive(Debug, Clone)]
pub struct Catalogue(Arc<rules::load::Catalogue>);

impl Catalogue {
    /// The version open on a day.
    pub fn current(&self, code: &str, day: NaiveDate) -> Option<Arc<Published>> {
        self.0.open_on(code, day).map(published)
    }

    /// One version.
    pub fn version(&self, code: &str, version: u32) -> Option<Arc<Published>> {
        self.0.version(code, version).map(published)
    }

    /// The controlled lists.
    pub fn classifiers(&self) -> Arc<rules::classifier::Classifiers> {
        Arc::new(self.0.classifiers.clone())
    }
}

fn published(definition: &Arc<rules::definition::ServiceDefinition>) -> Arc<Published> {
    Arc::new(Published { code: definition.code.clone(), version: definition.version, definition: definition.clone() })
}
=======
mod kept;
mod schema;
mod shipped;
mod store;

pub use catalogue::{Catalogue, Published};
pub use shipped::{Departure, classifiers as shipped_classifiers, load};
>>>>>>> services
