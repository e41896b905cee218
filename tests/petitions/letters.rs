//! Letters that go by post: drawn up by themselves, listed for the office, read, posted; drawn up anew where what they print was corrected.

use migratie_typesetting::seal;
use serde_json::{Value, json};

use super::{act, answered, comes_back, letter, path, with};
use crate::{
    documents::content::text,
    support::{Answer, Caller, TestApp},
};

async fn waiting(clerk: &Caller<'_>) -> Vec<Value> {
    let list = clerk.get("/api/v1/petition-letters?limit=200").await.expect(200);
    list.body["letters"].as_array().expect("letters").clone()
}

async fn taken(app: &TestApp, changes: Value) -> Answer {
    let clerk = app.persona("petition-clerk").await;
    let taken = clerk.post("/api/v1/petition-intakes", &with(letter(), changes)).await.expect(201);
    app.work_off().await;
    taken
}

/// The words of a PDF; hyphens, by which lines are broken too, do not count.
fn words_of(pdf: &[u8]) -> String {
    text(pdf).replace('-', "")
}

fn says(said: &str, words: &str) -> bool {
    said.contains(&words.replace('-', ""))
}

async fn content(clerk: &Caller<'_>, path: &str, notice: &Value) -> Answer {
    clerk.get(&format!("{path}/notices/{}/content", notice["noticeId"].as_str().expect("a notice"))).await
}

#[actix_web::test]
async fn what_goes_by_post_is_drawn_up_sealed_listed_and_posted() {
    let app = TestApp::start().await;
    let taken = taken(&app, json!({ "signedByHand": false, "language": "ru" })).await;
    let path = path(&taken);
    let clerk = app.persona("petition-clerk").await;
    let asking = json!({ "reason": "Shortcomings", "text": "Petiția nu este semnată.", "dueOn": "2026-11-26" });
    act(&clerk, &path, "completion-requests", &asking).await.expect(200);
    assert!(waiting(&clerk).await[1].get("documentId").is_none(), "it is drawn up right after");
    content(&clerk, &path, &waiting(&clerk).await[1]).await.refused(404, "not-found");
    app.work_off().await;
    let letters = waiting(&clerk).await;
    assert_eq!(letters.iter().map(|one| &one["kind"]).collect::<Vec<_>>(), ["Received", "CompletionAsked"]);
    for one in &letters {
        assert_eq!((&one["state"], &one["addressee"]), (&json!("ToPost"), &json!("EXEMPLU Ana")));
        assert_eq!((&one["address"], &one["petitionNumber"]), (&json!("mun. Bălți, str. Moscovei, 9"), &taken.body["number"]));
    }
    assert_eq!((&letters[0]["letterNumber"], &letters[1]["letterNumber"]), (&json!("SI-2026-000001"), &json!("SI-2026-000002")));
    let pdf = content(&clerk, &path, &letters[1]).await.expect(200);
    let said = words_of(&pdf.bytes);
    for words in ["SI-2026-000002", "EXEMPLU Ana", "str. Moscovei, 9", "Petiția nu este semnată.", "26.11.2026"] {
        assert!(says(&said, words), "{words}: {said}");
    }
    assert!(says(&said, &taken.text("/number")) && says(&said, "петиции"), "in the petitioner's language too: {said}");
    assert!(seal::verify(&pdf.bytes).expect("a PDF").iter().all(|seal| seal.valid), "under the inspectorate's seal");
    // A page of one, and the rest.
    let first = clerk.get("/api/v1/petition-letters?limit=1").await.expect(200);
    let next = clerk.get(&format!("/api/v1/petition-letters?limit=1&cursor={}", first.text("/nextCursor"))).await.expect(200);
    assert_eq!(next.body["letters"][0]["noticeId"], letters[1]["noticeId"]);
    assert!(next.body.get("nextCursor").is_none());
    let notice = letters[0]["noticeId"].as_str().expect("a notice");
    let posted = act(&clerk, &path, &format!("notices/{notice}/mailings"), &json!({ "how": "RR123456789MD" })).await.expect(200);
    assert_eq!(posted.body["receiptAt"], json!(app.clock.now()), "told on the day of the posting");
    assert_eq!(waiting(&clerk).await.len(), 1);
    let notices = clerk.get(&format!("{path}/notices")).await.expect(200);
    assert_eq!(notices.text("/notices/0/letterNumber"), "SI-2026-000001");
    act(&clerk, &path, &format!("notices/{notice}/letters"), &Value::Null).await.refused(409, "not-in-this-state");
    for other in ["head", "examiner-chisinau", "applicant"] {
        app.persona(other).await.get("/api/v1/petition-letters").await.refused(403, "forbidden");
        content(&app.persona(other).await, &path, &letters[0]).await.refused(404, "not-found");
    }
    // The side door of documents is shut (par. 44).
    let document = letters[0]["documentId"].as_str().expect("a document");
    app.persona("head").await.get(&format!("/api/v1/documents/{document}")).await.refused(404, "not-found");
}

