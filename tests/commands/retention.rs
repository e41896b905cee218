//! `migratie retention`: what the law does not let us keep any longer is overwritten, in history too, and the journal still proves itself.

use chrono::{Duration, Utc};
use migratie::{
    commands::retention::{RetentionTerms, Retired, apply},
    kernel::id,
};
use serde_json::json;

use crate::{
    journal::{assert_clean, verify},
    persons::{registered, search},
    support::{Caller, TestApp, keeper_url, program_url},
    uploads::{samples, send},
};

fn terms() -> RetentionTerms {
    RetentionTerms {
        struck_off_years: Some(10),
        closed_request_years: Some(5),
        ground: "Nomenclatorul dosarelor IGM, poz. 12".into(),
        ..RetentionTerms::default()
    }
}

/// On a thread of its own, as a command is.
pub fn applied(url: String, terms: RetentionTerms, now: chrono::DateTime<Utc>) -> Result<Retired, String> {
    std::thread::spawn(move || apply(&url, &terms, now).map_err(|error| format!("{error:#}"))).join().expect("a thread")
}

#[actix_web::test]
async fn a_person_struck_off_long_ago_is_overwritten_everywhere_and_the_journal_still_verifies() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, _) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let path = format!("/api/v1/persons/{id}");
    let passport = json!({ "kind": "Passport", "issuer": "BGR", "number": "X1234567" });
    examiner.post(&format!("{path}/foreign-documents"), &passport).await.expect(201);
    let home = json!({ "kind": "Residence", "country": "MDA", "locality": "Satul Probei", "validFrom": "2026-01-01" });
    examiner.post(&format!("{path}/addresses"), &home).await.expect(201);
    let head = app.persona("head").await.examining();
    let etag = head.get(&path).await.expect(200).etag().to_owned();
    let off = json!({ "reason": "LegalStayEnded", "legalAct": "Decizia IGM nr. 45 din 12.11.2026" });
    head.act(&format!("{path}/strike-offs"), &etag, &off).await.expect(200);
    app.seal().await;

    let in_ten_years = app.clock.now() + Duration::days(3654);
    let (keeper, program) = (keeper_url(&app.database), program_url(&app.database));
    let of = |persons| vec![("Person", persons), ("Request", 0), ("File", 0)];
    assert_eq!(applied(keeper.clone(), terms(), app.clock.now()), Ok(of(0)), "not before its time");
    let asked = RetentionTerms { dry_run: true, ..terms() };
    assert_eq!(applied(keeper.clone(), asked, in_ten_years), Ok(of(1)));
    assert_eq!(app.number("select count(*) from persons where surname = 'Georgieva'"), 1, "asking changes nothing");
    assert!(applied(program, terms(), in_ten_years).is_err(), "the program's own role cannot");
    assert_eq!(applied(keeper.clone(), terms(), in_ten_years), Ok(of(1)));
    assert_eq!(applied(keeper, terms(), in_ten_years), Ok(of(0)), "once");

    for left in [
        "select count(*) from history.persons where surname = 'Georgieva' or given_names is not null and id in (select id from persons where surname = '-')",
        "select count(*) from persons where surname = 'Georgieva'",
        "select count(*) from history.foreign_documents where number = 'X1234567'",
        "select count(*) from foreign_documents where number = 'X1234567'",
        "select count(*) from history.addresses where locality = 'Satul Probei'",
        "select count(*) from addresses where locality = 'Satul Probei'",
        "select count(*) from person_name_keys where key like '%georgieva%'",
        "select count(*) from person_name_entries where entry in (hashtextextended('gaorgava', 0), hashtextextended('gaorgava radca', 0))",
        "select count(*) from name_words where word like '%gaorgava%'",
    ] {
        assert_eq!(app.number(left), 0, "{left}");
    }
    assert_eq!(app.number("select count(*) from journal.entries where operation = 'applyRetention'"), 1);
    app.clock.advance(Duration::days(3655));
    app.seal().await;
    let report = verify(&app);
    assert_clean(&report);
    assert!(report.redacted >= 4, "{}", report.redacted);
    assert_eq!(search(&app, json!({ "name": "Georgieva" })).await.body["persons"], json!([]));
    let read = app.persona("head").await.examining().get(&path).await.expect(200);
    assert_eq!(read.text("/status"), "StruckOff", "the row stays: {}", read.body);
}

