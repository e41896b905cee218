use futures_util::future::join_all;
use serde_json::json;

use super::{registered, somebody};
use crate::{
    support::TestApp,
    uploads::{samples, send},
};

#[actix_web::test]
async fn a_person_with_all_groups_of_attributes_is_registered_and_can_be_read_at_once() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let specimen =
        send(&examiner, "Attachment", "s.pdf", "application/pdf", &samples::pdf(1, 0)).await.expect(201).text("/fileId");
    let body = json!({
        "attributes": {
            "idnp": "2004000123455",
            "names": { "surname": "Бондаренко", "givenNames": "Ірина", "patronymic": "Олегівна",
                       "latin": { "surname": "BONDARENKO", "givenNames": "IRYNA" } },
            "otherNames": [{ "kind": "Birth", "surname": "Лисенко", "givenNames": "Ірина" }],
            "sex": "Female", "birthDate": "1985-02", "birthPlace": { "country": "UKR", "locality": "Вінниця" },
            "death": { "on": "2026-10-01", "place": "Chișinău", "act": "Act de deces nr. 17/2026" },
            "fingerprints": { "system": "AFIS", "reference": "AF-1", "takenOn": "2026-09-01" },
            "signature": { "fileId": specimen },
            "citizenships": [{ "country": "UKR", "since": "1991-08-24" }, { "country": "RUS", "until": "2015-01-01" }],
            "additional": { "phone": "+37360000000", "email": "iryna@example.org", "language": "ru", "notes": "Prin interpret" },
            "civilStatus": { "status": "Widowed", "since": "2020-01-01" },
            "education": [{ "level": "Doctorate", "scientificDegree": "doctor în drept", "completedIn": 2012 }],
            "movements": [{ "direction": "Entry", "on": "2022-03-01", "crossingPoint": "Palanca" }, { "direction": "Exit", "on": "2023-03-01" }],
            "ethnicity": "ucraineană", "source": "ForeignDocument",
        },
        "foreignDocuments": [{ "kind": "Passport", "issuer": "UKR", "number": "ЕЕ № 777888", "expiresOn": "2030-01-01" }],
        "addresses": [
            { "kind": "Domicile", "country": "UKR", "region": "Вінницька", "locality": "Вінниця", "street": "вул. Соборна", "house": "1", "validFrom": "2000-01-01" },
            { "kind": "Residence", "country": "MDA", "region": "Chișinău", "locality": "Chișinău", "sector": "Centru", "street": "str. Ismail",
              "house": "3", "block": "2", "apartment": "9", "validFrom": "2022-03-02" },
        ],
        "reason": "Cerere depusă la ghișeu",
    });
    let made = examiner.post("/api/v1/persons", &body).await.expect(201);
    assert_eq!(made.body["attributes"], body["attributes"]);
    assert_eq!(made.body["status"], "OnRecord");
    assert_eq!(made.body["addresses"].as_array().map(Vec::len), Some(2));
    let path = made.header("location").to_owned();
    assert_eq!(path, format!("/api/v1/persons/{}", made.text("/personId")));
    let read = examiner.get(&path).await.expect(200);
    assert_eq!((read.body, read.headers["etag"].clone()), (made.body.clone(), made.headers["etag"].clone()));
    let documents = examiner.get(&format!("{path}/foreign-documents")).await.expect(200);
    assert_eq!(documents.body["foreignDocuments"][0]["number"], "ЕЕ № 777888", "as it was written");
    assert_eq!(app.number("select count(*) from history.persons h join persons p using (id) where p.idnp = '2004000123455'"), 1);
}

#[actix_web::test]
async fn every_violation_is_told_at_once() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let shape = json!({ "attributes": { "names": {}, "sex": "Woman", "birthDate": "yesterday", "citizenships": [], "source": "Declared" },
                        "nickname": "x" });
    let answer = examiner.post("/api/v1/persons", &shape).await.refused(400, "bad-input");
    assert_eq!(
        answer.violations(),
        [
            ("/attributes/birthDate", "wrong-format"),
            ("/attributes/citizenships", "too-few"),
            ("/attributes/sex", "not-a-choice"),
            ("/nickname", "unknown-field")
        ]
    );
    let mut rules = somebody("  Ivanova", "4", "2027-01-01");
    rules["attributes"]["names"]["latin"] = json!({ "surname": "Иванова" });
    rules["foreignDocuments"] = json!([{ "kind": "Passport", "mrz": "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<11" }, { "kind": "Other" }]);
    rules["addresses"] = json!([
        { "kind": "Domicile", "country": "MDA", "validFrom": "2026-01-01", "validTo": "2025-01-01" },
        { "kind": "Residence", "country": "MDA", "validFrom": "2026-01-01" }, { "kind": "Residence", "country": "MDA", "validFrom": "2025-01-01" },
    ]);
    let answer = examiner.post("/api/v1/persons", &rules).await.refused(400, "bad-input");
    assert_eq!(
        answer.violations(),
        [
            ("/attributes/names/surname", "blank-around"),
            ("/attributes/names/givenNames", "not-a-name"),
            ("/attributes/names/latin/surname", "not-latin"),
            ("/attributes/birthDate", "in-the-future"),
            ("/foreignDocuments/0/mrz", "check-digits"),
            ("/foreignDocuments/1/issuer", "required"),
            ("/foreignDocuments/1/number", "required"),
            ("/addresses/0/validTo", "ends-before-it-begins"),
            ("/addresses", "two-at-a-time"),
        ]
    );
    let mut wrong_number = somebody("Ivanova", "Ana", "1990");
    wrong_number["attributes"]["idnp"] = json!("2004000123456");
    let answer = examiner.post("/api/v1/persons", &wrong_number).await.refused(400, "bad-input");
    assert_eq!(answer.violations(), [("/attributes/idnp", "check-digit")]);
    assert!(!answer.body.to_string().contains("2004000123456"), "the number is not repeated");
}

