use chrono::Duration;
use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{further_version, new_service, sample};
use crate::support::{Caller, TestApp};

const VERSIONS: &str = "/api/v1/services/invitation/versions";

/// A second version of the invitation, kept as a concept; its first fee is 250 from its first day on.
async fn second_version(admin: &Caller<'_>, version: u32) -> (Value, String) {
    let mut definition = further_version(&admin.get(&format!("{VERSIONS}/1")).await.expect(200).body["definition"], version);
    definition["fees"][0]["amount"]["amount"] = "250.00".into();
    let made = admin.post(VERSIONS, &definition).await.expect(201);
    (definition, made.etag().to_owned())
}

fn from(day: &str) -> Value {
    json!({ "validFrom": day })
}

#[actix_web::test]
async fn a_new_service_is_written_published_and_read_at_once_without_a_build() {
    let app = TestApp::start().await;
    let admin = app.persona("administrator").await;
    let made = admin.post("/api/v1/services", &new_service()).await.expect(201);
    assert_eq!(made.header("location"), "/api/v1/services/file-extract/versions/1");
    assert_eq!(made.body["state"], "Concept");
    app.anyone().get("/api/v1/services/file-extract").await.refused(404, "not-found");

    let published =
        admin.act("/api/v1/services/file-extract/versions/1/publications", made.etag(), &from("2026-11-16")).await.expect(201);
    assert_eq!((&published.body["state"], &published.body["validFrom"]), (&json!("Published"), &json!("2026-11-16")));
    let service = app.anyone().get("/api/v1/services/file-extract").await.expect(200);
    assert_eq!(service.body["fees"][0]["amount"]["amount"], "60.00");
    let list = app.anyone().get("/api/v1/services").await.expect(200);
    assert!(
        list.body["services"].as_array().is_some_and(|services| services.iter().any(|service| service["code"] == "file-extract"))
    );
    let form = app.anyone().get("/api/v1/services/file-extract/form").await.expect(200);
    assert_eq!(form.body["required"], json!(["fileNumber"]));
    let quote = json!({"answers": {"fileNumber": "12/2026", "pages": 3}, "priority": "Normal"});
    let quote = app.anyone().post("/api/v1/services/file-extract/quotes", &quote).await.expect(200);
    assert_eq!(quote.body["total"]["amount"], "60.00");
    // History and journal have both steps.
    assert_eq!(app.number("select count(*) from history.service_versions where code = 'file-extract'"), 2);
    assert_eq!(
        app.number("select count(*) from journal.entries where operation in ('createService', 'publishServiceVersion') and outcome = 'Done'"),
        2
    );
}

#[actix_web::test]
async fn a_concept_is_seen_by_administrators_alone() {
    let app = TestApp::start().await;
    let admin = app.persona("administrator").await;
    second_version(&admin, 2).await;
    assert_eq!(admin.get(&format!("{VERSIONS}/2")).await.expect(200).body["state"], "Concept");
    let concepts = admin.get("/api/v1/service-concepts").await.expect(200);
    assert_eq!(concepts.body["concepts"][0]["version"], 2);
    assert_eq!(app.anyone().get("/api/v1/services/invitation").await.expect(200).body["version"], 1);
    assert_eq!(app.anyone().get(VERSIONS).await.expect(200).body["versions"].as_array().map(Vec::len), Some(1));
    app.anyone().get("/api/v1/services/invitation/form?version=2").await.refused(404, "not-found");
    app.anyone().get(&format!("{VERSIONS}/2")).await.refused(401, "not-signed-in");
    for persona in ["examiner-chisinau", "head", "applicant", "partner-demo"] {
        let caller = app.persona(persona).await;
        caller.get(&format!("{VERSIONS}/2")).await.refused(403, "forbidden");
        caller.post("/api/v1/services", &new_service()).await.refused(403, "forbidden");
        caller.get("/api/v1/service-concepts").await.refused(403, "forbidden");
    }
    assert_eq!(app.number("select count(*) from service_versions where code = 'file-extract'"), 0);
}

