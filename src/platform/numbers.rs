//! Who the actors and the persons of entries are to the state: MLog wants their numbers.

use std::collections::HashMap;

use diesel::PgConnection;
use uuid::Uuid;

use crate::{access, journal::mlog::Identities, kernel::problem::Problem, persons};

/// IDNPs of persons on record, logins (an IDNP, or a system's name) of accounts.
pub struct Numbers;

impl Identities for Numbers {
    fn users(&self, conn: &mut PgConnection, accounts: &[Uuid]) -> Result<HashMap<Uuid, String>, Problem> {
        Ok(access::store::logins(conn, accounts)?.into_iter().collect())
    }

    fn subjects(&self, conn: &mut PgConnection, ids: &[Uuid]) -> Result<HashMap<Uuid, String>, Problem> {
        let found = persons::summaries(conn, ids)?.into_iter();
        Ok(found.filter_map(|(id, person)| Some((id, person.idnp?.expose().to_owned()))).collect())
    }
}
