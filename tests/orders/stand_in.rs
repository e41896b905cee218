//! MPay's stand-in over real HTTP: it asks what is due, takes the money, confirms every payment twice.

use serde_json::{Value, json};

use super::mpay::{SERVICE, confirmation, fault, lei, order};
use crate::support::TestApp;

/// The stand-in's address.
fn stand_in(app: &TestApp) -> String {
    format!("http://{}/sandbox", app.platform.settings.sandbox_listen)
}

async fn pay(address: &str, body: &Value) -> Value {
    let answer = reqwest::Client::new().post(format!("{address}/mpay/payments")).json(body).send().await.expect("an answer");
    answer.json().await.expect("JSON")
}

#[actix_web::test]
async fn the_stand_in_confirms_twice_and_the_second_changes_nothing() {
    let app = TestApp::start().await;
    let (address, order) = (stand_in(&app), order(&app).await);
    let paid = pay(&address, &json!({ "serviceId": SERVICE, "orderKey": order.key })).await;
    assert_eq!(paid["payments"][0]["attempts"], json!([{ "status": 200 }, { "status": 200 }]), "{paid}");
    let read = app.persona("applicant").await.get(&order.path()).await.expect(200);
    assert_eq!((&read.body["status"], &read.body["amountPaid"]), (&json!("Paid"), &lei("3769.00")));
    assert_eq!(app.number("select count(*) from payments"), 1);
    assert_eq!(app.number("select version from orders"), 2);
}

#[actix_web::test]
async fn the_stand_in_pays_double_and_late() {
    let app = TestApp::start().await;
    let address = stand_in(&app);
    let (double, late) = (order(&app).await, order(&app).await);
    pay(&address, &json!({ "serviceId": SERVICE, "orderKey": double.key, "kind": "Double" })).await;
    let applicant = app.persona("applicant").await;
    assert_eq!(applicant.get(&double.path()).await.expect(200).body["refundDue"], lei("3769.00"));
    app.clock.advance(chrono::Duration::days(15));
    pay(&address, &json!({ "serviceId": SERVICE, "orderKey": late.key, "kind": "Late" })).await;
    let applicant = app.persona("applicant").await;
    assert_eq!(applicant.get(&late.path()).await.expect(200).body["status"], "Paid");
    assert_eq!(app.number("select count(*) from payments where outcome = 'Late'"), 1);
}

#[actix_web::test]
async fn an_envelope_that_another_key_sealed_is_refused() {
    let app = TestApp::start().await;
    let order = order(&app).await;
    let message = confirmation(&app, &order, "P-1", 376_900).await;
    let forged = migratie::partners::sealed::SealingKey::from_seed(&[9; 32]).expect("a key").seal(message.to_string().as_bytes());
    let body = Some(("text/plain", forged.into_bytes()));
    let refused = app.anyone().call("POST", "/partners/mpay/ConfirmOrderPayment", &[], body).await;
    assert_eq!(fault(&refused), "AuthenticationFailed");
    assert_eq!(app.number("select count(*) from payments"), 0);
}
