use futures_util::future::join_all;
use serde_json::json;

use super::mpay::{TOTAL, lei, order, order_for, pay};
use crate::support::TestApp;

#[actix_web::test]
async fn the_applicant_reads_what_is_owed_and_how_to_pay_it() {
    let app = TestApp::start().await;
    let order = order(&app).await;
    let read = app.persona("applicant").await.get(&order.path()).await.expect(200);
    assert_eq!(read.body["total"], lei("3769.00"));
    assert_eq!(read.body["lines"][0]["kind"], "StateFee");
    assert_eq!(read.body["lines"][1]["amountDue"], lei("169.00"));
    let fields = read.body["paymentFields"].as_array().expect("fields");
    let names: Vec<_> = fields.iter().map(|field| field["name"].as_str().expect("a name")).collect();
    assert_eq!(names, ["ServiceID", "OrderKey", "ReturnUrl"]);
    assert_eq!(fields[1]["value"], order.key.as_str());
    let url = read.text("/paymentUrl");
    assert!(url.ends_with("/service/pay") && !url.contains('?'), "nothing personal in an address: {url}");
    let unchanged = app.persona("applicant").await.call("GET", &order.path(), &[("If-None-Match", read.etag())], None).await;
    assert_eq!(unchanged.status, 304);
}

#[actix_web::test]
async fn officers_see_the_orders_of_their_office_and_no_others() {
    let app = TestApp::start().await;
    let order = order(&app).await;
    for persona in ["counter-operator", "examiner-chisinau", "head", "deputy-head", "applicant"] {
        app.persona(persona).await.get(&order.path()).await.expect(200);
    }
    for persona in ["examiner-balti", "representative", "employer"] {
        let caller = app.persona(persona).await;
        for path in [order.path(), format!("{}/payments", order.path())] {
            let answer = caller.get(&path).await;
            assert_eq!((answer.status, answer.problem()), (404, "not-found"), "{persona} {path}");
        }
    }
    app.persona("statistician").await.get(&order.path()).await.refused(403, "forbidden");
    app.anyone().get(&order.path()).await.refused(401, "not-signed-in");
    assert_eq!(
        app.number(
            "select count(*) from journal.entries where operation = 'readOrder' and legal_basis = 'LAW-200-2010-EXAMINATION'"
        ),
        5
    );
}

#[actix_web::test]
async fn lists_give_exactly_what_a_direct_read_would() {
    let app = TestApp::start().await;
    let mine = order(&app).await;
    let elsewhere = order_for(&app, "employer", "BAL", false).await;
    let ids = async |persona: &str, query: &str| {
        let list = app.persona(persona).await.get(&format!("/api/v1/orders{query}")).await.expect(200);
        let orders = list.body["orders"].as_array().expect("orders").clone();
        orders.iter().map(|order| order["orderId"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids("applicant", "").await, [mine.id.to_string()]);
    assert_eq!(ids("employer", "").await, [elsewhere.id.to_string()]);
    assert_eq!(ids("examiner-chisinau", "").await, [mine.id.to_string()]);
    assert_eq!(ids("examiner-balti", "").await, [elsewhere.id.to_string()]);
    assert_eq!(ids("applicant", &format!("?requestId={}", mine.request_id())).await, [mine.id.to_string()]);
    assert!(ids("applicant", &format!("?requestId={}", elsewhere.request_id())).await.is_empty());
    let refused = app.persona("applicant").await.get("/api/v1/orders?requestId=7&idnp=1").await.refused(400, "bad-input");
    assert_eq!(refused.violations(), [("requestId", "too-short"), ("requestId", "wrong-format"), ("idnp", "unknown-parameter")]);
}

#[actix_web::test]
async fn a_list_is_read_page_by_page() {
    let app = TestApp::start().await;
    join_all((0..5).map(|_| order(&app))).await;
    let caller = app.persona("applicant").await;
    let (mut seen, mut path) = (Vec::new(), "/api/v1/orders?limit=2".to_owned());
    loop {
        let page = caller.get(&path).await.expect(200);
        seen.extend(page.body["orders"].as_array().expect("orders").iter().map(|order| order["orderId"].to_string()));
        match page.body["nextCursor"].as_str() {
            Some(cursor) => path = format!("/api/v1/orders?limit=2&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(seen.len(), 5);
    assert!(seen.is_sorted_by(|one, next| one > next), "newest first, none twice");
    let foreign = path.replace("/orders?", &format!("/orders/{}/payments?", "ord_01ja4ttz8ze3ks9nvd5efz1s8d"));
    caller.get(&foreign).await.refused(400, "foreign-cursor");
}

#[actix_web::test]
async fn payments_are_listed_with_what_became_of_them() {
    let app = TestApp::start().await;
    let order = order(&app).await;
    pay(&app, &order, "P-1", TOTAL).await;
    let list = app.persona("head").await.get(&format!("{}/payments", order.path())).await.expect(200);
    assert_eq!(
        list.body["payments"][0],
        json!({
            "paymentId": "P-1", "invoiceId": "INV-P-1", "amount": lei("3769.00"), "amountCounted": lei("3769.00"),
            "paidAt": "2026-11-16T08:00:00Z", "recordedAt": "2026-11-16T08:00:00Z", "outcome": "Applied", "source": "Told"
        })
    );
}
