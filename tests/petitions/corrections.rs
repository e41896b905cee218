//! What was registered wrong is put right: the register with its number and term, the object, who writes and where the answer goes.

use serde_json::{Value, json};

use super::{act, answered, approval, complaint, draft, in_examination, letter, path, registered, signed_pdf, with};
use crate::{
    support::{Answer, Caller, TestApp},
    uploads::send,
};

async fn taken(clerk: &Caller<'_>, changes: Value) -> Answer {
    clerk.post("/api/v1/petition-intakes", &with(letter(), changes)).await.expect(201)
}

fn because(changes: Value) -> Value {
    with(json!({ "reason": "Greșeală la înregistrare." }), changes)
}

async fn found(clerk: &Caller<'_>, number: &str) -> Value {
    clerk.get(&format!("/api/v1/petitions?number={number}")).await.expect(200).body["petitions"].clone()
}

#[actix_web::test]
async fn in_the_other_register_it_has_another_number_and_term_and_the_first_are_its_own_again() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let wrong = taken(&clerk, json!({})).await;
    let (path, first) = (path(&wrong), wrong.text("/number"));
    app.clock.advance(chrono::Duration::days(2));
    let clerk = app.persona("petition-clerk").await;
    let put = act(&clerk, &path, "corrections", &because(json!({ "kind": "InformationRequest" }))).await.expect(200);
    assert_eq!((put.text("/state"), put.text("/signature")), ("Registered".into(), "NotNeeded".into()));
    assert!(put.text("/number").starts_with("CI-2026-0"), "{}", put.body);
    assert_eq!(put.text("/formerNumber"), first);
    // Ten working days from Monday 16 November, when it was registered, not from the correction.
    assert_eq!(put.text("/term/endsAt"), "2026-11-30T21:59:59Z");
    assert_eq!(put.body["registeredAt"], wrong.body["registeredAt"]);
    for number in [&first, &put.text("/number")] {
        assert_eq!(found(&clerk, number).await[0]["formerNumber"], json!(first), "both numbers find it");
    }
    let timeline = clerk.get(&format!("{path}/timeline")).await.expect(200);
    let last = timeline.body["events"].as_array().and_then(|events| events.last()).expect("an event").clone();
    assert_eq!((&last["action"], &last["to"]), (&json!("Correct"), &json!("Registered")));
    assert!(last["note"].as_str().is_some_and(|note| note.contains("Greșeală la înregistrare.") && note.contains(&first)));
    assert_eq!(
        app.number(
            "select count(*) from history.petitions where kind = 'Application' and number like 'PT-%'
      and id in (select id from petitions where number like 'CI-%' and exists (select from petition_numbers n where n.petition_id = petitions.id))"
        ),
        1,
        "the former entry stands"
    );
    // What becomes a petition must be signed as one: its term waits for that.
    let second = put.text("/number");
    let back = act(&clerk, &path, "corrections", &because(json!({ "kind": "Complaint" }))).await.expect(200);
    assert_eq!((back.text("/number"), back.text("/formerNumber")), (first, second));
    assert_eq!(back.text("/signature"), "None");
    assert!(back.body.get("term").is_none(), "{}", back.body);
    let signed = act(&clerk, &path, "corrections", &because(json!({ "signedByHand": true }))).await.expect(200);
    assert_eq!((signed.text("/signature"), signed.text("/term/endsAt")), ("Handwritten".into(), "2026-12-16T21:59:59Z".into()));
    // One receipt waits for the post, that of the right number.
    let notices = clerk.get(&format!("{path}/notices")).await.expect(200);
    assert_eq!(notices.body["notices"].as_array().map(Vec::len), Some(1), "{}", notices.body);
}

