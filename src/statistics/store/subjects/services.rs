//! What the catalogue says of a service, as figures tell things apart.

use std::collections::HashMap;

use diesel::PgConnection;

use crate::{
    kernel::problem::Problem,
    services::{
        Catalogue,
        rules::{classifier::TEMPLATES, course::ResultOutcome},
    },
    statistics::rules::fact::NONE,
};

/// What a version of a service says.
#[derive(Debug, Clone)]
pub struct Service {
    /// The purpose of stay.
    pub purpose: String,
    /// Whether it gives a right for the first time or extends it.
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
        let published = match self.catalogue.version_in(conn, code, u32::try_from(version).unwrap_or_default()) {
            Ok(published) => Some(published),
            Err(problem) if problem.status() == 404 => None,
            Err(problem) => return Err(problem),
        };
        let granted = published.as_ref().and_then(|published| published.definition.grants.clone());
        // What the act of a favourable decision does; of what ends in another act, what the code says.
        let lists = self.catalogue.classifiers();
        let results = published.iter().flat_map(|published| &published.definition.results);
        let act = results
            .filter(|result| result.outcome == ResultOutcome::Favourable)
            .find_map(|result| lists.entry(TEMPLATES, &result.template)?.attributes.get("action").cloned());
        let by_code = || match code.rsplit('-').next() {
            Some("grant") => "Grant",
            Some("extension" | "renewal") => "Extension",
            _ => NONE,
        };
        let kind = act.unwrap_or_else(|| by_code().into());
        let service = Service {
            right: granted.as_ref().map_or_else(|| NONE.into(), |granted| granted.right.name().into()),
            purpose: granted.and_then(|granted| granted.purpose).unwrap_or_else(|| NONE.into()),
            kind,
        };
        self.known.insert(key, service.clone());
        Ok(service)
    }
}
