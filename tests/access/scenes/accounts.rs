//! The account of an examiner in Chișinău.

use migratie::access::policy::Role;

use super::{Played, ids};
use crate::{
    administration::account_of,
    support::{Caller, TestApp, officers::officer},
};

pub async fn account(app: &TestApp) -> Played {
    let account = account_of(&app.persona("examiner-chisinau").await).await;
    Played { ids: ids([("accountId", &account)]), ..Played::default() }
}

pub async fn whoever<'a>(app: &'a TestApp, relation: &str) -> Caller<'a> {
    let persona = match relation {
        "Own" => "examiner-chisinau",
        "Head" => "head",
        "OtherHead" => return officer(app, "accounts-head", Role::Head, "BAL"),
        "Administrator" => "administrator",
        "Auditor" => "auditor",
        "None" => "employer",
        other => panic!("nobody stands so: {other}"),
    };
    app.persona(persona).await
}