#[actix_web::test]
async fn who_writes_and_where_the_answer_goes_are_put_right_and_the_receipt_is_told_there() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let path = path(&taken(&clerk, json!({ "petitionerName": "EXEMPLU Anna" })).await);
    let to = json!({
        "petitionerName": "EXEMPLU Ana", "petitionerIdnp": "2015000000011", "object": "Programul ghișeului din Orhei",
        "channel": "Email", "answerTo": { "email": "ana@example.org", "address": "mun. Orhei, str. Vasile Mahu, 135" },
        "signedByHand": false,
    });
    let put = act(&clerk, &path, "corrections", &because(to)).await.expect(200);
    assert_eq!(put.text("/petitioner/name"), "EXEMPLU Ana");
    assert_eq!((put.text("/petitioner/idnp"), put.text("/channel")), ("2015000000011".into(), "Email".into()));
    assert_eq!((put.text("/object"), put.text("/signature")), ("Programul ghișeului din Orhei".into(), "None".into()));
    assert_eq!(put.body["receiptAt"], json!(app.clock.now()), "told at the right address");
    app.work_off().await;
    let notices = clerk.get(&format!("{path}/notices")).await.expect(200);
    let all = notices.body["notices"].as_array().expect("notices").clone();
    assert!(all.iter().any(|one| one["kind"] == "Received" && one["state"] == "Sent"), "{}", notices.body);
    let by_idnp = clerk.post("/api/v1/petitions/searches", &json!({ "idnp": "2015000000011" })).await.expect(200);
    assert!(by_idnp.body.to_string().contains("EXEMPLU Ana"), "{}", by_idnp.body);
    // Whose it is now, sees who read it.
    let person = app.persona("applicant").await.get("/api/v1/persons/current").await.text("/personId");
    let person = migratie::kernel::id::read("per", &person).expect("an id");
    let theirs = format!("select count(*) from petitions where petitioner_person_id = '{person}' and object like '%Orhei'");
    assert_eq!(app.number(&theirs), 1);
    let none = act(&clerk, &path, "corrections", &because(json!({ "withoutIdnp": true }))).await.expect(200);
    assert!(none.body["petitioner"].get("idnp").is_none());
    let timeline = clerk.get(&format!("{path}/timeline")).await.expect(200).body.to_string();
    assert!(!timeline.contains("2015000000011") && !timeline.contains("ana@example.org"), "{timeline}");
}

#[actix_web::test]
async fn what_cannot_be_corrected_so_is_told() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let path = path(&taken(&clerk, json!({})).await);
    let refused = |answer: Answer| {
        let answer = answer.refused(400, "bad-input");
        answer.violations().iter().map(|(place, code)| format!("{place} {code}")).collect::<Vec<_>>()
    };
    let wrong = json!({ "reason": "  ", "object": "", "petitionerIdnp": "1", "answerTo": { "email": "x" } });
    let told = refused(act(&clerk, &path, "corrections", &wrong).await);
    for place in ["/reason", "/object", "/petitionerIdnp", "/answerTo/email"] {
        assert!(told.iter().any(|one| one.starts_with(place)), "{place}: {told:?}");
    }
    assert_eq!(refused(act(&clerk, &path, "corrections", &because(json!({}))).await), [" nothing-to-correct"]);
    let same = because(json!({ "object": "Programul ghișeului din Bălți" }));
    assert_eq!(refused(act(&clerk, &path, "corrections", &same).await), [" nothing-to-correct"]);
    let by_mail = because(json!({ "channel": "Email", "signedByHand": true }));
    let told = refused(act(&clerk, &path, "corrections", &by_mail).await);
    assert_eq!(told, ["/signedByHand not-by-hand", "/answerTo email-required"]);
    let both = because(json!({ "petitionerIdnp": "2015000000011", "withoutIdnp": true }));
    assert_eq!(refused(act(&clerk, &path, "corrections", &both).await), [" given-and-taken-away"]);
    // Of who signed in and filed here, neither the identity nor the way.
    let online = registered(&app).await;
    let other = json!({ "petitionerName": "ALTUL Ion", "petitionerIdnp": "2004000123455", "channel": "Paper", "language": "ru",
        "reasons": "Un text pe care nu l-a scris.", "receivedAt": "2026-11-10T08:00:00Z" });
    let told = refused(act(&clerk, &online, "corrections", &because(other)).await);
    let entered = ["/channel", "/reasons", "/receivedAt"].map(|place| format!("{place} not-entered-by-a-clerk"));
    let identity = ["/petitionerName", "/petitionerIdnp", "/language"].map(|place| format!("{place} signed-in"));
    assert_eq!(told, [entered, identity].concat());
    let late = because(json!({ "receivedAt": "2027-01-10T08:00:00Z" }));
    assert_eq!(refused(act(&clerk, &path, "corrections", &late).await), ["/receivedAt after-registration"]);
    let missing = because(json!({ "nothingIsMissing": true }));
    assert_eq!(refused(act(&clerk, &path, "corrections", &missing).await), ["/nothingIsMissing nothing-awaited"]);
}

