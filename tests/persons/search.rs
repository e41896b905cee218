use serde_json::{Value, json};

use super::{known, registered, search};
use crate::support::{Answer, TestApp};

fn names(found: &Answer) -> Vec<String> {
    let all = found.body["persons"].as_array().expect("persons");
    all.iter()
        .map(|found| {
            format!(
                "{} {}",
                found["person"]["surname"].as_str().unwrap_or("-"),
                found["person"]["givenNames"].as_str().unwrap_or("-")
            )
        })
        .collect()
}

#[actix_web::test]
async fn a_name_is_found_in_every_script_spelling_and_order() {
    let app = TestApp::start().await;
    // All three are in the demo world, as three persons among others.
    let written = ["Цуркан Юлия", "Țurcan Iulia", "Turcan Iulia"];
    for asked in ["Юлия Цуркан", "Iulia Țurcan", "Turcan Iulia", "ЦУРКАН ЮЛИЯ ИВАНОВНА", "yulia tsurkan"]
    {
        let found = names(&search(&app, json!({ "name": asked, "limit": 10 })).await);
        for one in written {
            assert!(found.contains(&one.to_owned()), "{asked} does not find {one}: {found:?}");
        }
        assert!(found.len() <= 5, "{asked}: {found:?}");
    }
    for (asked, expected) in [
        ("Sargsyan", "Սարգսյան Արամ"),
        ("nino beridze", "ბერიძე ნინო"),
        ("Omar Haddad", "حداد عمر"),
        ("Шевченко", "Шевченко Тарас"),
        ("Rashad Mammadov", "Məmmədov Rəşad"),
        ("Demir Ayse", "Yılmaz Ayşe"),
        ("Wibowo", "- Wibowo"),
    ] {
        let found = names(&search(&app, json!({ "name": asked, "limit": 10 })).await);
        assert!(found.contains(&expected.to_owned()), "{asked}: {found:?}");
    }
}

#[actix_web::test]
async fn a_surname_of_two_letters_fits_as_a_whole_word() {
    let app = TestApp::start().await;
    let li = names(&search(&app, json!({ "name": "Li" })).await);
    assert_eq!(li.len(), 2, "{li:?}");
    assert!(li.contains(&"Li Wei".to_owned()) && li.contains(&"李 小明".to_owned()));
    assert_eq!(names(&search(&app, json!({ "name": "Ng" })).await), ["Ng Mei Ling"]);
    assert_eq!(names(&search(&app, json!({ "name": "李" })).await).len(), 2);
}

#[actix_web::test]
async fn the_nearest_comes_first_and_says_how_near() {
    let app = TestApp::start().await;
    let found = search(&app, json!({ "name": "Emre Yilmaz" })).await;
    assert_eq!(names(&found)[0], "Yılmaz Emre");
    assert_eq!(found.body["persons"][0]["score"], 1.0);
    let scores: Vec<f64> =
        found.body["persons"].as_array().expect("persons").iter().filter_map(|one| one["score"].as_f64()).collect();
    assert!(scores.is_sorted_by(|one, other| one >= other), "{scores:?}");
    let first = &found.body["persons"][0]["person"];
    assert_eq!(first["document"]["number"], "U 21456703");
    assert_eq!((&first["address"]["kind"], &first["address"]["locality"]), (&json!("Residence"), &json!("Chișinău")));
    assert_eq!(first["citizenships"], json!(["TUR"]));
}

