use chrono::Duration;
use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{WATCHES, analysed, found, registered, today};
use crate::support::TestApp;

#[actix_web::test]
async fn a_watch_begins_once_is_listed_and_ends_and_its_readers_are_found_while_it_stands() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let singer = registered(&examiner, "Dimitrova", "1979-03-03").await;
    let auditor = app.persona("auditor").await;
    let input = json!({ "personId": singer, "reason": "Persoană expusă public." });
    let begun = join_all((0..3).map(|_| auditor.post(WATCHES, &input))).await;
    let made: Vec<_> = begun.iter().filter(|answer| answer.status == 201).collect();
    assert_eq!(made.len(), 1);
    auditor.post(WATCHES, &input).await.refused(409, "already-exists");
    let listed = auditor.get(WATCHES).await.expect(200);
    assert_eq!(listed.text("/watchedPersons/0/personId"), singer);

    let day = today(&app);
    app.clock.advance(Duration::days(1));
    analysed(&app, day, day).await;
    assert_eq!(found(&app, "&kind=WatchedPerson").await.len(), 1, "who registered the person read them");

    let auditor = app.persona("auditor").await;
    // Whoever has not the answer that began it reads it where the answer said.
    let watch = format!("{WATCHES}/{}", made[0].text("/watchId"));
    assert_eq!(made[0].header("location"), watch);
    let read = auditor.get(&watch).await.expect(200);
    assert_eq!(
        (&read.body["personName"], &read.body["begunByName"], &listed.body["watchedPersons"][0]["personName"]),
        (&json!("Dimitrova Exemplu"), &listed.body["watchedPersons"][0]["begunByName"], &json!("Dimitrova Exemplu"))
    );
    assert!(read.body["begunByName"].is_string());
    let endings = format!("{watch}/endings");
    auditor.post(&endings, &Value::Null).await.refused(428, "if-match-missing");
    let ended = auditor.act(&endings, read.etag(), &Value::Null).await.expect(200);
    assert!(ended.body["endedAt"].is_string() && ended.body["endedBy"] == made[0].body["begunBy"]);
    auditor.act(&endings, read.etag(), &Value::Null).await.refused(412, "stale-etag");
    auditor.act(&endings, ended.etag(), &Value::Null).await.refused(409, "not-in-this-state");
    app.persona("examiner-chisinau").await.examining().get(&format!("/api/v1/persons/{singer}")).await.expect(200);
    let day = today(&app);
    app.clock.advance(Duration::days(1));
    analysed(&app, day, day).await;
    assert_eq!(found(&app, "&kind=WatchedPerson").await.len(), 1);
    app.persona("auditor").await.post(WATCHES, &input).await.expect(201);
}

#[actix_web::test]
async fn who_is_no_auditor_watches_nobody_and_a_wrong_watch_is_refused_whole() {
    let app = TestApp::start().await;
    let nobody = json!({ "personId": "per_01ja4ttz8ze3ks9nvd5efz1s8d", "reason": "Sesizare." });
    for persona in ["applicant", "examiner-chisinau", "head", "administrator"] {
        let caller = app.persona(persona).await;
        caller.post(WATCHES, &nobody).await.refused(403, "forbidden");
        caller.get(WATCHES).await.refused(403, "forbidden");
        let endings = format!("{WATCHES}/wat_01ja4ttz8ze3ks9nvd5efz1s8d/endings");
        caller.act(&endings, "\"1-0\"", &Value::Null).await.refused(403, "forbidden");
        caller.get(endings.trim_end_matches("/endings")).await.refused(403, "forbidden");
    }
    let auditor = app.persona("auditor").await;
    assert_eq!(auditor.post(WATCHES, &nobody).await.refused(400, "bad-input").violations(), [("/personId", "no-such-thing")]);
    let wrong = auditor.post(WATCHES, &json!({ "personId": "me", "reason": "", "until": 1 })).await.refused(400, "bad-input");
    let mut pointers: Vec<&str> = wrong.violations().iter().map(|violation| violation.0).collect();
    pointers.sort_unstable();
    pointers.dedup();
    assert_eq!(pointers, ["/personId", "/reason", "/until"]);
}
