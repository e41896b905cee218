//! The account of an examiner in Chișinău, an interest that they declared, and what their head delegated to the deputy.

use std::collections::BTreeMap;

use migratie::access::policy::Role;
use serde_json::json;

use super::{Played, ids};
use crate::{
    administration::{account_of, subdivision},
    support::{Caller, TestApp, officers::officer},
};

pub async fn account(app: &TestApp) -> Played {
    let account = account_of(&app.persona("examiner-chisinau").await).await;
    Played { ids: ids([("accountId", &account)]), ..Played::default() }
}

pub async fn interest(app: &TestApp) -> Played {
    let person = app.persona("applicant").await.get("/api/v1/persons/current").await.expect(200).text("/personId");
    let interest = json!({ "personId": person, "kind": "Family" });
    let declared = app.persona("examiner-chisinau").await.post("/api/v1/interests", &interest).await.expect(201);
    let id = declared.text("/interestId");
    Played { ids: ids([("interestId", &id)]), listed: BTreeMap::from([("listInterests", id)]), ..Played::default() }
}

pub async fn delegation(app: &TestApp) -> Played {
    let delegation = json!({
        "toAccountId": account_of(&app.persona("deputy-head").await).await, "subdivisionId": subdivision(app, "CHI").await,
        "orderNumber": "45-P", "validFrom": app.clock.now(), "validTo": app.clock.now() + chrono::Duration::days(3),
    });
    let made = app.persona("head").await.post("/api/v1/delegations", &delegation).await.expect(201);
    let id = made.text("/delegationId");
    Played { ids: ids([("delegationId", &id)]), listed: BTreeMap::from([("listDelegations", id)]), ..Played::default() }
}

pub async fn whoever<'a>(app: &'a TestApp, relation: &str) -> Caller<'a> {
    let persona = match relation {
        "Own" | "Examiner" => "examiner-chisinau",
        "Colleague" => return officer(app, "accounts-colleague", Role::Examiner, "CHI"),
        "Head" | "From" => "head",
        "To" => "deputy-head",
        "OtherHead" => return officer(app, "accounts-head", Role::Head, "BAL"),
        "OtherDeputy" => return officer(app, "accounts-deputy", Role::DeputyHead, "CHI"),
        "Administrator" => "administrator",
        "Auditor" => "auditor",
        "Subject" => "applicant",
        "None" => "employer",
        other => panic!("nobody stands so: {other}"),
    };
    app.persona(persona).await
}
