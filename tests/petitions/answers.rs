//! The answer: drafted, approved, signed, sent the way the petition came (par. 43).

use migratie::access::policy::Role;
use serde_json::{Value, json};

use super::{act, answered, approval, draft, in_examination, letter, path, sign, stand_in, with};
use crate::support::{TestApp, officers};

#[actix_web::test]
async fn it_is_drafted_approved_signed_and_sent_to_the_address_that_was_given() {
    let app = TestApp::start().await;
    let path = in_examination(&app).await;
    let (examiner, head) = (app.persona("examiner-chisinau").await, app.persona("head").await);
    act(&head, &path, "answer-approvals", &approval()).await.refused(409, "not-in-this-state");
    let drafted = act(&examiner, &path, "answer-drafts", &draft()).await.expect(200);
    assert_eq!(
        (drafted.text("/state"), drafted.text("/answer/paragraphs/1")),
        ("AnswerDrafted".into(), "Poate fi ridicat de la ghișeul unic.".into())
    );
    let applicant = app.persona("applicant").await;
    assert!(applicant.get(&path).await.expect(200).body.get("answer").is_none(), "a draft is for officers");
    let returned = act(&head, &path, "answer-returns", &json!({ "reason": "Lipsește temeiul legal." })).await.expect(200);
    assert_eq!(
        (returned.text("/state"), returned.text("/answer/returned")),
        ("InExamination".into(), "Lipsește temeiul legal.".into())
    );
    act(&examiner, &path, "answer-approvals", &approval()).await.refused(403, "forbidden");
    act(&examiner, &path, "answer-drafts", &draft()).await.expect(200);
    let approved = act(&head, &path, "answer-approvals", &approval()).await.expect(202);
    assert_eq!(
        (approved.text("/state"), approved.text("/answer/number")),
        ("AwaitingAnswerSignature".into(), "RP-2026-000001".into())
    );
    applicant.get(&format!("{path}/answer/content")).await.refused(404, "not-found");
    app.work_off().await;
    sign(&app, &head, &approved.text("/answer/documentId")).await;
    let answered = applicant.get(&path).await.expect(200);
    assert_eq!((answered.text("/state"), answered.text("/term/state")), ("Answered".into(), "Ended".into()));
    app.work_off().await;
    let closed = applicant.get(&path).await.expect(200);
    assert_eq!((closed.text("/state"), closed.text("/answer/sentHow")), ("Closed".into(), "prin mijloace electronice".into()));
    let signed = applicant.get(&format!("{path}/answer/content")).await.expect(200);
    let signatures = migratie_typesetting::seal::verify(&signed.bytes).expect("a PDF");
    assert!(signatures.len() == 1 && signatures[0].valid && signatures[0].signer.contains("CIOBANU"));
    assert!(signed.header("content-disposition").contains("RP-2026-000001"));

    // The letter leads to the answer, for whoever has no cabinet.
    let sent = stand_in(&app, "mnotify/sent", &Value::Null).await;
    let letters = sent["sent"].as_array().expect("sent").clone();
    let letter = letters
        .iter()
        .map(|one| &one["notification"])
        .find(|one| one["recipients"][0]["value"] == "emre.yilmaz@example.org" && one.to_string().contains("RP-2026-000001"))
        .unwrap_or_else(|| panic!("no letter: {sent}"));
    let text = letter["body"]["en"].as_str().expect("English").to_owned();
    let at = text.find("/api/v1/petition-answers/").expect("an address");
    let address: String = text[at..].chars().take_while(|one| !one.is_whitespace() && *one != '<' && *one != '"').collect();
    let read = app.anyone().get(&address).await.expect(200);
    assert_eq!(read.bytes, signed.bytes);
    app.anyone().get("/api/v1/petition-answers/7KQ2M9XW4TB8HN3DCV5RZE6JPA/content").await.refused(404, "not-found");
    // Reading it by its code is journalled.
    assert_eq!(app.number("select count(*) from journal.entries where operation = 'readIssuedPetitionAnswer'"), 1);
}

#[actix_web::test]
async fn the_petition_s_own_code_opens_nothing() {
    let app = TestApp::start().await;
    super::registered(&app).await;
    #[derive(diesel::QueryableByName)]
    struct Code {
        #[diesel(sql_type = diesel::sql_types::Text)]
        code: String,
    }
    let code = &app.query::<Code>("select verification_code as code from issued_documents where template = 'petition'")[0].code;
    app.anyone().get(&format!("/api/v1/petition-answers/{code}/content")).await.refused(404, "not-found");
}