#[actix_web::test]
async fn a_version_published_ahead_begins_on_its_day_and_the_old_one_stays_readable() {
    let app = TestApp::start().await;
    let admin = app.persona("administrator").await;
    let (_, etag) = second_version(&admin, 2).await;
    admin.act(&format!("{VERSIONS}/2/publications"), &etag, &from("2026-11-17")).await.expect(201);
    let anyone = app.anyone();
    let today = anyone.get("/api/v1/services/invitation").await.expect(200);
    assert_eq!((&today.body["version"], &today.body["fees"][0]["amount"]["amount"]), (&json!(1), &json!("200.00")));
    let tomorrow = anyone.get("/api/v1/services/invitation?asOf=2026-11-17").await.expect(200);
    assert_eq!((&tomorrow.body["version"], &tomorrow.body["fees"][0]["amount"]["amount"]), (&json!(2), &json!("250.00")));

    // 13 hours later it is 23:00 in Chisinau, one more hour and the day has come.
    app.clock.advance(Duration::hours(13));
    assert_eq!(anyone.get("/api/v1/services/invitation").await.expect(200).body["version"], 1);
    app.clock.advance(Duration::hours(1));
    assert_eq!(anyone.get("/api/v1/services/invitation").await.expect(200).body["version"], 2);
    let form = anyone.get("/api/v1/services/invitation/form?version=1").await.expect(200);
    assert_eq!(form.body["x-service"]["version"], 1);
    let versions = anyone.get(VERSIONS).await.expect(200);
    assert_eq!(versions.body["versions"][0]["version"], 2);
    assert_eq!(versions.body["versions"][1]["state"], "Published");
    // What requests hold on to.
    let (catalogue, today) = (&app.platform.catalogue, app.platform.catalogue.today());
    assert_eq!(catalogue.version("invitation", 1).expect("kept").definition.version, 1);
    assert_eq!(catalogue.current("invitation", today).expect("in force").version, 2);
}

#[actix_web::test]
async fn a_wrong_definition_is_refused_with_every_fault_at_once() {
    let app = TestApp::start().await;
    let admin = app.persona("administrator").await;
    // What the shape does not admit.
    let mut shapeless = new_service();
    shapeless["colour"] = "blue".into();
    shapeless["domainCode"] = "ext".into();
    shapeless["form"][0]["fields"][0]["answer"] = json!({"type": "Text", "maxLength": 99999, "colour": "blue"});
    shapeless["form"][0]["fields"][1]["answer"] = json!({"type": "Horoscope"});
    shapeless["texts"]["title"].as_object_mut().expect("a text").remove("ru");
    let answer = admin.post("/api/v1/services", &shapeless).await.refused(400, "bad-input");
    let found = answer.violations();
    for expected in [
        ("/colour", "unknown-field"),
        ("/domainCode", "wrong-format"),
        ("/form/0/fields/0/answer/colour", "unknown-field"),
        ("/form/0/fields/0/answer/maxLength", "too-large"),
        ("/form/0/fields/1/answer", "no-variant"),
        ("/texts/title/ru", "required"),
    ] {
        assert!(found.contains(&expected), "{expected:?} in {found:?}");
    }
    // What only the rules know.
    let mut unsound = new_service();
    unsound["domainCode"] = "INV".into();
    unsound["offices"] = json!(["CHI", "ORH"]);
    unsound["form"][0]["fields"][1]["answer"] = json!({"type": "Integer", "min": 5, "max": 1});
    unsound["form"][0]["fields"][1]["visibleWhen"] = json!({"present": {"field": "shoeSize"}});
    unsound["texts"]["how"]["ro"] = "Declaraţia".into();
    unsound["fees"][0].as_object_mut().expect("a fee").remove("amount");
    let answer = admin.post("/api/v1/services", &unsound).await.refused(400, "bad-input");
    let pointers: Vec<_> = answer.violations().into_iter().map(|(pointer, _)| pointer.to_owned()).collect();
    for expected in
        ["/domainCode", "/offices/1", "/form/0/fields/1/answer", "/form/0/fields/1/visibleWhen", "/texts/how/ro", "/fees/0"]
    {
        assert!(pointers.iter().any(|pointer| pointer.starts_with(expected)), "{expected} in {pointers:?}");
    }
    assert!(answer.violations().iter().all(|(_, code)| *code == "unsound-data"));
    assert_eq!(app.number("select count(*) from service_versions where code = 'file-extract'"), 0);
}