#[actix_web::test]
async fn possible_duplicates_are_offered_and_whoever_is_somebody_else_is_registered_after_a_look() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (first, _) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let twin = somebody("Георгиева", "Радка", "1990-05-17");
    let answer = examiner.post("/api/v1/persons", &twin).await.refused(409, "possible-duplicates");
    assert_eq!(answer.text("/candidates/0/personId"), first);
    assert!(answer.body["candidates"][0]["score"].as_f64().is_some_and(|score| score >= 0.9), "{}", answer.body);
    assert_eq!(answer.text("/candidates/0/level"), "Certain");
    assert_eq!(answer.text("/candidates/0/reasons/0/code"), "SameName");
    assert_eq!(answer.text("/candidates/0/reasons/0/text/en"), "The same name");
    assert_eq!(answer.text("/next/1/confirmedNotDuplicateOf/0"), first);
    assert!(!answer.body.to_string().contains("Georgieva"), "a refusal names nobody");

    let mut confirmed = twin.clone();
    confirmed["confirmedNotDuplicateOf"] = json!([first]);
    let second = examiner.post("/api/v1/persons", &confirmed).await.expect(201).text("/personId");
    let offered = examiner.get(&format!("/api/v1/persons/{second}/duplicates")).await.expect(200);
    assert_eq!(offered.body["duplicates"], json!([]), "what was looked at is not offered again");
    let offered = examiner.get(&format!("/api/v1/persons/{first}/duplicates")).await.expect(200);
    assert_eq!(offered.body["duplicates"], json!([]), "from neither side");
}

#[actix_web::test]
async fn a_number_is_on_record_once_whatever_is_confirmed() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let mut one = somebody("Georgieva", "Radka", "1990-05-17");
    one["attributes"]["idnp"] = json!("2004000123455");
    let id = examiner.post("/api/v1/persons", &one).await.expect(201).text("/personId");
    let mut other = somebody("Petkova", "Vesela", "1971-01-01");
    other["attributes"]["idnp"] = json!("2004000123455");
    other["confirmedNotDuplicateOf"] = json!([id]);
    let answer = examiner.post("/api/v1/persons", &other).await.refused(409, "already-exists");
    assert_eq!(answer.text("/personId"), id);
    let third = examiner.post("/api/v1/persons", &somebody("Petkova", "Vesela", "1971-01-01")).await.expect(201);
    let taken = json!({ "reason": "număr alocat", "attributes": { "idnp": "2004000123455" } });
    examiner
        .patch(&format!("/api/v1/persons/{}", third.text("/personId")), third.etag(), &taken)
        .await
        .refused(409, "already-exists");
}

#[actix_web::test]
async fn of_twenty_who_register_the_same_person_at_once_one_succeeds() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    for with_number in [true, false] {
        let mut body = if with_number {
            somebody("Dimitrova", "Nevena", "1993-03-03")
        } else {
            somebody("Stoyanova", "Kalina", "1994-04-04")
        };
        if with_number {
            body["attributes"]["idnp"] = json!("2004000123455");
        }
        let calls: Vec<_> = (0..20).map(|_| examiner.post("/api/v1/persons", &body)).collect();
        let answers = join_all(calls).await;
        let made = answers.iter().filter(|answer| answer.status == 201).count();
        let told = answers.iter().filter(|answer| ["possible-duplicates", "already-exists"].contains(&answer.problem())).count();
        assert_eq!((made, told), (1, 19), "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
    }
    assert_eq!(app.number("select count(*) from persons where surname in ('Dimitrova', 'Stoyanova')"), 2);
}

#[actix_web::test]
async fn the_same_key_gives_the_same_answer_and_with_another_body_none() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let key = [("Idempotency-Key", "registration-0001")];
    let body = somebody("Georgieva", "Radka", "1990-05-17");
    let first = examiner.post_with("/api/v1/persons", &body, &key).await.expect(201);
    let again = examiner.post_with("/api/v1/persons", &body, &key).await.expect(201);
    assert_eq!((&first.body, first.header("location"), first.etag()), (&again.body, again.header("location"), again.etag()));
    assert_eq!(app.number("select count(*) from persons where surname = 'Georgieva'"), 1);
    let other = somebody("Petkova", "Vesela", "1971-01-01");
    examiner.post_with("/api/v1/persons", &other, &key).await.refused(422, "idempotency-key-reused");
}

#[actix_web::test]
async fn who_may_not_register_is_refused() {
    let app = TestApp::start().await;
    let body = somebody("Georgieva", "Radka", "1990-05-17");
    for persona in ["applicant", "sis-reviewer", "head", "auditor", "administrator", "partner-demo"] {
        app.persona(persona).await.examining().post("/api/v1/persons", &body).await.refused(403, "forbidden");
    }
    app.anyone().post("/api/v1/persons", &body).await.refused(401, "not-signed-in");
    app.persona("border-officer").await.post("/api/v1/persons", &body).await.expect(201);
}
