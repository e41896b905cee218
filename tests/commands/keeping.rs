//! What `migratie retention` does with what people wrote and were told, a test a kind: what is past its term is nowhere any more, what is not
//! stays, counts stay true, and the journal still proves itself.

use chrono::Duration;
use migratie::{
    commands::retention::{RetentionTerms, Retired},
    housekeeping,
};
use serde_json::{Value, json};

use super::retention::applied;
use crate::{
    behaviour::{FINDINGS, WATCHES, a_finding, registered},
    content::{
        forms::{INQUIRIES, form, question},
        published,
        questionnaires::{PLACE, answers, questionnaire},
    },
    journal::{assert_clean, verify},
    notifications::{
        minutes,
        requests::{text, to},
    },
    petitions::{act, answered, complaint, in_examination, letter, path, pdf, registered as a_petition, sign, stand_in, with},
    support::{Answer, TestApp, keeper_url},
};

fn terms(set: impl FnOnce(&mut RetentionTerms)) -> RetentionTerms {
    let mut terms = RetentionTerms { ground: "Nomenclatorul dosarelor IGM, poz. 12".into(), ..RetentionTerms::default() };
    set(&mut terms);
    terms
}

/// Work in hand that is over goes, as it does every hour; then retention, now.
async fn kept(app: &TestApp, terms: RetentionTerms) -> Retired {
    housekeeping::once(&app.platform).await.expect("housekeeping");
    applied(keeper_url(&app.database), terms, app.clock.now()).expect("retention")
}

fn count(retired: &Retired, object: &str) -> usize {
    retired.iter().find(|(known, _)| *known == object).map_or(0, |(_, count)| *count)
}

/// The tables in which a word stands, wherever in a row.
fn holding(app: &TestApp, word: &str) -> Vec<String> {
    #[derive(diesel::QueryableByName)]
    struct Name {
        #[diesel(sql_type = diesel::sql_types::Text)]
        name: String,
    }
    let all: Vec<Name> = app.query(
        "select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'p') and n.nspname in ('public', 'history', 'journal', 'statistics')",
    );
    let one = |table: &Name| {
        format!("select '{0}' as name where exists (select from {0} t where to_jsonb(t)::text like '%{word}%')", table.name)
    };
    let found: Vec<Name> = app.query(&all.iter().map(one).collect::<Vec<_>>().join(" union all "));
    found.into_iter().map(|found| found.name).collect()
}

async fn proves_itself(app: &TestApp) {
    app.clock.advance(Duration::days(1));
    app.seal().await;
    let report = verify(app);
    assert_clean(&report);
    assert!(report.redacted > 0);
}

const NOWHERE: Vec<String> = Vec::new();

