use chrono::{Datelike, Duration, Weekday};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    FINDINGS, WATCHES, account, analysed, found, honest_days, is_on_record, registered, sees, strangers, today, uuid_of,
};
use crate::{requests, support::TestApp};

fn kinds(found: &[Value]) -> Vec<&str> {
    let mut kinds: Vec<&str> = found.iter().filter_map(|finding| finding["kind"].as_str()).collect();
    kinds.sort_unstable();
    kinds
}

#[actix_web::test]
async fn very_much_in_a_day_is_found_with_its_entries_and_an_honest_day_finds_nothing() {
    let app = TestApp::start().await;
    let now = app.clock.now();
    let examiners = honest_days(&app, now, 30, 10);
    let (day, curious) = (today(&app), examiners[2]);
    for examiner in &examiners {
        sees(&app, *examiner, now, &strangers(11));
    }
    let yesterday = day.pred_opt().expect("a day");
    app.clock.advance(Duration::days(1));
    sees(&app, curious, now + Duration::days(1), &strangers(90));
    app.clock.advance(Duration::days(1));

    let honest = analysed(&app, yesterday, day).await;
    assert_eq!(
        (honest.text("/state"), &honest.body["daysAnalysed"], &honest.body["findings"]),
        ("Done".into(), &json!(2), &json!(0))
    );
    let next = day.succ_opt().expect("a day");
    assert_eq!(analysed(&app, next, next).await.body["findings"], 2);
    let found = found(&app, "").await;
    assert_eq!(kinds(&found), ["Volume", "WithoutCase"]);
    let volume = found.iter().find(|finding| finding["kind"] == "Volume").expect("the volume");
    assert_eq!(volume["accountId"], migratie::kernel::id::write("acc", curious));
    assert_eq!((&volume["seen"], &volume["entryCount"], &volume["role"]), (&json!(90.0), &json!(90), &json!("Examiner")));
    assert!(volume["usualOfRole"].as_f64().is_some_and(|usual| (9.9..10.1).contains(&usual)), "{volume}");
    assert!(volume["score"].as_f64().is_some_and(|score| score > 1.5), "{volume}");
    let english = volume["explanation"]["en"].as_str().expect("words");
    assert!(english.starts_with("Persons read in a day: 90; usually 10 for the role, 10 for this account."), "{english}");

    let path = format!("{FINDINGS}/{}", volume["findingId"].as_str().expect("an id"));
    let auditor = app.persona("auditor").await;
    // The most unusual first, a page at a time; how many there are is said once.
    let most = auditor.get(&format!("{FINDINGS}?order=Score&limit=1")).await.expect(200);
    let less = auditor.get(&format!("{FINDINGS}?order=Score&limit=1&cursor={}", most.text("/nextCursor"))).await.expect(200);
    let scores = [&most, &less].map(|page| page.body["findings"][0]["score"].as_f64().expect("a score"));
    assert!(scores[0] >= scores[1] && most.text("/findings/0/findingId") != less.text("/findings/0/findingId"), "{scores:?}");
    assert!(less.body.get("nextCursor").is_none() && less.body.get("counts").is_none());
    let of_each =
        json!([{ "kind": "Volume", "state": "Open", "count": 1 }, { "kind": "WithoutCase", "state": "Open", "count": 1 }]);
    assert_eq!(most.body["counts"], of_each);
    let filtered = auditor.get(&format!("{FINDINGS}?kind=Volume")).await.expect(200);
    assert_eq!(filtered.body["counts"], json!([of_each[0]]));
    auditor.get(&format!("{FINDINGS}?limit=1&cursor={}", most.text("/nextCursor"))).await.refused(400, "foreign-cursor");
    let detail = auditor.get(&path).await.expect(200);
    let entries = detail.body["entries"].as_array().expect("entries");
    assert_eq!(entries.len(), 90);
    // The same in pages; whoever reads them reads whom they name, and those may see it where it is not withheld.
    let first = auditor.get(&format!("{path}/entries?limit=50")).await.expect(200);
    let rest = auditor.get(&format!("{path}/entries?limit=50&cursor={}", first.text("/nextCursor"))).await.expect(200);
    let paged: Vec<&Value> =
        [&first, &rest].into_iter().flat_map(|page| page.body["entries"].as_array().expect("entries")).collect();
    assert_eq!(paged, entries.iter().collect::<Vec<_>>());
    assert!(rest.body.get("nextCursor").is_none());
    let about = |operation: &str| {
        format!("select max(cardinality(persons)) from journal.entries where operation = '{operation}' and undisclosed")
    };
    assert_eq!(app.number(&about("readBehaviourFinding")), 90);
    assert_eq!(app.number(&about("listBehaviourFindingEntries")), 50);
    assert!(entries.iter().all(|entry| entry["actorId"] == volume["accountId"] && entry["operation"] == "readPerson"));
}

