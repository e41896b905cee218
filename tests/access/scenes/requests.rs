//! A request with what hangs on it, a power, an upload.

use std::collections::BTreeMap;

use migratie::access::policy::Role;
use serde_json::json;

use super::{Ids, Played, ids, last};
use crate::{
    access::relations::scene,
    support::{Caller, TestApp, officers::officer},
    uploads,
};

pub async fn request(app: &TestApp) -> Played {
    let scene = scene(app).await;
    let report = scene.signing.split('/').nth(4).expect("the report");
    let ids = ids([
        ("requestId", last(&scene.request)),
        ("attachmentId", &scene.attachment),
        ("documentId", &scene.confirmation),
        ("orderId", last(&scene.order)),
    ]);
    let with = |name: &str, id: String| -> Ids { ids.clone().into_iter().chain([(name.to_owned(), id)]).collect() };
    // A refund that waits, so that completing it is a step on something.
    let head = app.persona("head").await;
    let refund = json!({ "amount": { "amount": "10.00", "currency": "MDL" }, "reason": "Plătit în plus." });
    let etag = head.get(&scene.order).await.expect(200).etag().to_owned();
    let ordered = head.act(&format!("{}/refunds", scene.order), &etag, &refund).await.expect(201);
    let instead = BTreeMap::from([
        ("signDocument", with("documentId", report.to_owned())),
        ("completeRefund", with("refundId", ordered.text("/refunds/0/refundId"))),
    ]);
    Played { ids, instead, ..Played::default() }
}

pub async fn power(app: &TestApp) -> Played {
    let holder = app.persona("representative").await;
    let pdf = uploads::samples::pdf(1, 0);
    let file = uploads::send(&holder, "Attachment", "power.pdf", "application/pdf", &pdf).await.expect(201).text("/fileId");
    let paper =
        json!({ "source": "Upload", "fileId": file, "beneficiary": { "idnp": "2015000000011" }, "validFrom": "2026-01-01" });
    let asked = holder.post("/api/v1/representations", &paper).await.expect(201).text("/representationId");
    let listed = BTreeMap::from([("listRepresentations", asked.clone())]);
    Played { ids: ids([("representationId", &asked)]), listed, ..Played::default() }
}

pub async fn upload(app: &TestApp) -> Played {
    let own = app.persona("applicant").await;
    let bytes = uploads::samples::pdf(1, 0);
    let file = uploads::send(&own, "Attachment", "a.pdf", "application/pdf", &bytes).await.expect(201).text("/fileId");
    let begun = uploads::begin(&own, "b.pdf", "application/pdf", bytes.len()).await.expect(201).text("/uploadId");
    Played { ids: ids([("fileId", &file), ("uploadId", &begun)]), ..Played::default() }
}

pub async fn whoever<'a>(app: &'a TestApp, scene: &str, relation: &str) -> Caller<'a> {
    let persona = match (scene, relation) {
        ("Request" | "Upload", "Own") | ("Power", "Represented") => "applicant",
        ("Power", "Holder") | ("Request", "Represented") => "representative",
        ("Request", "Assigned") | (_, "Examiner") => "examiner-chisinau",
        ("Request", "Colleague") => return officer(app, "steps-colleague", Role::Examiner, "CHI"),
        ("Request", "OtherHead") => return officer(app, "steps-head", Role::Head, "BAL"),
        (_, "Head") => "head",
        (_, "Operator") => "counter-operator",
        ("Request", "OtherOffice") => "examiner-balti",
        (_, "None") => "employer",
        ("Request", "Consulted") => "sis-reviewer",
        (_, "Auditor") => "auditor",
        (_, "Administrator") => "administrator",
        other => panic!("nobody stands so: {other:?}"),
    };
    app.persona(persona).await
}