#[actix_web::test]
async fn an_online_petition_that_asks_for_information_is_told_its_number_and_loses_what_was_granted() {
    let app = TestApp::start().await;
    let path = in_examination(&app).await;
    act(&app.persona("head").await, &path, "extensions", &json!({ "days": 10, "reason": "Cauză complexă, cu multe acte." }))
        .await
        .expect(200);
    let clerk = app.persona("petition-clerk").await;
    let put = act(&clerk, &path, "corrections", &because(json!({ "kind": "InformationRequest" }))).await.expect(200);
    assert_eq!((put.text("/state"), put.text("/term/endsAt")), ("InExamination".into(), "2026-11-30T21:59:59Z".into()));
    let applicant = app.persona("applicant").await;
    let messages = applicant.get("/api/v1/messages").await.expect(200).body.to_string();
    assert!(messages.contains(&put.text("/number")), "the petitioner reads the new number");
    let timeline = applicant.get(&format!("{path}/timeline")).await.expect(200);
    let last = timeline.body["events"].as_array().and_then(|events| events.last()).expect("an event").clone();
    assert!(last["action"] == "Correct" && last.get("note").is_none(), "the reason is for officers: {last}");
    // It goes on to its answer under the new number.
    answered(&app, &path).await;
    assert_eq!(clerk.get(&path).await.expect(200).text("/formerNumber"), put.text("/formerNumber"));
}

#[actix_web::test]
async fn an_asking_that_was_the_clerk_s_error_is_taken_back_and_costs_no_day() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let path = path(&taken(&clerk, json!({ "signedByHand": false })).await);
    let asking = json!({ "reason": "Shortcomings", "text": "Petiția nu este semnată.", "dueOn": "2026-11-26" });
    act(&clerk, &path, "completion-requests", &asking).await.expect(200);
    app.work_off().await;
    app.clock.advance(chrono::Duration::days(4));
    let clerk = app.persona("petition-clerk").await;
    let unsigned = because(json!({ "nothingIsMissing": true }));
    let refused = act(&clerk, &path, "corrections", &unsigned).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/nothingIsMissing", "still-unsigned")]);
    let signed = because(json!({ "signedByHand": true, "nothingIsMissing": true }));
    let put = act(&clerk, &path, "corrections", &signed).await.expect(200);
    assert_eq!((put.text("/state"), put.text("/signature")), ("Registered".into(), "Handwritten".into()));
    assert_eq!((put.text("/term/endsAt"), put.body.get("asked")), ("2026-12-16T21:59:59Z".into(), None));
    let letters = clerk.get("/api/v1/petition-letters").await.expect(200);
    let kinds: Vec<_> = letters.body["letters"].as_array().expect("letters").iter().map(|one| &one["kind"]).collect();
    assert_eq!(kinds, ["Received"], "the receipt is still to be posted");
    app.clock.advance(chrono::Duration::days(10));
    app.work_off().await;
    assert_eq!(app.persona("petition-clerk").await.get(&path).await.expect(200).text("/state"), "Registered");
}

#[actix_web::test]
async fn what_a_clerk_wrote_down_and_the_language_are_put_right() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let path = path(&taken(&clerk, json!({})).await);
    let to =
        json!({ "language": "ru", "receivedAt": "2026-11-13T08:00:00Z", "reasons": "Ghișeul din Bălți nu lucrează sâmbăta." });
    let put = act(&clerk, &path, "corrections", &because(to)).await.expect(200);
    assert_eq!((put.text("/petitioner/language"), put.text("/receivedAt")), ("ru".into(), "2026-11-13T08:00:00Z".into()));
    assert_eq!(put.text("/reasons"), "Ghișeul din Bălți nu lucrează sâmbăta.");
}

