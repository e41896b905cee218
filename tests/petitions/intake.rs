//! What clerks take in: paper, e-mail, spoken, fax (par. 35, 36, 45).

use serde_json::{Value, json};

use super::{act, letter, path, pdf, signed_pdf, with};
use crate::{support::TestApp, uploads::send};

#[actix_web::test]
async fn a_letter_is_registered_at_once_with_its_scan() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let scan = pdf(&clerk, "scrisoare.pdf").await;
    let taken = clerk
        .post("/api/v1/petition-intakes", &with(letter(), json!({ "fileId": scan, "receivedAt": "2026-11-13T09:00:00Z" })))
        .await
        .expect(201);
    assert_eq!((taken.text("/state"), taken.text("/signature")), ("Registered".into(), "Handwritten".into()));
    assert_eq!(taken.text("/receivedAt"), "2026-11-13T09:00:00Z");
    assert!(taken.body.get("receiptAt").is_none(), "who gave a postal address alone is written to on paper");
    assert!(clerk.get(&format!("{}/content", path(&taken))).await.expect(200).bytes.starts_with(b"%PDF-"));
    for (channel, kind) in [("Verbal", "Complaint"), ("Fax", "Proposal")] {
        let taken = clerk.post("/api/v1/petition-intakes", &with(letter(), json!({ "channel": channel, "kind": kind }))).await;
        assert_eq!(taken.expect(201).text("/channel"), channel);
    }
}

#[actix_web::test]
async fn what_a_clerk_gets_wrong_is_told() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let nameless = with(letter(), json!({ "petitionerName": "   ", "petitionerIdnp": "2004000123456", "answerTo": {} }));
    let refused = clerk.post("/api/v1/petition-intakes", &nameless).await.refused(400, "bad-input");
    let pointers: Vec<&str> = refused.violations().into_iter().map(|(pointer, _)| pointer).collect();
    assert!(pointers.contains(&"/petitionerName"), "{pointers:?}");
    let wrong_number = with(letter(), json!({ "petitionerIdnp": "2004000123456" }));
    assert_eq!(
        clerk.post("/api/v1/petition-intakes", &wrong_number).await.refused(400, "bad-input").violations(),
        [("/petitionerIdnp", "check-digit")]
    );
    let by_mail = with(letter(), json!({ "channel": "Email" }));
    assert_eq!(
        clerk.post("/api/v1/petition-intakes", &by_mail).await.refused(400, "bad-input").violations()[0].1,
        "email-required"
    );
    let by_hand = with(letter(), json!({ "channel": "Email", "answerTo": { "email": "ana@example.org" } }));
    assert_eq!(clerk.post("/api/v1/petition-intakes", &by_hand).await.refused(400, "bad-input").violations()[0].1, "not-by-hand");
    let future = with(letter(), json!({ "receivedAt": "2027-01-01T00:00:00Z" }));
    assert_eq!(
        clerk.post("/api/v1/petition-intakes", &future).await.refused(400, "bad-input").violations()[0],
        ("/receivedAt", "in-the-future")
    );
    let unsigned =
        send(&clerk, "Attachment", "p.pdf", "application/pdf", &crate::uploads::samples::pdf(1, 10)).await.text("/fileId");
    let mail =
        json!({ "channel": "Email", "signedByHand": false, "answerTo": { "email": "ana@example.org" }, "fileId": unsigned });
    let refused = clerk.post("/api/v1/petition-intakes", &with(letter(), mail.clone())).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/fileId", "unsigned")]);
    let both = with(letter(), json!({ "unsigned": true }));
    let refused = clerk.post("/api/v1/petition-intakes", &both).await.refused(400, "bad-input");
    assert_eq!(refused.violations()[0].1, "signed-and-unsigned");
    // A request for information needs no signature, so none is looked for.
    let information = with(with(letter(), mail), json!({ "kind": "InformationRequest" }));
    let taken = clerk.post("/api/v1/petition-intakes", &information).await.expect(201);
    assert_eq!((taken.text("/state"), taken.text("/signature")), ("Registered".into(), "NotNeeded".into()));
    app.persona("counter-operator").await.post("/api/v1/petition-intakes", &letter()).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn a_signed_e_mail_is_checked_and_its_receipt_sent_to_the_address() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let signed = signed_pdf(&app, "2015000000022").await;
    let file = send(&clerk, "Attachment", "petitie.pdf", "application/pdf", &signed).await.expect(201).text("/fileId");
    let mail = json!({ "channel": "Email", "signedByHand": false, "petitionerName": "CEBAN Mihai", "petitionerIdnp": "2015000000022",
        "answerTo": { "email": "mihai.ceban@example.org" }, "fileId": file });
    let taken = clerk.post("/api/v1/petition-intakes", &with(letter(), mail)).await.expect(201);
    assert_eq!((taken.text("/state"), taken.text("/signature")), ("Registered".into(), "Pending".into()));
    assert_eq!(taken.body["receiptAt"], json!(app.clock.now()));
    let early = act(&clerk, &path(&taken), "assignments", &json!({ "competenceCode": "stay-north" })).await;
    assert_eq!(early.refused(409, "not-in-this-state").body["signature"], "Pending");
    app.work_off().await;
    assert_eq!(clerk.get(&path(&taken)).await.expect(200).text("/signature"), "Valid");
    act(&clerk, &path(&taken), "assignments", &json!({ "competenceCode": "stay-north" })).await.expect(200);
    let sent = super::stand_in(&app, "mnotify/sent", &Value::Null).await;
    assert_eq!(sent["sent"][0]["notification"]["recipients"][0]["value"], "mihai.ceban@example.org");
}

