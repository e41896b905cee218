//! What stands at the desk: the head's hand, what is offered, what waits for the post, who is looked for.

use migratie::access::{caller::AccountId, policy::Role};
use migratie::kernel::id::TypedId;
use serde_json::{Value, json};

use super::{act, answered, approval, comes_back, complaint, draft, in_examination, letter, path, pdf, registered, with};
use crate::support::{Answer, Caller, TestApp, officers};

fn offered(petition: &Answer) -> Vec<String> {
    let all = petition.body["availableActions"].as_array().expect("actions");
    all.iter().filter_map(|one| one.as_str()).map(str::to_owned).collect()
}

async fn offered_to(caller: &Caller<'_>, path: &str) -> Vec<String> {
    offered(&caller.get(path).await.expect(200))
}

/// Makes the examiner of Bălți one of Chișinău too; their account.
fn second_examiner(app: &TestApp) -> String {
    let account = officers::give(app, "2015000000066", Role::Examiner, "CHI");
    AccountId::from_uuid(account).to_string()
}

#[actix_web::test]
async fn the_head_gives_a_petition_to_another_examiner_and_back_to_the_worklist() {
    let app = TestApp::start().await;
    let path = in_examination(&app).await;
    let (head, first) = (app.persona("head").await, app.persona("examiner-chisinau").await);
    let nobody = json!({ "examinerId": "acc_01ja4ttz8ze3ks9nvd5efz1s8d" });
    let refused = act(&head, &path, "examiner-assignments", &nobody).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/examinerId", "not-an-examiner")]);
    act(&first, &path, "examiner-assignments", &json!({})).await.refused(403, "forbidden");
    let other = second_examiner(&app);
    let to = json!({ "examinerId": other, "note": "Concediu medical" });
    let given = act(&head, &path, "examiner-assignments", &to).await.expect(200);
    assert_eq!((given.text("/state"), given.text("/assignedToId")), ("InExamination".into(), other));
    act(&first, &path, "answer-drafts", &draft()).await.refused(409, "held-by-another");
    let second = app.persona("examiner-balti").await;
    act(&second, &path, "answer-drafts", &draft()).await.expect(200);
    // The draft stands; the petition goes back to the worklist and is claimed from there.
    let back = act(&head, &path, "examiner-assignments", &json!({})).await.expect(200);
    assert!(back.body.get("assignedToId").is_none() && back.text("/state") == "AnswerDrafted");
    act(&first, &path, "claims", &Value::Null).await.expect(200);
    act(&head, &path, "answer-approvals", &approval()).await.expect(202);
    act(&head, &path, "examiner-assignments", &json!({})).await.refused(409, "not-in-this-state");
}

