//! What is shipped with the program: copied into the database where it is missing, never over what is there.

use std::sync::{Arc, LazyLock};

use diesel::PgConnection;

use super::{
    rules::{
        classifier::Classifiers,
        load::{self, LoadError},
    },
    store,
};
use crate::{access::door::Unit, kernel::problem::Problem};

static SHIPPED: LazyLock<Result<load::Catalogue, Vec<LoadError>>> = LazyLock::new(load::shipped);
static LISTS: LazyLock<Arc<Classifiers>> =
    LazyLock::new(|| Arc::new(SHIPPED.as_ref().map(|shipped| shipped.classifiers.clone()).unwrap_or_default()));

/// A shipped version that is not what the database has under the same number: somebody changed a published version in place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("service {code} version {version} is shipped with another content than the database has; give the change a new version")]
pub struct Departure {
    /// The service.
    pub code: String,
    /// The version.
    pub version: u32,
}

/// The classifiers that are shipped.
pub fn classifiers(_: &mut PgConnection) -> Result<Arc<Classifiers>, Problem> {
    Ok(LISTS.clone())
}

/// Writes the shipped versions that are missing. Where one departs from what is stored, nothing is written and all such are returned.
/// A shipped concept is only a beginning: once it is stored it belongs to the administrators.
pub fn load(unit: &mut Unit<'_>) -> Result<Vec<Departure>, Problem> {
    let shipped = SHIPPED
        .as_ref()
        .map_err(|errors| Problem::internal(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")))?;
    store::take_turn(unit.conn)?;
    let known = store::siblings(unit.conn)?;
    let (mut missing, mut departures) = (Vec::new(), Vec::new());
    for definition in shipped.versions() {
        let stored =
            known.iter().find(|row| row.code == definition.code && i64::from(row.number) == i64::from(definition.version));
        match stored {
            None => missing.push(definition),
            Some(_) if definition.concept => {}
            Some(row) => {
                let stored = store::find(unit.conn, &row.code, row.number)?.definition();
                if stored.as_ref().ok() != Some(definition.as_ref()) {
                    departures.push(Departure { code: definition.code.clone(), version: definition.version });
                }
            }
        }
    }
    if departures.is_empty() {
        for definition in missing {
            store::insert(unit, definition)?;
        }
    }
    Ok(departures)
}