#[actix_web::test]
async fn a_request_that_is_over_loses_its_answers() {
    let app = TestApp::start().await;
    let path = crate::requests::registered(&app).await;
    let operator = app.persona("counter-operator").await;
    crate::requests::act(&operator, &path, "withdrawals", &json!({ "reason": "A renunțat." })).await.expect(200);
    app.seal().await;
    let keeper = keeper_url(&app.database);
    let later = app.clock.now() + Duration::days(5 * 366);
    assert_eq!(applied(keeper, terms(), later), Ok(vec![("Person", 0), ("Request", 1), ("File", 0)]));
    assert_eq!(app.number("select count(*) from history.requests where answers::text like '%Kaya%'"), 0);
    assert_eq!(app.number("select count(*) from files where wrapped_key is not null"), 0, "contents go with their keys");
    app.clock.advance(Duration::days(5 * 366 + 1));
    app.seal().await;
    assert_clean(&verify(&app));
}

#[derive(diesel::QueryableByName)]
struct Id {
    #[diesel(sql_type = diesel::sql_types::Uuid)]
    id: uuid::Uuid,
}

/// Files that can still be read.
const READABLE: &str = "select count(*) from files where wrapped_key is not null";

async fn scan(caller: &Caller<'_>) -> String {
    send(caller, "Attachment", "scan.pdf", "application/pdf", &samples::pdf(1, 0)).await.expect(201).text("/fileId")
}

/// Struck off by a head, now.
async fn strike_off(app: &TestApp, person: &str) {
    let head = app.persona("head").await.examining();
    let path = format!("/api/v1/persons/{person}");
    let etag = head.get(&path).await.expect(200).etag().to_owned();
    let off = json!({ "reason": "LegalStayEnded", "legalAct": "Decizia IGM nr. 45 din 12.11.2026" });
    head.act(&format!("{path}/strike-offs"), &etag, &off).await.expect(200);
}

#[actix_web::test]
async fn a_file_that_a_person_on_record_has_too_outlives_the_request_and_goes_with_the_person() {
    let app = TestApp::start().await;
    let request = crate::requests::registered(&app).await;
    let operator = app.persona("counter-operator").await.examining();
    let attached = |code: &str| {
        let id = id::read("req", request.rsplit('/').next().expect("an id")).expect("a request");
        let found: Vec<Id> = app.query(&format!(
            "select file_id as id from request_attachments where request_id = '{id}' and document_code = '{code}'"
        ));
        id::write("fil", found[0].id)
    };
    let (passport, photo, specimen) = (attached("travel-document"), attached("photo"), attached("dwelling"));
    let (person, etag) = registered(&operator, "Georgieva", "Radka", "1990-05-17").await;
    let place = format!("/api/v1/persons/{person}");
    let etag = operator.act(&format!("{place}/photos"), &etag, &json!({ "fileId": photo })).await.expect(200).etag().to_owned();
    let signed = json!({ "reason": "specimen", "attributes": { "signature": { "fileId": specimen } } });
    operator.patch(&place, &etag, &signed).await.expect(200);
    let document = json!({ "kind": "Passport", "issuer": "BGR", "number": "X1234567", "fileId": passport });
    operator.post(&format!("{place}/foreign-documents"), &document).await.expect(201);
    crate::requests::act(&operator, &request, "withdrawals", &json!({ "reason": "A renunțat." })).await.expect(200);

    let keeper = keeper_url(&app.database);
    let later = app.clock.now() + Duration::days(5 * 366);
    assert_eq!(applied(keeper.clone(), terms(), later), Ok(vec![("Person", 0), ("Request", 1), ("File", 0)]));
    assert_eq!(app.number(READABLE), 3, "what the person has stays");
    for file in [&passport, &photo, &specimen] {
        operator.get(&format!("/api/v1/files/{file}/content")).await.expect(200);
    }
    strike_off(&app, &person).await;
    let much_later = app.clock.now() + Duration::days(3654);
    assert_eq!(applied(keeper, terms(), much_later), Ok(vec![("Person", 1), ("Request", 0), ("File", 0)]));
    assert_eq!(app.number(READABLE), 0, "and goes with them");
    assert_eq!(operator.get(&format!("/api/v1/files/{passport}/content")).await.status, 404);
}

#[actix_web::test]
async fn the_scan_of_a_person_struck_off_goes_unless_somebody_on_record_has_it_too() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (passport, other) = (scan(&examiner).await, scan(&examiner).await);
    let somebody = async |surname: &str, given_names: &str, born: &str, number: &str, file: &str| {
        let (person, _) = registered(&examiner, surname, given_names, born).await;
        let document = json!({ "kind": "Passport", "issuer": "BGR", "number": number, "fileId": file });
        examiner.post(&format!("/api/v1/persons/{person}/foreign-documents"), &document).await.expect(201);
        person
    };
    strike_off(&app, &somebody("Georgieva", "Radka", "1990-05-17", "X1234567", &passport).await).await;
    strike_off(&app, &somebody("Petkova", "Vesela", "1971-01-01", "X2234567", &other).await).await;
    somebody("Stoyanova", "Kalina", "1985-08-08", "X3234567", &passport).await;
    let later = app.clock.now() + Duration::days(3654);
    assert_eq!(applied(keeper_url(&app.database), terms(), later), Ok(vec![("Person", 2), ("Request", 0), ("File", 0)]));
    assert_eq!(app.number(READABLE), 1, "the scan of somebody on record stays, the other one went");
    examiner.get(&format!("/api/v1/files/{passport}/content")).await.expect(200);
}

