//! kill -9 of PostgreSQL: what it acknowledged stays, the program says 503 with Retry-After meanwhile and comes back by itself.

use std::{cell::Cell, rc::Rc, sync::atomic::Ordering};

use futures_util::future::{join, join_all};

use crate::{case::Case, driver::Driver, journeys, ledger, until, world::World};

#[actix_web::test]
async fn the_program_outlives_its_database() {
    let world = World::make(true);
    let case = Rc::new(Case::new(world.clone()));
    let driver = Driver::start(case.clone(), None).await;
    let over = Cell::new(false);
    let client = async || {
        let mut done = 0;
        while !over.get() {
            journeys::attestation(&driver).await;
            done += 1;
        }
        done
    };
    let killer = async {
        for _ in 0..3 {
            let reached = driver.answered.load(Ordering::Relaxed) + 4;
            until("more answers", async || (driver.answered.load(Ordering::Relaxed) >= reached).then_some(())).await;
            world.kill_postgresql();
            let refused = driver.unavailable.load(Ordering::Relaxed);
            until("a refusal", async || (driver.unavailable.load(Ordering::Relaxed) > refused).then_some(())).await;
            let restarted = world.clone();
            actix_web::web::block(move || restarted.restart_postgresql()).await.expect("PostgreSQL");
        }
        over.set(true);
    };
    let (done, ()) = join(join_all((0..3).map(|_| client())), killer).await;
    assert_eq!(driver.ends.load(Ordering::Relaxed), 0, "the program itself never ended");
    ledger::settled(&case).await;
    ledger::each_once(&case);
    let journeys: u64 = done.iter().sum();
    assert_eq!(case.rows("select count(*)::text from requests where state = 'Decided'"), [journeys.to_string()]);
    assert_eq!(case.rows("select count(*)::text from requests"), [journeys.to_string()]);
}