#[actix_web::test]
async fn an_unsigned_e_mail_is_not_examined_before_its_shortcoming_is_mended() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let mail = json!({ "channel": "Email", "signedByHand": false, "answerTo": { "email": "ana@example.org" } });
    let taken = clerk.post("/api/v1/petition-intakes", &with(letter(), mail)).await.expect(201);
    assert_eq!(taken.text("/signature"), "None");
    assert!(taken.body.get("term").is_none(), "the term counts from completeness");
    let path = path(&taken);
    act(&clerk, &path, "assignments", &json!({ "competenceCode": "stay-north" })).await.refused(409, "not-in-this-state");
    let asking = json!({ "reason": "Shortcomings", "text": "Petiția nu este semnată electronic.", "dueOn": "2026-11-27" });
    let asked = act(&clerk, &path, "completion-requests", &asking).await.expect(200);
    assert_eq!((asked.text("/state"), asked.text("/asked/dueAt")), ("AwaitingCompletion".into(), "2026-11-27T21:59:59Z".into()));
    // Nothing is mended by saying so.
    act(&clerk, &path, "completions", &json!({ "text": "A venit la ghișeu." })).await.refused(409, "not-signed");
    app.clock.advance(chrono::Duration::days(3));
    let clerk = app.persona("petition-clerk").await;
    let mended =
        act(&clerk, &path, "completions", &json!({ "text": "A semnat la ghișeu.", "signedByHand": true })).await.expect(200);
    assert_eq!((mended.text("/state"), mended.text("/signature")), ("Registered".into(), "Handwritten".into()));
    // Complete on Thursday 19 November: thirty days later is Saturday 19 December, so Monday the 21st.
    assert_eq!(mended.text("/term/endsAt"), "2026-12-21T21:59:59Z");
    act(&clerk, &path, "assignments", &json!({ "competenceCode": "stay-north" })).await.expect(200);
}

