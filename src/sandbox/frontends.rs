//! The frontends of a developer's machine.

use chrono::{DateTime, Utc};
use diesel::PgConnection;

use crate::{
    access::store::frontends::{self, NewFrontend},
    kernel::problem::Problem,
};

/// Registers `efiling` and `intranet` where they are missing.
pub fn load(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<(), Problem> {
    for (code, name, origin) in
        [("efiling", "eFiling", "http://localhost:3000"), ("intranet", "Intranet", "http://localhost:3001")]
    {
        if frontends::active(conn, code)?.is_none() {
            let new = NewFrontend {
                code: code.into(),
                name: name.into(),
                redirect_uris: vec![format!("{origin}/signed-in")],
                origins: vec![origin.into()],
            };
            frontends::insert(conn, now, &new)?;
        }
    }
    Ok(())
}