#[actix_web::test]
async fn a_file_that_was_never_attached_goes_after_a_term_and_one_that_a_record_had_stays_with_the_record() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let twice = scan(&examiner).await;
    let (person, etag) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let photo =
        async || send(&examiner, "Photo", "p.jpg", "image/jpeg", &samples::jpeg(354, 472)).await.expect(201).text("/fileId");
    let (first, second) = (photo().await, photo().await);
    let photos = format!("/api/v1/persons/{person}/photos");
    let etag = examiner.act(&photos, &etag, &json!({ "fileId": first })).await.expect(200).etag().to_owned();
    examiner.act(&photos, &etag, &json!({ "fileId": second })).await.expect(200);
    let terms = RetentionTerms { struck_off_years: None, ..terms() };
    let keeper = keeper_url(&app.database);
    let found = |files| Ok(vec![("Request", 0), ("File", files)]);
    assert_eq!(applied(keeper.clone(), terms.clone(), app.clock.now()), found(0), "not before its time");
    let later = app.clock.now() + Duration::days(5 * 366);
    assert_eq!(applied(keeper.clone(), terms.clone(), later), found(1));
    examiner.get(&format!("/api/v1/files/{twice}/content")).await.refused(404, "not-found");
    for stays in [&first, &second] {
        examiner.get(&format!("/api/v1/files/{stays}/content")).await.expect(200);
    }
    assert_eq!(applied(keeper, terms, later), found(0), "once");
}

#[actix_web::test]
async fn records_that_led_to_a_person_go_with_them() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (survivor, _) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let (other, _) = registered(&examiner, "Petkova", "Vesela", "1971-01-01").await;
    for person in [&survivor, &other] {
        let passport = json!({ "kind": "Passport", "issuer": "BGR", "number": "X1234567" });
        examiner.post(&format!("/api/v1/persons/{person}/foreign-documents"), &passport).await.expect(201);
        let home = json!({ "kind": "Residence", "country": "MDA", "locality": "Satul Probei", "validFrom": "2026-01-01" });
        examiner.post(&format!("/api/v1/persons/{person}/addresses"), &home).await.expect(201);
    }
    let merge = json!({ "mergedPersonId": other, "reason": "aceeași persoană" });
    crate::requests::act(&examiner, &format!("/api/v1/persons/{survivor}"), "merges", &merge).await.expect(200);
    let left = |schema: &str| {
        app.number(&format!(
            "select (select count(*) from {schema}.persons where surname in ('Georgieva', 'Petkova') or details::text like '%Petkova%')
                  + (select count(*) from {schema}.foreign_documents where number = 'X1234567')
                  + (select count(*) from {schema}.addresses where locality = 'Satul Probei')"
        ))
    };
    assert!(left("public") >= 4, "a document and an address stay with the record that was given up");
    strike_off(&app, &survivor).await;
    app.seal().await;
    let later = app.clock.now() + Duration::days(3654);
    let keeper = keeper_url(&app.database);
    assert_eq!(applied(keeper.clone(), terms(), later), Ok(vec![("Person", 2), ("Request", 0), ("File", 0)]));
    assert_eq!((left("public"), left("history")), (0, 0));
    assert_eq!(
        app.number("select count(*) from person_name_keys k join persons p on p.id = k.person_id where p.surname = '-'"),
        0
    );
    assert_eq!(applied(keeper, terms(), later), Ok(vec![("Person", 0), ("Request", 0), ("File", 0)]), "once");
    app.clock.advance(Duration::days(3655));
    app.seal().await;
    assert_clean(&verify(&app));
}

#[actix_web::test]
async fn a_term_and_its_ground_are_stated_by_whoever_runs_it() {
    let app = TestApp::start().await;
    let keeper = keeper_url(&app.database);
    let none = RetentionTerms { struck_off_years: None, closed_request_years: None, ..terms() };
    assert!(applied(keeper.clone(), none, app.clock.now()).expect_err("no term").contains("no term is given"));
    let mute = RetentionTerms { ground: " ".into(), ..terms() };
    assert!(applied(keeper, mute, app.clock.now()).expect_err("no ground").contains("--ground"));
}

