//! Sessions begun without MPass, for callers that are no demo persona.

use migratie::{
    access::store::{self, AccountDraft},
    platform::Platform,
};

/// A token for the account of a login, which is made as a member of the public where it is missing.
pub fn token_of(platform: &Platform, login: &str) -> String {
    platform
        .door
        .by_system_here("testSession", |unit| {
            let name = login_name(unit.conn, login);
            let draft = AccountDraft { kind: "Person", login, display_name: &name, person: None, jwks: None };
            let account = store::account_of(unit.conn, unit.now, &draft)?;
            let session = store::begin_session(unit.conn, unit.now, account, "test", None, None, None)?;
            platform.door.tokens().issue(account, session.id, unit.now)
        })
        .expect("a session")
}

/// The name that the account has already, so that signing in does not change it.
pub fn login_name(conn: &mut diesel::PgConnection, login: &str) -> String {
    use diesel::{RunQueryDsl, sql_types::Text};
    #[derive(diesel::QueryableByName)]
    struct Name {
        #[diesel(sql_type = Text)]
        name: String,
    }
    let found = diesel::sql_query("select display_name as name from accounts where login = $1").bind::<Text, _>(login);
    found.get_result::<Name>(conn).map_or_else(|_| "EXEMPLU Ana".to_owned(), |found| found.name)
}
