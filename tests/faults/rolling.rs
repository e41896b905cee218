//! Two copies of the program over one database, replaced one after the other under load: no call fails.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use futures_util::future::{join, join_all};

use crate::{
    answer::Answer,
    calls::{Call, Calls, client},
    case::Case,
    journeys, ledger,
    program::{Place, Program},
    until,
    world::World,
};

/// Sends each call once, to a copy that says it is ready, as a balancer does.
struct Balancer {
    client: reqwest::Client,
    places: [Place; 2],
    turn: Cell<usize>,
    calls: Cell<u64>,
    failed: RefCell<Vec<String>>,
}

impl Calls for Balancer {
    async fn call(&self, call: Call) -> Answer {
        let place = until("a copy that is ready", async || {
            self.turn.set(self.turn.get() + 1);
            let place = self.places[self.turn.get() % 2];
            place.is_ready(&self.client).await.then_some(place)
        })
        .await;
        self.calls.set(self.calls.get() + 1);
        match call.send(&self.client, &place.url()).await {
            Ok(answer) if answer.status < 500 => answer,
            Ok(answer) => {
                self.failed.borrow_mut().push(format!("{} {}: {}", call.method, call.path, answer.status));
                answer
            }
            Err(error) => {
                self.failed.borrow_mut().push(format!("{} {}: {error:?}", call.method, call.path));
                panic!("a call failed: {error:?}")
            }
        }
    }

    async fn recover(&self) {}
}

#[actix_web::test]
async fn replaced_one_after_the_other_no_call_fails() {
    let case = Rc::new(Case::new(World::shared()));
    let places = [case.place, Place::free()];
    let (turn, calls, failed) = (Cell::new(0), Cell::new(0), RefCell::default());
    let balancer = Balancer { client: client(), places, turn, calls, failed };
    let mut programs = places.map(|place| Program::start(&case, place, None));
    for program in &mut programs {
        assert!(program.settled(&balancer.client).await, "it does not start");
    }
    let over = Cell::new(false);
    let client = async || {
        let mut done = 0_u64;
        while !over.get() {
            journeys::attestation(&balancer).await;
            done += 1;
        }
        done
    };
    let replacing = async {
        for program in &mut programs {
            let reached = balancer.calls.get() + 25;
            until("load", async || (balancer.calls.get() >= reached).then_some(())).await;
            assert!(program.stopped().await.success(), "it stops as it should");
            *program = Program::start(&case, program.place, None);
            assert!(program.settled(&balancer.client).await, "it does not start again");
        }
        let reached = balancer.calls.get() + 25;
        until("load", async || (balancer.calls.get() >= reached).then_some(())).await;
        over.set(true);
    };
    let (done, ()) = join(join_all((0..3).map(|_| client())), replacing).await;
    assert_eq!(*balancer.failed.borrow(), Vec::<String>::new());
    ledger::settled(&case).await;
    ledger::each_once(&case);
    let journeys: u64 = done.iter().sum();
    assert_eq!(case.rows("select count(*)::text from requests where state = 'Decided'"), [journeys.to_string()]);
    println!("{} calls, {journeys} journeys", balancer.calls.get());
}