#[actix_web::test]
async fn who_drafts_does_not_approve_and_signing_can_be_given_up() {
    let app = TestApp::start().await;
    let path = in_examination(&app).await;
    let (examiner, head) = (app.persona("examiner-chisinau").await, app.persona("head").await);
    act(&examiner, &path, "answer-drafts", &draft()).await.expect(200);
    // The examiner is made head too: they still do not approve their own draft.
    officers::give(&app, "2015000000055", Role::Head, "CHI");
    act(&examiner, &path, "answer-approvals", &approval()).await.refused(403, "same-person");
    let approved = act(&head, &path, "answer-approvals", &approval()).await.expect(202);
    let given_up = act(&head, &path, "answer-returns", &json!({ "reason": "O greșeală de nume." })).await.expect(200);
    assert_eq!(given_up.text("/state"), "InExamination");
    assert!(given_up.body["answer"].get("documentId").is_none());
    let document = format!("/api/v1/documents/{}", approved.text("/answer/documentId"));
    head.get(&document).await.refused(404, "not-found");
    assert_eq!(
        app.number("select count(*) from issued_documents where status = 'Abandoned' and template = 'petition-answer'"),
        1
    );
    // Its number stays listed; the next one is another.
    act(&examiner, &path, "answer-drafts", &draft()).await.expect(200);
    assert_eq!(act(&head, &path, "answer-approvals", &approval()).await.expect(202).text("/answer/number"), "RP-2026-000002");
}

#[actix_web::test]
async fn an_answer_to_a_letter_is_printed_and_marked_posted() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let path = path(&clerk.post("/api/v1/petition-intakes", &letter()).await.expect(201));
    act(&clerk, &path, "assignments", &json!({ "competenceCode": "stay-centre" })).await.expect(200);
    act(&app.persona("examiner-chisinau").await, &path, "claims", &Value::Null).await.expect(200);
    act(&clerk, &path, "mailings", &json!({ "how": "RR1" })).await.refused(409, "not-in-this-state");
    answered(&app, &path).await;
    assert_eq!(clerk.get(&path).await.expect(200).text("/state"), "Answered", "it waits for the post");
    assert!(clerk.get(&format!("{path}/answer/content")).await.expect(200).bytes.starts_with(b"%PDF-"));
    for day in ["2026-11-15", "2026-11-17"] {
        let refused = act(&clerk, &path, "mailings", &json!({ "how": "RR123456789MD", "postedOn": day })).await;
        assert_eq!(refused.refused(400, "bad-input").violations(), [("/postedOn", "out-of-bounds")]);
    }
    let posted = act(&clerk, &path, "mailings", &json!({ "how": "RR123456789MD" })).await.expect(200);
    assert_eq!((posted.text("/state"), posted.text("/answer/sentHow")), ("Closed".into(), "RR123456789MD".into()));
}

#[actix_web::test]
async fn a_stale_tag_and_a_missing_one_are_refused_everywhere() {
    let app = TestApp::start().await;
    let path = in_examination(&app).await;
    let (clerk, head) = (app.persona("petition-clerk").await, app.persona("head").await);
    let examiner = app.persona("examiner-chisinau").await;
    let applicant = app.persona("applicant").await;
    let stale = "\"1-0000000000000000\"";
    let due = json!({ "reason": "MoreDocuments", "text": "Anexați contractul.", "dueOn": "2026-11-27" });
    for (caller, what, body) in [
        (&clerk, "assignments", json!({ "competenceCode": "asylum" })),
        (&clerk, "transfers", json!({ "authorityCode": "ASP", "reason": "Altă competență." })),
        (&clerk, "refusals", json!({ "reason": "Limbaj ofensator." })),
        (&clerk, "corrections", json!({ "reason": "Greșeală.", "object": "Alt obiect" })),
        (&clerk, "threat-reports", json!({ "authorityCode": "IGP", "reason": "Amenințări." })),
        (&clerk, "joinings", json!({ "earlierPetitionId": "pet_01ja4ttz8ze3ks9nvd5efz1s8d" })),
        (&clerk, "mailings", json!({ "how": "RR123456789MD" })),
        (&clerk, "completions", json!({ "text": "Am anexat." })),
        (&examiner, "completion-requests", due),
        (&examiner, "answer-drafts", draft()),
        (&head, "extensions", json!({ "days": 5, "reason": "Cauză complexă, cu multe acte." })),
        (&head, "examiner-assignments", json!({})),
        (&head, "answer-approvals", approval()),
        (&head, "answer-returns", json!({ "reason": "x" })),
        (&applicant, "withdrawals", json!({})),
    ] {
        let at = format!("{path}/{what}");
        caller.act(&at, stale, &body).await.refused(412, "stale-etag");
        caller.post(&at, &body).await.refused(428, "if-match-missing");
        let wrong = with(body, json!({ "surprise": 1 }));
        let refused = caller.act(&at, stale, &wrong).await.refused(400, "bad-input");
        assert!(refused.violations().iter().any(|(pointer, _)| *pointer == "/surprise"), "{what}");
    }
}

