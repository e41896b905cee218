use futures_util::future::join_all;
use serde_json::{Value, json};

use super::mpay::{Opened, TOTAL, confirm, confirmation, lei, order, pay};
use crate::support::TestApp;

fn refund(amount: &str) -> Value {
    json!({ "amount": lei(amount), "reason": "Plată dublă" })
}

fn refunds(order: &Opened) -> String {
    format!("{}/refunds", order.path())
}

async fn paid_twice(app: &TestApp) -> Opened {
    let order = order(app).await;
    let (first, second) = (confirmation(app, &order, "P-1", TOTAL).await, confirmation(app, &order, "P-2", TOTAL).await);
    confirm(app, &first).await.expect(200);
    confirm(app, &second).await.expect(200);
    order
}

#[actix_web::test]
async fn the_head_orders_back_what_was_paid_twice_and_records_the_transfer() {
    let app = TestApp::start().await;
    let order = paid_twice(&app).await;
    let head = app.persona("head").await;
    let seen = head.get(&order.path()).await.expect(200);
    let ordered = head.act(&refunds(&order), seen.etag(), &refund("3769.00")).await.expect(201);
    assert_eq!(ordered.header("location"), order.path());
    assert_eq!((&ordered.body["status"], &ordered.body["refundDue"]), (&json!("Paid"), &lei("0.00")));
    let id = ordered.text("/refunds/0/refundId");
    let done = format!("{}/{id}/completions", refunds(&order));
    let completed = head.act(&done, ordered.etag(), &json!({ "reference": "OP-2026-1187" })).await.expect(200);
    assert_eq!(
        (&completed.body["refunds"][0]["state"], &completed.body["refunds"][0]["reference"]),
        (&json!("Done"), &json!("OP-2026-1187"))
    );
    head.act(&done, completed.etag(), &json!({ "reference": "OP-2026-1188" })).await.refused(409, "not-in-this-state");
    assert_eq!(app.number("select count(*) from history.refunds"), 2);
    assert_eq!(
        app.number(
            "select count(*) from journal.entries where operation in ('orderRefund', 'completeRefund') and outcome = 'Done'"
        ),
        2
    );
}

#[actix_web::test]
async fn a_refund_of_the_fee_shows_in_the_status() {
    let app = TestApp::start().await;
    let order = order(&app).await;
    let head = app.persona("head").await;
    let seen = head.get(&order.path()).await.expect(200);
    head.act(&refunds(&order), seen.etag(), &refund("1.00")).await.refused(409, "not-in-this-state");
    pay(&app, &order, "P-1", TOTAL).await;
    let seen = head.get(&order.path()).await.expect(200);
    let ordered = head.act(&refunds(&order), seen.etag(), &refund("3769.00")).await.expect(201);
    assert_eq!(ordered.body["status"], "Refunding");
    let done = format!("{}/{}/completions", refunds(&order), ordered.text("/refunds/0/refundId"));
    let completed = head.act(&done, ordered.etag(), &json!({ "reference": "OP-1" })).await.expect(200);
    assert_eq!((&completed.body["status"], &completed.body["amountDue"]), (&json!("Refunded"), &lei("0.00")));
}

#[actix_web::test]
async fn no_more_goes_back_than_came_in() {
    let app = TestApp::start().await;
    let order = paid_twice(&app).await;
    let head = app.persona("head").await;
    let etag = head.get(&order.path()).await.expect(200).etag().to_owned();
    for amount in ["7538.01", "0.00"] {
        let refused = head.act(&refunds(&order), &etag, &refund(amount)).await.refused(400, "bad-input");
        assert_eq!(refused.violations(), [("/amount", "not-refundable")]);
    }
    let shapeless = json!({ "amount": { "amount": "1", "currency": "EUR" }, "reason": "", "to": "me" });
    let refused = head.act(&refunds(&order), &etag, &shapeless).await.refused(400, "bad-input");
    let places: Vec<_> = refused.violations().into_iter().map(|(place, _)| place.to_owned()).collect();
    for place in ["/amount/amount", "/amount/currency", "/reason", "/to"] {
        assert!(places.iter().any(|found| found == place), "{place} in {places:?}");
    }
}

#[actix_web::test]
async fn of_twenty_refunds_at_once_under_one_etag_one_is_ordered() {
    let app = TestApp::start().await;
    let order = paid_twice(&app).await;
    let head = app.persona("head").await;
    let etag = head.get(&order.path()).await.expect(200).etag().to_owned();
    let (path, body) = (refunds(&order), refund("3769.00"));
    let answers = join_all((0..20).map(|_| head.act(&path, &etag, &body))).await;
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [vec![201], vec![412; 19]].concat());
    assert_eq!(app.number("select count(*) from refunds"), 1);
}

#[actix_web::test]
async fn the_same_key_gives_the_same_answer_and_another_body_is_refused() {
    let app = TestApp::start().await;
    let order = paid_twice(&app).await;
    let head = app.persona("head").await;
    let etag = head.get(&order.path()).await.expect(200).etag().to_owned();
    let headers = [("Idempotency-Key", "refund-of-p-2"), ("If-Match", etag.as_str())];
    let first = head.post_with(&refunds(&order), &refund("3769.00"), &headers).await.expect(201);
    let again = head.post_with(&refunds(&order), &refund("3769.00"), &headers).await.expect(201);
    assert_eq!((first.etag(), &first.body), (again.etag(), &again.body));
    head.post_with(&refunds(&order), &refund("1.00"), &headers).await.refused(422, "idempotency-key-reused");
    head.post_with(&refunds(&order), &refund("1.00"), &[]).await.refused(428, "if-match-missing");
    head.act(&refunds(&order), &etag, &refund("1.00")).await.refused(412, "stale-etag");
    assert_eq!(app.number("select count(*) from refunds"), 1);
}

#[actix_web::test]
async fn only_the_head_of_the_office_orders_refunds() {
    let app = TestApp::start().await;
    let order = paid_twice(&app).await;
    for persona in ["applicant", "examiner-chisinau", "deputy-head", "administrator"] {
        let caller = app.persona(persona).await;
        caller.act(&refunds(&order), "\"1-0000000000000000\"", &refund("1.00")).await.refused(403, "forbidden");
    }
    let elsewhere = super::mpay::order_for(&app, "applicant", "BAL", true).await;
    let head = app.persona("head").await;
    head.act(&refunds(&elsewhere), "\"1-0000000000000000\"", &refund("1.00")).await.refused(404, "not-found");
}
