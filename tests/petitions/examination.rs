//! Assignment, contributions, questions, transfer, repeated and offensive petitions (par. 37, 40-42).

use serde_json::{Value, json};

use super::{act, answered, in_examination, letter, path, pdf, registered, with};
use crate::support::TestApp;

#[actix_web::test]
async fn a_competence_names_who_leads_and_who_contributes() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    let clerk = app.persona("petition-clerk").await;
    let assigned = act(&clerk, &path, "assignments", &json!({ "competenceCode": "stay-and-asylum" })).await.expect(200);
    assert_eq!(assigned.text("/state"), "InExamination");
    let roles: Vec<&str> =
        assigned.body["assignments"].as_array().expect("two").iter().filter_map(|one| one["role"].as_str()).collect();
    assert_eq!(roles, ["Lead", "Contributor"]);
    let balti = crate::administration::subdivision(&app, "BAL").await;
    // Given anew: Bălți contributes instead of asylum, which sees it no longer.
    let again = json!({ "competenceCode": "stay-centre", "contributorIds": [balti] });
    let again = act(&clerk, &path, "assignments", &again).await.expect(200);
    assert_eq!(again.text("/assignments/1/subdivisionId"), balti);
    assert_eq!(app.number("select count(*) from petition_assignments where ended_at is not null"), 1);
    let contribution = json!({ "text": "Titularul nu figurează în evidența Nord." });
    let examiner = app.persona("examiner-balti").await;
    let contributed = act(&examiner, &path, "contributions", &contribution).await.expect(200);
    assert!(contributed.text("/assignments/1/contribution").starts_with("Titularul"));
    // Who contributes neither claims nor drafts; who leads does not contribute.
    act(&examiner, &path, "claims", &Value::Null).await.refused(403, "forbidden");
    let lead = app.persona("examiner-chisinau").await;
    act(&lead, &path, "contributions", &contribution).await.refused(403, "forbidden");
    act(&lead, &path, "claims", &Value::Null).await.expect(200);
    let seen = app.persona("applicant").await.get(&path).await.expect(200);
    assert!(seen.body["assignments"][1].get("contribution").is_none(), "contributions are for officers");
}

#[actix_web::test]
async fn a_wrong_assignment_names_what_is_wrong() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    let clerk = app.persona("petition-clerk").await;
    let nobody = "sub_01ja4ttz8ze3ks9nvd5efz1s8d";
    for (body, expected) in [
        (json!({}), ("/leadSubdivisionId", "required")),
        (json!({ "competenceCode": "cosmos" }), ("/competenceCode", "not-a-choice")),
        (json!({ "leadSubdivisionId": nobody }), ("/leadSubdivisionId", "no-such-thing")),
        (json!({ "competenceCode": "asylum", "contributorIds": [nobody] }), ("/contributorIds/0", "no-such-thing")),
    ] {
        let refused = act(&clerk, &path, "assignments", &body).await.refused(400, "bad-input");
        assert_eq!(refused.violations(), [expected]);
    }
}

#[actix_web::test]
async fn of_two_clerks_who_assign_at_once_one_does_and_of_two_examiners_one_has_it() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    let clerk = app.persona("petition-clerk").await;
    let etag = clerk.get(&path).await.expect(200).etag().to_owned();
    let at = format!("{path}/assignments");
    let bodies = [json!({ "competenceCode": "stay-centre" }), json!({ "competenceCode": "asylum" })];
    let calls = (0..8).map(|turn| clerk.act(&at, &etag, &bodies[turn % 2]));
    let mut statuses: Vec<u16> = futures_util::future::join_all(calls).await.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    // Who was slower saw an older petition, or wrote the same assignment at the same moment.
    assert!(statuses[0] == 200 && statuses[1..].iter().all(|status| [409, 412].contains(status)), "{statuses:?}");
    assert_eq!(
        app.number(
            "select count(*) from petition_assignments a join petitions p on p.id = a.petition_id
        where p.channel = 'Online' and p.document_id is not null"
        ),
        1
    );
    act(&clerk, &path, "assignments", &bodies[0]).await.expect(200);
    let examiner = app.persona("examiner-chisinau").await;
    let etag = examiner.get(&path).await.expect(200).etag().to_owned();
    let at = format!("{path}/claims");
    let calls = (0..6).map(|_| examiner.act(&at, &etag, &Value::Null));
    let taken = futures_util::future::join_all(calls).await.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(taken, 1);
    examiner.post_with(&at, &Value::Null, &[]).await.refused(428, "if-match-missing");
}