#[actix_web::test]
async fn relatives_colleagues_and_watched_persons_are_found_by_real_calls_and_the_same_person_on_the_fourth_day() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (aunt, colleague) =
        (registered(&examiner, "Georgieva", "1970-05-17").await, registered(&examiner, "Petkova", "1985-01-01").await);
    let (singer, neighbour) =
        (registered(&examiner, "Dimitrova", "1979-03-03").await, registered(&examiner, "Ivanova", "1990-02-02").await);
    examiner.post("/api/v1/interests", &json!({ "personId": aunt, "kind": "Family" })).await.expect(201);
    is_on_record(&app, "2015000000077", uuid_of(&colleague));
    let watch = json!({ "personId": singer, "reason": "Persoană expusă public." });
    app.persona("auditor").await.post(WATCHES, &watch).await.expect(201);
    app.clock.advance(Duration::days(1));
    let first = today(&app);
    for _ in 0..4 {
        let examiner = app.persona("examiner-chisinau").await.examining();
        examiner.get(&format!("/api/v1/persons/{neighbour}")).await.expect(200);
        app.clock.advance(Duration::days(1));
    }
    let examiner = app.persona("examiner-chisinau").await.examining();
    for person in [&aunt, &colleague, &singer] {
        examiner.get(&format!("/api/v1/persons/{person}")).await.expect(200);
    }
    let last = today(&app);
    app.clock.advance(Duration::days(1));
    // Whoever declares an interest reads nobody by that: on the day of the declaration only the registration was a reading.
    let declared = first.pred_opt().expect("a day");
    analysed(&app, declared, last).await;
    let on_the_day = found(&app, &format!("&from={declared}&to={declared}&kind=OwnRelative")).await;
    assert_eq!(on_the_day.iter().map(|finding| finding["entryCount"].clone()).collect::<Vec<_>>(), [json!(1)], "{on_the_day:?}");

    let found = found(&app, &format!("&from={first}&to={last}")).await;
    assert_eq!(kinds(&found), ["Colleague", "OwnRelative", "SamePerson", "WatchedPerson"]);
    // Registering somebody is reading them: it is the first of the days.
    for (kind, person, entries) in
        [("OwnRelative", &aunt, 1), ("Colleague", &colleague, 1), ("WatchedPerson", &singer, 2), ("SamePerson", &neighbour, 4)]
    {
        let finding = found.iter().find(|finding| finding["kind"] == kind).expect(kind);
        assert_eq!(finding["personId"], json!(person));
        let path = format!("{FINDINGS}/{}", finding["findingId"].as_str().expect("an id"));
        let detail = app.persona("auditor").await.get(&path).await.expect(200);
        let behind = detail.body["entries"].as_array().expect("entries");
        assert_eq!(behind.len(), entries, "{kind}");
        assert!(behind.iter().all(|entry| entry["personIds"].as_array().is_some_and(|ids| ids.contains(&json!(person)))));
        assert!(
            behind.iter().all(|entry| entry["actorName"] == "LUNGU Andrei" && entry["legalBasis"] == "LAW-200-2010-EXAMINATION")
        );
    }
    // Neither the watch nor the audit is told to the persons: what the auditor read and wrote about them is withheld.
    let told = format!(
        "select count(*) from journal.entries where persons @> array['{}'::uuid] and role = 'Auditor' and not undisclosed",
        uuid_of(&singer)
    );
    assert_eq!(app.number(&told), 0);
}

