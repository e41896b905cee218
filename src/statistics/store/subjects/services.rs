//! What the catalogue says of a service, as figures tell things apart.

use std::collections::HashMap;

use diesel::PgConnection;

use crate::{kernel::problem::Problem, services::Catalogue, statistics::rules::fact::NONE};

/// What a version of a service says.
#[derive(Debug, Clone)]
pub struct Service {
    /// The purpose of stay.
    pub purpose: String,
    /// Whether it gives a right for the first time, as its code says.
    pub kind: String,
    /// The right that it gives.
    pub right: String,
}

/// Services, each looked up once.
pub struct Services<'c> {
    catalogue: &'c Catalogue,
    known: HashMap<(String, i32), Service>,
}

impl<'c> Services<'c> {
    /// As the catalogue has them.
    pub fn new(catalogue: &'c Catalogue) -> Self {
        Self { catalogue, known: HashMap::new() }
    }

    /// A service by code and version; of one that nobody knows, nothing.
    pub fn of(&mut self, conn: &mut PgConnection, code: &str, version: i32) -> Result<Service, Problem> {
        let key = (code.to_owned(), version);
        if let Some(known) = self.known.get(&key) {
            return Ok(known.clone());
        }
        let granted = match self.catalogue.version_in(conn, code, u32::try_from(version).unwrap_or_default()) {
            Ok(published) => published.definition.grants.clone(),
            Err(problem) if problem.status() == 404 => None,
            Err(problem) => return Err(problem),
        };
        let kind = match code.rsplit('-').next() {
            Some("grant") => "Grant",
            Some("extension" | "renewal") => "Extension",
            _ => NONE,
        };
        let service = Service {
            right: granted.as_ref().map_or_else(|| NONE.into(), |granted| granted.right.name().into()),
            purpose: granted.and_then(|granted| granted.purpose).unwrap_or_else(|| NONE.into()),
            kind: kind.into(),
        };
        self.known.insert(key, service.clone());
        Ok(service)
    }
}
