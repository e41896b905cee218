//! kill -9 of the program at random moments, while several clients work; `MIGRATIE_KILLS=50` for more of them.

use std::{cell::Cell, rc::Rc, sync::atomic::Ordering, time::Duration};

use futures_util::future::{join, join_all};
use rand::{RngExt, SeedableRng, rngs::StdRng};

use crate::{calls::Calls, case::Case, driver::Driver, journeys, ledger, number, until, world::World};

#[actix_web::test]
async fn killed_at_random_moments_it_loses_nothing_and_does_nothing_twice() {
    let kills = number("MIGRATIE_KILLS", 10);
    let seed = number("MIGRATIE_SEED", 20_261_122);
    println!("seed {seed}");
    let mut random = StdRng::seed_from_u64(seed);
    let case = Rc::new(Case::new(World::shared()));
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
        for _ in 0..kills {
            // After some answers more, in the middle of whatever is under way then: a moment is a number of answers and of milliseconds.
            let (answers, pause) = (random.random_range(1..8), random.random_range(0..400));
            let reached = driver.answered.load(Ordering::Relaxed) + answers;
            until("more answers", async || (driver.answered.load(Ordering::Relaxed) >= reached).then_some(())).await;
            tokio::time::sleep(Duration::from_millis(pause)).await;
            driver.kill().await;
            until("the next start", async || {
                driver.recover().await;
                Some(())
            })
            .await;
        }
        over.set(true);
    };
    let (done, ()) = join(join_all((0..4).map(|_| client())), killer).await;
    ledger::settled(&case).await;
    ledger::each_once(&case);
    let journeys: u64 = done.iter().sum();
    let ended = case.rows("select count(*)::text from requests where state = 'Decided' and outcome = 'Favourable'");
    assert_eq!(ended, [journeys.to_string()], "what clients were told is what is on record");
    assert_eq!(case.rows("select count(*)::text from requests"), ended, "no request is begun twice");
    println!("{} kills, {journeys} journeys, {} answers", kills, driver.answered.load(Ordering::Relaxed));
}
