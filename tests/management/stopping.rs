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
