use std::sync::Mutex;

use chrono::{TimeZone as _, Utc};
use mockito::Matcher;
use serde_json::{Value, json};

use super::{
    provisional::{Operation, Side, answer, sealed},
    *,
};
use crate::{
    kernel::money::Money,
    partners::{HttpPartner, Partner, sealed::SealingKey},
};

const SERVICE: &str = "IGM-TEST";

fn key() -> SealingKey {
    SealingKey::from_seed(&[3; 32]).unwrap()
}

fn order() -> OrderDetails {
    OrderDetails {
        allow_advance_payments: false,
        allow_partial_payments: true,
        currency: "MDL".into(),
        customer_id: Some("2004000123455".into()),
        customer_name: Some("Persoană Exemplu".into()),
        customer_type: CustomerType::Person,
        due_date: Some(Utc.with_ymd_and_hms(2026, 3, 9, 21, 59, 59).unwrap()),
        issued_at: Some(Utc.with_ymd_and_hms(2026, 3, 2, 9, 30, 0).unwrap()),
        lines: vec![OrderLine {
            allow_advance_payments: false,
            allow_partial_payments: true,
            amount_due: Some(Money::from_bani(45_000)),
            destination_account: Some(PaymentAccount { bank_account: "MD24TRPAAA10000000000000".into(), ..Default::default() }),
            line_id: "taxa".into(),
            properties: vec![OrderProperty { name: "Nr".into(), r#type: "string".into(), ..Default::default() }],
            reason: "Taxa de stat".into(),
        }],
        order_key: OrderKey::random().as_str().into(),
        properties: vec![],
        reason: "Permis de ședere".into(),
        service_id: SERVICE.into(),
        status: OrderStatus::Active,
        total_amount_due: Some(Money::from_bani(45_000)),
    }
}

fn confirmation() -> PaymentConfirmation {
    PaymentConfirmation {
        currency: "MDL".into(),
        invoice_id: "INV-1".into(),
        lines: vec![ConfirmationLine {
            amount: Money::from_bani(45_000),
            destination_account: None,
            line_id: "taxa".into(),
            properties: vec![],
        }],
        order_key: order().order_key,
        paid_at: Utc.with_ymd_and_hms(2026, 3, 2, 10, 0, 0).unwrap(),
        payment_id: "P-1".into(),
        properties: vec![],
        service_id: SERVICE.into(),
        total_amount: Money::from_bani(45_000),
    }
}

/// Every object of a JSON text has its names in alphabetical order, as MPay's SOAP wants them.
fn is_alphabetical(value: &Value) -> bool {
    match value {
        Value::Object(fields) => fields.keys().is_sorted() && fields.values().all(is_alphabetical),
        Value::Array(items) => items.iter().all(is_alphabetical),
        _ => true,
    }
}

#[test]
fn every_message_is_in_alphabetical_order_with_the_wsdls_names() {
    let full = OrderDetails { properties: order().lines[0].properties.clone(), ..order() };
    let full = serde_json::to_value(full).unwrap();
    let names: Vec<&str> = full.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "AllowAdvancePayments",
            "AllowPartialPayments",
            "Currency",
            "CustomerID",
            "CustomerName",
            "CustomerType",
            "DueDate",
            "IssuedAt",
            "Lines",
            "OrderKey",
            "Properties",
            "Reason",
            "ServiceID",
            "Status",
            "TotalAmountDue"
        ]
    );
    assert!(is_alphabetical(&full));
    let paid = serde_json::to_value(PaymentConfirmation {
        properties: vec![ConfirmationProperty { name: "a".into(), value: "b".into() }],
        ..confirmation()
    });
    assert!(is_alphabetical(&paid.unwrap()));
    let query = OrderDetailsQuery { language: Some("ro".into()), order_key: "k".into(), service_id: SERVICE.into() };
    assert!(is_alphabetical(&serde_json::to_value(query).unwrap()));
    assert_eq!(full["TotalAmountDue"], "450.00");
}

