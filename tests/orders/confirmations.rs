use chrono::Duration;
use futures_util::future::join_all;
use migratie::{kernel::money::Money, partners::sealed::development, payments};
use serde_json::json;

use super::mpay::{
    SERVICE, TOTAL, call_under, confirm, confirmation, details, fault, lei, order, order_for, pay, sealed, send, told,
};
use crate::support::TestApp;

#[actix_web::test]
async fn mpay_is_told_the_real_fee_lines_each_with_its_account() {
    let app = TestApp::start().await;
    let urgent = told(&app, &order(&app).await).await;
    assert_eq!((urgent["Status"].as_str(), urgent["TotalAmountDue"].as_str()), (Some("Active"), Some("3769.00")));
    assert_eq!(urgent["Lines"][0]["AmountDue"], "3600.00");
    assert_eq!(urgent["Lines"][0]["DestinationAccount"]["ConfigurationCode"], "IGM-STATE-FEE");
    assert_eq!(urgent["Lines"][1]["AmountDue"], "169.00");
    assert_eq!(urgent["Lines"][1]["DestinationAccount"]["ConfigurationCode"], "IGM-SERVICE-TARIFF");
    assert!(urgent["Lines"][0]["Reason"].as_str().is_some_and(|reason| reason.chars().count() == 50), "MPay takes 50 characters");
    let normal = order_for(&app, "applicant", "CHI", false).await;
    assert_eq!(told(&app, &normal).await["TotalAmountDue"], "3690.00");
}

#[actix_web::test]
async fn a_key_typed_badly_is_understood() {
    let app = TestApp::start().await;
    let order = order(&app).await;
    let sloppy = order.key.to_lowercase().replace('-', " ").replace('0', "o");
    assert_eq!(details(&app, &sloppy).await.expect(200).body["GetOrderDetailsResult"][0]["OrderKey"], order.key.as_str());
}

#[actix_web::test]
async fn the_second_confirmation_changes_nothing() {
    let app = TestApp::start().await;
    let order = order(&app).await;
    let message = confirmation(&app, &order, "P-1", TOTAL).await;
    confirm(&app, &message).await.expect(200);
    let applicant = app.persona("applicant").await;
    let paid = applicant.get(&order.path()).await.expect(200);
    assert_eq!(paid.body["status"], "Paid");
    assert_eq!(paid.body["amountDue"], lei("0.00"));
    assert!(paid.body["paymentUrl"].is_null());
    confirm(&app, &message).await.expect(200);
    let again = applicant.get(&order.path()).await.expect(200);
    assert_eq!((again.etag(), &again.body), (paid.etag(), &paid.body));
    assert_eq!(app.number("select count(*) from payments"), 1);
}

#[actix_web::test]
async fn twenty_confirmations_at_once_count_once() {
    let app = TestApp::start().await;
    let order = order(&app).await;
    let message = confirmation(&app, &order, "P-1", TOTAL).await;
    for answer in join_all((0..20).map(|_| confirm(&app, &message))).await {
        answer.expect(200);
    }
    assert_eq!(app.number("select count(*) from payments"), 1);
    assert_eq!(app.number("select received_bani from orders"), TOTAL);
    assert_eq!(app.number("select version from orders"), 2, "written once");
    assert_eq!(app.number("select sum(received_bani) from order_lines"), TOTAL);
}

#[actix_web::test]
async fn twenty_payments_at_once_are_all_on_record_and_one_settles() {
    let app = TestApp::start().await;
    let order = order(&app).await;
    let mut messages = Vec::new();
    for n in 0..20 {
        messages.push(confirmation(&app, &order, &format!("P-{n}"), TOTAL).await);
    }
    for answer in join_all(messages.iter().map(|message| confirm(&app, message))).await {
        answer.expect(200);
    }
    let read = app.persona("applicant").await.get(&order.path()).await.expect(200);
    assert_eq!(read.body["status"], "Paid");
    assert_eq!(read.body["amountPaid"], lei("3769.00"));
    assert_eq!(read.body["refundDue"], lei("71611.00"));
    assert_eq!(app.number("select count(*) from payments where outcome = 'Applied'"), 1);
    assert_eq!(app.number("select count(*) from payments where outcome = 'Excess' and counted_bani = 0"), 19);
}

