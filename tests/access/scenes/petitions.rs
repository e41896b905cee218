//! A petition that Chișinău examines and Bălți contributes to, and a ticket to the government's support.

use std::collections::BTreeMap;

use migratie::access::policy::Role;
use serde_json::{Value, json};

use super::{Played, ids, last};
use crate::{
    access::relations::empowered,
    administration::subdivision,
    petitions::{act, answered, comes_back, complaint, path, pdf, registered, sign, with},
    support::{Answer, Caller, TestApp, officers::officer},
};

/// The applicant's petition, with a file, signed and registered; its receipt did not arrive and is a letter now.
async fn told_by_letter(app: &TestApp) -> Answer {
    let applicant = app.persona("applicant").await;
    let file = pdf(&applicant, "anexa.pdf").await;
    let more = json!({ "attachmentIds": [file],
        "answerTo": { "email": "emre.yilmaz@example.org", "address": "mun. Bălți, str. Moscovei, 9" } });
    let filed = applicant.post("/api/v1/petitions", &with(complaint(), more)).await.expect(201);
    app.work_off().await;
    sign(app, &applicant, &filed.text("/documentId")).await;
    app.work_off().await;
    comes_back(app, "PetitionReceived");
    let clerk = app.persona("petition-clerk").await;
    let notice = clerk.get(&format!("{}/notices", path(&filed))).await.expect(200).text("/notices/0/noticeId");
    act(&clerk, &path(&filed), &format!("notices/{notice}/letters"), &Value::Null).await.expect(200);
    app.work_off().await;
    applicant.get(&path(&filed)).await.expect(200)
}

/// Chișinău leads and its examiner has it in hand; Bălți contributes.
async fn examined(app: &TestApp, path: &str) {
    let with_balti = json!({ "competenceCode": "stay-centre", "contributorIds": [subdivision(app, "BAL").await] });
    act(&app.persona("petition-clerk").await, path, "assignments", &with_balti).await.expect(200);
    act(&app.persona("examiner-chisinau").await, path, "claims", &Value::Null).await.expect(200);
}

/// Without the files of the example, which nobody sent.
fn completion() -> Value {
    json!({ "text": "Am anexat contractul de locațiune." })
}

pub async fn petition(app: &TestApp) -> Played {
    empowered(app).await;
    let petition = told_by_letter(app).await;
    let place = path(&petition);
    let notices = app.persona("petition-clerk").await.get(&format!("{place}/notices")).await.expect(200);
    examined(app, &place).await;
    let ended = registered(app).await;
    examined(app, &ended).await;
    answered(app, &ended).await;
    let asking = json!({ "reason": "MoreDocuments", "text": "Anexați contractul.", "dueOn": "2026-11-26" });
    let id = last(&place);
    Played {
        ids: ids([
            ("petitionId", id),
            ("petitionAttachmentId", &petition.text("/attachments/0/petitionAttachmentId")),
            ("noticeId", &notices.text("/notices/0/noticeId")),
        ]),
        instead: BTreeMap::from([("readPetitionAnswerContent", ids([("petitionId", last(&ended))]))]),
        bodies: BTreeMap::from([("askPetitioner", asking), ("completePetition", completion())]),
        listed: BTreeMap::from([("listPetitions", id.to_owned())]),
    }
}

pub async fn unsigned(app: &TestApp) -> Played {
    empowered(app).await;
    let filed = app.persona("applicant").await.post("/api/v1/petitions", &complaint()).await.expect(201);
    app.work_off().await;
    let id = filed.text("/petitionId");
    Played {
        ids: ids([("petitionId", &id)]),
        bodies: BTreeMap::from([("completePetition", completion())]),
        listed: BTreeMap::from([("listPetitions", id)]),
        ..Played::default()
    }
}

pub async fn ticket(app: &TestApp) -> Played {
    empowered(app).await;
    let incident = json!({ "kind": "Incident", "subject": "Plata nu se confirmă", "text": "După plată pagina rămâne goală." });
    let raised = app.persona("applicant").await.post("/api/v1/support-tickets", &incident).await.expect(201);
    let id = raised.text("/supportTicketId");
    Played { ids: ids([("supportTicketId", &id)]), listed: BTreeMap::from([("listSupportTickets", id)]), ..Played::default() }
}

pub async fn whoever<'a>(app: &'a TestApp, relation: &str) -> Caller<'a> {
    let persona = match relation {
        "Own" => "applicant",
        "Representative" => "representative",
        "Clerk" => "petition-clerk",
        "OtherClerk" => return officer(app, "petitions-clerk", Role::PetitionClerk, "REL"),
        "Assigned" | "Examiner" => "examiner-chisinau",
        "Colleague" => return officer(app, "petitions-colleague", Role::Examiner, "CHI"),
        "Head" => "head",
        "Deputy" => "deputy-head",
        "Contributor" => "examiner-balti",
        "ContributorHead" => return officer(app, "petitions-head-balti", Role::Head, "BAL"),
        "Outside" => return officer(app, "petitions-examiner-comrat", Role::Examiner, "COM"),
        "OutsideHead" => return officer(app, "petitions-head-comrat", Role::Head, "COM"),
        "None" => "employer",
        "Operator" => "counter-operator",
        "Auditor" => "auditor",
        "Administrator" => "administrator",
        other => panic!("nobody stands so: {other}"),
    };
    app.persona(persona).await
}