#[actix_web::test]
async fn further_documents_are_asked_for_while_the_term_runs_on() {
    let app = TestApp::start().await;
    let path = in_examination(&app).await;
    let examiner = app.persona("examiner-chisinau").await;
    let asking = json!({ "reason": "MoreDocuments", "text": "Anexați contractul de locațiune.", "dueOn": "2026-11-27" });
    let told = json!({ "reason": "Shortcomings", "text": "Lipsește ceva.", "dueOn": "2026-11-27" });
    act(&examiner, &path, "completion-requests", &told).await.refused(403, "forbidden");
    let asked = act(&examiner, &path, "completion-requests", &asking).await.expect(200);
    assert_eq!((asked.text("/state"), asked.text("/term/endsAt")), ("InExamination".into(), "2026-12-16T21:59:59Z".into()));
    assert_eq!(asked.text("/asked/dueAt"), "2026-11-27T21:59:59Z");
    // Nothing may be asked for after the term's end; and the examination goes on meanwhile.
    let late = with(asking.clone(), json!({ "dueOn": "2026-12-17" }));
    let refused = act(&examiner, &path, "completion-requests", &late).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/dueOn", "after-the-term")]);
    act(&examiner, &path, "answer-drafts", &super::draft()).await.expect(200);
    let more = json!({ "days": 5, "reason": "Cauză complexă, cu multe acte." });
    act(&app.persona("head").await, &path, "extensions", &more).await.expect(200);
    let applicant = app.persona("applicant").await;
    let file = pdf(&applicant, "contract.pdf").await;
    let supplied = json!({ "text": "Am anexat contractul.", "attachmentIds": [file] });
    let completed = act(&applicant, &path, "completions", &supplied).await.expect(200);
    assert_eq!(
        (completed.text("/state"), completed.text("/attachments/0/purpose")),
        ("AnswerDrafted".into(), "Completion".into())
    );
    assert_eq!(completed.text("/term/endsAt"), "2026-12-21T21:59:59Z");
    act(&applicant, &path, "completions", &json!({ "text": "Încă o dată." })).await.refused(409, "not-in-this-state");
    // Asked again and not answered: it is examined as it is.
    act(&examiner, &path, "completion-requests", &asking).await.expect(200);
    app.clock.advance(chrono::Duration::days(13));
    app.work_off().await;
    let read = app.persona("applicant").await.get(&path).await.expect(200);
    assert!(read.text("/state") == "AnswerDrafted" && read.body.get("asked").is_none(), "{}", read.body);
    // What was asked for and has not come does not outlive the answer.
    let asking = with(asking, json!({ "dueOn": "2026-12-10" }));
    act(&app.persona("examiner-chisinau").await, &path, "completion-requests", &asking).await.expect(200);
    let approved = act(&app.persona("head").await, &path, "answer-approvals", &super::approval()).await.expect(202);
    assert!(approved.body.get("asked").is_none());
}

#[actix_web::test]
async fn it_is_passed_to_another_authority_within_five_working_days() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let (early, late) = (registered(&app).await, registered(&app).await);
    let to = |code: &str| json!({ "authorityCode": code, "reason": "Actele de identitate sunt de competența agenției." });
    let unknown = act(&clerk, &early, "transfers", &to("NIMENI")).await.refused(400, "bad-input");
    assert_eq!(unknown.violations(), [("/authorityCode", "not-a-choice")]);
    let passed = act(&clerk, &early, "transfers", &to("ASP")).await.expect(200);
    assert_eq!((passed.text("/state"), passed.text("/ending/authorityCode")), ("Transferred".into(), "ASP".into()));
    app.work_off().await;
    let messages = app.persona("applicant").await.get("/api/v1/messages").await.expect(200);
    assert!(messages.text("/messages/0/text/ro").contains("Agenția Servicii Publice"), "{}", messages.body);
    app.clock.advance(chrono::Duration::days(8));
    let clerk = app.persona("petition-clerk").await;
    let refused = act(&clerk, &late, "transfers", &to("ASP")).await.refused(409, "not-in-this-state");
    assert_eq!(refused.body["endedAt"], "2026-11-23T21:59:59Z");
}

