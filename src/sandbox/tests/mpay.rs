use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use serde_json::json;

use super::World;
use crate::{
    kernel::money::Money,
    partners::mpay::{
        Fault, FaultCode, MPayProvider, OrderDetails, OrderDetailsQuery, OrderKey, OrderLine, OrderStatus, PaymentConfirmation,
    },
};

const STATE_FEE: Money = Money::from_bani(40_000);
const URGENCY: Money = Money::from_bani(25_050);

/// A payments room with one order of two lines; payments are told apart by `PaymentID`.
struct Room {
    order_key: String,
    status: Mutex<OrderStatus>,
    payments: Mutex<BTreeMap<String, PaymentConfirmation>>,
    deliveries: Mutex<usize>,
}

impl Room {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            order_key: OrderKey::random().as_str().to_owned(),
            status: Mutex::new(OrderStatus::Active),
            payments: Mutex::default(),
            deliveries: Mutex::new(0),
        })
    }

    fn paid(&self, line: &str) -> Money {
        let payments = self.payments.lock().unwrap();
        payments.values().flat_map(|payment| &payment.lines).filter(|paid| paid.line_id == line).map(|paid| paid.amount).sum()
    }

    fn counts(&self) -> (usize, usize) {
        (self.payments.lock().unwrap().len(), *self.deliveries.lock().unwrap())
    }

    fn lines(&self) -> Vec<OrderLine> {
        let line = |id: &str, reason: &str, fee: Money| OrderLine {
            allow_advance_payments: false,
            allow_partial_payments: true,
            amount_due: Some(fee - self.paid(id).min(fee)),
            destination_account: None,
            line_id: id.into(),
            properties: vec![],
            reason: reason.into(),
        };
        vec![line("taxa", "Taxa de stat", STATE_FEE), line("urgenta", "Tarif de urgență", URGENCY)]
    }
}

#[async_trait]
impl MPayProvider for Room {
    async fn order_details(&self, query: OrderDetailsQuery) -> Result<Vec<OrderDetails>, Fault> {
        if query.order_key != self.order_key {
            return Err(Fault::new(FaultCode::UnknownOrder, "no such order"));
        }
        let lines = self.lines();
        let due: Money = lines.iter().filter_map(|line| line.amount_due).sum();
        let status = match *self.status.lock().unwrap() {
            OrderStatus::Active if due == Money::ZERO => OrderStatus::Paid,
            OrderStatus::Active if due < STATE_FEE + URGENCY => OrderStatus::PartiallyPaid,
            status => status,
        };
        Ok(vec![OrderDetails {
            allow_advance_payments: false,
            allow_partial_payments: true,
            currency: "MDL".into(),
            customer_id: Some("0980501000018".into()),
            customer_name: Some("Oleksandr Zrazok".into()),
            customer_type: crate::partners::mpay::CustomerType::Person,
            due_date: None,
            issued_at: None,
            lines,
            order_key: self.order_key.clone(),
            properties: vec![],
            reason: "Permis de ședere <urgent>".into(),
            service_id: query.service_id,
            status,
            total_amount_due: Some(due),
        }])
    }

    async fn confirm_payment(&self, confirmation: PaymentConfirmation, _: &[u8]) -> Result<(), Fault> {
        *self.deliveries.lock().unwrap() += 1;
        self.payments.lock().unwrap().entry(confirmation.payment_id.clone()).or_insert(confirmation);
        Ok(())
    }
}

fn order(room: &Room, more: serde_json::Value) -> serde_json::Value {
    let mut body = json!({"serviceId": "IGM-TEST", "orderKey": room.order_key});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

#[actix_web::test]
async fn a_payer_pays_by_the_page_and_the_confirmation_comes_twice() {
    let room = Room::new();
    let world = World::start(Some(room.clone()));
    let back = "http://127.0.0.1:9/back?order=1".parse().unwrap();
    let form = world.partners.mpay.pay_form(&room.order_key, &back).unwrap();
    let fields: Vec<(&str, &str)> = form.fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = world.submit(form.action.as_str(), &fields).await.text().await.unwrap();
    assert!(page.contains("650.50 MDL") && page.contains("400.00 MDL") && page.contains("&lt;urgent&gt;"), "{page}");

    let done = world.submit(world.state.at("mpay/service/pay/done").as_str(), &fields).await;
    assert_eq!((done.status().as_u16(), done.headers()["location"].to_str().unwrap()), (303, back.as_str()));
    assert_eq!(room.counts(), (1, 2), "one payment, confirmed twice");
    assert_eq!((room.paid("taxa"), room.paid("urgenta")), (STATE_FEE, URGENCY));
    assert_eq!(world.partners.mpay.invoices(&room.order_key).await.unwrap().len(), 1);

    let again = world.submit(form.action.as_str(), &fields).await.text().await.unwrap();
    assert!(again.contains("not payable"));
}

#[actix_web::test]
async fn a_part_is_paid_and_then_only_the_rest_is_due() {
    let room = Room::new();
    let world = World::start(Some(room.clone()));
    let (status, paid) = world.post("mpay/payments", order(&room, json!({"kind": "Partial", "amount": "410.00"}))).await;
    assert_eq!((status, &paid["payments"][0]["attempts"][0]["status"]), (200, &json!(200)));
    assert_eq!((room.paid("taxa"), room.paid("urgenta")), (STATE_FEE, Money::from_bani(1_000)));
    world.post("mpay/payments", order(&room, json!({}))).await;
    assert_eq!((room.paid("taxa"), room.paid("urgenta")), (STATE_FEE, URGENCY));
    assert_eq!(world.post("mpay/payments", order(&room, json!({}))).await.0, 409);
}

#[actix_web::test]
async fn the_same_order_can_be_paid_twice_over_and_late() {
    let room = Room::new();
    let world = World::start(Some(room.clone()));
    world.post("mpay/payments", order(&room, json!({"kind": "Double", "repeat": 3}))).await;
    assert_eq!(room.counts(), (2, 6));

    let room = Room::new();
    let world = World::start(Some(room.clone()));
    *room.status.lock().unwrap() = OrderStatus::Expired;
    assert_eq!(world.post("mpay/payments", order(&room, json!({}))).await.0, 409);
    assert_eq!(world.post("mpay/payments", order(&room, json!({"kind": "Late", "repeat": 1}))).await.0, 200);
    assert_eq!(room.counts(), (1, 1));
    let payment = world.get("mpay/payments").await["payments"][0]["paymentId"].as_str().unwrap().to_owned();
    assert_eq!(world.post(&format!("mpay/payments/{payment}/confirmations"), json!({})).await.1["status"], 200);
    assert_eq!(room.counts(), (1, 2));
}

#[actix_web::test]
async fn an_unknown_order_and_a_provider_that_is_down_are_shown_as_such() {
    let room = Room::new();
    let world = World::start(Some(room));
    let unknown = json!({"serviceId": "IGM-TEST", "orderKey": "nothing"});
    let (status, body) = world.post("mpay/payments", unknown).await;
    assert_eq!((status, &body["attempt"]["fault"]), (502, &json!("UnknownOrder")));
    let alone = World::start(None);
    let address = alone.state.at("mpay/service/pay");
    let page = alone.submit(address.as_str(), &[("ServiceID", "IGM-TEST"), ("OrderKey", "x")]).await;
    assert_eq!(page.status(), 400);
}