#[actix_web::test]
async fn without_an_answer_in_time_it_is_left_unexamined_and_the_wake_up_of_another_asking_does_nothing() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let path = path(
        &clerk.post("/api/v1/petition-intakes", &with(letter(), json!({ "answerTo": { "email": "ana@example.org" } }))).await,
    );
    let asking = |due: &str| json!({ "reason": "Shortcomings", "text": "Lipsește obiectul petiției.", "dueOn": due });
    for (due, expected) in [("2026-11-17", "out-of-bounds"), ("2027-03-01", "out-of-bounds")] {
        let refused = act(&clerk, &path, "completion-requests", &asking(due)).await.refused(400, "bad-input");
        assert_eq!(refused.violations(), [("/dueOn", expected)]);
    }
    act(&clerk, &path, "completion-requests", &asking("2026-11-20")).await.expect(200);
    act(&clerk, &path, "completions", &json!({ "text": "Am lămurit." })).await.expect(200);
    act(&clerk, &path, "completion-requests", &asking("2026-12-01")).await.expect(200);
    app.clock.advance(chrono::Duration::days(6));
    app.work_off().await;
    let clerk = app.persona("petition-clerk").await;
    assert_eq!(clerk.get(&path).await.expect(200).text("/state"), "AwaitingCompletion", "the first asking is over");
    app.clock.advance(chrono::Duration::days(10));
    app.work_off().await;
    let clerk = app.persona("petition-clerk").await;
    let left = clerk.get(&path).await.expect(200);
    assert_eq!((left.text("/state"), left.text("/ending/reason")), ("LeftUnexamined".into(), "NotMended".into()));
    act(&clerk, &path, "assignments", &json!({ "competenceCode": "stay-north" })).await.refused(409, "not-in-this-state");
}

#[actix_web::test]
async fn an_unsigned_e_mail_keeps_its_file_and_is_mended_by_a_signed_one() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let first = pdf(&clerk, "petitie.pdf").await;
    let mail = json!({ "channel": "Email", "signedByHand": false, "unsigned": true, "petitionerName": "CEBAN Mihai",
        "petitionerIdnp": "2015000000022", "answerTo": { "email": "mihai.ceban@example.org" }, "fileId": first });
    let taken = clerk.post("/api/v1/petition-intakes", &with(letter(), mail)).await.expect(201);
    assert_eq!(taken.text("/signature"), "None");
    let path = path(&taken);
    assert!(clerk.get(&format!("{path}/content")).await.expect(200).bytes.starts_with(b"%PDF-"), "the letter that came is kept");
    let asking = json!({ "reason": "Shortcomings", "text": "Petiția nu este semnată electronic.", "dueOn": "2026-11-27" });
    act(&clerk, &path, "completion-requests", &asking).await.expect(200);
    let signed = async |idnp: &str| {
        let bytes = signed_pdf(&app, idnp).await;
        let file = send(&clerk, "Attachment", "semnat.pdf", "application/pdf", &bytes).await.expect(201).text("/fileId");
        json!({ "text": "A trimis petiția semnată.", "signedFileId": file })
    };
    let foreign = act(&clerk, &path, "completions", &signed("2015000000011").await).await.refused(400, "bad-input");
    assert_eq!(foreign.violations(), [("/signedFileId", "signed-by-another")]);
    let mended = act(&clerk, &path, "completions", &signed("2015000000022").await).await.expect(200);
    assert_eq!((mended.text("/state"), mended.text("/signature")), ("Registered".into(), "Pending".into()));
    assert_eq!(mended.text("/attachments/0/name"), "petitie.pdf", "what came first stays among its files");
    assert_eq!(mended.text("/term/endsAt"), "2026-12-16T21:59:59Z");
    app.work_off().await;
    assert_eq!(clerk.get(&path).await.expect(200).text("/signature"), "Valid");
    let content = clerk.get(&format!("{path}/content")).await.expect(200);
    assert_eq!(migratie_typesetting::seal::verify(&content.bytes).expect("a PDF").len(), 1, "the signed one is the petition now");
    // By hand it is not signed once more.
    let more = json!({ "reason": "Shortcomings", "text": "Lipsește obiectul.", "dueOn": "2026-11-27" });
    act(&clerk, &path, "completion-requests", &more).await.expect(200);
    let again = act(&clerk, &path, "completions", &signed("2015000000022").await).await.refused(400, "bad-input");
    assert_eq!(again.violations(), [("/signedFileId", "signed-already")]);
    let by_hand = json!({ "text": "Am lămurit.", "signedByHand": true });
    assert_eq!(act(&clerk, &path, "completions", &by_hand).await.expect(200).text("/signature"), "Valid");
}