#[actix_web::test]
async fn a_repeated_petition_is_offered_and_joined_by_the_clerk() {
    let app = TestApp::start().await;
    let first = in_examination(&app).await;
    answered(&app, &first).await;
    app.clock.advance(chrono::Duration::hours(1));
    let again = registered(&app).await;
    let clerk = app.persona("petition-clerk").await;
    let offered = clerk.get(&format!("{again}/earlier-petitions")).await.expect(200);
    assert_eq!(offered.body["petitions"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        (offered.text("/petitions/0/petition/petitionId"), offered.body["petitions"][0]["likeness"].clone()),
        (first.rsplit('/').next().expect("an id").to_owned(), json!(100))
    );
    let stranger = path(&clerk.post("/api/v1/petition-intakes", &letter()).await.expect(201));
    assert_eq!(clerk.get(&format!("{stranger}/earlier-petitions")).await.expect(200).body["petitions"], json!([]));
    let to = |path: &str| json!({ "earlierPetitionId": path.rsplit('/').next() });
    let wrong = act(&clerk, &stranger, "joinings", &to(&first)).await.refused(400, "bad-input");
    assert_eq!(wrong.violations(), [("/earlierPetitionId", "not-an-earlier-one")]);
    let joined = act(&clerk, &again, "joinings", &to(&first)).await.expect(200);
    assert_eq!((joined.text("/state"), joined.text("/ending/reason")), ("Joined".into(), "Repeated".into()));
    assert_eq!(joined.text("/ending/joinedToId"), offered.text("/petitions/0/petition/petitionId"));
    // A first petition has nothing before it.
    assert_eq!(clerk.get(&format!("{first}/earlier-petitions")).await.expect(200).body["petitions"], json!([]));
}

#[actix_web::test]
async fn an_offensive_one_is_left_and_a_threat_goes_to_law_enforcement() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let (offensive, threat) = (registered(&app).await, registered(&app).await);
    let left =
        act(&clerk, &offensive, "refusals", &json!({ "reason": "Limbaj ofensator la adresa angajaților." })).await.expect(200);
    assert_eq!((left.text("/state"), left.text("/ending/reason")), ("LeftUnexamined".into(), "Offensive".into()));
    let report = |code: &str| json!({ "authorityCode": code, "reason": "Amenințări, paragraful 3." });
    let wrong = act(&clerk, &threat, "threat-reports", &report("ASP")).await.refused(400, "bad-input");
    assert_eq!(wrong.violations(), [("/authorityCode", "not-law-enforcement")]);
    let passed = act(&clerk, &threat, "threat-reports", &report("IGP")).await.expect(200);
    assert_eq!((passed.text("/state"), passed.text("/ending/reason")), ("LeftUnexamined".into(), "Threat".into()));
    let timeline = app.persona("applicant").await.get(&format!("{threat}/timeline")).await.expect(200);
    assert!(timeline.body["events"][2].get("note").is_none(), "what was found stays inside");
    let examiner = app.persona("examiner-chisinau").await;
    examiner.get(&offensive).await.refused(404, "not-found");
}

#[actix_web::test]
async fn an_officer_with_an_interest_in_the_petitioner_takes_no_step() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    act(&app.persona("petition-clerk").await, &path, "assignments", &json!({ "competenceCode": "stay-centre" }))
        .await
        .expect(200);
    let examiner = app.persona("examiner-chisinau").await;
    let person = app.persona("applicant").await.get("/api/v1/persons/current").await;
    let person = person.body["personId"].as_str().expect("a person").to_owned();
    examiner.post("/api/v1/interests", &json!({ "personId": person, "kind": "Family" })).await.expect(201);
    act(&examiner, &path, "claims", &Value::Null).await.refused(403, "conflict-of-interest");
}