#[actix_web::test]
async fn a_petition_long_over_names_nobody_and_the_report_on_terms_stays_true() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let file = pdf(&applicant, "cuvant71.pdf").await;
    let filed = with(
        complaint(),
        json!({ "object": "Permisul cuvant71", "reasons": "Permisul cuvant71 nu a fost emis.", "attachmentIds": [file],
                "answerTo": { "email": "cuvant71@example.org" } }),
    );
    let old = applicant.post("/api/v1/petitions", &filed).await.expect(201);
    app.work_off().await;
    sign(&app, &applicant, &old.text("/documentId")).await;
    let old = path(&old);
    let clerk = app.persona("petition-clerk").await;
    act(&clerk, &old, "assignments", &json!({ "competenceCode": "stay-centre" })).await.expect(200);
    act(&app.persona("examiner-chisinau").await, &old, "claims", &Value::Null).await.expect(200);
    let answer = answered(&app, &old).await;
    app.seal().await;
    assert_eq!(app.persona("petition-clerk").await.get(&old).await.expect(200).text("/state"), "Closed");

    app.clock.advance(Duration::days(400));
    // Another by the same petitioner, under way when the first is overwritten.
    let young = a_petition(&app).await;
    let petitioner = format!(
        "select count(*) from petition_events e join accounts a on a.id = e.actor_id where a.login = '2015000000011' and e.petition_id = '{}'",
        migratie::kernel::id::read("pet", old.rsplit('/').next().expect("an id")).expect("a petition")
    );
    assert!(app.number(&petitioner) > 0);
    let report = "/api/v1/petition-deadlines?from=2026-01-01&to=2026-12-31";
    let before = app.persona("petition-clerk").await.get(report).await.expect(200);
    assert!(!holding(&app, "cuvant71").is_empty());
    let mut asked = terms(|terms| terms.petition_years = Some(1));
    asked.dry_run = true;
    let would = kept(&app, asked.clone()).await;
    assert!(!holding(&app, "cuvant71").is_empty(), "asking changes nothing");
    asked.dry_run = false;
    let retired = kept(&app, asked.clone()).await;
    assert!(count(&retired, "Petition") >= 1 && retired == would, "{retired:?} {would:?}");
    assert_eq!(holding(&app, "cuvant71"), NOWHERE);
    assert_eq!(app.number(&petitioner), 0, "nor does an identifier of theirs lead to them");
    assert_eq!(count(&kept(&app, asked).await, "Petition"), 0, "once");

    let clerk = app.persona("petition-clerk").await;
    let read = clerk.get(&old).await.expect(200);
    assert_eq!(
        (read.text("/state"), read.text("/petitioner/name"), read.text("/object")),
        ("Closed".into(), "-".into(), "-".into())
    );
    assert!(read.body["petitioner"].get("idnp").is_none(), "{}", read.body);
    assert_eq!(clerk.get(report).await.expect(200).body, before.body, "what was answered in time stays answered in time");
    let keys = format!(
        "select count(*) from document_files f join issued_documents d on d.id = f.document_id
          where f.wrapped_key is not null and d.id = '{}'",
        migratie::kernel::id::read("doc", &answer).expect("a document")
    );
    assert_eq!(app.number(&keys), 0, "the answer's content went with its key");
    assert_eq!(clerk.get(&young).await.expect(200).text("/petitioner/idnp"), "2015000000011", "what is not over stays");
    assert_eq!(app.number("select count(*) from files where wrapped_key is not null"), 0, "and the file's");
    proves_itself(&app).await;
}

#[actix_web::test]
async fn an_answered_petition_stays_whole_as_long_as_one_that_was_joined_to_it() {
    let app = TestApp::start().await;
    let first = in_examination(&app).await;
    answered(&app, &first).await;
    app.clock.advance(Duration::days(300));
    let again = a_petition(&app).await;
    let to = json!({ "earlierPetitionId": first.rsplit('/').next() });
    act(&app.persona("petition-clerk").await, &again, "joinings", &to).await.expect(200);
    app.clock.advance(Duration::days(100));
    let asked = terms(|terms| terms.petition_years = Some(1));
    kept(&app, asked.clone()).await;
    let read = app.persona("petition-clerk").await.get(&first).await.expect(200);
    assert_eq!(read.text("/answer/paragraphs/0"), "Permisul de ședere a fost emis.", "{}", read.body);
    app.clock.advance(Duration::days(300));
    kept(&app, asked).await;
    let clerk = app.persona("petition-clerk").await;
    for gone in [&first, &again] {
        assert_eq!(clerk.get(gone).await.expect(200).text("/petitioner/name"), "-", "then both go");
    }
}

#[actix_web::test]
async fn of_a_petition_that_came_by_post_the_letters_go_too() {
    let app = TestApp::start().await;
    let clerk = app.persona("petition-clerk").await;
    let paper = json!({ "petitionerName": "EXEMPLU Cuvant76", "answerTo": { "address": "mun. Bălți, str. cuvant76, 9" } });
    let paper = path(&clerk.post("/api/v1/petition-intakes", &with(letter(), paper)).await.expect(201));
    app.work_off().await;
    act(&clerk, &paper, "assignments", &json!({ "competenceCode": "stay-centre" })).await.expect(200);
    act(&app.persona("examiner-chisinau").await, &paper, "claims", &Value::Null).await.expect(200);
    answered(&app, &paper).await;
    act(&clerk, &paper, "mailings", &json!({ "how": "RR123456789MD" })).await.expect(200);
    app.seal().await;
    assert!(holding(&app, "uvant76").iter().any(|table| table == "public.issued_documents"), "the receipt is a letter");
    app.clock.advance(Duration::days(400));
    kept(&app, terms(|terms| terms.petition_years = Some(1))).await;
    assert_eq!(holding(&app, "uvant76"), NOWHERE);
    let keys = "select count(*) from document_files where wrapped_key is not null";
    assert_eq!(app.number(keys), 0, "nor can a letter be read");
    proves_itself(&app).await;
}

