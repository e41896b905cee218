//! Filing online (content regulation, par. 34, 38, 39).

use serde_json::{Value, json};

use super::{act, complaint, path, pdf, registered, sign, with};
use crate::{
    support::TestApp,
    uploads::{begin, complete, part, samples, send},
};

#[actix_web::test]
async fn a_petition_is_drawn_up_signed_registered_and_its_receipt_told() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let (one, two) = (pdf(&applicant, "cererea.pdf").await, pdf(&applicant, "recipisa.pdf").await);
    let filed = applicant.post("/api/v1/petitions", &with(complaint(), json!({ "attachmentIds": [one, two] }))).await.expect(201);
    assert_eq!((filed.text("/state"), filed.text("/channel")), ("AwaitingSignature".into(), "Online".into()));
    assert!(filed.body.get("number").is_none(), "no number before it is signed");
    assert_eq!(filed.text("/petitioner/idnp"), "2015000000011");
    assert_eq!(filed.body["attachments"].as_array().map(Vec::len), Some(2));
    let path = path(&filed);
    assert_eq!(filed.header("location"), path);
    app.work_off().await;
    // What is not registered is nobody's but the petitioner's.
    app.persona("petition-clerk").await.get(&path).await.refused(404, "not-found");

    sign(&app, &applicant, &filed.text("/documentId")).await;
    let read = applicant.get(&path).await.expect(200);
    assert_eq!((read.text("/state"), read.text("/signature")), ("Registered".into(), "Valid".into()));
    assert!(read.text("/number").starts_with("PT-2026-0"), "{}", read.text("/number"));
    // Registered on Monday 16 November: thirty days end on Wednesday 16 December, two days on the 18th, five working days on the 23rd.
    assert_eq!(read.text("/term/endsAt"), "2026-12-16T21:59:59Z");
    assert_eq!(read.text("/receiptEndsAt"), "2026-11-18T21:59:59Z");
    assert_eq!(read.text("/transferEndsAt"), "2026-11-23T21:59:59Z");
    assert_eq!(read.body["receiptAt"], json!(app.clock.now()), "told at once, well within two days");
    let content = applicant.get(&format!("{path}/content")).await.expect(200);
    let signatures = migratie_typesetting::seal::verify(&content.bytes).expect("a PDF");
    assert!(signatures.len() == 1 && signatures[0].valid);
    let file = read.text("/attachments/0/petitionAttachmentId");
    assert!(applicant.get(&format!("{path}/attachments/{file}/content")).await.expect(200).bytes.starts_with(b"%PDF-"));

    app.work_off().await;
    let messages = applicant.get("/api/v1/messages").await.expect(200);
    assert!(messages.text("/messages/0/text/en").contains(&read.text("/number")), "{}", messages.body);
    let sent = super::stand_in(&app, "mnotify/sent", &Value::Null).await;
    let to_the_address = sent["sent"]
        .as_array()
        .expect("sent")
        .iter()
        .any(|one| one["notification"]["recipients"][0]["value"] == "emre.yilmaz@example.org");
    assert!(to_the_address, "the receipt goes to the address that was given: {sent}");
}

#[actix_web::test]
async fn everything_wrong_with_a_petition_is_told_at_once() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let file = pdf(&applicant, "a.pdf").await;
    let wrong = json!({ "kind": "Letter", "object": "", "reasons": "scurt", "answerTo": { "email": "nobody" }, "surprise": 1,
        "attachmentIds": [file, file, file] });
    let refused = applicant.post("/api/v1/petitions", &wrong).await.refused(400, "bad-input");
    let pointers: Vec<&str> = refused.violations().into_iter().map(|(pointer, _)| pointer).collect();
    for pointer in ["/kind", "/object", "/reasons", "/answerTo/email", "/surprise", "/attachmentIds"] {
        assert!(pointers.contains(&pointer), "{pointer} in {pointers:?}");
    }
    // Never anonymous, and always with an address for the answer.
    let nowhere = applicant.post("/api/v1/petitions", &with(complaint(), json!({ "answerTo": {} }))).await;
    assert_eq!(nowhere.refused(400, "bad-input").violations(), [("/answerTo", "too-few")]);
    app.anyone().post("/api/v1/petitions", &complaint()).await.refused(401, "not-signed-in");
    let unprintable = with(complaint(), json!({ "object": "Ξ ⵣⴰⵣⴰ 𐎀𐎁 petiție" }));
    assert_eq!(
        applicant.post("/api/v1/petitions", &unprintable).await.refused(400, "bad-input").violations()[0].1,
        "unprintable"
    );
    assert_eq!(
        app.number(
            "select count(*) from petitions where petitioner_account_id = (select id from accounts where login = '2015000000011')"
        ),
        1,
        "only the demo world's"
    );
}