#[actix_web::test]
async fn what_is_offered_can_be_done_and_what_is_hindered_is_not_offered() {
    let app = TestApp::start().await;
    let first = in_examination(&app).await;
    answered(&app, &first).await;
    app.clock.advance(chrono::Duration::hours(1));
    let clerk = app.persona("petition-clerk").await;
    let fresh = registered(&app).await;
    let all = offered_to(&clerk, &fresh).await;
    assert_eq!(
        all,
        [
            "Withdraw",
            "Assign",
            "AskPetitioner",
            "AskForDocuments",
            "Transfer",
            "Join",
            "LeaveUnexamined",
            "ReportThreat",
            "Correct"
        ]
    );
    for (action, what, body) in [
        ("Withdraw", "withdrawals", json!({ "reason": "Prin scrisoare." })),
        ("Assign", "assignments", json!({ "competenceCode": "stay-centre" })),
        ("AskPetitioner", "completion-requests", json!({ "reason": "Shortcomings", "text": "Lipsește.", "dueOn": "2026-11-27" })),
        ("AskForDocuments", "completion-requests", json!({ "reason": "MoreDocuments", "text": "Acte.", "dueOn": "2026-11-27" })),
        ("Transfer", "transfers", json!({ "authorityCode": "ASP", "reason": "Altă competență." })),
        ("Join", "joinings", json!({ "earlierPetitionId": first.rsplit('/').next() })),
        ("LeaveUnexamined", "refusals", json!({ "reason": "Limbaj ofensator." })),
        ("ReportThreat", "threat-reports", json!({ "authorityCode": "IGP", "reason": "Amenințări." })),
    ] {
        let path = registered(&app).await;
        assert!(offered_to(&clerk, &path).await.contains(&action.to_owned()));
        act(&clerk, &path, what, &body).await.expect(200);
    }
    // An unsigned one is not assigned; a request for information is neither joined, nor left, nor extended.
    let unsigned = path(&clerk.post("/api/v1/petition-intakes", &with(letter(), json!({ "signedByHand": false }))).await);
    assert!(!offered_to(&clerk, &unsigned).await.contains(&"Assign".to_owned()));
    let information = with(letter(), json!({ "kind": "InformationRequest" }));
    let information = path(&clerk.post("/api/v1/petition-intakes", &information).await.expect(201));
    let offered = offered_to(&clerk, &information).await;
    assert!(!offered.iter().any(|one| ["Join", "LeaveUnexamined"].contains(&one.as_str())), "{offered:?}");
    act(&clerk, &information, "refusals", &json!({ "reason": "Limbaj ofensator." })).await.refused(409, "not-in-this-state");
    act(&clerk, &information, "assignments", &json!({ "competenceCode": "stay-centre" })).await.expect(200);
    assert!(!offered_to(&app.persona("head").await, &information).await.contains(&"Extend".to_owned()));
    // The lead contributes nothing beside its answer; who contributes does that and nothing else.
    act(&clerk, &fresh, "assignments", &json!({ "competenceCode": "stay-and-asylum" })).await.expect(200);
    assert_eq!(offered_to(&app.persona("examiner-chisinau").await, &fresh).await, ["Claim"]);
    assert_eq!(offered_to(&app.persona("head").await, &fresh).await, ["AssignExaminer", "Extend"]);
    // After five working days nothing is passed on, after its term nothing is asked or extended.
    app.clock.advance(chrono::Duration::days(8));
    let late = offered_to(&app.persona("petition-clerk").await, &fresh).await;
    assert!(late.contains(&"AskForDocuments".to_owned()) && !late.contains(&"Transfer".to_owned()), "{late:?}");
    app.clock.advance(chrono::Duration::days(24));
    let clerk = app.persona("petition-clerk").await;
    assert_eq!(offered_to(&clerk, &fresh).await, ["Withdraw", "Assign", "Join", "LeaveUnexamined", "ReportThreat", "Correct"]);
    let told = json!({ "reason": "Shortcomings", "text": "Lipsește ceva.", "dueOn": "2026-12-28" });
    act(&clerk, &fresh, "completion-requests", &told).await.refused(409, "not-in-this-state");
    assert_eq!(offered_to(&app.persona("head").await, &fresh).await, ["AssignExaminer"]);
}

#[actix_web::test]
async fn an_officer_with_an_interest_is_offered_nothing() {
    let app = TestApp::start().await;
    let path = registered(&app).await;
    act(&app.persona("petition-clerk").await, &path, "assignments", &json!({ "competenceCode": "stay-centre" }))
        .await
        .expect(200);
    let examiner = app.persona("examiner-chisinau").await;
    let person = app.persona("applicant").await.get("/api/v1/persons/current").await.text("/personId");
    examiner.post("/api/v1/interests", &json!({ "personId": person, "kind": "Family" })).await.expect(201);
    assert_eq!(offered_to(&examiner, &path).await, Vec::<String>::new());
}