#[actix_web::test]
async fn whatever_the_petitioner_wrote_the_answer_is_approved_and_its_drafter_hears_of_what_cannot_be_printed() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let body = json!({ "channel": "Email", "kind": "InformationRequest", "petitionerName": "李明 Li Ming", "signedByHand": false,
        "answerTo": { "email": "a..b@example.md", "address": "北京, 1" }, "object": "शरण और permise 🙂" });
    let mut body = with(letter(), body);
    body.as_object_mut().expect("members").remove("petitionerIdnp");
    let path = path(&clerk.post("/api/v1/petition-intakes", &body).await.expect(201));
    act(&clerk, &path, "assignments", &json!({ "competenceCode": "stay-centre" })).await.expect(200);
    let (examiner, head) = (app.persona("examiner-chisinau").await, app.persona("head").await);
    act(&examiner, &path, "claims", &Value::Null).await.expect(200);
    let wrong = with(draft(), json!({ "text": "Răspunsul este 你好, după lege.", "legalBasis": ["art. 36", "𐎀 art. 2"] }));
    let refused = act(&examiner, &path, "answer-drafts", &wrong).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/text", "unprintable"), ("/legalBasis/1", "unprintable")]);
    act(&examiner, &path, "answer-drafts", &draft()).await.expect(200);
    let position = act(&head, &path, "answer-approvals", &json!({ "position": "Șef 你" })).await.refused(400, "bad-input");
    assert_eq!(position.violations(), [("/position", "unprintable")]);
    let approved = act(&head, &path, "answer-approvals", &approval()).await.expect(202);
    app.work_off().await;
    let document = format!("/api/v1/petitions/{}/answer/content", approved.text("/petitionId"));
    assert!(clerk.get(&document).await.expect(200).bytes.starts_with(b"%PDF-"));
}

#[actix_web::test]
async fn an_electronic_answer_is_not_posted_before_it_was_sent() {
    let app = TestApp::start().await;
    let path = in_examination(&app).await;
    let (examiner, head, clerk) =
        (app.persona("examiner-chisinau").await, app.persona("head").await, app.persona("petition-clerk").await);
    act(&examiner, &path, "answer-drafts", &draft()).await.expect(200);
    let document = act(&head, &path, "answer-approvals", &approval()).await.expect(202).text("/answer/documentId");
    app.work_off().await;
    sign(&app, &head, &document).await;
    act(&clerk, &path, "mailings", &json!({ "how": "RR123456789MD" })).await.refused(409, "not-in-this-state");
    app.work_off().await;
    let closed = clerk.get(&path).await.expect(200);
    assert_eq!((closed.text("/state"), closed.text("/answer/sentHow")), ("Closed".into(), "prin mijloace electronice".into()));
}

#[actix_web::test]
async fn the_petitioner_finds_the_reading_of_the_answer_under_its_code() {
    let app = TestApp::start().await;
    let path = in_examination(&app).await;
    answered(&app, &path).await;
    #[derive(diesel::QueryableByName)]
    struct Code {
        #[diesel(sql_type = diesel::sql_types::Text)]
        code: String,
    }
    let code =
        &app.query::<Code>("select verification_code as code from issued_documents where template = 'petition-answer'")[0].code;
    app.anyone().get(&format!("/api/v1/petition-answers/{code}/content")).await.expect(200);
    let accesses = app.persona("applicant").await.get("/api/v1/persons/current/accesses?limit=200").await.expect(200);
    assert!(accesses.body.to_string().contains("readIssuedPetitionAnswer"), "{}", accesses.body);
}
