use futures_util::future::join_all;
use serde_json::{Value, json};

use super::registered;
use crate::{
    support::TestApp,
    uploads::{samples, send},
};

#[actix_web::test]
async fn a_patch_changes_what_it_names_and_removes_what_is_null() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, etag) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let path = format!("/api/v1/persons/{id}");
    let change = json!({ "reason": "declarație", "attributes": {
        "ethnicity": "bulgară", "civilStatus": { "status": "Married", "since": "2020-01-01" }, "names": { "patronymic": "Dimitar" } } });
    let changed = examiner.patch(&path, &etag, &change).await.expect(200);
    assert_eq!(changed.text("/attributes/names/surname"), "Georgieva", "the rest of the group stays");
    assert_eq!(changed.text("/attributes/names/patronymic"), "Dimitar");
    let change = json!({ "reason": "declarație", "attributes": {
        "ethnicity": null, "civilStatus": { "status": "Divorced", "since": null }, "names": { "patronymic": null } } });
    let changed = examiner.patch(&path, changed.etag(), &change).await.expect(200);
    assert!(
        changed.body["attributes"].get("ethnicity").is_none() && changed.body["attributes"]["names"].get("patronymic").is_none()
    );
    assert_eq!(changed.body["attributes"]["civilStatus"], json!({ "status": "Divorced" }));
    assert!(changed.etag().starts_with("\"3-"));
}

#[actix_web::test]
async fn a_name_that_is_changed_stays_as_a_former_one_unless_it_was_an_error() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, etag) = registered(&examiner, "Georgeva", "Radka", "1990-05-17").await;
    let path = format!("/api/v1/persons/{id}");
    let named = |surname: &str| json!({ "names": { "surname": surname } });
    let corrected = json!({ "reason": "greșeală de scriere", "namesCorrected": true, "attributes": named("Georgieva") });
    let changed = examiner.patch(&path, &etag, &corrected).await.expect(200);
    assert!(changed.body["attributes"].get("otherNames").is_none(), "she never bore it: {}", changed.body);
    let married = json!({ "reason": "certificat de căsătorie", "attributes": named("Petkova") });
    let changed = examiner.patch(&path, changed.etag(), &married).await.expect(200);
    let former = json!([{ "kind": "Former", "surname": "Georgieva", "givenNames": "Radka" }]);
    assert_eq!(
        (changed.text("/attributes/names/surname"), &changed.body["attributes"]["otherNames"]),
        ("Petkova".into(), &former)
    );
    let other: Vec<Value> = (0..20).map(|n| json!({ "kind": "Alias", "surname": format!("Alias{}", "a".repeat(n)) })).collect();
    let full = json!({ "reason": "declarație", "attributes": { "otherNames": other } });
    let changed = examiner.patch(&path, changed.etag(), &full).await.expect(200);
    let again = json!({ "reason": "divorț", "attributes": named("Dimitrova") });
    let refused = examiner.patch(&path, changed.etag(), &again).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/attributes/otherNames", "too-many")]);
}

#[actix_web::test]
async fn a_patch_is_checked_like_a_registration() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, etag) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let path = format!("/api/v1/persons/{id}");
    let shape = json!({ "attributes": { "surname": "x", "sex": "Woman", "ethnicity": "" } });
    let answer = examiner.patch(&path, &etag, &shape).await.refused(400, "bad-input");
    assert_eq!(
        answer.violations(),
        [
            ("/attributes/ethnicity", "too-short"),
            ("/attributes/sex", "not-a-choice"),
            ("/attributes/surname", "unknown-field"),
            ("/reason", "required")
        ]
    );
    let removed =
        json!({ "reason": "greșeală", "attributes": { "sex": null, "names": { "surname": null }, "birthDate": "2030" } });
    let answer = examiner.patch(&path, &etag, &removed).await.refused(400, "bad-input");
    assert_eq!(answer.violations(), [("/attributes/sex", "required")]);
    let rules = json!({ "reason": "greșeală", "attributes": { "names": { "surname": null }, "birthDate": "2030" } });
    let answer = examiner.patch(&path, &etag, &rules).await.refused(400, "bad-input");
    assert_eq!(answer.violations(), [("/attributes/names/surname", "required"), ("/attributes/birthDate", "in-the-future")]);
    let incomplete = json!({ "reason": "greșeală", "attributes": { "civilStatus": { "act": "x" } } });
    let answer = examiner.patch(&path, &etag, &incomplete).await.refused(400, "bad-input");
    assert_eq!(answer.violations(), [("/attributes/civilStatus/status", "required")]);
    assert_eq!(app.number("select max(version) from persons where surname = 'Georgieva'"), 1);
}

