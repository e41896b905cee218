//! A confirmation that never came is found by asking.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::Duration;
use migratie::{
    kernel::outbox::Outbox,
    payments::{Ask, AskProvider, KnownInvoice, NoAnswer, Reactions},
};

use super::mpay::{TOTAL, confirm, confirmation, order};
use crate::support::TestApp;

/// MPay's side interface, as a test wants it.
#[derive(Default)]
struct SideInterface {
    answer: Mutex<Option<Vec<KnownInvoice>>>,
    asked: Mutex<u32>,
}

#[async_trait]
impl AskProvider for SideInterface {
    async fn invoices(&self, _: &str) -> Result<Vec<KnownInvoice>, NoAnswer> {
        *self.asked.lock().expect("asked") += 1;
        self.answer.lock().expect("answer").clone().ok_or(NoAnswer)
    }
}

impl SideInterface {
    fn answers(&self, invoices: Vec<KnownInvoice>) {
        *self.answer.lock().expect("answer") = Some(invoices);
    }

    fn asked(&self) -> u32 {
        *self.asked.lock().expect("asked")
    }
}

/// What the room of requests would do leaves its trace in the journal.
fn reactions() -> Reactions {
    Reactions {
        on_settled: Arc::new(|unit, request| {
            unit.wrote("SettledRequest", request);
            Ok(())
        }),
    }
}

fn outbox(app: &TestApp, side: &Arc<SideInterface>) -> Outbox {
    let door = app.platform.door.clone();
    Outbox::new(door.work().clone(), vec![Arc::new(Ask::new(door, side.clone(), reactions()))])
}

async fn after(app: &TestApp, outbox: &Outbox, wait: Duration) {
    app.clock.advance(wait);
    while outbox.carry_due().await.expect("the outbox") > 0 {}
}

fn settled(app: &TestApp) -> i64 {
    app.number("select count(*) from journal.entries e, jsonb_array_elements(e.objects) o where o ->> 'kind' = 'SettledRequest'")
}

#[actix_web::test]
async fn a_lost_confirmation_is_found_and_the_request_is_told_once() {
    let app = TestApp::start().await;
    let (side, order) = (Arc::new(SideInterface::default()), order(&app).await);
    let message = confirmation(&app, &order, "P-1", TOTAL).await;
    let outbox = outbox(&app, &side);
    after(&app, &outbox, Duration::minutes(9)).await;
    assert_eq!(side.asked(), 0, "not at once");
    side.answers(vec![]);
    after(&app, &outbox, Duration::minutes(2)).await;
    assert_eq!(side.asked(), 1);
    let payment = serde_json::from_value(message["confirmation"].clone()).expect("a confirmation");
    side.answers(vec![KnownInvoice { invoice_id: "INV-P-1".into(), payment: Some(payment) }]);
    after(&app, &outbox, Duration::minutes(6)).await;
    let read = app.persona("applicant").await.get(&order.path()).await.expect(200);
    assert_eq!(read.body["status"], "Paid");
    assert!(read.body["unconfirmedInvoices"].is_null());
    assert_eq!(app.number("select count(*) from payments where source = 'Asked'"), 1);
    assert_eq!(settled(&app), 1);
    confirm(&app, &message).await.expect(200);
    assert_eq!(app.number("select count(*) from payments"), 1, "the confirmation that comes after all changes nothing");
    let asked = side.asked();
    after(&app, &outbox, Duration::days(1)).await;
    assert_eq!(side.asked(), asked, "a settled order is asked about no more");
    assert_eq!(app.number("select count(*) from outbox where kind = 'payments.ask' and state = 'Done'"), 1);
}

#[actix_web::test]
async fn an_invoice_alone_proves_nothing_and_is_shown_until_it_is_confirmed() {
    let app = TestApp::start().await;
    let (side, order) = (Arc::new(SideInterface::default()), order(&app).await);
    let outbox = outbox(&app, &side);
    side.answers(vec![KnownInvoice { invoice_id: "INV-P-1".into(), payment: None }]);
    after(&app, &outbox, Duration::minutes(11)).await;
    let read = app.persona("head").await.get(&order.path()).await.expect(200);
    assert_eq!((read.body["status"].as_str(), read.body["unconfirmedInvoices"][0].as_str()), (Some("Active"), Some("INV-P-1")));
    after(&app, &outbox, Duration::minutes(30)).await;
    assert_eq!(app.number("select version from orders"), 2, "nothing is written when nothing is learnt");
    super::mpay::pay(&app, &order, "P-1", TOTAL).await;
    let read = app.persona("head").await.get(&order.path()).await.expect(200);
    assert_eq!(read.body["status"], "Paid");
    assert!(read.body["unconfirmedInvoices"].is_null());
}

#[actix_web::test]
async fn mpay_is_asked_on_while_it_is_away_and_for_a_while_after_the_order_expired() {
    let app = TestApp::start().await;
    let (side, order) = (Arc::new(SideInterface::default()), order(&app).await);
    let outbox = outbox(&app, &side);
    for _ in 0..60 {
        after(&app, &outbox, Duration::hours(6)).await;
    }
    app.work_off().await;
    assert_eq!(app.number("select count(*) from orders where status = 'Expired'"), 1);
    assert!(side.asked() > 30, "{}", side.asked());
    side.answers(vec![]);
    after(&app, &outbox, Duration::days(3)).await;
    after(&app, &outbox, Duration::days(3)).await;
    assert_eq!(app.number("select count(*) from outbox where kind = 'payments.ask' and state = 'Done'"), 1);
    assert!(order.due_at < app.clock.now());
}