#[test]
fn an_order_that_mpay_would_cut_or_refuse_is_found_before() {
    assert!(order().check().is_ok());
    let wrong = [
        OrderDetails { lines: vec![], ..order() },
        OrderDetails { currency: "EUR".into(), ..order() },
        OrderDetails { reason: "ș".repeat(51), ..order() },
        OrderDetails { customer_name: Some("n".repeat(61)), ..order() },
        OrderDetails { customer_id: Some("123".into()), ..order() },
        OrderDetails { total_amount_due: Some(Money::from_bani(1)), ..order() },
    ];
    for order in wrong {
        assert_eq!(order.check().unwrap_err().code, FaultCode::InternalError);
    }
    assert!(OrderDetails { reason: "ș".repeat(50), ..order() }.check().is_ok());
}

#[test]
fn a_confirmation_must_add_up() {
    assert!(confirmation().check(SERVICE).is_ok());
    assert_eq!(confirmation().check("OTHER").unwrap_err().code, FaultCode::UnknownService);
    let twice = vec![confirmation().lines.remove(0), confirmation().lines.remove(0)];
    let wrong = [
        PaymentConfirmation { total_amount: Money::from_bani(1), ..confirmation() },
        PaymentConfirmation { total_amount: Money::ZERO, lines: vec![], ..confirmation() },
        PaymentConfirmation { currency: "EUR".into(), ..confirmation() },
        PaymentConfirmation { payment_id: String::new(), ..confirmation() },
        PaymentConfirmation { lines: twice, total_amount: Money::from_bani(90_000), ..confirmation() },
    ];
    for confirmation in wrong {
        assert_eq!(confirmation.check(SERVICE).unwrap_err().code, FaultCode::InvalidParameter);
    }
}

#[test]
fn only_active_and_partly_paid_orders_are_payable_and_new_statuses_are_read() {
    let read = |name: &str| serde_json::from_value::<OrderStatus>(json!(name)).unwrap();
    let payable: Vec<bool> =
        ["Active", "PartiallyPaid", "Paid", "Completed", "Expired", "Cancelled", "Refunding", "Refunded", "Novel"]
            .map(|name| read(name).is_payable())
            .into();
    assert_eq!(payable, [true, true, false, false, false, false, false, false, false]);
    assert_eq!(read("Novel"), OrderStatus::Unknown);
}

#[test]
fn confirmations_without_the_account_fields_are_read() {
    let bare = json!({
        "Currency": "MDL", "InvoiceID": "I", "OrderKey": "K", "PaidAt": "2026-03-02T10:00:00Z", "PaymentID": "P", "ServiceID": SERVICE,
        "Lines": [{"Amount": "10.5", "DestinationAccount": {"BankAccount": ""}, "LineID": "taxa"}], "TotalAmount": "10.50"
    });
    let confirmation: PaymentConfirmation = serde_json::from_value(bare).unwrap();
    assert!(confirmation.check(SERVICE).is_ok());
}

/// A payments room: one order, confirmations kept by payment.
#[derive(Default)]
struct Room {
    confirmed: Mutex<Vec<(String, usize)>>,
}

#[async_trait]
impl MPayProvider for Room {
    async fn order_details(&self, query: OrderDetailsQuery) -> Result<Vec<OrderDetails>, Fault> {
        match query.order_key.as_str() {
            "known" => Ok(vec![order()]),
            "broken" => Ok(vec![OrderDetails { currency: "EUR".into(), ..order() }]),
            _ => Err(Fault::new(FaultCode::UnknownOrder, "no such order")),
        }
    }

    async fn confirm_payment(&self, confirmation: PaymentConfirmation, evidence: &[u8]) -> Result<(), Fault> {
        let mut confirmed = self.confirmed.lock().unwrap();
        if !confirmed.iter().any(|(id, _)| *id == confirmation.payment_id) {
            confirmed.push((confirmation.payment_id, evidence.len()));
        }
        Ok(())
    }
}

fn now() -> chrono::DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 10, 0, 0).unwrap()
}

fn query(order_key: &str) -> String {
    sealed(&key(), &json!({"query": {"OrderKey": order_key, "ServiceID": SERVICE}}), now())
}