#[actix_web::test]
async fn what_was_signed_here_is_signed_when_it_comes_back() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    let clerk = app.persona("petition-clerk").await;
    let first = clerk.get(&path).await.expect(200);
    act(&clerk, &path, "corrections", &because(json!({ "kind": "InformationRequest" }))).await.expect(200);
    let back = act(&clerk, &path, "corrections", &because(json!({ "kind": "Complaint" }))).await.expect(200);
    assert_eq!((back.text("/signature"), back.text("/number")), ("Valid".into(), first.text("/number")));
    assert_eq!(back.body["term"], first.body["term"], "it loses no day");
}

#[actix_web::test]
async fn what_is_left_unsigned_by_a_correction_is_mended_before_it_is_answered() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let information = json!({ "kind": "InformationRequest", "signedByHand": false });
    let path = path(&taken(&clerk, information).await);
    act(&clerk, &path, "assignments", &json!({ "competenceCode": "stay-centre" })).await.expect(200);
    let examiner = app.persona("examiner-chisinau").await;
    act(&examiner, &path, "claims", &Value::Null).await.expect(200);
    act(&examiner, &path, "answer-drafts", &draft()).await.expect(200);
    let put = act(&clerk, &path, "corrections", &because(json!({ "kind": "Complaint" }))).await.expect(200);
    assert_eq!((put.text("/state"), put.text("/signature")), ("InExamination".into(), "None".into()));
    assert!(put.body.get("term").is_none());
    let head = app.persona("head").await;
    for caller in [&examiner, &head] {
        let offered = caller.get(&path).await.expect(200).body["availableActions"].to_string();
        for action in ["Extend", "DraftAnswer", "ApproveAnswer"] {
            assert!(!offered.contains(action), "{offered}");
        }
    }
    let more = json!({ "days": 5, "reason": "Este nevoie de mai mult timp." });
    act(&examiner, &path, "answer-drafts", &draft()).await.refused(409, "not-in-this-state");
    act(&head, &path, "extensions", &more).await.refused(409, "not-in-this-state");
    act(&head, &path, "answer-approvals", &approval()).await.refused(409, "not-in-this-state");
    let asking = json!({ "reason": "Shortcomings", "text": "Petiția nu este semnată.", "dueOn": "2026-11-26" });
    act(&clerk, &path, "completion-requests", &asking).await.expect(200);
    let mended = json!({ "text": "A semnat la ghișeu.", "signedByHand": true });
    let mended = act(&clerk, &path, "completions", &mended).await.expect(200);
    assert_eq!((mended.text("/state"), mended.text("/signature")), ("InExamination".into(), "Handwritten".into()));
    act(&examiner, &path, "answer-drafts", &draft()).await.expect(200);
}