#[actix_web::test]
async fn a_third_attachment_another_s_file_and_one_file_twice_are_refused() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let files = [pdf(&applicant, "1.pdf").await, pdf(&applicant, "2.pdf").await, pdf(&applicant, "3.pdf").await];
    let three = applicant.post("/api/v1/petitions", &with(complaint(), json!({ "attachmentIds": files }))).await;
    assert_eq!(three.refused(400, "bad-input").violations(), [("/attachmentIds", "too-many")]);
    let theirs = pdf(&app.persona("employer").await, "b.pdf").await;
    let photo = send(&applicant, "Photo", "f.jpg", "image/jpeg", &samples::jpeg(360, 480)).await.expect(201).text("/fileId");
    for (ids, expected) in [
        (json!([theirs]), vec![("/attachmentIds/0", "no-such-thing")]),
        (json!([files[0], files[0]]), vec![("/attachmentIds/1", "given-twice")]),
        (json!([photo, theirs]), vec![("/attachmentIds/0", "wrong-purpose"), ("/attachmentIds/1", "no-such-thing")]),
    ] {
        let refused = applicant.post("/api/v1/petitions", &with(complaint(), json!({ "attachmentIds": ids }))).await;
        assert_eq!(refused.refused(400, "bad-input").violations(), expected);
    }
}

#[actix_web::test]
async fn an_executable_renamed_to_pdf_does_not_come_in() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let program = [b"MZ\x90\x00".as_slice(), &[0; 400]].concat();
    let upload = begin(&applicant, "petitie.pdf", "application/pdf", program.len()).await.expect(201).text("/uploadId");
    part(&applicant, &upload, 1, &program).await.expect(200);
    let refused = complete(&applicant, &upload).await.refused(400, "content-refused");
    assert_eq!(refused.violations(), [("/content", "file-is-program")]);
    assert_eq!(app.number("select count(*) from files"), 0);
}

#[actix_web::test]
async fn the_same_key_files_one_petition_and_another_body_under_it_is_refused() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let before = app.number("select count(*) from petitions");
    let key = [("Idempotency-Key", "petitie-0001")];
    let first = applicant.post_with("/api/v1/petitions", &complaint(), &key).await.expect(201);
    let again = applicant.post_with("/api/v1/petitions", &complaint(), &key).await.expect(201);
    assert_eq!(first.bytes, again.bytes);
    let other = with(complaint(), json!({ "object": "Alt obiect al petiției" }));
    applicant.post_with("/api/v1/petitions", &other, &key).await.refused(422, "idempotency-key-reused");
    // Ten at once under one key: one petition.
    let parallel = [("Idempotency-Key", "petitie-0002")];
    let body = complaint();
    let calls = (0..10).map(|_| applicant.post_with("/api/v1/petitions", &body, &parallel));
    let answers = futures_util::future::join_all(calls).await;
    assert!(answers.iter().all(|answer| [201, 409].contains(&answer.status)));
    assert_eq!(app.number("select count(*) from petitions") - before, 2);
}

#[actix_web::test]
async fn numbers_have_no_gap_whoever_registers_at_once() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let bodies: Vec<Value> =
        (0..12).map(|at| with(super::letter(), json!({ "object": format!("Obiectul numărul {at}") }))).collect();
    let answers = futures_util::future::join_all(bodies.iter().map(|body| clerk.post("/api/v1/petition-intakes", body))).await;
    assert!(answers.iter().all(|answer| answer.status == 201), "{:?}", answers.iter().map(|one| one.status).collect::<Vec<_>>());
    let gaps = "select count(*) from (select right(number, 6)::int as n, row_number() over (order by number) as k
        from petitions where number like 'PT-2026-%') x where n <> k";
    assert_eq!(app.number(gaps), 0);
}