#[actix_web::test]
async fn however_it_ends_its_term_runs_no_longer() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let (passed, left, withdrawn) = (registered(&app).await, registered(&app).await, registered(&app).await);
    act(&clerk, &passed, "transfers", &json!({ "authorityCode": "ASP", "reason": "Altă competență." })).await.expect(200);
    act(&clerk, &left, "refusals", &json!({ "reason": "Limbaj ofensator." })).await.expect(200);
    act(&app.persona("applicant").await, &withdrawn, "withdrawals", &json!({})).await.expect(200);
    app.clock.advance(chrono::Duration::days(40));
    let applicant = app.persona("applicant").await;
    for path in [passed, left, withdrawn] {
        assert_eq!(applicant.get(&path).await.expect(200).text("/term/state"), "Ended");
    }
}

#[actix_web::test]
async fn a_clerk_records_the_withdrawal_of_who_has_no_cabinet() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let body = with(letter(), json!({ "answerTo": { "email": "ana@example.org" } }));
    let path = path(&clerk.post("/api/v1/petition-intakes", &body).await.expect(201));
    let silent = act(&clerk, &path, "withdrawals", &json!({})).await.refused(400, "bad-input");
    assert_eq!(silent.violations(), [("/reason", "required")]);
    let letter = pdf(&clerk, "retragere.pdf").await;
    let how = json!({ "reason": "Prin scrisoarea din 16 noiembrie.", "fileId": letter });
    let withdrawn = act(&clerk, &path, "withdrawals", &how).await.expect(200);
    assert_eq!((withdrawn.text("/state"), withdrawn.text("/attachments/0/purpose")), ("Withdrawn".into(), "Withdrawal".into()));
    app.work_off().await;
    let notices = clerk.get(&format!("{path}/notices")).await.expect(200);
    assert_eq!(notices.text("/notices/1/kind"), "Ended", "the petitioner is told: {}", notices.body);
}

async fn untold(clerk: &Caller<'_>) -> Vec<String> {
    let list = clerk.get("/api/v1/petitions?untold=true").await.expect(200);
    list.body["petitions"].as_array().expect("petitions").iter().map(|one| one["number"].to_string()).collect()
}

#[actix_web::test]
async fn who_gave_a_postal_address_is_written_to_and_the_time_given_counts_from_the_posting() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let path = path(&clerk.post("/api/v1/petition-intakes", &with(letter(), json!({ "signedByHand": false }))).await);
    let asking = json!({ "reason": "Shortcomings", "text": "Petiția nu este semnată.", "dueOn": "2026-11-26" });
    act(&clerk, &path, "completion-requests", &asking).await.expect(200);
    let notices = clerk.get(&format!("{path}/notices")).await.expect(200);
    let facts = |at: usize, name: &str| notices.text(&format!("/notices/{at}/{name}"));
    assert_eq!((facts(0, "kind"), facts(0, "state")), ("Received".into(), "ToPost".into()));
    assert_eq!((facts(1, "kind"), facts(1, "text")), ("CompletionAsked".into(), "Petiția nu este semnată.".into()));
    assert_eq!(untold(&clerk).await.len(), 1);
    let report = clerk.get("/api/v1/petition-deadlines").await.expect(200);
    assert_eq!(report.body["total"]["withoutReceipt"], 1);
    // The time asked for has gone by, and nobody has written to the petitioner: nothing ends.
    app.clock.advance(chrono::Duration::days(12));
    app.work_off().await;
    let clerk = app.persona("petition-clerk").await;
    assert_eq!(clerk.get(&path).await.expect(200).text("/state"), "AwaitingCompletion");
    let posting = |at: usize| format!("notices/{}/mailings", facts(at, "noticeId"));
    let early = json!({ "how": "RR123456789MD", "postedOn": "2026-11-13" });
    assert_eq!(
        act(&clerk, &path, &posting(1), &early).await.refused(400, "bad-input").violations(),
        [("/postedOn", "out-of-bounds")]
    );
    let posted = act(&clerk, &path, &posting(1), &json!({ "how": "RR123456789MD" })).await.expect(200);
    // Ten days were given; posted on Saturday 28 November, they end on Tuesday 8 December.
    assert_eq!(posted.text("/asked/dueAt"), "2026-12-08T21:59:59Z");
    act(&clerk, &path, &posting(1), &json!({ "how": "RR123456789MD" })).await.refused(409, "not-in-this-state");
    let received = act(&clerk, &path, &posting(0), &json!({ "how": "RR123456790MD" })).await.expect(200);
    assert_eq!(received.body["receiptAt"], json!(app.clock.now()));
    assert_eq!(untold(&clerk).await, Vec::<String>::new());
    act(&clerk, &path, "notices/ptn_01ja4ttz8ze3ks9nvd5efz1s8d/mailings", &json!({ "how": "RR1" }))
        .await
        .refused(404, "not-found");
    app.clock.advance(chrono::Duration::days(11));
    app.work_off().await;
    let clerk = app.persona("petition-clerk").await;
    assert_eq!(clerk.get(&path).await.expect(200).text("/state"), "LeftUnexamined");
    // That it ended is told by post too, though nothing else happens to it.
    let notices = clerk.get(&format!("{path}/notices")).await.expect(200);
    assert_eq!((notices.text("/notices/2/kind"), notices.text("/notices/2/state")), ("Ended".into(), "ToPost".into()));
    let last = format!("notices/{}/mailings", notices.text("/notices/2/noticeId"));
    act(&clerk, &path, &last, &json!({ "how": "RR123456791MD" })).await.expect(200);
    app.persona("applicant").await.get(&format!("{path}/notices")).await.refused(404, "not-found");
}