#[tokio::test]
async fn mpay_is_told_what_is_due_or_why_not() {
    let room = Room::default();
    let trusted = key().public();
    let side = Side { provider: &room, key: &trusted, service_id: SERVICE };
    let ask = async |body: String| answer(&side, Operation::GetOrderDetails, &body, now()).await;
    let told = ask(query("known")).await;
    assert_eq!(told.status, 200);
    assert_eq!(serde_json::from_str::<Value>(&told.body).unwrap()["GetOrderDetailsResult"][0]["Lines"][0]["AmountDue"], "450.00");

    let fault = |reply: provisional::Reply| {
        assert_eq!(reply.status, 500);
        serde_json::from_str::<provisional::FaultBody>(&reply.body).unwrap().fault.faultcode
    };
    assert_eq!(fault(ask(query("other")).await), FaultCode::UnknownOrder);
    assert_eq!(fault(ask(query("broken")).await), FaultCode::InternalError);
    assert_eq!(fault(ask("{}".into()).await), FaultCode::AuthenticationFailed);
    assert_eq!(fault(ask(SealingKey::from_seed(&[9; 32]).unwrap().seal(b"{}")).await), FaultCode::AuthenticationFailed);
    assert_eq!(fault(ask(key().seal(b"{}")).await), FaultCode::AuthenticationFailed, "without an instant");
    assert_eq!(fault(ask(sealed(&key(), &json!({}), now())).await), FaultCode::InvalidParameter);
    let foreign = json!({"query": {"OrderKey": "known", "ServiceID": "OTHER"}});
    assert_eq!(fault(ask(sealed(&key(), &foreign, now())).await), FaultCode::UnknownService);
    for seconds in [-301, 301] {
        let late = sealed(&key(), &json!({"query": {}}), now() + chrono::TimeDelta::seconds(seconds));
        assert_eq!(fault(ask(late).await), FaultCode::AuthenticationFailed, "{seconds}");
    }
}

#[tokio::test]
async fn a_confirmation_reaches_the_room_with_its_evidence_and_a_forged_one_does_not() {
    let room = Room::default();
    let trusted = key().public();
    let side = Side { provider: &room, key: &trusted, service_id: SERVICE };
    let message = sealed(&key(), &json!({"confirmation": confirmation()}), now());
    for _ in 0..2 {
        let reply = answer(&side, Operation::ConfirmOrderPayment, &message, now()).await;
        assert_eq!((reply.status, reply.body.as_str()), (200, "{}"));
    }
    let other = SealingKey::from_seed(&[9; 32]).unwrap();
    let forged = sealed(&other, &json!({"confirmation": confirmation()}), now());
    assert_eq!(answer(&side, Operation::ConfirmOrderPayment, &forged, now()).await.status, 500);
    assert_eq!(*room.confirmed.lock().unwrap(), [("P-1".to_owned(), message.len())]);
}

fn adapter(url: &str) -> MPayAdapter {
    let http = HttpSettings::at(Url::parse(url).unwrap());
    let settings = MPaySettings {
        http: http.clone(),
        browser_url: Url::parse("https://mpay.staging.egov.md").unwrap(),
        service_id: SERVICE.into(),
        key: key().public(),
    };
    MPayAdapter::new(HttpPartner::new(Partner::MPay, &http).unwrap(), settings)
}

#[test]
fn the_payer_is_taken_to_mpay_with_the_order() {
    let form = adapter("http://127.0.0.1:1").pay_form("7KQ2", &Url::parse("https://e.example/r?a=1").unwrap()).unwrap();
    assert_eq!(form.action.as_str(), "https://mpay.staging.egov.md/service/pay");
    assert_eq!(
        form.fields,
        [("ServiceID", SERVICE.into()), ("OrderKey", "7KQ2".into()), ("ReturnUrl", "https://e.example/r?a=1".into())]
            as [(_, String); 3]
    );
    assert!(adapter("http://127.0.0.1:1").pay_form("", &form.action).is_err());
}

#[tokio::test]
async fn invoices_of_an_order_are_listed() {
    let mut server = mockito::Server::new_async().await;
    let of = |key: &str| {
        Matcher::AllOf(vec![
            Matcher::UrlEncoded("serviceID".into(), SERVICE.into()),
            Matcher::UrlEncoded("orderKey".into(), key.into()),
        ])
    };
    server.mock("GET", "/api/invoices").match_query(of("known")).with_body(r#"["INV-1","INV-2"]"#).create_async().await;
    server.mock("GET", "/api/invoices").match_query(of("none")).with_status(404).create_async().await;
    let mpay = adapter(&server.url());
    assert_eq!(mpay.invoices("known").await.unwrap(), ["INV-1", "INV-2"]);
    assert!(mpay.invoices("none").await.unwrap().is_empty());
}