#[actix_web::test]
async fn documents_numbers_and_dates_find_and_narrow() {
    let app = TestApp::start().await;
    for wanted in [
        json!({ "document": { "number": "EK 112233" } }),
        json!({ "document": { "number": "ек112233", "issuer": "UKR" } }),
        json!({ "birthDate": "1983-02-28" }),
        json!({ "birthDate": "1983-02", "citizenship": "UKR" }),
        json!({ "name": "Taras Sevcenco", "birthDate": "1983" }),
        json!({ "birthDate": "1983-02-28", "name": "Shevchenko" }),
    ] {
        assert_eq!(names(&search(&app, wanted.clone()).await), ["Шевченко Тарас"], "{wanted}");
    }
    known(&app, json!({ "idnp": "2015000000011" })).await;
    for nobody in [
        json!({ "document": { "number": "EK 112233", "issuer": "RUS" } }),
        json!({ "birthDate": "1983-02-28", "citizenship": "RUS" }),
        json!({ "birthDate": "1983-02-28", "name": "Popescu" }),
        json!({ "idnp": "2015000000011", "name": "Popescu" }),
        json!({ "idnp": "2004000123455" }),
    ] {
        assert_eq!(search(&app, nobody.clone()).await.body["persons"], json!([]), "{nobody}");
    }
    let sharma = search(&app, json!({ "birthDate": "2000-07-01" })).await;
    assert_eq!(names(&sharma), ["Sharma Priya"], "of her only the year is known");
    let haddad = search(&app, json!({ "birthDate": "1996-01-31" })).await;
    assert_eq!(names(&haddad), ["حداد عمر"], "of him only the month is known");
    assert_eq!(search(&app, json!({ "birthDate": "1996-02-01" })).await.body["persons"], json!([]));
}

#[actix_web::test]
async fn a_search_for_nothing_is_refused() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    for (wanted, expected) in [
        (json!({}), vec![("", "nothing-to-search-by")]),
        (json!({ "citizenship": "TUR" }), vec![("", "nothing-to-search-by")]),
        (json!({ "name": "--" }), vec![("/name", "not-a-name")]),
        (json!({ "birthDate": "unknown" }), vec![("/birthDate", "not-a-choice")]),
        (
            json!({ "name": "", "surname": "x", "limit": 500 }),
            vec![("/limit", "too-large"), ("/name", "too-short"), ("/surname", "unknown-field")],
        ),
    ] {
        let refused = examiner.search(&wanted).await.refused(400, "bad-input");
        assert_eq!(refused.violations(), expected, "{wanted}");
    }
    app.persona("examiner-chisinau").await.search(&json!({ "name": "Yılmaz" })).await.refused(400, "legal-ground-missing");
}

#[actix_web::test]
async fn pages_follow_each_other_without_gap_or_repetition() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    for (index, given) in ["Ana", "Bilyana", "Desislava", "Elitsa", "Gergana"].iter().enumerate() {
        registered(&examiner, "Hadzhikonstantinova", given, &format!("199{index}-01-01")).await;
    }
    let (mut seen, mut cursor): (Vec<String>, Option<String>) = (Vec::new(), None);
    loop {
        let mut wanted = json!({ "name": "Hadzhikonstantinova", "limit": 2 });
        if let Some(cursor) = &cursor {
            wanted["cursor"] = Value::from(cursor.clone());
        }
        let page = examiner.search(&wanted).await.expect(200);
        seen.extend(names(&page));
        let Some(next) = page.body["nextCursor"].as_str() else { break };
        let other = json!({ "name": "Yılmaz", "limit": 2, "cursor": next });
        examiner.search(&other).await.refused(400, "foreign-cursor");
        cursor = Some(next.to_owned());
    }
    let mut once = seen.clone();
    once.sort();
    once.dedup();
    assert_eq!((seen.len(), once.len()), (5, 5), "{seen:?}");
}

#[actix_web::test]
async fn whoever_was_shown_can_see_that() {
    let app = TestApp::start().await;
    search(&app, json!({ "name": "Emre Yılmaz" })).await;
    let accesses = app.persona("applicant").await.get("/api/v1/persons/current/accesses").await.expect(200);
    assert_eq!(accesses.text("/accesses/0/operation"), "searchPersons");
    assert_eq!(accesses.text("/accesses/0/actorName"), "LUNGU Andrei");
}