#[actix_web::test]
async fn a_change_needs_the_version_that_stands() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, etag) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let path = format!("/api/v1/persons/{id}");
    let change = json!({ "reason": "declarație", "attributes": { "ethnicity": "bulgară" } });
    let bytes = change.to_string().into_bytes();
    examiner
        .call("PATCH", &path, &[], Some(("application/merge-patch+json", bytes.clone())))
        .await
        .refused(428, "if-match-missing");
    examiner
        .call("PATCH", &path, &[("If-Match", &etag)], Some(("application/json", bytes)))
        .await
        .refused(415, "unsupported-media-type");
    examiner.patch(&path, &etag, &change).await.expect(200);
    let stale = examiner.patch(&path, &etag, &change).await.refused(412, "stale-etag");
    assert_eq!(stale.body["currentVersion"], 2);
}

#[actix_web::test]
async fn of_many_changes_of_one_version_one_succeeds() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, etag) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let path = format!("/api/v1/persons/{id}");
    let changes: Vec<_> =
        (0..30).map(|number| json!({ "reason": "declarație", "attributes": { "ethnicity": format!("a {number}-a") } })).collect();
    let answers = join_all(changes.iter().map(|change| examiner.patch(&path, &etag, change))).await;
    let done = answers.iter().filter(|answer| answer.status == 200).count();
    let stale = answers.iter().filter(|answer| answer.status == 412).count();
    assert_eq!((done, stale), (1, 29));
}

#[actix_web::test]
async fn whoever_has_declared_an_interest_changes_nothing() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, etag) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let path = format!("/api/v1/persons/{id}");
    app.tamper(
        "select set_config('migratie.work', gen_random_uuid()::text, false), set_config('migratie.now', '2026-11-16 08:00:00+00', false);
         insert into interests (id, created_at, updated_at, account_id, person_id, kind)
         select gen_random_uuid(), house.instant(), house.instant(), a.id, p.id, 'Family'
           from accounts a, persons p where a.login in ('2015000000055', '2015000000077') and p.surname = 'Georgieva'",
    );
    let change = json!({ "reason": "declarație", "attributes": { "ethnicity": "bulgară" } });
    examiner.patch(&path, &etag, &change).await.refused(403, "conflict-of-interest");
    let address = json!({ "kind": "Residence", "country": "MDA", "validFrom": "2026-01-01" });
    examiner.post(&format!("{path}/addresses"), &address).await.refused(403, "conflict-of-interest");
    let head = app.persona("head").await.examining();
    let off = json!({ "reason": "LegalStayEnded", "legalAct": "Decizia nr. 1" });
    head.act(&format!("{path}/strike-offs"), &etag, &off).await.refused(403, "conflict-of-interest");
    let (other, other_etag) = registered(&examiner, "Petkova", "Vesela", "1971-01-01").await;
    let merge = json!({ "mergedPersonId": id, "reason": "aceeași persoană" });
    examiner.act(&format!("/api/v1/persons/{other}/merges"), &other_etag, &merge).await.refused(403, "conflict-of-interest");
    app.persona("examiner-balti").await.examining().patch(&path, &etag, &change).await.expect(200);
    assert_eq!(
        app.number("select count(*) from journal.entries where outcome = 'Refused' and problem = 'conflict-of-interest'"),
        4
    );
}

#[actix_web::test]
async fn a_photograph_is_set_under_the_version_that_stands() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, etag) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let path = format!("/api/v1/persons/{id}/photos");
    let sent = send(&examiner, "Photo", "p.jpg", "image/jpeg", &samples::jpeg(354, 472)).await.expect(201).text("/fileId");
    let photo = json!({ "fileId": sent, "takenOn": "2026-11-16" });
    let set = examiner.act(&path, &etag, &photo).await.expect(200);
    assert_eq!(set.body["photo"], photo);
    examiner.act(&path, &etag, &photo).await.refused(412, "stale-etag");
    let refused =
        examiner.act(&path, set.etag(), &json!({ "fileId": sent, "takenOn": "2026-11-17" })).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/takenOn", "in-the-future")]);
}

