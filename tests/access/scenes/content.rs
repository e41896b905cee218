//! What is published: an item that Chișinău supplies to a section of the public relations service; a profile that is watched; the section
//! itself; the review of a quarter; a visitor's question.

use std::collections::BTreeMap;

use migratie::access::policy::Role;
use serde_json::{Value, json};

use super::{Played, ids, last};
use crate::{
    content::{ITEMS, faq, forms, holder, moves, profiles, published, questionnaires, step},
    support::{Caller, TestApp},
    uploads::{samples, send},
};

pub async fn item(app: &TestApp) -> Played {
    let place = published(app, &faq()).await;
    let questionnaire = published(app, &questionnaires::questionnaire()).await;
    let given = questionnaires::answers(0, json!({ "channel": "online" }));
    app.anyone().post(&format!("{}/answers", questionnaires::PLACE), &given).await.expect(201);
    let asked = ids([("contentItemId", last(&questionnaire))]);
    let id = last(&place);
    Played {
        ids: ids([("contentItemId", id)]),
        instead: BTreeMap::from([("listQuestionnaireAnswers", asked.clone()), ("readAnswerSummary", asked)]),
        listed: BTreeMap::from([("listContentItems", id.to_owned())]),
        ..Played::default()
    }
}

/// Public in a section of public relations, while its draft went to one that Bălți administers.
pub async fn moved(app: &TestApp) -> Played {
    moves::services_go_to_balti(app).await;
    let place = published(app, &faq()).await;
    let provider = app.persona("content-provider").await;
    let draft = step(&provider, &place, "revisions", &Value::Null).await.expect(200);
    provider.patch(&place, draft.etag(), &json!({ "sectionCode": "services" })).await.expect(200);
    let id = last(&place);
    Played {
        ids: ids([("contentItemId", id)]),
        listed: BTreeMap::from([("listContentItems", id.to_owned())]),
        ..Played::default()
    }
}

pub async fn profile(app: &TestApp) -> Played {
    let administrator = app.persona("content-administrator").await;
    let logo = send(&administrator, "Attachment", "logo.jpg", "image/jpeg", &samples::jpeg(64, 64)).await;
    let profile = profiles::profile(&logo.expect(201).text("/fileId"));
    let place = administrator.post(ITEMS, &profile).await.expect(201).header("location").to_owned();
    for action in ["submissions", "publications"] {
        step(&administrator, &place, action, &json!({})).await.expect(200);
    }
    // Where nothing was seen of it yet, another statement decides who may know that.
    administrator.post(&format!("{place}/monitorings"), &json!({ "finding": "Conforming" })).await.expect(201);
    Played { ids: ids([("contentItemId", last(&place))]), ..Played::default() }
}

pub fn section() -> Played {
    Played { ids: ids([("sectionCode", "guides")]), ..Played::default() }
}

pub async fn review(app: &TestApp) -> Played {
    let opened = app.persona("content-administrator").await.post("/api/v1/content-reviews", &json!({})).await.expect(201);
    Played { ids: ids([("reviewId", last(opened.header("location")))]), ..Played::default() }
}

pub async fn inquiry(app: &TestApp) -> Played {
    published(app, &forms::form()).await;
    app.anyone().post(forms::INQUIRIES, &forms::question()).await.expect(201);
    let listed = app.persona("content-provider").await.get(forms::INQUIRIES).await.expect(200);
    let id = listed.text("/inquiries/0/inquiryId");
    Played { ids: ids([("inquiryId", &id)]), listed: BTreeMap::from([("listInquiries", id)]), ..Played::default() }
}

pub async fn whoever<'a>(app: &'a TestApp, relation: &str) -> Caller<'a> {
    let persona = match relation {
        "Provider" => "content-provider",
        "Colleague" => return holder(app, Role::ContentProvider, "CHI"),
        "Owner" => return holder(app, Role::ContentProvider, "REL"),
        "OtherProvider" => return holder(app, Role::ContentProvider, "BAL"),
        "Administrator" | "LiveAdministrator" => "content-administrator",
        "OtherAdministrator" | "DraftAdministrator" => return holder(app, Role::ContentAdministrator, "BAL"),
        "ThirdAdministrator" => return holder(app, Role::ContentAdministrator, "JUR"),
        "SystemAdministrator" => "administrator",
        "Operator" => "technical-operator",
        "Auditor" => "auditor",
        "None" => "applicant",
        other => panic!("nobody stands so: {other}"),
    };
    app.persona(persona).await
}
