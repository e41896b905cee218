use futures_util::future::join_all;
use serde_json::json;

use super::registered;
use crate::support::TestApp;

#[actix_web::test]
async fn a_new_domicile_ends_the_one_before_it() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, _) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let path = format!("/api/v1/persons/{id}/addresses");
    for (kind, locality, from) in
        [("Domicile", "Bălți", "2020-01-01"), ("Residence", "Orhei", "2021-01-01"), ("Domicile", "Cahul", "2022-02-02")]
    {
        let home = json!({ "kind": kind, "country": "MDA", "locality": locality, "validFrom": from });
        examiner.post(&path, &home).await.expect(201);
    }
    let all = examiner.get(&path).await.expect(200);
    let seen: Vec<_> = all.body["addresses"]
        .as_array()
        .expect("addresses")
        .iter()
        .map(|one| (one["locality"].as_str(), one["validTo"].as_str()))
        .collect();
    assert_eq!(seen, [(Some("Cahul"), None), (Some("Orhei"), None), (Some("Bălți"), Some("2022-02-02"))]);
    let person = examiner.get(&format!("/api/v1/persons/{id}")).await.expect(200);
    let current: Vec<_> =
        person.body["addresses"].as_array().expect("addresses").iter().map(|one| one["locality"].as_str()).collect();
    assert_eq!(current, [Some("Cahul"), Some("Orhei")]);
}

#[actix_web::test]
async fn there_is_never_more_than_one_of_a_kind_on_a_day() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, _) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let path = format!("/api/v1/persons/{id}/addresses");
    let home = |from: &str| json!({ "kind": "Domicile", "country": "MDA", "locality": "Bălți", "validFrom": from });
    let same = home("2020-01-01");
    let answers = join_all((0..10).map(|_| examiner.post(&path, &same))).await;
    let made = answers.iter().filter(|answer| answer.status == 201).count();
    let told = answers.iter().filter(|answer| answer.problem() == "already-exists").count();
    assert_eq!((made, told), (1, 9));
    examiner.post(&path, &home("2019-01-01")).await.refused(409, "already-exists");
    let mut past = home("2018-01-01");
    past["validTo"] = json!("2020-01-01");
    examiner.post(&path, &past).await.expect(201);
    past["validTo"] = json!("2018-01-01");
    let refused = examiner.post(&path, &past).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/validTo", "ends-before-it-begins")]);
    examiner.post("/api/v1/persons/per_01ja4ttz8ze3ks9nvd5efz1s8d/addresses", &same).await.refused(404, "not-found");
    app.persona("applicant").await.post(&path, &same).await.refused(403, "forbidden");
}

#[actix_web::test]
async fn addresses_are_told_as_they_were_known_on_a_day() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, _) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let path = format!("/api/v1/persons/{id}/addresses");
    let instant = || app.clock.now().format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let mut known = vec![instant()];
    for (locality, from) in [("Bălți", "2020-01-01"), ("Cahul", "2022-02-02")] {
        app.clock.advance(chrono::Duration::seconds(20));
        let examiner = app.persona("examiner-chisinau").await.examining();
        let home = json!({ "kind": "Domicile", "country": "MDA", "locality": locality, "validFrom": from });
        examiner.post(&path, &home).await.expect(201);
        app.clock.advance(chrono::Duration::seconds(20));
        known.push(instant());
    }
    let examiner = app.persona("examiner-chisinau").await.examining();
    let expected = [
        json!([]),
        // Nobody knew yet of the one that ends it.
        json!([["Bălți", null]]),
        json!([["Cahul", null], ["Bălți", "2022-02-02"]]),
    ];
    for (as_of, expected) in known.iter().zip(expected) {
        let told = examiner.get(&format!("{path}?asOf={as_of}")).await.expect(200);
        let seen: Vec<_> = told.body["addresses"]
            .as_array()
            .expect("addresses")
            .iter()
            .map(|one| json!([one["locality"], one["validTo"]]))
            .collect();
        assert_eq!(json!(seen), expected, "as of {as_of}");
    }
}