#[actix_web::test]
async fn a_letter_to_a_wrong_address_is_drawn_up_anew_and_the_former_is_withdrawn() {
    let app = TestApp::start().await;
    let path = path(&taken(&app, json!({})).await);
    app.clock.advance(chrono::Duration::hours(1));
    let clerk = app.persona("petition-clerk").await;
    let put = json!({ "reason": "Adresa a fost citită greșit.", "answerTo": { "address": "mun. Orhei, str. Vasile Mahu, 135" } });
    act(&clerk, &path, "corrections", &put).await.expect(200);
    let letters = waiting(&clerk).await;
    assert!(letters[0].get("documentId").is_none() && letters[0].get("letterNumber").is_none(), "none is right: {letters:?}");
    content(&clerk, &path, &letters[0]).await.refused(404, "not-found");
    app.work_off().await;
    let letters = waiting(&clerk).await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0]["letterNumber"], "SI-2026-000002");
    let said = words_of(&content(&clerk, &path, &letters[0]).await.expect(200).bytes);
    assert!(says(&said, "Vasile Mahu") && !says(&said, "Moscovei"), "{said}");
    let withdrawn =
        "select count(*) from issued_documents where document_type = 'NoticeLetter' and status = 'Annulled' and number = 1";
    assert_eq!(app.number(withdrawn), 1);
    // What says nothing else on paper leaves the letter as it is.
    let kind = json!({ "reason": "Este o sesizare.", "kind": "Complaint" });
    act(&clerk, &path, "corrections", &kind).await.expect(200);
    app.work_off().await;
    assert_eq!(waiting(&clerk).await[0]["letterNumber"], "SI-2026-000002");
}

#[actix_web::test]
async fn what_did_not_arrive_is_listed_drawn_up_once_and_posted() {
    let app = TestApp::start().await;
    let both = json!({ "answerTo": { "email": "ana@example.org", "address": "mun. Bălți, str. Moscovei, 9" } });
    let path = path(&taken(&app, both).await);
    let clerk = app.persona("petition-clerk").await;
    assert_eq!(waiting(&clerk).await, Vec::<Value>::new());
    let notices = clerk.get(&format!("{path}/notices")).await.expect(200);
    let at = format!("notices/{}", notices.text("/notices/0/noticeId"));
    act(&clerk, &path, &format!("{at}/letters"), &Value::Null).await.refused(409, "not-in-this-state");
    comes_back(&app, "PetitionReceived");
    let letters = waiting(&clerk).await;
    assert_eq!((&letters[0]["state"], &letters[0]["kind"]), (&json!("Undelivered"), &json!("Received")));
    let since = letters[0]["waitingSince"].clone();
    app.clock.advance(chrono::Duration::hours(1));
    let clerk = app.persona("petition-clerk").await;
    let any = "\"1-0000000000000000\"";
    app.persona("head").await.act(&format!("{path}/{at}/letters"), any, &Value::Null).await.refused(403, "forbidden");
    clerk.post(&format!("{path}/{at}/letters"), &Value::Null).await.refused(428, "if-match-missing");
    act(&clerk, &path, "notices/ptn_01ja4ttz8ze3ks9nvd5efz1s8d/letters", &Value::Null).await.refused(404, "not-found");
    let etag = clerk.get(&path).await.expect(200).etag().to_owned();
    let draw = format!("{path}/{at}/letters");
    let (one, other) =
        futures_util::future::join(clerk.act(&draw, &etag, &Value::Null), clerk.act(&draw, &etag, &Value::Null)).await;
    let mut answers = [one.status, other.status];
    answers.sort_unstable();
    assert!(answers[0] == 200 && [409, 412].contains(&answers[1]), "{answers:?}");
    let wrote = "select count(*) from journal.entries e, jsonb_array_elements(e.objects) o
      where e.operation = 'drawUpPetitionLetter' and o ->> 'access' = 'Write' and o ->> 'kind' = 'Petition'";
    assert_eq!(app.number(wrote), 1, "the petition's version moved");
    app.work_off().await;
    let letters = waiting(&clerk).await;
    assert_eq!((letters.len(), &letters[0]["state"]), (1, &json!("Undelivered")));
    assert_eq!(letters[0]["waitingSince"], since, "it waits as long as before");
    let said = words_of(&content(&clerk, &path, &letters[0]).await.expect(200).bytes);
    assert!(says(&said, "SI-2026-000001") && says(&said, "Programul ghișeului din Bălți"), "{said}");
    // It arrived after all, or is on its way again: its letter can still be taken off the list.
    app.tamper("set session_replication_role = replica; update notifications set state = 'Delivered'");
    assert_eq!(waiting(&clerk).await[0]["state"], "ToPost");
    act(&clerk, &path, &format!("{at}/mailings"), &json!({ "how": "RR123456789MD" })).await.expect(200);
    assert_eq!(waiting(&clerk).await, Vec::<Value>::new());
}

