//! What nobody goes on with ends by itself.

use chrono::Duration;
use migratie::{
    housekeeping,
    payments::{OrderId, RequestId},
};
use serde_json::{Value, json};

use super::{DOCUMENTS, STAY, act, attach, begin, engineer, path};
use crate::{
    orders::mpay::{Opened, confirm, confirmation, lei},
    support::{Caller, TestApp},
};

async fn keep_house(app: &TestApp) {
    housekeeping::once(&app.platform).await.expect("housekeeping").expect("nobody else is at it");
}

/// Whoever has this login was told so often.
fn told(app: &TestApp, template: &str, login: &str) -> i64 {
    app.number(&format!(
        "select count(*) from notifications n join accounts a on a.id = n.account_id where n.template = '{template}' and a.login = '{login}'"
    ))
}

const OPERATOR: &str = "2015000000044";
const APPLICANT: &str = "2015000000011";

/// A submitted request, and its order.
async fn unpaid(app: &TestApp, operator: &Caller<'_>) -> (String, Opened) {
    let request = begin(operator, STAY, "Beneficiary", &engineer("Beneficiary")).await.expect(201);
    let path = path(&request);
    for code in DOCUMENTS {
        attach(operator, &path, code).await.expect(201);
    }
    act(operator, &path, "submissions", &Value::Null).await.expect(200);
    let id = request.text("/requestId");
    let order = operator.get(&format!("/api/v1/orders?requestId={id}")).await.expect(200);
    let opened = Opened {
        id: order.text("/orders/0/orderId").parse::<OrderId>().expect("an order"),
        request: migratie::kernel::id::TypedId::uuid(id.parse::<RequestId>().expect("a request")),
        key: order.text("/orders/0/orderKey"),
        due_at: app.clock.now() + Duration::days(30),
    };
    (path, opened)
}

#[actix_web::test]
async fn a_request_lapses_with_its_order_and_money_that_comes_later_is_due_back() {
    let app = TestApp::start().await;
    let operator = app.persona("counter-operator").await;
    let (path, order) = unpaid(&app, &operator).await;
    let paid = confirmation(&app, &order, "P-1", 369_000).await;
    app.clock.advance(Duration::days(31));
    app.work_off().await;
    keep_house(&app).await;
    let operator = app.persona("counter-operator").await;
    assert_eq!(operator.get(&order.path()).await.expect(200).text("/status"), "Expired");
    assert_eq!(operator.get(&path).await.expect(200).text("/state"), "AwaitingPayment", "its payment may be on the way");

    app.clock.advance(Duration::days(3));
    keep_house(&app).await;
    let operator = app.persona("counter-operator").await;
    let lapsed = operator.get(&path).await.expect(200);
    assert_eq!((lapsed.text("/state"), &lapsed.body["availableActions"]), ("Lapsed".into(), &json!([])));
    assert!(lapsed.body["closedAt"].is_string() && lapsed.body.get("number").is_none(), "{}", lapsed.body);
    assert_eq!(operator.get(&order.path()).await.expect(200).text("/status"), "Cancelled");
    assert_eq!(told(&app, "RequestLapsed", OPERATOR), 1);
    assert_eq!(app.number("select count(*) from request_events where action = 'Lapse' and from_state = 'AwaitingPayment'"), 1);
    let journalled = "select count(*) from journal.entries where operation = 'lapseRequest' and cardinality(persons) = 1";
    assert_eq!(app.number(journalled), 1);

    confirm(&app, &paid).await.expect(200);
    let order = operator.get(&order.path()).await.expect(200);
    assert_eq!((&order.body["refundDue"], &order.body["amountPaid"]), (&lei("3690.00"), &lei("0.00")));
    assert_eq!(operator.get(&path).await.expect(200).text("/state"), "Lapsed");
    keep_house(&app).await;
    assert_eq!(told(&app, "RequestLapsed", OPERATOR), 1, "once");
}

#[actix_web::test]
async fn a_payment_told_of_after_the_last_day_registers_the_request() {
    let app = TestApp::start().await;
    let operator = app.persona("counter-operator").await;
    let (path, order) = unpaid(&app, &operator).await;
    let paid = confirmation(&app, &order, "P-1", 369_000).await;
    app.clock.advance(Duration::days(32));
    app.work_off().await;
    keep_house(&app).await;
    confirm(&app, &paid).await.expect(200);
    app.clock.advance(Duration::days(4));
    keep_house(&app).await;
    assert_eq!(app.persona("counter-operator").await.get(&path).await.expect(200).text("/state"), "InExamination");
    assert_eq!(told(&app, "RequestLapsed", OPERATOR), 0);
}

#[actix_web::test]
async fn a_draft_that_nobody_touches_lapses_and_its_writer_is_told() {
    let app = TestApp::start().await;
    let applicant = app.persona("applicant").await;
    let left = path(&begin(&applicant, STAY, "Beneficiary", &json!({ "surname": "Yılmaz" })).await.expect(201));
    let gone_on_with = path(&begin(&applicant, STAY, "Beneficiary", &json!({})).await.expect(201));
    app.clock.advance(Duration::days(100));
    let applicant = app.persona("applicant").await;
    let seen = applicant.get(&gone_on_with).await.expect(200);
    let change = json!({ "answers": { "surname": "Yılmaz" } });
    applicant.patch(&gone_on_with, seen.etag(), &change).await.expect(200);
    app.clock.advance(Duration::days(79));
    keep_house(&app).await;
    let drafts = "select count(*) from requests where state = 'Draft'";
    assert_eq!(app.number(drafts), 2, "a day is left");
    app.clock.advance(Duration::days(2));
    keep_house(&app).await;
    let applicant = app.persona("applicant").await;
    let lapsed = applicant.get(&left).await.expect(200);
    assert_eq!(lapsed.text("/state"), "Lapsed");
    applicant.patch(&left, lapsed.etag(), &change).await.refused(409, "not-in-this-state");
    assert_eq!(applicant.get(&gone_on_with).await.expect(200).text("/state"), "Draft");
    assert_eq!(told(&app, "DraftLapsed", APPLICANT), 1);
    let messages = applicant.get("/api/v1/messages").await.expect(200);
    let title = "Acordarea dreptului de ședere provizorie";
    let body = String::from_utf8_lossy(&messages.bytes).into_owned();
    assert!(body.contains("DraftLapsed") && body.contains(title), "the service is named: {body}");

    // The administrators say how long.
    let shorter = json!({ "key": "requests.draftDays", "value": 30, "reason": "Ordinul nr. 8" });
    app.persona("administrator").await.post("/api/v1/settings", &shorter).await.expect(201);
    keep_house(&app).await;
    assert_eq!(app.number(drafts), 0);
}