#[actix_web::test]
async fn what_was_told_long_ago_has_no_words_and_no_addresses_and_is_still_counted() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    let path = "/api/v1/notification-requests";
    let own = |word: &str, idnp: &str, file: Option<String>| {
        let mut request = text(json!([to(&format!("{word}/1"), idnp), { "reference": format!("{word}/2"), "type": "Email",
            "value": format!("{word}@example.md"), "name": format!("EXEMPLU {word}") }]));
        for language in ["ro", "ru", "en"] {
            request["text"]["body"][language] = json!(format!("Despre {word}."));
        }
        request["repliesAllowed"] = json!(true);
        request["fileIds"] = json!(file.into_iter().collect::<Vec<_>>());
        request
    };
    let file = pdf(&sender, "cuvant72.pdf").await;
    let taken = sender.post(path, &own("cuvant72", "2015000000011", Some(file))).await.expect(201);
    app.work_off().await;
    let applicant = app.persona("applicant").await;
    let message = applicant.get("/api/v1/messages").await.expect(200).text("/messages/0/messageId");
    applicant.post(&format!("/api/v1/messages/{message}/replies"), &json!({ "text": "Despre cuvant72, da." })).await.expect(201);
    let contact = json!({ "channel": "Email", "value": "cuvant72@example.org" });
    let contact = applicant.post("/api/v1/notification-contacts", &contact).await.expect(201);
    app.work_off().await;
    let gone = format!("/api/v1/notification-contacts/{}/removals", contact.text("/contactId"));
    applicant.act(&gone, contact.etag(), &Value::Null).await.expect(200);
    app.seal().await;

    app.clock.advance(Duration::days(400));
    let sender = app.persona("notification-sender").await;
    sender.post(path, &own("cuvant73", "2015000000011", None)).await.expect(201);
    let waiting = with(own("cuvant74", "2015000000011", None), json!({ "validFrom": app.clock.now() + Duration::days(3) }));
    sender.post(path, &waiting).await.expect(201);
    app.work_off().await;
    let figures = "/api/v1/notification-statistics?from=2026-11-01&to=2026-12-01";
    let before = sender.get(figures).await.expect(200);
    let retired = kept(&app, terms(|terms| terms.notification_years = Some(1))).await;
    assert!(count(&retired, "Notification") >= 2 && count(&retired, "NotificationRequest") == 1, "{retired:?}");
    assert_eq!(count(&retired, "NotificationContact"), 1);
    assert_eq!(holding(&app, "cuvant72"), NOWHERE);
    assert!(!holding(&app, "cuvant73").is_empty() && !holding(&app, "cuvant74").is_empty(), "what is not past its term stays");
    assert_eq!(app.number("select count(*) from files where wrapped_key is not null"), 0, "the file goes with its key");
    assert_eq!(sender.get(figures).await.expect(200).body, before.body);
    let request = format!("{path}/{}", taken.text("/notificationRequestId"));
    let read = sender.get(&request).await.expect(200);
    assert_eq!((read.text("/text/body/ro"), &read.body["fileIds"]), ("-".into(), &json!([])));
    assert_eq!(
        sender.get(&format!("{request}/notifications")).await.expect(200).body["notifications"].as_array().map(Vec::len),
        Some(2)
    );
    let messages = app.persona("applicant").await.get("/api/v1/messages?limit=50").await.expect(200);
    let erased = messages.body["messages"].as_array().expect("messages").iter().find(|one| one["messageId"] == message.as_str());
    assert_eq!(erased.map(|one| one["title"]["en"].clone()), Some(json!("Erased when its term of keeping ended")));
    proves_itself(&app).await;
}

