//! MPay as these tests play it: signed calls to the provider's side over HTTP; and orders to be paid.

use chrono::{DateTime, Duration, Utc};
use migratie::{
    access::store,
    kernel::{id::TypedId, money::Money},
    partners::{
        mpay::provisional,
        sealed::{SealingKey, development},
    },
    payments::{self, Customer, NewLine, NewOrder, OrderId, RequestId},
    services::rules::{fees::OrderLine, tariff::FeeKind},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, TestApp};

pub const SERVICE: &str = "IGM-TEST";
/// The lines of the work permit: state fee 3600, urgent tariff 169.
pub const TOTAL: i64 = 376_900;

/// An order that was opened.
#[derive(Debug, Clone)]
pub struct Opened {
    pub id: OrderId,
    pub request: Uuid,
    pub key: String,
    pub due_at: DateTime<Utc>,
}

impl Opened {
    pub fn path(&self) -> String {
        format!("/api/v1/orders/{}", self.id)
    }

    pub fn request_id(&self) -> RequestId {
        RequestId::from_uuid(self.request)
    }
}

pub fn fee_lines(urgent: bool) -> Vec<NewLine> {
    let line = |code: &str, kind, ro: &str, bani| {
        NewLine::from(&OrderLine {
            code: code.into(),
            reason: migratie::kernel::text::Text::new(ro, "Пошлина", "Fee"),
            kind,
            amount: Money::from_bani(bani),
            quantity: 1,
        })
    };
    let tariff = if urgent { ("service-tariff-10-days", 16_900) } else { ("service-tariff-30-days", 9_000) };
    vec![
        line("state-fee", FeeKind::StateFee, "Taxa de stat: acordarea dreptului de ședere provizorie la muncă", 360_000),
        line(tariff.0, FeeKind::ServiceTariff, "Tariful serviciului de examinare a cererii", tariff.1),
    ]
}

/// An urgent order of the applicant's, at the Chisinau directorate.
pub async fn order(app: &TestApp) -> Opened {
    order_for(app, "applicant", "CHI", true).await
}

/// An order for a draft, so that nothing happens to the request when it is paid; journeys show that.
pub async fn order_for(app: &TestApp, persona: &str, office: &'static str, urgent: bool) -> Opened {
    let draft = json!({ "serviceCode": "provisional-stay-work-grant", "filedBy": "Beneficiary" });
    let draft = app.persona("applicant").await.post("/api/v1/requests", &draft).await.expect(201);
    let request = draft.text("/requestId").parse::<RequestId>().expect("a request").uuid();
    let login = migratie::sandbox::personas::find(persona).expect("a persona");
    let due_at = app.clock.now() + Duration::days(14);
    let opened = app
        .platform
        .door
        .by_system("openOrderForTest", move |unit| {
            let applicant = migratie::sandbox::personas::account(unit.conn, unit.now, login)?;
            let subdivision = store::subdivision_by_code(unit.conn, office)?.expect("an office");
            payments::open(
                unit,
                &NewOrder {
                    request,
                    person: Uuid::now_v7(),
                    applicant,
                    subdivision,
                    customer: Customer { organization: false, id: Some("2004000123455".into()), name: "YILMAZ Emre".into() },
                    reason: "Acordarea dreptului de ședere provizorie în scop de muncă".into(),
                    legal_basis: "LAW-200-2010-EXAMINATION".into(),
                    lines: fee_lines(urgent),
                    due_at,
                    allow_partial: false,
                },
            )
        })
        .await
        .expect("an order");
    let id = OrderId::from_uuid(opened);
    Opened { id, request, key: key_of(app, id), due_at }
}

fn key_of(app: &TestApp, id: OrderId) -> String {
    #[derive(diesel::QueryableByName)]
    struct Key {
        #[diesel(sql_type = diesel::sql_types::Text)]
        order_key: String,
    }
    app.query::<Key>(&format!("select order_key from orders where id = '{}'", id.uuid())).remove(0).order_key
}

/// A message sealed under a key, now.
pub fn sealed(app: &TestApp, seed: &[u8; 32], message: &Value) -> Vec<u8> {
    provisional::sealed(&SealingKey::from_seed(seed).expect("a key"), message, app.clock.now()).into_bytes()
}

/// A call of MPay's, sealed under a key.
pub async fn call_under(app: &TestApp, seed: &[u8; 32], operation: &str, message: &Value) -> Answer {
    send(app, operation, sealed(app, seed, message)).await
}

/// A call with this body.
pub async fn send(app: &TestApp, operation: &str, body: Vec<u8>) -> Answer {
    app.anyone().call("POST", &format!("/partners/mpay/{operation}"), &[], Some(("text/plain", body))).await
}

pub async fn details(app: &TestApp, order_key: &str) -> Answer {
    let message = json!({ "query": { "Language": "ro", "OrderKey": order_key, "ServiceID": SERVICE } });
    call_under(app, development::MPAY, "GetOrderDetails", &message).await
}

/// What MPay is told of an order.
pub async fn told(app: &TestApp, order: &Opened) -> Value {
    details(app, &order.key).await.expect(200).body["GetOrderDetailsResult"][0].clone()
}

/// A confirmation of so many bani, divided over the lines in their order, as MPay does.
pub async fn confirmation(app: &TestApp, order: &Opened, payment_id: &str, bani: i64) -> Value {
    let told = told(app, order).await;
    let mut left = bani;
    let mut lines = Vec::new();
    let asked = told["Lines"].as_array().expect("lines");
    for (n, line) in asked.iter().enumerate() {
        let due = Money::parse(line["AmountDue"].as_str().expect("an amount")).expect("an amount").bani();
        let share = if n + 1 == asked.len() { left } else { due.min(left) };
        left -= share;
        if share > 0 {
            lines.push(json!({ "Amount": Money::from_bani(share).to_string(), "LineID": line["LineID"] }));
        }
    }
    json!({ "confirmation": {
        "Currency": "MDL", "InvoiceID": format!("INV-{payment_id}"), "Lines": lines, "OrderKey": order.key,
        "PaidAt": app.clock.now(), "PaymentID": payment_id, "ServiceID": SERVICE,
        "TotalAmount": Money::from_bani(bani).to_string(),
    } })
}

pub async fn confirm(app: &TestApp, message: &Value) -> Answer {
    call_under(app, development::MPAY, "ConfirmOrderPayment", message).await
}

/// Pays so many bani and has it confirmed.
pub async fn pay(app: &TestApp, order: &Opened, payment_id: &str, bani: i64) {
    let message = confirmation(app, order, payment_id, bani).await;
    confirm(app, &message).await.expect(200);
}

/// The code of a fault.
#[track_caller]
pub fn fault(answer: &Answer) -> String {
    assert_eq!(answer.status, 500, "{}", answer.body);
    answer.text("/Fault/faultcode")
}

pub fn lei(text: &str) -> Value {
    json!({ "amount": text, "currency": "MDL" })
}