#[actix_web::test]
async fn the_work_of_auditors_is_no_reading_that_another_auditor_must_look_into() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let colleague = registered(&examiner, "Petkova", "1985-01-01").await;
    is_on_record(&app, "2015000000077", uuid_of(&colleague));
    examiner.get(&format!("/api/v1/persons/{colleague}")).await.expect(200);
    let day = today(&app);
    app.clock.advance(Duration::days(1));
    analysed(&app, day, day).await;
    let colleagues = found(&app, "&kind=Colleague").await;
    assert_eq!(colleagues.len(), 1);
    assert_eq!(
        (&colleagues[0]["accountName"], &colleagues[0]["personName"]),
        (&json!("LUNGU Andrei"), &json!("Petkova Exemplu"))
    );

    let auditor = app.persona("auditor").await;
    let path = format!("{FINDINGS}/{}", colleagues[0]["findingId"].as_str().expect("an id"));
    let read = auditor.get(&path).await.expect(200);
    let search = json!({ "from": "2026-11-16T00:00:00Z", "to": "2026-11-18T00:00:00Z", "operation": "registerPerson" });
    auditor.post("/api/v1/journal/searches", &search).await.expect(200);
    let about = format!(
        "select count(*) from journal.entries where operation = 'searchJournal' and persons @> array['{}'::uuid]",
        uuid_of(&colleague)
    );
    assert_eq!(app.number(&about), 1, "whoever is shown in what was found can see that");
    auditor.post(WATCHES, &json!({ "personId": colleague, "reason": "Sesizare." })).await.expect(201);
    let input = json!({ "conclusion": "Justified", "note": "Dosar predat." });
    auditor.act(&format!("{path}/reviews"), read.etag(), &input).await.expect(200);
    let next = today(&app);
    app.clock.advance(Duration::days(1));
    analysed(&app, next, next).await;
    assert_eq!(found(&app, &format!("&from={next}")).await, Vec::<Value>::new());
    assert_eq!(found(&app, &format!("&personId={colleague}")).await.len(), 1);
    // It is in the report of the data accessed all the same.
    let report =
        app.persona("auditor").await.get(&format!("/api/v1/data-accesses?from={next}&to={next}&limit=200")).await.expect(200);
    let rows = report.body["accesses"].as_array().expect("accesses");
    assert!(rows.iter().any(|row| row["operation"] == "reviewBehaviourFinding" && row["role"] == "Auditor"), "{rows:?}");
}

#[actix_web::test]
async fn what_is_no_reading_is_an_operation_of_the_contract() {
    let contract = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/access/matrix.yaml")).expect("the matrix");
    let policy = migratie::auditing::behaviour::rules::Policy::shipped().expect("the policy");
    for operation in &policy.not_reading {
        assert!(contract.contains(&format!("\n  {operation}:")), "{operation}");
    }
}

#[actix_web::test]
async fn of_two_records_that_became_one_the_survivor_has_the_cases_and_the_watches_of_both() {
    let app = TestApp::start().await;
    let request = requests::registered(&app).await;
    let key = request.rsplit('/').next().expect("an id");
    let id = migratie::kernel::id::read("req", key).expect("a request");
    #[derive(diesel::QueryableByName)]
    struct Found {
        #[diesel(sql_type = diesel::sql_types::Uuid)]
        id: Uuid,
    }
    let filed = app.query::<Found>(&format!("select beneficiary_id as id from requests where id = '{id}'"))[0].id;
    let filed = migratie::kernel::id::write("per", filed);
    app.persona("auditor").await.post(WATCHES, &json!({ "personId": filed, "reason": "Sesizare." })).await.expect(201);
    // Another record turns out to be of the same person, and is the one that stays.
    let examiner = app.persona("examiner-chisinau").await.examining();
    let stays = registered(&examiner, "Petkova", "1985-01-01").await;
    let path = format!("/api/v1/persons/{stays}");
    let etag = examiner.get(&path).await.expect(200).etag().to_owned();
    let merge = json!({ "mergedPersonId": filed, "reason": "același pașaport" });
    examiner.act(&format!("{path}/merges"), &etag, &merge).await.expect(200);
    app.clock.advance(Duration::days(1));
    app.persona("examiner-chisinau").await.examining().get(&path).await.expect(200);
    app.persona("examiner-balti").await.examining().get(&path).await.expect(200);
    let day = today(&app);
    app.clock.advance(Duration::days(1));
    analysed(&app, day, day).await;
    // Where the case is, nobody is found; elsewhere the watch over the other record finds who read this one.
    let found = found(&app, &format!("&from={day}&to={day}")).await;
    assert_eq!(kinds(&found), ["WatchedPerson"], "{found:?}");
    assert_eq!(found[0]["accountId"], migratie::kernel::id::write("acc", account(&app, "2015000000066")));
}

