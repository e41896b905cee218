mod accounts;
mod calendar;
mod classifiers;
mod delegations;
mod settings;
mod subdivisions;

use crate::support::{Caller, TestApp};

/// The account of somebody who is signed in.
pub async fn account_of(caller: &Caller<'_>) -> String {
    caller.get("/api/v1/sessions/current").await.expect(200).text("/accountId")
}

/// The subdivision of a code.
pub async fn subdivision(app: &TestApp, code: &str) -> String {
    let listed = app.anyone().get("/api/v1/subdivisions?limit=200").await.expect(200);
    let found = listed.body["subdivisions"].as_array().expect("a list").iter().find(|office| office["code"] == code);
    found.unwrap_or_else(|| panic!("no {code}"))["subdivisionId"].as_str().expect("an id").to_owned()
}
