//! The program's role must not be able to do what nobody may do: own a table, or delete a record. And a database of synthetic people
//! never serves real ones, nor is a database served with the keys of another.

use diesel::{
    Connection, PgConnection, RunQueryDsl,
    sql_types::{Array, BigInt, Text},
};

use crate::kernel::keys::KeyRing;

/// Why the program refuses to run with this role.
#[derive(Debug, thiserror::Error)]
pub enum TooMuchPower {
    /// The database does not answer.
    #[error("the database cannot be reached: {0}")]
    Connection(#[from] diesel::ConnectionError),
    /// The check itself failed.
    #[error("the role's rights cannot be read: {0}")]
    Unreadable(#[from] diesel::result::Error),
    /// The role can do too much.
    #[error(
        "the program's role owns or may delete from: {0}; give DATABASE_URL a login that is a member of migratie_program only"
    )]
    Found(String),
}

#[derive(diesel::QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

/// Refuses a role that owns a table, may delete from a record, or may change journal or history.
pub fn refuse_too_much_power(url: &str) -> Result<(), TooMuchPower> {
    let mut conn = PgConnection::establish(url)?;
    let found: Vec<Name> = diesel::sql_query(
        "select n.nspname || '.' || c.relname as name
           from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'p') and n.nspname in ('public', 'history', 'journal')
            and (pg_has_role(c.relowner, 'usage')
                 or (coalesce(obj_description(c.oid, 'pg_class'), '') <> 'operational'
                     and (has_table_privilege(c.oid, 'DELETE') or has_table_privilege(c.oid, 'TRUNCATE')))
                 or (n.nspname in ('history', 'journal') and has_any_column_privilege(c.oid, 'UPDATE')))
          order by 1",
    )
    .load(&mut conn)?;
    if found.is_empty() {
        return Ok(());
    }
    Err(TooMuchPower::Found(found.into_iter().map(|table| table.name).collect::<Vec<_>>().join(", ")))
}