#[actix_web::test]
async fn a_part_leaves_the_rest_to_be_asked_for_and_the_rest_settles() {
    let app = TestApp::start().await;
    let order = order(&app).await;
    pay(&app, &order, "P-1", 360_000 - 100).await;
    let rest = told(&app, &order).await;
    assert_eq!((rest["Status"].as_str(), rest["TotalAmountDue"].as_str()), (Some("PartiallyPaid"), Some("170.00")));
    assert_eq!((rest["Lines"][0]["AmountDue"].as_str(), rest["Lines"][1]["AmountDue"].as_str()), (Some("1.00"), Some("169.00")));
    pay(&app, &order, "P-2", 100).await;
    let rest = told(&app, &order).await;
    assert_eq!(rest["Lines"].as_array().map(Vec::len), Some(1), "only what is left");
    pay(&app, &order, "P-3", 16_900).await;
    let paid = told(&app, &order).await;
    assert_eq!((paid["Status"].as_str(), paid["TotalAmountDue"].as_str()), (Some("Paid"), Some("0.00")));
}

#[actix_web::test]
async fn a_late_payment_reopens_an_expired_order_and_is_marked() {
    let app = TestApp::start().await;
    let order = order(&app).await;
    app.clock.advance(Duration::days(15));
    assert_eq!(told(&app, &order).await["Status"], "Expired", "even before the worker has come by");
    app.work_off().await;
    assert_eq!(app.number("select count(*) from orders where status = 'Expired' and expired_at is not null"), 1);
    pay(&app, &order, "P-1", TOTAL).await;
    let applicant = app.persona("applicant").await;
    assert_eq!(applicant.get(&order.path()).await.expect(200).body["status"], "Paid");
    let payments = applicant.get(&format!("{}/payments", order.path())).await.expect(200);
    assert_eq!(payments.body["payments"][0]["outcome"], "Late");
    assert_eq!(payments.body["payments"][0]["amountCounted"], lei("3769.00"));
}

#[actix_web::test]
async fn a_payment_in_time_that_is_confirmed_late_is_not_late() {
    let app = TestApp::start().await;
    let order = order(&app).await;
    let message = confirmation(&app, &order, "P-1", TOTAL).await;
    app.clock.advance(Duration::days(15));
    app.work_off().await;
    confirm(&app, &message).await.expect(200);
    assert_eq!(app.number("select count(*) from payments where outcome = 'Applied'"), 1);
    assert_eq!(app.number("select count(*) from orders where status = 'Paid'"), 1);
}

#[actix_web::test]
async fn money_for_a_request_that_waits_no_more_is_due_back() {
    let app = TestApp::start().await;
    let order = order(&app).await;
    pay(&app, &order, "P-1", 10_000).await;
    let late = confirmation(&app, &order, "P-2", TOTAL - 10_000).await;
    let request = order.request;
    let due = app.platform.door.by_system("withdrawForTest", move |unit| {
        payments::cancel(unit, request)?;
        payments::cancel(unit, request)?;
        payments::amount_due(unit, request)
    });
    assert_eq!(due.await.expect("cancelled"), Money::ZERO);
    confirm(&app, &late).await.expect(200);
    let read = app.persona("applicant").await.get(&order.path()).await.expect(200);
    assert_eq!(read.body["status"], "Cancelled");
    assert_eq!(read.body["refundDue"], lei("3769.00"));
    assert_eq!(read.body["amountPaid"], lei("0.00"));
    assert_eq!(app.number("select count(*) from payments where outcome = 'Excess'"), 1);
}

#[actix_web::test]
async fn a_double_payment_is_due_back_and_the_order_stays_paid() {
    let app = TestApp::start().await;
    let order = order(&app).await;
    let (first, second) = (confirmation(&app, &order, "P-1", TOTAL).await, confirmation(&app, &order, "P-2", TOTAL).await);
    confirm(&app, &first).await.expect(200);
    confirm(&app, &second).await.expect(200);
    let read = app.persona("applicant").await.get(&order.path()).await.expect(200);
    assert_eq!((&read.body["status"], &read.body["refundDue"]), (&json!("Paid"), &lei("3769.00")));
}

#[actix_web::test]
async fn a_request_waits_for_one_order_at_a_time_and_nothing_is_due_without_one() {
    let app = TestApp::start().await;
    let order = order(&app).await;
    let (request, free) = (order.request, uuid::Uuid::now_v7());
    let due = app.platform.door.by_system("askForTest", move |unit| {
        Ok((payments::amount_due(unit, request)?.bani(), payments::amount_due(unit, free)?.bani()))
    });
    assert_eq!(due.await.expect("sums"), (TOTAL, 0));
    #[derive(diesel::QueryableByName)]
    struct Refused {
        #[diesel(sql_type = diesel::sql_types::Text)]
        indexdef: String,
    }
    let held = app.query::<Refused>("select indexdef from pg_indexes where indexname = 'orders_one_waiting'");
    assert!(held[0].indexdef.contains("UNIQUE"));
}