#[actix_web::test]
async fn a_definition_is_checked_as_text_and_each_fault_names_its_line() {
    let app = TestApp::start().await;
    let admin = app.persona("administrator").await;
    let yaml = include_str!("../../src/services/example.yaml");
    let check = async |text: &str| admin.post("/api/v1/service-checks", &json!({ "text": text })).await.expect(200).body;
    assert_eq!(check(yaml).await, json!({"sound": true, "faults": []}));
    assert_eq!(check(&new_service().to_string()).await["sound"], true, "JSON is YAML too");

    let wrong = yaml.replace("offices: [CHI, BAL]", "offices: [CHI, ORH]").replace("min: 1, max: 100", "min: 1, max: 0");
    let line = |part: &str| wrong.lines().position(|line| line.contains(part)).map(|at| at as u64 + 1);
    let told = check(&wrong).await;
    let faults: Vec<_> = told["faults"].as_array().expect("faults").iter().map(|fault| fault["line"].as_u64()).collect();
    assert_eq!(faults, [line("ORH"), line("max: 0")]);

    let taken = check(&yaml.replace("domainCode: EXT", "domainCode: INV")).await;
    assert_eq!((&taken["faults"][0]["line"], &taken["faults"][0]["pointer"]), (&json!(3), &json!("/domainCode")));
    assert_eq!(check("code: [").await["faults"][0]["line"], 1);
    app.persona("head").await.post("/api/v1/service-checks", &json!({ "text": yaml })).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn a_concept_is_revised_under_its_tag_and_a_published_version_never() {
    let app = TestApp::start().await;
    let admin = app.persona("administrator").await;
    let (mut definition, etag) = second_version(&admin, 2).await;
    definition["fees"][0]["amount"]["amount"] = "300.00".into();
    let path = format!("{VERSIONS}/2");
    let body = json!({ "definition": definition });
    let revised = admin.patch(&path, &etag, &body).await.expect(200);
    assert_eq!(revised.body["definition"]["fees"][0]["amount"]["amount"], "300.00");
    admin.patch(&path, &etag, &body).await.refused(412, "stale-etag");
    let untagged = admin.call("PATCH", &path, &[], Some(("application/merge-patch+json", body.to_string().into_bytes()))).await;
    untagged.refused(428, "if-match-missing");

    let mut other = body.clone();
    other["definition"]["version"] = 3.into();
    other["definition"]["offices"] = json!(["ORH"]);
    let refused = admin.patch(&path, revised.etag(), &other).await.refused(400, "bad-input");
    let pointers: Vec<_> = refused.violations().into_iter().map(|(pointer, _)| pointer).collect();
    assert!(pointers.contains(&"/definition/version") && pointers.contains(&"/definition/offices/0"), "{pointers:?}");

    let first = admin.get(&format!("{VERSIONS}/1")).await.expect(200);
    let same = json!({ "definition": first.body["definition"] });
    admin.patch(&format!("{VERSIONS}/1"), first.etag(), &same).await.refused(409, "not-in-this-state");
    assert_eq!(app.number("select count(*) from history.service_versions where code = 'invitation' and number = 2"), 2);
}

#[actix_web::test]
async fn the_day_of_a_publication_is_neither_past_nor_out_of_order() {
    let app = TestApp::start().await;
    let admin = app.persona("administrator").await;
    let (_, second) = second_version(&admin, 2).await;
    let (_, third) = second_version(&admin, 3).await;
    let publish = |version: u32| format!("{VERSIONS}/{version}/publications");
    let past = admin.act(&publish(2), &second, &from("2026-11-15")).await.refused(400, "bad-input");
    assert_eq!(past.violations(), [("/validFrom", "in-the-past")]);
    admin.act(&publish(2), &second, &from("2026-12-01")).await.expect(201);
    let early = admin.act(&publish(3), &third, &from("2026-12-01")).await.refused(400, "bad-input");
    assert_eq!(early.violations(), [("/validFrom", "unsound-data")]);
    let backwards = json!({"validFrom": "2027-02-01", "validTo": "2027-01-31"});
    admin.act(&publish(3), &third, &backwards).await.refused(400, "bad-input");
    admin.act(&publish(3), &third, &from("2026-12-02")).await.expect(201);
}

#[actix_web::test]
async fn of_two_administrators_who_publish_at_once_one_succeeds() {
    let app = TestApp::start().await;
    let (one, other) = (app.persona("administrator").await, app.persona("administrator").await);
    let (_, etag) = second_version(&one, 2).await;
    let path = format!("{VERSIONS}/2/publications");
    let (body, headers) = (from("2026-12-01"), [("If-Match", etag.as_str())]);
    let calls =
        (0..8).map(
            |number| {
                if number % 2 == 0 { one.post_with(&path, &body, &headers) } else { other.post_with(&path, &body, &headers) }
            },
        );
    let mut answers: Vec<u16> = join_all(calls).await.into_iter().map(|answer| answer.status).collect();
    answers.sort_unstable();
    assert_eq!(answers, [201, 412, 412, 412, 412, 412, 412, 412]);
    assert_eq!(app.number("select count(*) from history.service_versions where number = 2 and state = 'Published'"), 1);
}

#[actix_web::test]
async fn versions_of_one_number_written_at_once_are_one() {
    let app = TestApp::start().await;
    let admin = app.persona("administrator").await;
    let definition = further_version(&admin.get(&format!("{VERSIONS}/1")).await.expect(200).body["definition"], 2);
    let mut answers: Vec<u16> =
        join_all((0..6).map(|_| admin.post(VERSIONS, &definition))).await.into_iter().map(|answer| answer.status).collect();
    answers.sort_unstable();
    assert_eq!(answers, [201, 409, 409, 409, 409, 409]);
    let new = new_service();
    let made = join_all((0..4).map(|_| admin.post("/api/v1/services", &new))).await;
    assert_eq!(made.iter().filter(|answer| answer.status == 201).count(), 1);
    assert!(made.iter().filter(|answer| answer.status != 201).all(|answer| answer.problem() == "already-exists"));
    let mut lower = definition.clone();
    lower["version"] = 1.into();
    lower["code"] = "file-extract".into();
    admin.post(VERSIONS, &lower).await.refused(409, "already-exists");
    lower["version"] = 5.into();
    let refused = admin.post(VERSIONS, &lower).await.refused(400, "bad-input");
    let pointers: Vec<_> = refused.violations().into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(pointers, ["/domainCode", "/code"], "another service, with the short code of this one");
    admin.post("/api/v1/services/passport/versions", &definition).await.refused(404, "not-found");
}

#[actix_web::test]
async fn the_same_key_publishes_once_and_another_body_is_refused() {
    let app = TestApp::start().await;
    let admin = app.persona("administrator").await;
    let (_, etag) = second_version(&admin, 2).await;
    let path = format!("{VERSIONS}/2/publications");
    let headers = [("If-Match", etag.as_str()), ("Idempotency-Key", "publish-invitation-2")];
    let first = admin.post_with(&path, &from("2026-12-01"), &headers).await.expect(201);
    let again = admin.post_with(&path, &from("2026-12-01"), &headers).await.expect(201);
    assert_eq!((first.bytes, first.headers.get("etag").cloned()), (again.bytes, again.headers.get("etag").cloned()));
    admin.post_with(&path, &from("2026-12-02"), &headers).await.refused(422, "idempotency-key-reused");
    let no_tag = [("Idempotency-Key", "publish-invitation-3")];
    admin.post_with(&path, &from("2026-12-02"), &no_tag).await.refused(428, "if-match-missing");
    let published = admin.get(&format!("{VERSIONS}/2")).await.expect(200);
    admin.act(&path, published.etag(), &from("2026-12-02")).await.refused(409, "not-in-this-state");
}

#[actix_web::test]
async fn a_withdrawn_version_gives_way_to_the_one_before_and_is_still_there_for_its_requests() {
    let app = TestApp::start().await;
    let admin = app.persona("administrator").await;
    let (_, etag) = second_version(&admin, 2).await;
    let published = admin.act(&format!("{VERSIONS}/2/publications"), &etag, &from("2026-11-16")).await.expect(201);
    assert_eq!(app.anyone().get("/api/v1/services/invitation").await.expect(200).body["version"], 2);
    let path = format!("{VERSIONS}/2/withdrawals");
    admin.act(&path, published.etag(), &json!({"reason": ""})).await.refused(400, "bad-input");
    let reason = json!({"reason": "Tariful a fost indicat greșit."});
    let withdrawn = admin.act(&path, published.etag(), &reason).await.expect(201);
    assert_eq!((&withdrawn.body["state"], &withdrawn.body["withdrawalReason"]), (&json!("Withdrawn"), &reason["reason"]));
    admin.act(&path, published.etag(), &reason).await.refused(412, "stale-etag");
    admin.act(&path, withdrawn.etag(), &reason).await.refused(409, "not-in-this-state");

    assert_eq!(app.anyone().get("/api/v1/services/invitation").await.expect(200).body["version"], 1);
    assert_eq!(app.anyone().get(VERSIONS).await.expect(200).body["versions"][0]["state"], "Withdrawn");
    app.anyone().get("/api/v1/services/invitation/form?version=2").await.expect(200);
    assert!(app.platform.catalogue.version("invitation", 2).is_some());
    // The number is never given again; the next version may begin on the same day.
    let (_, etag) = second_version(&admin, 3).await;
    admin.act(&format!("{VERSIONS}/3/publications"), &etag, &from("2026-11-16")).await.expect(201);
    // The service ends when nothing of it is left.
    for version in [1, 3] {
        let etag = admin.get(&format!("{VERSIONS}/{version}")).await.etag().to_owned();
        admin.act(&format!("{VERSIONS}/{version}/withdrawals"), &etag, &reason).await.expect(201);
    }
    app.anyone().get("/api/v1/services/invitation").await.refused(404, "not-found");
    assert_eq!(app.anyone().get(VERSIONS).await.expect(200).body["versions"].as_array().map(Vec::len), Some(3));
}

#[actix_web::test]
async fn another_copy_of_the_program_learns_of_a_publication() {
    let app = TestApp::start().await;
    let copy = app.second_copy().await;
    let admin = app.persona("administrator").await;
    let made = admin.post("/api/v1/services", &new_service()).await.expect(201);
    assert!(!copy.platform.catalogue.refresh().await.expect("the database"), "a concept is no change of the public catalogue");
    let version = "/api/v1/services/file-extract/versions/1";
    let published = admin.act(&format!("{version}/publications"), made.etag(), &from("2026-11-16")).await.expect(201);

    let path = "/api/v1/services/file-extract";
    copy.anyone().get(path).await.refused(404, "not-found");
    // A request that came in through the first copy is worked on by the second: the version is found all the same.
    let catalogue = copy.platform.catalogue.clone();
    let found =
        copy.platform.door.open(move |conn, _| catalogue.version_in(conn, "file-extract", 1)).await.expect("from the database");
    assert_eq!(found.definition.domain_code, "EXT");
    // What the watch does every few seconds.
    assert!(copy.platform.catalogue.refresh().await.expect("the database"));
    assert!(!copy.platform.catalogue.refresh().await.expect("the database"), "nothing new");
    let here = app.anyone().get(path).await.expect(200);
    let there = copy.anyone().get(path).await.expect(200);
    assert_eq!((here.bytes.as_slice(), here.etag()), (there.bytes.as_slice(), there.etag()));

    admin.act(&format!("{version}/withdrawals"), published.etag(), &json!({"reason": "Încercare."})).await.expect(201);
    assert!(copy.platform.catalogue.refresh().await.expect("the database"));
    copy.anyone().get(path).await.refused(404, "not-found");
}

#[actix_web::test]
async fn the_watch_finds_what_was_published_elsewhere_by_itself() {
    let app = TestApp::start().await;
    let copy = app.second_copy().await;
    let watch = actix_web::rt::spawn(copy.platform.catalogue.clone().watch(std::time::Duration::from_millis(1)));
    let admin = app.persona("administrator").await;
    let made = admin.post("/api/v1/services", &new_service()).await.expect(201);
    admin.act("/api/v1/services/file-extract/versions/1/publications", made.etag(), &from("2026-11-16")).await.expect(201);
    let seen = async { while copy.anyone().get("/api/v1/services/file-extract").await.status != 200 {} };
    tokio::time::timeout(std::time::Duration::from_secs(20), seen).await.expect("the watch looks again and again");
    watch.abort();
}

#[actix_web::test]
async fn a_large_body_and_a_wrong_type_of_it_are_refused() {
    let app = TestApp::start().await;
    let admin = app.persona("administrator").await;
    let mut huge = new_service();
    huge["texts"]["how"]["ro"] = "x".repeat(300_000).into();
    admin.post("/api/v1/services", &huge).await.refused(413, "too-large");
    let key = [("Idempotency-Key", "a-key-of-its-own")];
    let yaml = Some(("application/yaml", b"code: x".to_vec()));
    admin.call("POST", "/api/v1/services", &key, yaml).await.refused(415, "unsupported-media-type");
    let answers = json!({"answers": sample("invitation"), "priority": "Normal", "colour": "blue"});
    let refused = admin.post("/api/v1/services/invitation/quotes", &answers).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/colour", "unknown-field")]);
}