#[actix_web::test]
async fn what_did_not_arrive_is_seen_and_posted() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let body = with(letter(), json!({ "answerTo": { "email": "ana@example.org", "address": "mun. Bălți, str. Moscovei, 9" } }));
    let path = path(&clerk.post("/api/v1/petition-intakes", &body).await.expect(201));
    app.work_off().await;
    let notices = clerk.get(&format!("{path}/notices")).await.expect(200);
    assert_eq!((notices.text("/notices/0/kind"), notices.text("/notices/0/state")), ("Received".into(), "Sent".into()));
    let posting = format!("notices/{}/mailings", notices.text("/notices/0/noticeId"));
    act(&clerk, &path, &posting, &json!({ "how": "RR123456789MD" })).await.refused(409, "not-in-this-state");
    app.tamper("set session_replication_role = replica; update notifications set state = 'Failed', state_reason = 'bounced'");
    assert_eq!(untold(&clerk).await.len(), 1);
    assert_eq!(clerk.get(&format!("{path}/notices")).await.expect(200).text("/notices/0/state"), "Undelivered");
    act(&clerk, &path, &posting, &json!({ "how": "RR123456789MD" })).await.expect(200);
    assert_eq!(clerk.get(&format!("{path}/notices")).await.expect(200).text("/notices/0/state"), "Posted");
    assert_eq!(untold(&clerk).await, Vec::<String>::new());
}

/// Taken unsigned, and asked for the signature by e-mail until 26 November.
async fn asked_by_mail(app: &TestApp, email: &str) -> String {
    let clerk = app.persona("petition-clerk").await;
    let to = json!({ "signedByHand": false, "answerTo": { "email": email, "address": "mun. Bălți, str. Moscovei, 9" } });
    let path = path(&clerk.post("/api/v1/petition-intakes", &with(letter(), to)).await.expect(201));
    let asking = json!({ "reason": "Shortcomings", "text": "Petiția nu este semnată.", "dueOn": "2026-11-26" });
    act(&clerk, &path, "completion-requests", &asking).await.expect(200);
    app.work_off().await;
    path
}

async fn days_later(app: &TestApp, path: &str, days: i64) -> String {
    app.clock.advance(chrono::Duration::days(days));
    app.work_off().await;
    app.persona("petition-clerk").await.get(path).await.expect(200).text("/state")
}