#[actix_web::test]
async fn what_mpay_may_not_say_is_a_fault_and_changes_nothing() {
    let app = TestApp::start().await;
    let order = order(&app).await;
    let good = confirmation(&app, &order, "P-1", TOTAL).await;
    let changed = |pointer: &str, value: serde_json::Value| {
        let mut message = good.clone();
        *message.pointer_mut(pointer).expect("a place") = value;
        message
    };
    let cases = [
        (changed("/confirmation/TotalAmount", json!("1.00")), "InvalidParameter"),
        (changed("/confirmation/TotalAmount", json!("-5.00")), "InvalidParameter"),
        (changed("/confirmation/Currency", json!("EUR")), "InvalidParameter"),
        (changed("/confirmation/Lines/0/LineID", json!(uuid::Uuid::now_v7())), "InvalidParameter"),
        (changed("/confirmation/OrderKey", json!("0000-0000-0000-0000")), "UnknownOrder"),
        (changed("/confirmation/OrderKey", json!("' or 1=1")), "UnknownOrder"),
        (changed("/confirmation/ServiceID", json!("OTHER")), "UnknownService"),
        (json!({ "confirmation": [] }), "InvalidParameter"),
    ];
    for (message, code) in cases {
        assert_eq!(fault(&confirm(&app, &message).await), code, "{message}");
    }
    assert_eq!(fault(&details(&app, "ZZZZ-ZZZZ-ZZZZ-ZZZZ").await), "UnknownOrder");
    let forged = call_under(&app, &[9; 32], "ConfirmOrderPayment", &good).await;
    assert_eq!(fault(&forged), "AuthenticationFailed");
    let unsigned = Some(("application/json", good.to_string().into_bytes()));
    let unsigned = app.anyone().call("POST", "/partners/mpay/ConfirmOrderPayment", &[], unsigned).await;
    assert_eq!(fault(&unsigned), "AuthenticationFailed");
    let query = json!({ "query": { "OrderKey": order.key, "ServiceID": "OTHER" } });
    let foreign = call_under(&app, development::MPAY, "GetOrderDetails", &query).await;
    assert_eq!(fault(&foreign), "UnknownService");
    assert_eq!(app.number("select count(*) from payments"), 0);
    assert_eq!(app.number("select version from orders"), 1);
    assert_eq!(SERVICE, "IGM-TEST");
}

#[actix_web::test]
async fn a_payment_id_names_one_payment_of_one_order() {
    let app = TestApp::start().await;
    let (one, other) = (order(&app).await, order(&app).await);
    pay(&app, &one, "P-1", TOTAL).await;
    let elsewhere = confirmation(&app, &other, "P-1", TOTAL).await;
    assert_eq!(fault(&confirm(&app, &elsewhere).await), "InvalidParameter");
    assert_eq!(told(&app, &other).await["Status"], "Active");
}

#[actix_web::test]
async fn a_message_that_is_played_back_later_is_refused() {
    let app = TestApp::start().await;
    let order = order(&app).await;
    let message = confirmation(&app, &order, "P-1", TOTAL).await;
    let body = sealed(&app, development::MPAY, &message);
    app.clock.advance(Duration::minutes(6));
    let late = send(&app, "ConfirmOrderPayment", body).await;
    assert_eq!(fault(&late), "AuthenticationFailed");
}

#[actix_web::test]
async fn the_whole_message_is_kept_and_the_journal_tells_of_every_call() {
    let app = TestApp::start().await;
    let order = order(&app).await;
    let message = confirmation(&app, &order, "P-1", TOTAL).await;
    let body = sealed(&app, development::MPAY, &message);
    for _ in 0..2 {
        send(&app, "ConfirmOrderPayment", body.clone()).await.expect(200);
    }
    let mut unknown = message.clone();
    unknown["confirmation"]["OrderKey"] = json!("0000-0000-0000-0000");
    confirm(&app, &unknown).await;
    #[derive(diesel::QueryableByName)]
    struct Evidence {
        #[diesel(sql_type = diesel::sql_types::Text)]
        text: String,
    }
    assert_eq!(app.query::<Evidence>("select message ->> 'text' as text from payments")[0].text.as_bytes(), body);
    let told_of = |outcome: &str| {
        app.number(&format!(
            "select count(*) from journal.entries where operation = 'confirmOrderPayment' and outcome = '{outcome}' and actor_kind = 'System'"
        ))
    };
    assert_eq!((told_of("Done"), told_of("Refused")), (2, 1));
    assert_eq!(
        app.number("select count(*) from journal.entries e, orders o where e.operation = 'confirmOrderPayment' and o.person_id = any(e.persons)"),
        2
    );
    assert_eq!(app.number("select count(*) from history.orders"), 2);
    assert_eq!(
        app.number("select count(*) from journal.entries where operation = 'getOrderDetails' and cardinality(persons) = 1"),
        1
    );
}
