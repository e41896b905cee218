//! The scenes of `steps`: what each is played with, and who stands there in which relation.

mod accounts;
mod content;
mod notifications;
mod persons;
mod petitions;
mod requests;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::{Caller, TestApp};

/// Parameters of paths.
pub type Ids = BTreeMap<String, String>;

/// What a scene is played with.
#[derive(Default)]
pub struct Played {
    pub ids: Ids,
    /// Other records than the scene's, for one operation.
    pub instead: BTreeMap<&'static str, Ids>,
    /// What is said where the contract's example names things that are not there.
    pub bodies: BTreeMap<&'static str, Value>,
    /// What a list has, or hides.
    pub listed: BTreeMap<&'static str, String>,
}

fn ids<const N: usize>(named: [(&str, &str); N]) -> Ids {
    named.into_iter().map(|(name, id)| (name.to_owned(), id.to_owned())).collect()
}

/// The id at the end of a path.
fn last(path: &str) -> &str {
    path.rsplit('/').next().expect("an id")
}

pub async fn played(app: &TestApp, scene: &str) -> Played {
    match scene {
        "Request" => requests::request(app).await,
        "Power" => requests::power(app).await,
        "Upload" => requests::upload(app).await,
        "Person" => persons::person(app).await,
        "Relative" => persons::relative(app).await,
        "Petition" => petitions::petition(app).await,
        "Unsigned" => petitions::unsigned(app).await,
        "Ticket" => petitions::ticket(app).await,
        "Item" => content::item(app).await,
        "Moved" => content::moved(app).await,
        "Profile" => content::profile(app).await,
        "Section" => content::section(),
        "Review" => content::review(app).await,
        "Inquiry" => content::inquiry(app).await,
        "Message" => notifications::message(app).await,
        "Contact" => notifications::contact(app).await,
        "Sending" => notifications::sending(app).await,
        "Account" => accounts::account(app).await,
        "Interest" => accounts::interest(app).await,
        "Delegation" => accounts::delegation(app).await,
        other => panic!("no such scene: {other}"),
    }
}

pub async fn whoever<'a>(app: &'a TestApp, scene: &str, relation: &str) -> Caller<'a> {
    match scene {
        "Request" | "Power" | "Upload" => requests::whoever(app, scene, relation).await,
        "Person" | "Relative" => persons::whoever(app, relation).await,
        "Petition" | "Unsigned" | "Ticket" => petitions::whoever(app, relation).await,
        "Item" | "Moved" | "Profile" | "Section" | "Review" | "Inquiry" => content::whoever(app, relation).await,
        "Message" | "Contact" | "Sending" => notifications::whoever(app, relation).await,
        "Account" | "Interest" | "Delegation" => accounts::whoever(app, relation).await,
        other => panic!("no such scene: {other}"),
    }
}
