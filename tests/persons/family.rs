use futures_util::future::join_all;
use serde_json::{Value, json};

use super::registered;
use crate::support::{Caller, TestApp};

async fn links(caller: &Caller<'_>, id: &str) -> Value {
    caller.get(&format!("/api/v1/persons/{id}/family-links")).await.expect(200).body["familyLinks"].clone()
}

#[actix_web::test]
async fn a_link_is_seen_from_both_sides() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (mother, _) = registered(&examiner, "Georgieva", "Radka", "1970-05-17").await;
    let (daughter, _) = registered(&examiner, "Petkova", "Vesela", "1995-01-01").await;
    let added = examiner
        .post(
            &format!("/api/v1/persons/{mother}/family-links"),
            &json!({ "relativeId": daughter, "link": "Child", "since": "1995-01-01" }),
        )
        .await
        .expect(201);
    assert_eq!((added.text("/link"), added.text("/relativeName")), ("Child".into(), "Petkova Vesela".into()));
    let of_mother = links(&examiner, &mother).await;
    assert_eq!((&of_mother[0]["link"], &of_mother[0]["relativeId"]), (&json!("Child"), &json!(daughter)));
    let of_daughter = links(&examiner, &daughter).await;
    assert_eq!((&of_daughter[0]["link"], &of_daughter[0]["relativeId"]), (&json!("Parent"), &json!(mother)));
    assert_eq!(of_daughter[0]["familyLinkId"], of_mother[0]["familyLinkId"]);
    assert_eq!(of_daughter[0]["relativeName"], "Georgieva Radka");
    let again = json!({ "relativeId": mother, "link": "Parent" });
    examiner.post(&format!("/api/v1/persons/{daughter}/family-links"), &again).await.refused(409, "already-exists");
}

#[actix_web::test]
async fn what_cannot_be_is_refused() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (elder, _) = registered(&examiner, "Georgieva", "Radka", "1970-05-17").await;
    let (younger, _) = registered(&examiner, "Petkova", "Vesela", "2015-01-01").await;
    let path = format!("/api/v1/persons/{elder}/family-links");
    for (relative, link, code) in [
        (&elder, "Sibling", "same-person"),
        (&younger, "Parent", "elder-not-older"),
        (&younger, "Spouse", "spouse-too-young"),
        (&younger, "Guardian", "guardian-not-of-age"),
    ] {
        let refused = examiner.post(&path, &json!({ "relativeId": relative, "link": link })).await.refused(400, "bad-input");
        assert!(refused.violations().iter().any(|violation| violation.1 == code), "{link}: {}", refused.body);
    }
    examiner.post(&path, &json!({ "relativeId": younger, "link": "Child" })).await.expect(201);
    let refused = examiner.post(&path, &json!({ "relativeId": younger, "link": "Grandchild" })).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/link", "excluded-by-another-link")]);
    examiner
        .post(&path, &json!({ "relativeId": "per_01ja4ttz8ze3ks9nvd5efz1s8d", "link": "Sibling" }))
        .await
        .refused(404, "not-found");
}

#[actix_web::test]
async fn of_links_that_exclude_each_other_one_is_made_even_at_once_and_from_both_sides() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (one, _) = registered(&examiner, "Georgieva", "Radka", "1970-05-17").await;
    let (other, _) = registered(&examiner, "Petkova", "Vesela", "1971-01-01").await;
    let calls: Vec<(String, Value)> = (0..6)
        .flat_map(|_| {
            [(&one, &other, "Spouse"), (&other, &one, "Sibling")].map(|(person, relative, link)| {
                (format!("/api/v1/persons/{person}/family-links"), json!({ "relativeId": relative, "link": link }))
            })
        })
        .collect();
    let answers = join_all(calls.iter().map(|(path, body)| examiner.post(path, body))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    assert!(answers.iter().all(|answer| [201, 400, 409].contains(&answer.status)));
    assert_eq!(links(&examiner, &one).await.as_array().map(Vec::len), Some(1));
}

#[actix_web::test]
async fn links_are_told_as_they_were_known_on_a_day() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (mother, _) = registered(&examiner, "Georgieva", "Radka", "1970-05-17").await;
    let (daughter, _) = registered(&examiner, "Petkova", "Vesela", "1995-01-01").await;
    let (husband, _) = registered(&examiner, "Georgiev", "Rangel", "1968-02-02").await;
    let path = format!("/api/v1/persons/{mother}/family-links");
    let mut known = Vec::new();
    for link in [json!({ "relativeId": daughter, "link": "Child" }), json!({ "relativeId": husband, "link": "Spouse" })] {
        known.push(app.clock.now().format("%Y-%m-%dT%H:%M:%SZ").to_string());
        app.clock.advance(chrono::Duration::seconds(20));
        let examiner = app.persona("examiner-chisinau").await.examining();
        examiner.post(&path, &link).await.expect(201);
    }
    app.clock.advance(chrono::Duration::seconds(20));
    let examiner = app.persona("examiner-chisinau").await.examining();
    known.push(app.clock.now().format("%Y-%m-%dT%H:%M:%SZ").to_string());
    for (as_of, expected) in known.iter().zip([vec![], vec![&daughter], vec![&daughter, &husband]]) {
        let told = examiner.get(&format!("{path}?asOf={as_of}")).await.expect(200);
        let mut relatives: Vec<&str> =
            told.body["familyLinks"].as_array().expect("links").iter().filter_map(|link| link["relativeId"].as_str()).collect();
        relatives.sort_unstable();
        let mut expected: Vec<&str> = expected.iter().map(|id| id.as_str()).collect();
        expected.sort_unstable();
        assert_eq!(relatives, expected, "as of {as_of}");
    }
    // From the other side too.
    let told = examiner.get(&format!("/api/v1/persons/{husband}/family-links?asOf={}", known[1])).await.expect(200);
    assert_eq!(told.body["familyLinks"], json!([]));
}