#[actix_web::test]
async fn whoever_has_a_case_in_the_office_may_be_read_there_and_not_elsewhere() {
    let app = TestApp::start().await;
    let request = requests::registered(&app).await;
    let key = request.rsplit('/').next().expect("an id");
    let id = migratie::kernel::id::read("req", key).expect("a request");
    #[derive(diesel::QueryableByName)]
    struct Found {
        #[diesel(sql_type = diesel::sql_types::Uuid)]
        id: Uuid,
    }
    let person = app.query::<Found>(&format!("select beneficiary_id as id from requests where id = '{id}'"))[0].id;
    let typed = migratie::kernel::id::write("per", person);
    app.persona("auditor").await.post(WATCHES, &json!({ "personId": typed, "reason": "Sesizare." })).await.expect(201);
    app.persona("examiner-chisinau").await.examining().get(&format!("/api/v1/persons/{typed}")).await.expect(200);
    app.persona("examiner-balti").await.examining().get(&format!("/api/v1/persons/{typed}")).await.expect(200);
    let day = today(&app);
    app.clock.advance(Duration::days(1));
    analysed(&app, day, day).await;
    let watched = found(&app, "&kind=WatchedPerson").await;
    let elsewhere = migratie::kernel::id::write("acc", account(&app, "2015000000066"));
    assert_eq!(watched.iter().map(|finding| finding["accountId"].clone()).collect::<Vec<_>>(), [json!(elsewhere)]);
}

#[actix_web::test]
async fn a_little_each_day_is_found_once_with_the_entries_of_all_its_days() {
    let app = TestApp::start().await;
    let now = app.clock.now();
    let examiners = honest_days(&app, now, 80, 2);
    let mut collected = 0;
    for back in 1..=25 {
        let at = now - Duration::days(back);
        if !matches!(at.weekday(), Weekday::Sat | Weekday::Sun) {
            sees(&app, examiners[0], at + Duration::hours(2), &strangers(6));
            collected += 8;
        }
    }
    let (from, to) = (today(&app) - Duration::days(24), today(&app) - Duration::days(1));
    analysed(&app, from, to).await;
    let drips = found(&app, "&kind=SlowCollection").await;
    assert_eq!(drips.len(), 1, "{drips:?}");
    // The day's own entries are kept before all others.
    let kept_first = "select count(*) from behaviour_findings f join journal.entries e on e.id = f.entries[1]
                       where f.kind = 'SlowCollection' and (e.at at time zone 'Europe/Chisinau')::date = f.day";
    assert_eq!(app.number(kept_first), 1);
    let entries = drips[0]["entryCount"].as_i64().expect("a count");
    assert!((40..=collected + 20).contains(&entries), "{entries} of {collected}");
    assert!(drips[0]["usualOfAccount"].as_f64().is_some_and(|usual| usual < drips[0]["seen"].as_f64().unwrap_or_default()));
}

#[actix_web::test]
async fn findings_are_listed_by_what_is_asked_page_by_page_and_only_to_auditors() {
    let app = TestApp::start().await;
    let now = app.clock.now();
    let examiners = honest_days(&app, now, 30, 6);
    for examiner in &examiners[..3] {
        sees(&app, *examiner, now, &strangers(60));
    }
    let day = today(&app);
    app.clock.advance(Duration::days(1));
    analysed(&app, day, day).await;
    let volumes = found(&app, "&kind=Volume").await;
    assert_eq!(volumes.len(), 3);
    assert_eq!(found(&app, "&state=Reviewed").await.len(), 0);
    assert_eq!(found(&app, &format!("&from={}", day.succ_opt().expect("a day"))).await.len(), 0);
    let one = volumes[0]["accountId"].as_str().expect("an account");
    assert!(
        found(&app, &format!("&accountId={one}&state=Open&to={day}")).await.iter().all(|finding| finding["accountId"] == one)
    );
    let auditor = app.persona("auditor").await;
    let first = auditor.get(&format!("{FINDINGS}?kind=Volume&limit=2")).await.expect(200);
    let next = first.text("/nextCursor");
    let rest = auditor.get(&format!("{FINDINGS}?kind=Volume&limit=2&cursor={next}")).await.expect(200);
    assert_eq!(
        (first.body["findings"].as_array().map(Vec::len), rest.body["findings"].as_array().map(Vec::len)),
        (Some(2), Some(1))
    );
    assert!(rest.body.get("nextCursor").is_none());
    auditor.get(&format!("{FINDINGS}?limit=2&cursor={next}")).await.refused(400, "foreign-cursor");
    let wrong = auditor.get(&format!("{FINDINGS}?kind=Curious&from=yesterday&limit=0")).await.refused(400, "bad-input");
    assert_eq!(wrong.violations().len(), 3, "{}", wrong.body);
    auditor.get(&format!("{FINDINGS}/bfi_01ja4ttz8ze3ks9nvd5efz1s8d")).await.refused(404, "not-found");
    for persona in ["applicant", "examiner-chisinau", "head", "administrator", "partner-demo"] {
        let caller = app.persona(persona).await;
        caller.get(FINDINGS).await.refused(403, "forbidden");
        let path = format!("{FINDINGS}/{}", volumes[0]["findingId"].as_str().expect("an id"));
        caller.get(&path).await.refused(403, "forbidden");
    }
}