#[actix_web::test]
async fn whom_a_running_request_is_about_and_what_is_excepted_stay() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (invited, _) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let (merged, _) = registered(&examiner, "Petkova", "Vesela", "1971-01-01").await;
    let (accused, _) = registered(&examiner, "Stoyanova", "Kalina", "1985-08-08").await;
    let merge = json!({ "mergedPersonId": merged, "reason": "aceeași persoană" });
    crate::requests::act(&examiner, &format!("/api/v1/persons/{invited}"), "merges", &merge).await.expect(200);
    for person in [&invited, &accused] {
        strike_off(&app, person).await;
    }
    // One of several whom a request is about, under a record that led to theirs.
    let request = crate::requests::registered(&app).await;
    let beneficiary = |person: &str, state: &str| {
        let person = id::read("per", person).expect("a person");
        let request = id::read("req", request.rsplit('/').next().expect("an id")).expect("a request");
        app.tamper(&format!(
            "set session_replication_role = replica;
             delete from request_beneficiaries where person_id = '{person}';
             insert into request_beneficiaries (id, created_at, updated_at, request_id, person_id, place)
               values (gen_random_uuid(), now(), now(), '{request}', '{person}', 2);
             update requests set state = '{state}' where id = '{request}'"
        ));
    };
    let later = app.clock.now() + Duration::days(3654);
    let keeper = keeper_url(&app.database);
    let but = |except: &[&String]| RetentionTerms {
        except: except.iter().map(|id| id.to_string()).collect(),
        closed_request_years: None,
        ..terms()
    };
    let persons = |count| Ok(vec![("Person", count)]);
    beneficiary(&merged, "InExamination");
    assert_eq!(applied(keeper.clone(), but(&[&accused]), later), persons(0), "one is in examination, the other excepted");
    beneficiary(&merged, "Closed");
    let of_request = request.rsplit('/').next().expect("an id").to_owned();
    assert_eq!(applied(keeper.clone(), but(&[&accused, &of_request]), later), persons(0), "whom an excepted request is about");
    assert_eq!(applied(keeper.clone(), but(&[&accused]), later), persons(2));
    let said = format!("select count(*) from journal.entries where legal_reason = 'Se păstrează: {accused}'");
    assert_eq!(app.number(&said), 1);
    assert_eq!(app.number("select count(*) from persons where surname = 'Stoyanova'"), 1);
    let refused = applied(keeper, but(&[&"sub_01ja4ttz8ze3ks9nvd5efz1s8d".to_owned()]), later).expect_err("no such kind");
    assert!(refused.contains("--except"), "{refused}");
}

/// Waits until somebody in this database waits for a lock.
fn somebody_waits(app: &TestApp) {
    let waiting = "select count(*) from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database()";
    assert!((0..5000).any(|_| app.number(waiting) > 0), "nobody waits");
}

#[actix_web::test]
async fn what_is_sent_again_while_retention_looks_stays_and_two_runs_are_one() {
    use diesel::{Connection, PgConnection, connection::SimpleConnection};

    let app = TestApp::start().await;
    let sender = app.persona("notification-sender").await;
    let path = "/api/v1/notification-requests";
    let failed = crate::notifications::requests::to("F/1", "2009003344559");
    // Of more than a few the registers are asked afterwards.
    let others = (2..5).map(|n| crate::notifications::requests::to(&format!("F/{n}"), "2015000000011"));
    let all: Vec<serde_json::Value> = std::iter::once(failed).chain(others).collect();
    sender.post(path, &crate::notifications::requests::text(json!(all))).await.expect(201);
    app.work_off().await;
    let standing = "from notifications where reference = 'F/1' and state";
    assert_eq!(app.number(&format!("select count(*) {standing} = 'Failed'")), 1, "no register knows them");

    let terms = RetentionTerms { notification_years: Some(1), struck_off_years: None, closed_request_years: None, ..terms() };
    let later = app.clock.now() + Duration::days(400);
    let keeper = keeper_url(&app.database);
    let mut conn = PgConnection::establish(&crate::support::superuser_url_of(&app.database)).expect("superuser");
    conn.batch_execute(
        "begin; set local session_replication_role = replica;
         update notifications set state = 'Waiting', round = 2 where reference = 'F/1'",
    )
    .expect("a sender who sends again");
    let run = {
        let (keeper, terms) = (keeper.clone(), terms.clone());
        std::thread::spawn(move || applied(keeper, terms, later))
    };
    somebody_waits(&app);
    let other = applied(keeper, terms, later).expect_err("while the first runs");
    assert!(other.contains("another run is at it"), "{other}");
    conn.batch_execute("commit").expect("sent again");
    run.join().expect("a thread").expect("retention");
    assert_eq!(app.number(&format!("select count(*) {standing} = 'Waiting' and body ->> 'ro' <> '-'")), 1, "it will be sent");
}