#[actix_web::test]
async fn an_e_mailed_file_is_judged_as_that_of_who_writes() {
    let app = TestApp::start().await;
    let by_mail = async |changes: Value| {
        let clerk = app.persona("petition-clerk").await;
        let bytes = signed_pdf(&app, "2015000000022").await;
        let file = send(&clerk, "Attachment", "petitie.pdf", "application/pdf", &bytes).await.expect(201).text("/fileId");
        let mail = json!({ "channel": "Email", "signedByHand": false, "petitionerName": "CEBAN Mihai",
            "petitionerIdnp": "2015000000022", "answerTo": { "email": "mihai@example.org" }, "fileId": file });
        taken(&clerk, with(mail, changes)).await
    };
    // A request for information bears one too: as a petition it is checked, and its term is that from its registration.
    let at = path(&by_mail(json!({ "kind": "InformationRequest" })).await);
    let ends = json!("2026-12-16T21:59:59Z");
    app.clock.advance(chrono::Duration::days(1));
    let clerk = app.persona("petition-clerk").await;
    let correct = async |path: &str, changes: Value| {
        let put = act(&clerk, path, "corrections", &because(changes)).await.expect(200);
        (put.text("/signature"), put.body["term"]["endsAt"].clone())
    };
    let etag = clerk.get(&at).await.expect(200).etag().to_owned();
    let body = because(json!({ "kind": "Complaint" }));
    let headers = [("If-Match", etag.as_str()), ("Idempotency-Key", "corectare-1")];
    let again = async || {
        let bytes = Some(("application/json", body.to_string().into_bytes()));
        clerk.call("POST", &format!("{at}/corrections"), &headers, bytes).await.expect(200)
    };
    let (first, second) = (again().await, again().await);
    assert_eq!((first.text("/signature"), &first.body), ("Pending".into(), &second.body));
    assert_eq!(app.number("select count(*) from petition_numbers"), 2, "done once");
    assert_eq!(app.number("select count(*) from petition_events where action = 'Correct'"), 1);
    app.work_off().await;
    let read = clerk.get(&at).await.expect(200);
    assert_eq!((read.text("/signature"), &read.body["term"]["endsAt"]), ("Valid".into(), &ends));
    // Whose it is not, has not signed it; whose it is, has.
    let other = json!({ "petitionerName": "EXEMPLU Ana", "petitionerIdnp": "2004000123455" });
    assert_eq!(correct(&at, other).await, ("None".into(), Value::Null));
    let own = json!({ "petitionerName": "CEBAN Mihai", "petitionerIdnp": "2015000000022" });
    assert_eq!(correct(&at, own).await, ("Pending".into(), ends));
    app.work_off().await;
    // The same name in another order leaves what MSign said.
    assert_eq!(correct(&at, json!({ "petitionerName": "Mihai CEBAN" })).await.0, "Valid");
    // Taken as unsigned, because the clerk misread the number.
    let misread = json!({ "petitionerIdnp": "2004000123455", "unsigned": true });
    let unsigned = by_mail(misread).await;
    assert_eq!(unsigned.text("/signature"), "None");
    let own = json!({ "petitionerIdnp": "2015000000022" });
    assert_eq!(correct(&path(&unsigned), own).await.0, "Pending");
    app.work_off().await;
    assert_eq!(clerk.get(&path(&unsigned)).await.expect(200).text("/signature"), "Valid");
}

#[actix_web::test]
async fn nobody_else_corrects_it_nor_once_it_is_decided() {
    let app = TestApp::start().await;
    let path = in_examination(&app).await;
    let (clerk, head) = (app.persona("petition-clerk").await, app.persona("head").await);
    let body = because(json!({ "object": "Alt obiect al petiției" }));
    for other in ["examiner-chisinau", "head", "applicant"] {
        act(&app.persona(other).await, &path, "corrections", &body).await.refused(403, "forbidden");
    }
    act(&app.persona("examiner-chisinau").await, &path, "answer-drafts", &draft()).await.expect(200);
    act(&clerk, &path, "corrections", &body).await.expect(200);
    act(&head, &path, "answer-approvals", &approval()).await.expect(202);
    act(&clerk, &path, "corrections", &body).await.refused(409, "not-in-this-state");
    let passed = registered(&app).await;
    act(&clerk, &passed, "transfers", &json!({ "authorityCode": "ASP", "reason": "Altă competență." })).await.expect(200);
    act(&clerk, &passed, "corrections", &body).await.refused(409, "not-in-this-state");
    let drawn_up = app.persona("applicant").await.post("/api/v1/petitions", &complaint()).await.expect(201);
    clerk.get(&super::path(&drawn_up)).await.refused(404, "not-found");
}

#[actix_web::test]
async fn of_two_clerks_who_correct_at_once_one_does() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let path = path(&taken(&clerk, json!({})).await);
    let etag = clerk.get(&path).await.expect(200).etag().to_owned();
    let at = format!("{path}/corrections");
    let body = because(json!({ "kind": "InformationRequest" }));
    let (one, other) = futures_util::future::join(clerk.act(&at, &etag, &body), clerk.act(&at, &etag, &body)).await;
    let mut answers = [one.status, other.status];
    answers.sort_unstable();
    assert!(answers[0] == 200 && [409, 412].contains(&answers[1]), "{answers:?}");
}
