use std::{sync::Arc, time::Duration};

use migratie::kernel::outbox::{Carried, Carrier, Carrying, Outbox};
use serde_json::json;
use tokio::sync::Notify;

use crate::support::TestApp;

/// Takes its time: until it is told to go on.
#[derive(Default)]
struct Slow {
    begun: Notify,
    go: Notify,
}

struct SlowCarrier(Arc<Slow>);

impl Carrier for SlowCarrier {
    fn kind(&self) -> &'static str {
        "test.slow"
    }

    fn carry<'a>(&'a self, _: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            self.0.begun.notify_one();
            self.0.go.notified().await;
            Ok(())
        })
    }
}

#[actix_web::test]
async fn what_a_copy_has_in_hand_when_it_stops_is_finished_and_nothing_more_is_begun() {
    let app = TestApp::start().await;
    let door = &app.platform.door;
    let send = |key: &'static str| {
        door.by_system_here("testSlow", move |unit| {
            unit.send("test.slow", key.to_owned(), json!({}));
            Ok(())
        })
        .expect("sent");
    };
    send("first");
    let slow = Arc::new(Slow::default());
    let outbox = Outbox::new(door.work().clone(), vec![Arc::new(SlowCarrier(slow.clone()))]);
    let running = actix_web::rt::spawn(outbox.clone().run(Duration::from_millis(10)));
    slow.begun.notified().await;
    let resting = outbox.rest(Duration::from_secs(60));
    let (_, ()) = futures_util::future::join(resting, async { slow.go.notify_one() }).await;
    send("second");
    running.await.expect("the worker has ended");
    assert_eq!(app.number("select count(*) from outbox where kind = 'test.slow' and state = 'Done'"), 1);
    assert_eq!(
        app.number("select count(*) from outbox where kind = 'test.slow' and state = 'Waiting' and lease_until is null"),
        1
    );
}

/// Tells that it was called.
struct QuickCarrier(Arc<Notify>);

impl Carrier for QuickCarrier {
    fn kind(&self) -> &'static str {
        "test.quick"
    }

    fn carry<'a>(&'a self, _: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            self.0.notify_one();
            Ok(())
        })
    }
}

#[actix_web::test]
async fn a_slow_kind_holds_so_many_places_and_the_others_go_past_it() {
    let app = TestApp::start().await;
    let door = &app.platform.door;
    let sent = door.by_system_here("testSlow", |unit| {
        (0..14).for_each(|number| unit.send("test.slow", format!("slow/{number}"), json!({})));
        unit.send("test.quick", "quick", json!({}));
        Ok(())
    });
    sent.expect("sent");
    let (slow, quick) = (Arc::new(Slow::default()), Arc::new(Notify::new()));
    let carriers: Vec<Arc<dyn Carrier>> = vec![Arc::new(SlowCarrier(slow.clone())), Arc::new(QuickCarrier(quick.clone()))];
    let outbox = Outbox::new(door.work().clone(), carriers);
    let running = actix_web::rt::spawn(outbox.clone().run(Duration::from_secs(60)));
    quick.notified().await;
    assert_eq!(app.number("select count(*) from outbox where kind = 'test.slow' and lease_until is not null"), 6);
    // Whoever is done makes room for the next, without waiting for the next look.
    let done = "select count(*) from outbox where kind = 'test.slow' and state = 'Done'";
    while app.number(done) < 14 {
        slow.go.notify_waiters();
        tokio::task::yield_now().await;
    }
    running.abort();
}

/// Breaks off where its message says so.
struct BreakingCarrier;

impl Carrier for BreakingCarrier {
    fn kind(&self) -> &'static str {
        "test.breaking"
    }

    fn carry<'a>(&'a self, message: &'a Carried) -> Carrying<'a> {
        Box::pin(async move {
            assert!(message.payload["breaks"] != true, "as told");
            Ok(())
        })
    }
}

#[actix_web::test]
async fn a_carrier_that_breaks_off_lets_go_of_its_message_and_keeps_no_place() {
    let app = TestApp::start().await;
    let door = &app.platform.door;
    let sent = door.by_system_here("testBreaking", |unit| {
        (0..6).for_each(|number| unit.send("test.breaking", format!("breaking/{number}"), json!({ "breaks": true })));
        unit.send("test.breaking", "whole", json!({}));
        Ok(())
    });
    sent.expect("sent");
    let outbox = Outbox::new(door.work().clone(), vec![Arc::new(BreakingCarrier)]);
    assert_eq!(outbox.carry_due().await.expect("the outbox"), 6);
    assert_eq!(app.number("select count(*) from outbox where last_error = 'the carrier broke off' and lease_until is null"), 6);
    assert_eq!(outbox.carry_due().await.expect("the outbox"), 1);
    assert_eq!(app.number("select count(*) from outbox where kind = 'test.breaking' and state = 'Done'"), 1);
}