#[actix_web::test]
async fn a_letter_says_what_was_told_and_not_what_was_said_since() {
    let app = TestApp::start().await;
    let both = json!({ "answerTo": { "email": "ana@example.org", "address": "mun. Bălți, str. Moscovei, 9" } });
    let path = path(&taken(&app, both).await);
    let clerk = app.persona("petition-clerk").await;
    act(&clerk, &path, "assignments", &json!({ "competenceCode": "stay-centre" })).await.expect(200);
    let examiner = app.persona("examiner-chisinau").await;
    act(&examiner, &path, "claims", &Value::Null).await.expect(200);
    for (text, due) in [("Anexați contractul.", "2026-11-26"), ("Anexați procura.", "2026-11-27")] {
        let asking = json!({ "reason": "MoreDocuments", "text": text, "dueOn": due });
        act(&examiner, &path, "completion-requests", &asking).await.expect(200);
        app.work_off().await;
    }
    app.tamper(
        "set session_replication_role = replica; update notifications set state = 'Failed' where body->>'ro' like '%contractul%'",
    );
    let letters = waiting(&clerk).await;
    assert_eq!((letters.len(), &letters[0]["kind"]), (1, &json!("CompletionAsked")));
    let notice = letters[0]["noticeId"].as_str().expect("a notice");
    act(&clerk, &path, &format!("notices/{notice}/letters"), &Value::Null).await.expect(200);
    app.work_off().await;
    let said = words_of(&content(&clerk, &path, &letters[0]).await.expect(200).bytes);
    assert!(says(&said, "contractul") && says(&said, "26.11.2026") && !says(&said, "procura"), "{said}");
}

#[actix_web::test]
async fn what_is_told_at_an_e_mail_address_after_all_is_not_posted() {
    let app = TestApp::start().await;
    let path = path(&taken(&app, json!({})).await);
    let clerk = app.persona("petition-clerk").await;
    let letter = waiting(&clerk).await[0].clone();
    let correct = async |email: &str| {
        let put = json!({ "reason": "Are adresă electronică.", "answerTo": { "email": email } });
        let put = act(&clerk, &path, "corrections", &put).await.expect(200);
        assert_eq!(put.body["receiptAt"], json!(app.clock.now()));
        app.work_off().await;
    };
    let nothing_waits = async || {
        assert_eq!(waiting(&clerk).await, Vec::<Value>::new());
        assert_eq!(clerk.get("/api/v1/petitions?untold=true").await.expect(200).body["petitions"], json!([]));
    };
    let states = async || {
        let notices = clerk.get(&format!("{path}/notices")).await.expect(200);
        let mut states: Vec<String> = (notices.body["notices"].as_array().expect("notices").iter())
            .map(|one| one["state"].as_str().unwrap_or_default().to_owned())
            .collect();
        states.sort_unstable();
        states
    };
    correct("ana@exemple.org").await;
    nothing_waits().await;
    content(&clerk, &path, &letter).await.refused(404, "not-found");
    assert_eq!(states().await, ["Replaced", "Sent"]);
    let withdrawn = "select count(*) from issued_documents where document_type = 'NoticeLetter' and status = 'Annulled'";
    assert_eq!(app.number(withdrawn), 1);
    let posting = format!("notices/{}/mailings", letter["noticeId"].as_str().expect("a notice"));
    act(&clerk, &path, &posting, &json!({ "how": "RR123456789MD" })).await.refused(409, "not-in-this-state");
    // Mistyped: it comes back only after it was told at the right address.
    correct("ana@example.org").await;
    app.tamper(
        "set session_replication_role = replica; update notifications set state = 'Failed' where recipient_value = 'ana@exemple.org'",
    );
    nothing_waits().await;
    assert_eq!(states().await, ["Replaced", "Replaced", "Sent"]);
}

