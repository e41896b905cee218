use futures_util::future::join_all;
use serde_json::json;

use super::registered;
use crate::support::TestApp;

const PASSPORT: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

#[actix_web::test]
async fn a_zone_is_read_and_what_differs_is_told() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, _) = registered(&examiner, "Eriksson", "Anna Maria", "1974-08-12").await;
    let path = format!("/api/v1/persons/{id}/foreign-documents");
    let added = examiner.post(&path, &json!({ "kind": "Passport", "mrz": PASSPORT })).await.expect(201);
    assert_eq!(
        (added.text("/issuer"), added.text("/number"), added.text("/expiresOn")),
        ("UTO".into(), "L898902C3".into(), "2012-04-15".into())
    );
    assert_eq!(added.body["findings"], json!(["Expired", "NationalityDiffers"]));
    let (other, _) = registered(&examiner, "Petkova", "Vesela", "1971-01-01").await;
    let added = examiner
        .post(&format!("/api/v1/persons/{other}/foreign-documents"), &json!({ "kind": "Passport", "mrz": PASSPORT }))
        .await
        .expect(201);
    assert_eq!(added.body["findings"], json!(["Expired", "NamesDiffer", "BirthDateDiffers", "NationalityDiffers"]));
    let listed = examiner.get(&path).await.expect(200);
    assert_eq!(listed.text("/foreignDocuments/0/mrz"), PASSPORT);
}

#[actix_web::test]
async fn a_zone_whose_check_digits_do_not_fit_is_refused() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, _) = registered(&examiner, "Eriksson", "Anna Maria", "1974-08-12").await;
    let path = format!("/api/v1/persons/{id}/foreign-documents");
    let misread = PASSPORT.replace("7408122F", "7408132F");
    let refused = examiner.post(&path, &json!({ "kind": "Passport", "mrz": misread })).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/mrz", "check-digits")]);
    let message = refused.text("/violations/0/message");
    assert!(message.contains("BirthDate") && message.contains("Composite") && !message.contains("ERIKSSON"), "{message}");
    let other = json!({ "kind": "Passport", "mrz": PASSPORT, "issuer": "TUR", "number": "X 1", "expiresOn": "2030-01-01" });
    let refused = examiner.post(&path, &other).await.refused(400, "bad-input");
    assert_eq!(
        refused.violations(),
        [("/issuer", "differs-from-zone"), ("/number", "differs-from-zone"), ("/expiresOn", "differs-from-zone")]
    );
    let refused = examiner.post(&path, &json!({ "kind": "Passport", "mrz": "x".repeat(80) })).await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("/mrz", "wrong-size")]);
}

#[actix_web::test]
async fn a_document_is_on_record_once_also_when_it_comes_ten_times_at_once() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, _) = registered(&examiner, "Georgieva", "Radka", "1990-05-17").await;
    let path = format!("/api/v1/persons/{id}/foreign-documents");
    let spellings: Vec<_> = (0..10)
        .map(|spaces| json!({ "kind": "Passport", "issuer": "BGR", "number": format!("38{}1234567", " ".repeat(spaces)) }))
        .collect();
    let answers = join_all(spellings.iter().map(|body| examiner.post(&path, body))).await;
    let made = answers.iter().filter(|answer| answer.status == 201).count();
    let told = answers.iter().filter(|answer| answer.problem() == "already-exists").count();
    assert_eq!((made, told), (1, 9));
}
