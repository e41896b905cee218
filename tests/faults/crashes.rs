//! A crash at every place: before and after each commit, each message of the outbox, each call to a partner, each stored content, each seal.

use std::rc::Rc;

use crate::{calls::Calls, case::Case, driver::Driver, journeys, ledger, number, world::World};

#[derive(Clone, Copy)]
enum Journey {
    Attestation,
    Permit,
}

impl Journey {
    /// What it leaves on record, and whether the program crashed on the way.
    async fn made(self, world: &std::sync::Arc<World>, crash: Option<&str>) -> (std::collections::BTreeSet<String>, bool) {
        let case = Rc::new(Case::new(world.clone()));
        let driver = Driver::start(case.clone(), crash).await;
        match self {
            Self::Attestation => drop(journeys::attestation(&driver).await),
            Self::Permit => drop(journeys::permit(&driver, &case.stand_ins).await),
        }
        // The rest of the work may crash too.
        crate::until("the background work", async || {
            driver.recover().await;
            let waits =
                "select id::text from outbox where state = 'Waiting' and not_before <= clock_timestamp() + interval '2 seconds'
                         union all select entry_id::text from journal.unsealed";
            case.rows(waits).is_empty().then_some(())
        })
        .await;
        // And so may what comes by itself when all is done: the last seal is told to MLog.
        let alive = async {
            loop {
                driver.recover().await;
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            }
        };
        tokio::select! {
            () = ledger::settled(&case) => {}
            () = alive => {}
        }
        ledger::each_once(&case);
        (ledger::of(&case), driver.ends.load(std::sync::atomic::Ordering::Relaxed) > 0)
    }
}

/// Crashes at a place for the first time, the second, and so on, until a journey ends before it comes to that. `step` leaves some out.
async fn walk(
    journey: Journey,
    world: &std::sync::Arc<World>,
    place: &str,
    step: u64,
    expected: &std::collections::BTreeSet<String>,
) -> u64 {
    let mut crashes = 0;
    for n in (1..).step_by(step as usize) {
        let plan = format!("{place}:{n}");
        let (left, crashed) = journey.made(world, Some(&plan)).await;
        assert_eq!(left, *expected, "after a crash at {plan}");
        if !crashed {
            break;
        }
        crashes += 1;
    }
    crashes
}

/// Whether a kind of place is walked: all are, unless `MIGRATIE_FAULTS_PLACE` names one.
fn wanted(place: &str) -> bool {
    std::env::var("MIGRATIE_FAULTS_PLACE").map_or(true, |only| only == place)
}

/// `MIGRATIE_FAULTS_STEP=1` leaves no place out; without it some are, so that the test stays short.
#[actix_web::test]
async fn an_attestation_survives_a_crash_at_every_place() {
    let world = World::shared();
    let (expected, _) = Journey::Attestation.made(&world, None).await;
    let step = number("MIGRATIE_FAULTS_STEP", 24);
    let finer = step.min(3);
    let mut total = 0;
    for (place, step) in [
        ("before-commit", step),
        ("after-commit", step),
        ("before-carry", finer),
        ("after-carry", finer),
        ("before-call", finer),
        ("after-call", finer),
        ("blob-stored", 1),
        ("document-stored", 1),
        ("seal-written", finer),
    ]
    .into_iter()
    .filter(|(place, _)| wanted(place))
    {
        let begun = std::time::Instant::now();
        let crashes = walk(Journey::Attestation, &world, place, step, &expected).await;
        println!("{place}: {crashes} crashes in {:?}", begun.elapsed());
        assert!(crashes > 0, "{place} is never passed");
        total += crashes;
    }
    println!("{total} crashes");
}

/// Filed by a representative, with a completion, signed and served. Without `MIGRATIE_FAULTS_STEP` it crashes at five places only; with it,
/// at every so many-th of each kind (in full some 800 crashes, an hour and a half).
#[actix_web::test]
async fn a_permit_survives_crashes_on_its_way() {
    let world = World::shared();
    let (expected, _) = Journey::Permit.made(&world, None).await;
    let begun = std::time::Instant::now();
    let step = number("MIGRATIE_FAULTS_STEP", 0);
    if step > 0 {
        let mut total = 0;
        for place in [
            "before-commit",
            "after-commit",
            "before-carry",
            "after-carry",
            "before-call",
            "after-call",
            "blob-stored",
            "document-stored",
            "signature-stored",
            "seal-written",
        ]
        .into_iter()
        .filter(|place| wanted(place))
        {
            let begun = std::time::Instant::now();
            let crashes = walk(Journey::Permit, &world, place, step, &expected).await;
            println!("{place}: {crashes} crashes in {:?}", begun.elapsed());
            assert!(crashes > 0, "{place} is never passed");
            total += crashes;
        }
        println!("{total} crashes in {:?}", begun.elapsed());
        return;
    }
    for plan in ["before-commit:40", "after-commit:70", "after-call:3", "blob-stored:4", "signature-stored:1"] {
        let (left, crashed) = Journey::Permit.made(&world, Some(plan)).await;
        assert!(crashed, "{plan} is never reached");
        assert_eq!(left, expected, "after a crash at {plan}");
    }
    println!("{:?}", begun.elapsed());
}