#[actix_web::test]
async fn the_term_of_what_was_told_runs_since_it_was_sent_last_or_replied_to() {
    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    let path = "/api/v1/notification-requests";
    let own = |word: &str| {
        let mut request = text(json!([to(&format!("{word}/1"), "2015000000011")]));
        for language in ["ro", "ru", "en"] {
            request["text"]["body"][language] = json!(format!("Despre {word}."));
        }
        request
    };
    let in_half_a_year = json!({ "validFrom": app.clock.now() + Duration::days(180) });
    sender.post(path, &with(own("cuvant84"), in_half_a_year)).await.expect(201);
    sender.post(path, &with(own("cuvant85"), json!({ "repliesAllowed": true }))).await.expect(201);
    sender.post(path, &own("cuvant86")).await.expect(201);
    minutes(&app, 3).await;
    app.clock.advance(Duration::days(200));
    minutes(&app, 3).await;
    let applicant = app.persona("applicant").await;
    let messages = applicant.get("/api/v1/messages?limit=50").await.expect(200);
    let about = |one: &&Value| one["text"]["ro"].as_str().is_some_and(|text| text.contains("cuvant85"));
    let message =
        messages.body["messages"].as_array().expect("messages").iter().find(about).expect("the message")["messageId"].clone();
    let reply = format!("/api/v1/messages/{}/replies", message.as_str().expect("an id"));
    applicant.post(&reply, &json!({ "text": "Despre cuvant87." })).await.expect(201);
    minutes(&app, 3).await;
    // A year since they were registered; half a year since they were sent, and replied to.
    app.clock.advance(Duration::days(200));
    minutes(&app, 3).await;
    let asked = terms(|terms| terms.notification_years = Some(1));
    kept(&app, asked.clone()).await;
    assert_eq!(holding(&app, "cuvant86"), NOWHERE);
    for stays in ["cuvant84", "cuvant87"] {
        assert!(holding(&app, stays).iter().any(|table| table.starts_with("public.")), "{stays}");
    }
    assert_eq!(
        app.number("select count(*) from notifications where body ->> 'ro' like '%cuvant85%'"),
        1,
        "with what was replied to"
    );
    app.clock.advance(Duration::days(200));
    kept(&app, asked).await;
    for gone in ["cuvant84", "cuvant85", "cuvant87"] {
        assert_eq!(holding(&app, gone), NOWHERE);
    }
}

#[actix_web::test]
async fn a_visitors_question_loses_its_words_a_term_after_it_was_answered_and_an_open_one_stays() {
    let app = TestApp::start().await;
    published(&app, &form()).await;
    let asked = |word: &str| {
        with(
            question(),
            json!({ "token": format!("token-of-a-visitor-{word}"), "name": format!("EXEMPLU {word}"),
            "email": format!("{word}@example.md"), "question": format!("Ce este cuvântul {word}?") }),
        )
    };
    let place = |sent: &Answer| format!("{INQUIRIES}/{}", sent.text("/inquiryId"));
    let old = app.anyone().post(INQUIRIES, &asked("cuvant75")).await.expect(201);
    app.anyone().post(INQUIRIES, &asked("cuvant76")).await.expect(201);
    let provider = app.persona("content-provider").await;
    let said = json!({ "answer": "Despre cuvant75." });
    act(&provider, &place(&old), "answers", &said).await.expect(200);
    app.work_off().await;
    app.clock.advance(Duration::days(400));
    let young = app.anyone().post(INQUIRIES, &asked("cuvant77")).await.expect(201);
    let provider = app.persona("content-provider").await;
    act(&provider, &place(&young), "closings", &json!({ "reason": "Despre cuvant77." })).await.expect(200);
    let retired = kept(&app, terms(|terms| terms.inquiry_years = Some(1))).await;
    assert_eq!((count(&retired, "Inquiry"), count(&retired, "QuestionnaireAnswer")), (1, 0));
    assert_eq!(holding(&app, "cuvant75"), NOWHERE);
    for stays in ["cuvant76", "cuvant77"] {
        assert!(!holding(&app, stays).is_empty(), "{stays}");
    }
    assert_eq!(
        app.number("select count(*) from content_inquiries where state = 'Answered' and name is null"),
        1,
        "the row stays"
    );
    proves_itself(&app).await;
}

#[actix_web::test]
async fn words_of_a_questionnaire_go_and_its_results_stay() {
    let app = TestApp::start().await;
    let mut asked = questionnaire();
    asked["fields"]["closesAt"] = json!("2028-12-31T00:00:00Z");
    let item = published(&app, &asked).await;
    for (at, channel) in ["online", "online", "desk"].into_iter().enumerate() {
        let given = answers(at, json!({ "channel": channel, "clarity": 4, "words": "Sunt cuvant78." }));
        app.anyone().post(&format!("{PLACE}/answers"), &given).await.expect(201);
    }
    app.clock.advance(Duration::days(400));
    let given = answers(9, json!({ "channel": "post", "words": "Sunt cuvant79." }));
    app.anyone().post(&format!("{PLACE}/answers"), &given).await.expect(201);
    let results = format!("{item}/results");
    let before = app.persona("content-provider").await.get(&results).await.expect(200);
    let asked = terms(|terms| terms.inquiry_years = Some(1));
    assert_eq!(count(&kept(&app, asked.clone()).await, "QuestionnaireAnswer"), 3);
    assert_eq!(count(&kept(&app, asked).await, "QuestionnaireAnswer"), 0, "once");
    assert_eq!(holding(&app, "cuvant78"), NOWHERE);
    assert_eq!(holding(&app, "cuvant79"), ["public.content_answers"]);
    let editor = app.persona("content-provider").await;
    assert_eq!(editor.get(&results).await.expect(200).body, before.body, "whoever answered is counted");
    app.clock.advance(Duration::days(1));
    app.seal().await;
    assert_clean(&verify(&app));
}