#[actix_web::test]
async fn only_files_that_the_caller_sent_for_the_purpose_are_attached() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, etag) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let path = format!("/api/v1/persons/{id}");
    let applicant = app.persona("applicant").await;
    let foreign = send(&applicant, "Photo", "p.jpg", "image/jpeg", &samples::jpeg(354, 472)).await.expect(201).text("/fileId");
    let scan = send(&examiner, "Attachment", "s.pdf", "application/pdf", &samples::pdf(1, 0)).await.expect(201).text("/fileId");
    for file in [&foreign, &scan, "fil_01ja4ttz8ze3ks9nvd5efz1s8d"] {
        let refused = examiner.act(&format!("{path}/photos"), &etag, &json!({ "fileId": file })).await.refused(400, "bad-input");
        assert_eq!(refused.violations(), [("/fileId", "unknown-file")]);
    }
    let specimen = json!({ "reason": "specimen", "attributes": { "signature": { "fileId": foreign } } });
    let refused = examiner.patch(&path, &etag, &specimen).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/attributes/signature/fileId", "unknown-file")]);
    let document = json!({ "kind": "Passport", "issuer": "BGR", "number": "38 1", "fileId": scan });
    let added = examiner.post(&format!("{path}/foreign-documents"), &document).await.expect(201);
    assert_eq!(added.text("/fileId"), scan);
}

#[actix_web::test]
async fn the_files_of_a_record_are_read_by_whoever_identifies_the_person() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, etag) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let (other, _) = registered(&examiner, "Petkova", "Vesela", "1971-01-01").await;
    let path = format!("/api/v1/persons/{id}");
    let photo = |width| samples::jpeg(width, width * 4 / 3);
    let former = send(&examiner, "Photo", "p.jpg", "image/jpeg", &photo(354)).await.expect(201).text("/fileId");
    let present = send(&examiner, "Photo", "q.jpg", "image/jpeg", &photo(360)).await.expect(201).text("/fileId");
    let set = examiner.act(&format!("{path}/photos"), &etag, &json!({ "fileId": former })).await.expect(200);
    let set = examiner.act(&format!("{path}/photos"), set.etag(), &json!({ "fileId": present })).await.expect(200);
    let specimen =
        send(&examiner, "Attachment", "s.pdf", "application/pdf", &samples::pdf(1, 2)).await.expect(201).text("/fileId");
    let change = json!({ "reason": "specimen", "attributes": { "signature": { "fileId": specimen } } });
    examiner.patch(&path, set.etag(), &change).await.expect(200);
    let scan = send(&examiner, "Attachment", "s.pdf", "application/pdf", &samples::pdf(1, 0)).await.expect(201).text("/fileId");
    let document = json!({ "kind": "Passport", "issuer": "BGR", "number": "38 1", "fileId": scan });
    examiner.post(&format!("{path}/foreign-documents"), &document).await.expect(201);
    let loose = send(&examiner, "Attachment", "l.pdf", "application/pdf", &samples::pdf(1, 1)).await.expect(201).text("/fileId");

    // Another office's examiner sent none of them.
    let balti = app.persona("examiner-balti").await.examining();
    for (file, kind) in
        [(&former, "image/jpeg"), (&present, "image/jpeg"), (&specimen, "application/pdf"), (&scan, "application/pdf")]
    {
        let read = balti.get(&format!("{path}/files/{file}/content")).await.expect(200);
        assert_eq!(read.header("content-type"), kind);
        balti.get(&format!("/api/v1/files/{file}/content")).await.refused(404, "not-found");
    }
    balti.get(&format!("{path}/files/{loose}/content")).await.refused(404, "not-found");
    balti.get(&format!("/api/v1/persons/{other}/files/{scan}/content")).await.refused(404, "not-found");
    app.persona("examiner-balti").await.get(&format!("{path}/files/{scan}/content")).await.refused(400, "legal-ground-missing");
    app.persona("applicant").await.get(&format!("{path}/files/{scan}/content")).await.refused(404, "not-found");
    for persona in ["partner-demo", "auditor"] {
        app.persona(persona).await.get(&format!("{path}/files/{scan}/content")).await.refused(403, "forbidden");
    }
    let told = format!(
        "select count(*) from journal.entries where operation = 'readPersonFileContent' and outcome = 'Done' and legal_basis is not null
            and '{}' = any(persons)",
        crate::behaviour::uuid_of(&id)
    );
    assert_eq!(app.number(&told), 4);
}
