//! Persons: registration, reading, changing, searching, merging, striking off, and who saw whose data.

mod accesses;
mod addresses;
mod changes;
mod documents;
mod duplicates;
mod family;
mod history;
mod merging;
mod nearness;
mod reading;
mod registration;
mod rooms;
mod search;
mod statements;
mod strike_off;
mod visibility;

use serde_json::{Value, json};

use crate::support::{Answer, Caller, TestApp};

/// A registration of somebody who is not in the demo world.
pub fn somebody(surname: &str, given_names: &str, born: &str) -> Value {
    json!({ "attributes": {
        "names": { "surname": surname, "givenNames": given_names }, "sex": "Female", "birthDate": born,
        "citizenships": [{ "country": "BGR" }], "source": "ForeignDocument",
    } })
}

/// Registers somebody and says who they are: id and ETag.
pub async fn registered(examiner: &Caller<'_>, surname: &str, given_names: &str, born: &str) -> (String, String) {
    let answer = examiner.post("/api/v1/persons", &somebody(surname, given_names, born)).await.expect(201);
    (answer.text("/personId"), answer.etag().to_owned())
}

/// The id of somebody of the demo world, by a search that gives them alone.
pub async fn known(app: &TestApp, wanted: Value) -> String {
    let found = search(app, wanted).await;
    assert_eq!(found.body["persons"].as_array().map(Vec::len), Some(1), "{}", found.body);
    found.text("/persons/0/person/personId")
}

/// A search by an examiner.
pub async fn search(app: &TestApp, wanted: Value) -> Answer {
    app.persona("examiner-chisinau").await.examining().search(&wanted).await.expect(200)
}

impl Caller<'_> {
    /// A search needs no key.
    pub async fn search(&self, wanted: &Value) -> Answer {
        self.call("POST", "/api/v1/persons/searches", &[], Some(("application/json", wanted.to_string().into_bytes()))).await
    }
}