#[actix_web::test]
async fn what_nobody_signs_lapses_and_what_is_withdrawn_is_given_up() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let filed = applicant.post("/api/v1/petitions", &complaint()).await.expect(201);
    app.work_off().await;
    let other = applicant.post("/api/v1/petitions", &complaint()).await.expect(201);
    app.work_off().await;
    let withdrawn = act(&applicant, &path(&other), "withdrawals", &json!({ "reason": "M-am răzgândit." })).await.expect(200);
    assert_eq!((withdrawn.text("/state"), withdrawn.text("/ending/reason")), ("Withdrawn".into(), "Withdrawn".into()));
    act(&applicant, &path(&other), "withdrawals", &json!({})).await.refused(409, "not-in-this-state");

    app.clock.advance(chrono::Duration::days(9));
    app.work_off().await;
    let applicant = app.persona("applicant").await;
    assert_eq!(applicant.get(&path(&filed)).await.expect(200).text("/state"), "AwaitingSignature");
    app.clock.advance(chrono::Duration::days(3));
    app.work_off().await;
    let applicant = app.persona("applicant").await;
    let lapsed = applicant.get(&path(&filed)).await.expect(200);
    assert_eq!((lapsed.text("/state"), lapsed.text("/ending/reason")), ("Lapsed".into(), "NotSigned".into()));
    assert_eq!(app.number("select count(*) from issued_documents where template = 'petition' and status = 'Abandoned'"), 2);
}

#[actix_web::test]
async fn a_request_for_information_has_a_register_and_a_term_of_its_own_and_needs_no_signature() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let asked = with(complaint(), json!({ "kind": "InformationRequest", "object": "Numărul permiselor din 2025" }));
    let filed = applicant.post("/api/v1/petitions", &asked).await.expect(201);
    assert_eq!((filed.text("/state"), filed.text("/signature")), ("Registered".into(), "NotNeeded".into()));
    assert!(filed.text("/number").starts_with("CI-2026-0"));
    // Ten working days from Monday 16 November: Monday 30 November.
    assert_eq!(filed.text("/term/endsAt"), "2026-11-30T21:59:59Z");
    applicant.get(&format!("{}/content", path(&filed))).await.refused(404, "not-found");
    let clerk = app.persona("petition-clerk").await;
    let petitions = clerk.get("/api/v1/petitions?information=false&limit=200").await.expect(200);
    let asked = clerk.get("/api/v1/petitions?information=true&limit=200").await.expect(200);
    let kinds = |answer: &crate::support::Answer| -> Vec<bool> {
        let all = answer.body["petitions"].as_array().expect("petitions").clone();
        all.iter().map(|one| one["kind"] == "InformationRequest").collect()
    };
    assert!(kinds(&asked).len() == 2 && kinds(&asked).iter().all(|information| *information));
    assert!(kinds(&petitions).iter().all(|information| !information));
}

#[actix_web::test]
async fn the_petitioner_follows_its_way_without_names_and_remarks_of_officers() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    let clerk = app.persona("petition-clerk").await;
    let note = json!({ "competenceCode": "stay-and-asylum", "note": "A se verifica și dosarul de azil." });
    act(&clerk, &path, "assignments", &note).await.expect(200);
    let applicant = app.persona("applicant").await;
    let seen = applicant.get(&format!("{path}/timeline")).await.expect(200);
    let actions: Vec<&str> =
        seen.body["events"].as_array().expect("events").iter().filter_map(|one| one["action"].as_str()).collect();
    assert_eq!(actions, ["File", "Sign", "Assign"]);
    assert!(seen.body["events"][2].get("actor").is_none() && seen.body["events"][2].get("note").is_none());
    assert_eq!(seen.text("/events/0/actor"), "YILMAZ Emre");
    let inside = clerk.get(&format!("{path}/timeline")).await.expect(200);
    assert!(inside.text("/events/2/note").ends_with("dosarul de azil.") && inside.text("/events/2/actor") == "POPA Tatiana");
}