#[actix_web::test]
async fn the_time_given_by_what_came_back_counts_from_its_posting() {
    let app = TestApp::start().await;
    let path = asked_by_mail(&app, "ana@example.org").await;
    comes_back(&app, "PetitionCompletionAsked");
    assert_eq!(days_later(&app, &path, 12).await, "AwaitingCompletion", "its petitioner never read of it");
    let clerk = app.persona("petition-clerk").await;
    let notices = clerk.get(&format!("{path}/notices")).await.expect(200);
    assert_eq!(
        (notices.text("/notices/1/kind"), notices.text("/notices/1/state")),
        ("CompletionAsked".into(), "Undelivered".into())
    );
    let at = format!("notices/{}", notices.text("/notices/1/noticeId"));
    act(&clerk, &path, &format!("{at}/letters"), &Value::Null).await.expect(200);
    let posted = act(&clerk, &path, &format!("{at}/mailings"), &json!({ "how": "RR123456789MD" })).await.expect(200);
    // Ten days from Saturday 28 November.
    assert_eq!(posted.text("/asked/dueAt"), "2026-12-08T21:59:59Z");
    assert_eq!(days_later(&app, &path, 9).await, "AwaitingCompletion");
    assert_eq!(days_later(&app, &path, 2).await, "LeftUnexamined");
}

#[actix_web::test]
async fn what_was_asked_at_a_wrong_address_is_asked_again_with_the_same_time() {
    let app = TestApp::start().await;
    let path = asked_by_mail(&app, "ana@exemple.org").await;
    days_later(&app, &path, 9).await;
    let clerk = app.persona("petition-clerk").await;
    let put = json!({ "reason": "Adresa a fost scrisă greșit.", "answerTo": { "email": "ana@example.org" } });
    let put = act(&clerk, &path, "corrections", &put).await.expect(200);
    // Ten days from Wednesday 25 November are a Saturday.
    assert_eq!(put.text("/asked/dueAt"), "2026-12-07T21:59:59Z");
    assert_eq!(days_later(&app, &path, 3).await, "AwaitingCompletion");
    let clerk = app.persona("petition-clerk").await;
    let notices = clerk.get(&format!("{path}/notices")).await.expect(200).body["notices"].clone();
    let asked = notices.as_array().expect("notices").iter().filter(|one| one["kind"] == "CompletionAsked").count();
    assert_eq!(asked, 2, "{notices}");
    assert_eq!(days_later(&app, &path, 10).await, "LeftUnexamined");
}

#[actix_web::test]
async fn a_clerk_finds_a_petition_by_who_wrote_it() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let path = in_examination(&app).await;
    clerk.post("/api/v1/petition-intakes", &letter()).await.expect(201);
    let find = async |body: Value| {
        let found = clerk.post("/api/v1/petitions/searches", &body).await.expect(200);
        found.body["petitions"].as_array().expect("petitions").iter().map(|one| one["petitionId"].to_string()).collect::<Vec<_>>()
    };
    let id = format!("\"{}\"", path.rsplit('/').next().expect("an id"));
    for body in [
        json!({ "words": "yilmaz emre permisului" }),
        json!({ "idnp": "2015000000011" }),
        json!({ "email": "Emre.Yilmaz@example.org", "states": ["Registered", "InExamination"] }),
    ] {
        assert!(find(body.clone()).await.contains(&id), "{body}");
    }
    for words in ["Юлмаз", "Emre Yilmaz", "intarzierea permis", "ședere Йылмаз", "sedere"] {
        let many = find(json!({ "words": words })).await;
        assert!(many.contains(&id) == (words != "Юлмаз"), "{words}: {many:?}");
    }
    assert_eq!(find(json!({ "words": "permisului Nimeni" })).await.len(), 0, "every word counts");
    assert_eq!(find(json!({ "words": "EXEMPLU" })).await.len(), 1);
    assert_eq!(find(json!({ "words": "100%_" })).await.len(), 0);
    assert_eq!(find(json!({ "email": "emre.yilmaz@example.org", "states": ["Closed"] })).await.len(), 0);
    assert_eq!(find(json!({ "idnp": "2015000000011", "registeredTo": "2026-11-15" })).await.len(), 0);
    let nothing = clerk.post("/api/v1/petitions/searches", &json!({ "states": ["Closed"] })).await.refused(400, "bad-input");
    assert_eq!(nothing.violations(), [("", "nothing-to-search-by")]);
    app.persona("head").await.post("/api/v1/petitions/searches", &json!({ "words": "Yilmaz" })).await.refused(403, "forbidden");
    // A row says who leads and who has it, without a call a row.
    let row = clerk.get("/api/v1/petitions?state=InExamination").await.expect(200);
    let rows = row.body["petitions"].as_array().expect("petitions").clone();
    let held = rows.iter().find(|one| one["petitionId"] == id.trim_matches('"')).expect("the petition");
    assert_eq!(held["assignedToName"], "LUNGU Andrei");
    assert!(held["leadSubdivisionName"]["ro"].is_string() && held["registeredAt"].is_string(), "{held}");
    let own = app.persona("applicant").await.get("/api/v1/petitions").await.expect(200);
    assert!(!own.body.to_string().contains("LUNGU"), "officers' names are for officers");
}

