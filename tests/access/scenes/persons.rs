//! Persons: one who filed a request, gave a power and about whom the Security Service was asked; and a relative of theirs.

use std::collections::BTreeMap;

use migratie::access::policy::Role;
use serde_json::json;

use super::{Played, ids};
use crate::{
    access::relations::scene,
    persons::{known, registered},
    support::{Caller, TestApp, officers::officer},
    uploads::{samples, send},
};

async fn photo(by: &Caller<'_>) -> String {
    send(by, "Photo", "p.jpg", "image/jpeg", &samples::jpeg(354, 472)).await.expect(201).text("/fileId")
}

/// Puts a photograph on a person's record: its file.
async fn photographed(app: &TestApp, person: &str) -> String {
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (path, file) = (format!("/api/v1/persons/{person}"), photo(&examiner).await);
    let etag = examiner.get(&path).await.expect(200).etag().to_owned();
    examiner.act(&format!("{path}/photos"), &etag, &json!({ "fileId": file })).await.expect(200);
    file
}

pub async fn person(app: &TestApp) -> Played {
    scene(app).await;
    let person = app.persona("applicant").await.get("/api/v1/persons/current").await.expect(200).text("/personId");
    let file = photographed(app, &person).await;
    let interest = json!({ "personId": person, "kind": "Family" });
    for interested in ["Interested", "InterestedHead"] {
        whoever(app, interested).await.post("/api/v1/interests", &interest).await.expect(201);
    }
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (another, _) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let bodies = BTreeMap::from([
        ("addFamilyLink", json!({ "relativeId": another, "link": "Sibling" })),
        ("mergePersons", json!({ "mergedPersonId": another, "reason": "Același pașaport" })),
        // Theirs, so that nothing but the interest stands in their way.
        ("setPhoto", json!({ "fileId": photo(&whoever(app, "Interested").await).await })),
    ]);
    Played { ids: ids([("personId", &person), ("fileId", &file)]), bodies, ..Played::default() }
}

pub async fn relative(app: &TestApp) -> Played {
    scene(app).await;
    let wife = known(app, json!({ "document": { "number": "u21456790", "issuer": "TUR" } })).await;
    let file = photographed(app, &wife).await;
    Played { ids: ids([("personId", &wife), ("fileId", &file)]), ..Played::default() }
}

pub async fn whoever<'a>(app: &'a TestApp, relation: &str) -> Caller<'a> {
    let persona = match relation {
        "Own" | "Relative" => "applicant",
        "Representative" => "representative",
        "Examiner" => "examiner-chisinau",
        "OtherOffice" => "examiner-balti",
        "Interested" => return officer(app, "persons-interested", Role::Examiner, "CHI"),
        "InterestedHead" => return officer(app, "persons-interested-head", Role::Head, "CHI"),
        "Head" => "head",
        "Deputy" => "deputy-head",
        "Operator" => "counter-operator",
        "Reviewer" => "sis-reviewer",
        "Border" => "border-officer",
        "Fiscal" => return officer(app, "persons-fiscal", Role::FiscalService, "CHI"),
        "Asp" => return officer(app, "persons-asp", Role::Asp, "CHI"),
        "Partner" => "partner-demo",
        "None" => "employer",
        "Auditor" => "auditor",
        "Administrator" => "administrator",
        other => panic!("nobody stands so: {other}"),
    };
    app.persona(persona).await
}
