//! A message in somebody's cabinet, a contact of theirs, and what a subdivision sent.

use std::collections::BTreeMap;

use migratie::access::policy::Role;
use serde_json::json;

use super::{Played, ids};
use crate::{
    access::relations::empowered,
    content::holder,
    notifications::{
        requests::{self, text, to},
        templates,
    },
    petitions::pdf,
    support::{Answer, Caller, TestApp},
};

/// The public relations service writes to the applicant, with a file, and takes replies: what was answered, and the file.
async fn sent(app: &TestApp) -> (Answer, String) {
    let sender = app.persona("notification-sender").await;
    let file = pdf(&sender, "anunt.pdf").await;
    let mut request = text(json!([to("1", "2015000000011")]));
    (request["fileIds"], request["repliesAllowed"]) = (json!([file]), json!(true));
    let taken = sender.post(requests::PATH, &request).await.expect(201);
    app.work_off().await;
    (taken, file)
}

pub async fn message(app: &TestApp) -> Played {
    empowered(app).await;
    let (_, file) = sent(app).await;
    let message = app.persona("applicant").await.get("/api/v1/messages").await.expect(200).text("/messages/0/messageId");
    Played {
        ids: ids([("messageId", &message), ("fileId", &file)]),
        listed: BTreeMap::from([("listMessages", message)]),
        ..Played::default()
    }
}

pub async fn contact(app: &TestApp) -> Played {
    empowered(app).await;
    let address = json!({ "channel": "Email", "value": "emre.nou@example.org" });
    let added = app.persona("applicant").await.post("/api/v1/notification-contacts", &address).await.expect(201);
    Played { ids: ids([("contactId", &added.text("/contactId"))]), ..Played::default() }
}

pub async fn sending(app: &TestApp) -> Played {
    let template = templates::published(&app.persona("notification-sender").await, "DeadlineNear").await.text("/templateId");
    let (taken, file) = sent(app).await;
    let request = taken.text("/notificationRequestId");
    Played {
        ids: ids([
            ("templateId", &template),
            ("notificationRequestId", &request),
            ("notificationId", &taken.text("/items/0/notificationId")),
            ("fileId", &file),
        ]),
        listed: BTreeMap::from([("listNotificationRequests", request), ("listNotificationTemplates", template)]),
        ..Played::default()
    }
}

pub async fn whoever<'a>(app: &'a TestApp, relation: &str) -> Caller<'a> {
    let persona = match relation {
        "Own" | "Recipient" => "applicant",
        "Representative" => "representative",
        "Sender" => "notification-sender",
        "Colleague" => return holder(app, Role::NotificationSender, "REL"),
        "OtherSender" => return holder(app, Role::NotificationSender, "BAL"),
        "System" => "partner-demo",
        "Examiner" => "examiner-chisinau",
        "Operator" => "technical-operator",
        "Administrator" => "administrator",
        "Auditor" => "auditor",
        "None" => "employer",
        other => panic!("nobody stands so: {other}"),
    };
    app.persona(persona).await
}
