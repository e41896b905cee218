//! Officers of no persona, and roles that somebody holds besides their own.

use migratie::access::{
    policy::Role,
    store::{self, AccountDraft},
};
use uuid::Uuid;

use super::{Caller, TestApp, sessions::login_name};

/// Gives a role in a subdivision to the officer of a login, who is made where they are missing; their account.
pub fn give(app: &TestApp, login: &str, role: Role, office: &str) -> Uuid {
    app.platform
        .door
        .by_system_here("testRoles", |unit| {
            let name = login_name(unit.conn, login);
            let draft = AccountDraft { kind: "Officer", login, display_name: &name, person: None, jwks: None };
            let account = store::account_of(unit.conn, unit.now, &draft)?;
            let office = store::subdivision_by_code(unit.conn, office)?;
            store::give_role(unit.conn, unit.now, account, role, office)?;
            Ok(account)
        })
        .expect("a role")
}

/// The officer of a login who holds a role in a subdivision, signed in.
pub fn officer<'a>(app: &'a TestApp, login: &str, role: Role, office: &str) -> Caller<'a> {
    give(app, login, role, office);
    app.signed_in_as(login)
}