#[actix_web::test]
async fn what_goes_to_another_authority_has_a_covering_letter_that_its_petitioner_does_not_read() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let files = [super::pdf(&app.persona("applicant").await, "contract.pdf").await];
    let body = with(super::complaint(), json!({ "attachmentIds": files }));
    let filed = app.persona("applicant").await.post("/api/v1/petitions", &body).await.expect(201);
    app.work_off().await;
    super::sign(&app, &app.persona("applicant").await, &filed.text("/documentId")).await;
    let passed = path(&filed);
    let reason = "Actele de identitate sunt de competența agenției.";
    act(&clerk, &passed, "transfers", &json!({ "authorityCode": "ASP", "reason": reason })).await.expect(200);
    let threat = super::registered(&app).await;
    act(&clerk, &threat, "threat-reports", &json!({ "authorityCode": "IGP", "reason": "Amenințări, paragraful 3." }))
        .await
        .expect(200);
    app.work_off().await;
    let letters = waiting(&clerk).await;
    let to = letters.iter().map(|one| one["addressee"].as_str().unwrap_or_default()).collect::<Vec<_>>();
    assert_eq!(to, ["Agenția Servicii Publice", "Inspectoratul General al Poliției"]);
    assert!(letters.iter().all(|one| one["kind"] == "PassedOn" && one.get("address").is_none()), "{letters:?}");
    let said = words_of(&content(&clerk, &passed, &letters[0]).await.expect(200).bytes);
    for words in ["art. 74", reason, "Emre", "Întârzierea permisului de ședere", "contract.pdf", "emre.yilmaz@example.org"] {
        assert!(says(&said, words), "{words}: {said}");
    }
    let said = words_of(&content(&clerk, &threat, &letters[1]).await.expect(200).bytes);
    assert!(says(&said, "art. 76") && says(&said, "Amenințări, paragraful 3.") && !says(&said, "informat"), "{said}");
    let applicant = app.persona("applicant").await;
    for (path, letter) in [(&passed, &letters[0]), (&threat, &letters[1])] {
        content(&applicant, path, letter).await.refused(404, "not-found");
        assert!(!applicant.get(&format!("{path}/notices")).await.expect(200).body.to_string().contains("PassedOn"));
    }
    assert_eq!(applicant.get("/api/v1/petitions?untold=true").await.expect(200).body["petitions"], json!([]));
    let posting = format!("notices/{}/mailings", letters[1]["noticeId"].as_str().expect("a notice"));
    act(&clerk, &threat, &posting, &json!({ "how": "RR123456789MD" })).await.expect(200);
    let timeline = applicant.get(&format!("{threat}/timeline")).await.expect(200);
    assert!(!timeline.body.to_string().contains("RR123456789MD"), "{}", timeline.body);
    assert_eq!(waiting(&clerk).await.len(), 1);
}

#[actix_web::test]
async fn the_answer_to_a_letter_is_among_what_is_to_be_posted() {
    let app = TestApp::start().await;
    let path = path(&taken(&app, json!({})).await);
    let clerk = app.persona("petition-clerk").await;
    act(&clerk, &path, "assignments", &json!({ "competenceCode": "stay-centre" })).await.expect(200);
    act(&app.persona("examiner-chisinau").await, &path, "claims", &Value::Null).await.expect(200);
    let document = answered(&app, &path).await;
    let letters = waiting(&clerk).await;
    let answer = letters.iter().find(|one| one["kind"] == "Answered").expect("the answer");
    assert_eq!((&answer["documentId"], answer.get("noticeId")), (&json!(document), None));
    assert!(answer["letterNumber"].as_str().is_some_and(|number| number.starts_with("RP-2026-")));
    act(&clerk, &path, "mailings", &json!({ "how": "RR123456789MD" })).await.expect(200);
    assert!(waiting(&clerk).await.iter().all(|one| one["kind"] != "Answered"));
}