/// Why production refuses a database.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    /// The database does not answer.
    #[error("the database cannot be reached: {0}")]
    Connection(#[from] diesel::ConnectionError),
    /// The check itself failed.
    #[error("the database cannot be looked at: {0}")]
    Unreadable(#[from] diesel::result::Error),
    /// Nothing is there yet.
    #[error("the database is empty; `migratie migrate` prepares it")]
    Empty,
    /// `migratie demo` was here.
    #[error("the database holds synthetic persons (schema demo); production needs one of its own")]
    Synthetic,
    /// The program served it in development mode.
    #[error("the database holds accounts of demo personas ({0}), whose keys are published; production needs one of its own")]
    Personas(i64),
}

/// Why production does not speak with a database.
#[derive(Debug, thiserror::Error)]
pub enum Exposed {
    /// The database does not answer.
    #[error("the database cannot be reached: {0}")]
    Connection(#[from] diesel::ConnectionError),
    /// The check itself failed.
    #[error("the connection cannot be looked at: {0}")]
    Unreadable(#[from] diesel::result::Error),
    /// Another machine, and not through TLS with its certificate checked.
    #[error("{0}: the database is on another machine; its address says sslmode=verify-full and it answers through TLS")]
    Found(&'static str),
}

/// Refuses a database on another machine whose connection can be read or taken over on the way (OWASP ASVS 12.3).
pub fn refuse_exposed(name: &'static str, url: &str) -> Result<(), Exposed> {
    #[derive(diesel::QueryableByName)]
    struct Seen {
        #[diesel(sql_type = diesel::sql_types::Bool)]
        safe: bool,
        #[diesel(sql_type = diesel::sql_types::Bool)]
        here: bool,
    }
    let mut conn = PgConnection::establish(url)?;
    let Seen { safe, here } = diesel::sql_query(
        "select coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as safe,
                coalesce(inet_server_addr() << '127.0.0.0/8' or inet_server_addr() = '::1', true) as here",
    )
    .get_result(&mut conn)?;
    if here || (safe && checks_certificate(url)) { Ok(()) } else { Err(Exposed::Found(name)) }
}

/// Whether an address asks for a certificate that is checked and carries the database's name: the last mode that it says is the one that
/// holds. As an address, as words (`host=… sslmode=…`).
fn checks_certificate(url: &str) -> bool {
    url.rsplit(['?', '&', ' ']).find_map(|part| part.trim().strip_prefix("sslmode=")) == Some("verify-full")
}

/// By what an account of development is known; everybody can read it in the source.
#[derive(Debug, Clone, Default)]
pub struct Published<'a> {
    /// Logins of the demo personas.
    pub logins: Vec<&'a str>,
    /// Public keys (`x` of a JWK) whose private halves are in the source.
    pub keys: Vec<&'a str>,
}

/// Refuses a database that development has used: `migratie demo` has filled it, or personas have accounts in it. Whoever reads the source
/// can sign as the demo partner, and whoever reaches MPass's stand-in as the administrator.
pub fn refuse_synthetic(url: &str, published: &Published<'_>) -> Result<(), Unfit> {
    #[derive(diesel::QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    let mut conn = PgConnection::establish(url)?;
    let found: Vec<Name> = diesel::sql_query(
        "select nspname::text as name from pg_namespace where nspname = 'demo'
         union all select 'nothing' where to_regclass('public.accounts') is null",
    )
    .load(&mut conn)?;
    match found.first().map(|found| found.name.as_str()) {
        Some("demo") => return Err(Unfit::Synthetic),
        Some(_) => return Err(Unfit::Empty),
        None => {}
    }
    let Count { count } = diesel::sql_query(
        "select count(*) as count from accounts
          where login = any($1)
             or exists (select from unnest($2) as x (key)
                         where jwks @> jsonb_build_object('keys', jsonb_build_array(jsonb_build_object('x', x.key))))",
    )
    .bind::<Array<Text>, _>(&published.logins)
    .bind::<Array<Text>, _>(&published.keys)
    .get_result(&mut conn)?;
    if count == 0 { Ok(()) } else { Err(Unfit::Personas(count)) }
}

/// Why the program refuses a database with its keys.
#[derive(Debug, thiserror::Error)]
pub enum OtherKeys {
    /// The database does not answer.
    #[error("the database cannot be reached: {0}")]
    Connection(#[from] diesel::ConnectionError),
    /// The check itself failed.
    #[error("the names of its keys cannot be read: {0}")]
    Unreadable(#[from] diesel::result::Error),
    /// The ring has not the keys that were used last.
    #[error(
        "MIGRATIE_KEYS_DIR holds other keys than the database was last used with, or older ones: {0} missing; `migratie keys restore` \
         brings back a backup"
    )]
    Found(String),
}

/// Refuses keys with which files on record could not be opened and the journal would go on under another signature, as after a restore
/// without them: looks at the last seal and the last files.
pub fn refuse_other_keys(url: &str, keys: &KeyRing) -> Result<(), OtherKeys> {
    #[derive(diesel::QueryableByName)]
    struct Used {
        #[diesel(sql_type = Text)]
        by: String,
        #[diesel(sql_type = Text)]
        key_id: String,
    }
    let mut conn = PgConnection::establish(url)?;
    let made: Vec<Name> =
        diesel::sql_query("select c.relname::text as name from pg_class c where c.oid = to_regclass('public.document_files')")
            .load(&mut conn)?;
    if made.is_empty() {
        return Ok(());
    }
    let used: Vec<Used> = diesel::sql_query(
        "(select 'journal' as by, key_id from journal.seals order by number desc limit 1)
         union all (select 'files', key_id from files where key_id is not null order by id desc limit 1)
         union all (select 'files', key_id from document_files where key_id is not null order by id desc limit 1)",
    )
    .load(&mut conn)?;
    let missing = used.into_iter().filter(|used| match used.by.as_str() {
        "journal" => !keys.journal().public_keys().any(|(known, _)| known == used.key_id),
        _ => !keys.wrapping().knows(&used.key_id),
    });
    let mut missing: Vec<String> = missing.map(|used| format!("{} of the {}", used.key_id, used.by)).collect();
    missing.dedup();
    if missing.is_empty() { Ok(()) } else { Err(OtherKeys::Found(missing.join(", "))) }
}

#[cfg(test)]
mod tests {
    use super::checks_certificate;

    #[test]
    fn only_the_full_check_of_a_certificate_is_one() {
        for good in [
            "postgres://migratie@db.example/migratie?sslmode=verify-full",
            "postgres://migratie@db.example/migratie?connect_timeout=5&sslmode=verify-full&sslrootcert=/etc/ca.pem",
            "host=db.example sslmode=verify-full dbname=migratie",
        ] {
            assert!(checks_certificate(good), "{good}");
        }
        for bad in [
            "postgres://migratie@db.example/migratie",
            "postgres://migratie@db.example/migratie?sslmode=require",
            "postgres://migratie@db.example/migratie?sslmode=verify-ca",
            "postgres://migratie@db.example/migratie?sslmode=verify-full&sslmode=disable",
            "postgres://migratie@db.example/migratie?application_name=sslmode%3Dverify-full",
            "postgres://migratie@db.example/sslmode=verify-full",
            "host=db.example xsslmode=verify-full",
        ] {
            assert!(!checks_certificate(bad), "{bad}");
        }
    }
}
