//! What nobody goes on with ends by itself.

use chrono::Duration;
use migratie::{
    housekeeping,
    payments::{OrderId, RequestId},
    requests::lapse,
};
use serde_json::{Value, json};

use super::{DOCUMENTS, STAY, act, attach, begin, ended_powers, engineer, path, representatives::empowered};
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
const REPRESENTATIVE: &str = "2015000000022";
const APPLICANT: &str = "2015000000011";

/// Everything that is missing is attached, and the draft submitted.
async fn submit(caller: &Caller<'_>, path: &str) {
    for code in DOCUMENTS {
        attach(caller, path, code).await.expect(201);
    }
    act(caller, path, "submissions", &Value::Null).await.expect(200);
}

/// A submitted request, and its order.
async fn unpaid(app: &TestApp, operator: &Caller<'_>) -> (String, Opened) {
    let request = begin(operator, STAY, "Beneficiary", &engineer("Beneficiary")).await.expect(201);
    let path = path(&request);
    submit(operator, &path).await;
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
async fn a_request_that_went_on_meanwhile_does_not_lapse_and_is_not_counted() {
    let app = TestApp::start().await;
    let operator = app.persona("counter-operator").await;
    let (path, _) = unpaid(&app, &operator).await;
    app.clock.advance(Duration::days(34));
    // Between the look-up and the step somebody withdrew it: the order still stands as it was found.
    app.tamper(
        "select set_config('migratie.work', gen_random_uuid()::text, false), set_config('migratie.now', now()::text, false);
         update requests set state = 'Withdrawn' where state = 'AwaitingPayment'",
    );
    let lapsed = lapse::of_time(&app.platform.door, &app.platform.desk).await.expect("housekeeping");
    assert_eq!((lapsed, told(&app, "RequestLapsed", OPERATOR)), (0, 0));
    assert_eq!(app.persona("counter-operator").await.get(&path).await.expect(200).text("/state"), "Withdrawn");
}

#[actix_web::test]
async fn once_a_power_has_ended_its_person_is_told_what_lapses_and_not_who_held_it() {
    let app = TestApp::start().await;
    app.clock.advance(Duration::minutes(1));
    let representative = app.persona("representative").await;
    let person = empowered(&app, &representative).await;
    let body = json!({ "serviceCode": STAY, "filedBy": "Representative", "beneficiaryId": person, "answers": engineer("Representative") });
    let draft = path(&representative.post("/api/v1/requests", &body).await.expect(201));
    let filed = path(&representative.post("/api/v1/requests", &body).await.expect(201));
    submit(&representative, &filed).await;
    ended_powers::end(&app).await;
    app.clock.advance(Duration::days(34));
    keep_house(&app).await;
    let applicant = app.persona("applicant").await;
    assert_eq!(applicant.get(&filed).await.expect(200).text("/state"), "Lapsed");
    assert_eq!((told(&app, "RequestLapsed", REPRESENTATIVE), told(&app, "RequestLapsed", APPLICANT)), (0, 1));
    // A draft was its writer's own: the person never saw it, and who wrote it does not see it any more.
    app.clock.advance(Duration::days(180));
    keep_house(&app).await;
    assert_eq!(app.number("select count(*) from requests where state = 'Lapsed'"), 2);
    assert_eq!((told(&app, "DraftLapsed", REPRESENTATIVE), told(&app, "DraftLapsed", APPLICANT)), (0, 0));
    app.persona("applicant").await.get(&draft).await.refused(404, "not-found");
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