#[actix_web::test]
async fn lists_and_searches_are_served_by_their_indexes() {
    let app = TestApp::start().await;
    app.tamper(
        "set session_replication_role = replica;
         insert into petitions select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'number', 'X' || n,
           'object', 'Obiectul al ' || n || '-lea', 'petitioner_account_id', null))).*
           from petitions p, generate_series(1, 3000) n where p.channel = 'Paper';
         insert into petition_words select id, ' al lea obiectul ' || substr(number, 2) from petitions where number like 'X%';",
    );
    app.tamper("analyze petitions; analyze petition_words");
    for (condition, order, index) in [
        ("petitioner_account_id = (select id from accounts where login = '2015000000011')", "id desc", "petitions_by_account"),
        ("assigned_to = '00000000-0000-0000-0000-000000000001'", "due_at asc nulls last, id asc", "petitions_in_hand"),
    ] {
        let asked = format!("select * from petitions where {condition} order by {order} limit 26");
        let plan = app.plan_of(&asked, ("", ""), false);
        assert!(plan.contains(index), "{plan}");
    }
    // So few rows are read through whole where nothing else is asked for.
    for (condition, indexes) in [
        (
            "id in (select q.id from petitions q where q.number = 'X2999'
              union select n.petition_id from petition_numbers n where n.number = 'X2999')",
            ["petitions_number_key", "petition_numbers_pkey"],
        ),
        (
            "id in (select q.id from petitions q where ((q.petitioner->>'name') || ' ' || q.object) ilike '%al 2999%'
              union select w.petition_id from petition_words w where true and (false or w.words like '% 2999%'))",
            ["petitions_by_words", "petition_words_trigrams"],
        ),
    ] {
        let asked = format!("select * from petitions where {condition} order by id desc limit 26");
        let plan = app.plan_of(&asked, ("", ""), true);
        assert!(indexes.iter().all(|index| plan.contains(index)), "{plan}");
    }
}

#[actix_web::test]
async fn one_register_repeats_nothing_of_the_other() {
    let app = TestApp::start().await;
    let first = in_examination(&app).await;
    answered(&app, &first).await;
    app.clock.advance(chrono::Duration::hours(1));
    let applicant = app.persona("applicant").await;
    let asked = with(complaint(), json!({ "kind": "InformationRequest" }));
    let information = path(&applicant.post("/api/v1/petitions", &asked).await.expect(201));
    let clerk = app.persona("petition-clerk").await;
    let earlier = clerk.get(&format!("{information}/earlier-petitions")).await.expect(200);
    assert_eq!(earlier.body["petitions"], json!([]));
    let to = json!({ "earlierPetitionId": first.rsplit('/').next() });
    act(&clerk, &information, "joinings", &to).await.refused(409, "not-in-this-state");
}