#[actix_web::test]
async fn a_ticket_of_support_that_is_over_loses_its_words() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let raise = |word: &str| {
        json!({ "kind": "Incident", "subject": format!("Plata {word}"), "text": format!("După plată: {word}."),
            "email": format!("{word}@example.org"), "traceId": "4bf92f3577b34da6" })
    };
    let old = applicant.post("/api/v1/support-tickets", &raise("cuvant80")).await.expect(201);
    let open = applicant.post("/api/v1/support-tickets", &raise("cuvant81")).await.expect(201);
    app.work_off().await;
    let number = applicant.get(old.header("location")).await.expect(200).text("/reference");
    stand_in(&app, "msupport/answers", &json!({ "number": number, "answer": "Despre cuvant80." })).await;
    app.clock.advance(Duration::minutes(16));
    app.work_off().await;
    assert_eq!(app.persona("applicant").await.get(old.header("location")).await.expect(200).text("/state"), "Answered");
    app.clock.advance(Duration::days(400));
    let retired = kept(&app, terms(|terms| terms.ticket_years = Some(1))).await;
    assert_eq!(retired, [("SupportTicket", 1)]);
    assert_eq!(holding(&app, "cuvant80"), NOWHERE);
    let applicant = app.persona("applicant").await;
    let read = applicant.get(old.header("location")).await.expect(200);
    assert_eq!((read.text("/state"), read.text("/text"), read.text("/answer")), ("Answered".into(), "-".into(), "-".into()));
    assert_eq!(applicant.get(open.header("location")).await.expect(200).text("/subject"), "Plata cuvant81");
    proves_itself(&app).await;
}

#[actix_web::test]
async fn a_finding_reviewed_long_ago_names_nobody_and_is_still_counted() {
    let app = TestApp::start().await;
    let finding = a_finding(&app).await;
    let path = format!("{FINDINGS}/{}", finding["findingId"].as_str().expect("an id"));
    let singer = registered(&app.persona("examiner-chisinau").await.examining(), "Dimitrova", "1979-03-03").await;
    let auditor = app.persona("auditor").await;
    act(&auditor, &path, "reviews", &json!({ "conclusion": "Breach", "note": "A citit cuvant82." })).await.expect(200);
    let watch = auditor.post(WATCHES, &json!({ "personId": singer, "reason": "Despre cuvant82." })).await.expect(201);
    auditor.act(&format!("{}/endings", watch.header("location")), watch.etag(), &Value::Null).await.expect(200);
    let standing = auditor.post(WATCHES, &json!({ "personId": singer, "reason": "Despre cuvant83." })).await.expect(201);
    app.seal().await;
    app.clock.advance(Duration::days(400));
    let open = "select count(*) from behaviour_findings where state = 'Open' and account_id <> id";
    let before = app.number(open);
    let retired = kept(&app, terms(|terms| terms.finding_years = Some(1))).await;
    assert_eq!(retired, [("BehaviourFinding", 1), ("WatchedPerson", 1)]);
    assert_eq!(holding(&app, "cuvant82"), NOWHERE);
    assert_eq!(app.number(open), before, "what nobody has concluded about stays");
    let auditor = app.persona("auditor").await;
    let read = auditor.get(&path).await.expect(200);
    assert_eq!((&read.body["conclusion"], &read.body["score"]), (&json!("Breach"), &finding["score"]));
    assert!(read.body.get("accountName").is_none() && read.body.get("personId").is_none(), "{}", read.body);
    assert_eq!(read.body["reviews"].as_array().map(Vec::len), Some(1), "overwriting is no review");
    assert_eq!(auditor.get(standing.header("location")).await.expect(200).text("/reason"), "Despre cuvant83.");
    proves_itself(&app).await;
}
