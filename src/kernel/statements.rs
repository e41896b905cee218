//! Counts the statements that a connection sends, so that tests can hold the figures of a call (BEGIN, COMMIT and ROLLBACK apart).

use std::{
    cell::Cell,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use diesel::{
    PgConnection,
    connection::{Connection, InstrumentationEvent},
};

static ALL: AtomicU64 = AtomicU64::new(0);

thread_local! {
    static HERE: Cell<u64> = const { Cell::new(0) };
}

/// Statements of one pool's connections.
pub type OfPool = Arc<AtomicU64>;

/// Starts counting on a connection. The text of a statement is not looked at: to write it out, values and all, would cost more than much of
/// what is counted. What begins and ends a transaction announces itself and is taken off again.
pub fn count_on(conn: &mut PgConnection, of_pool: OfPool) {
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| match event {
        InstrumentationEvent::StartQuery { .. } => add(&of_pool, 1),
        InstrumentationEvent::BeginTransaction { .. }
        | InstrumentationEvent::CommitTransaction { .. }
        | InstrumentationEvent::RollbackTransaction { .. } => add(&of_pool, -1),
        _ => {}
    });
}

fn add(of_pool: &OfPool, count: i64) {
    let count = count as u64; // adding wraps: minus one is the largest number
    ALL.fetch_add(count, Ordering::Relaxed);
    of_pool.fetch_add(count, Ordering::Relaxed);
    HERE.with(|here| here.set(here.get().wrapping_add(count)));
}

/// Statements sent by this thread so far. One unit of work runs on one thread.
pub fn on_this_thread() -> u64 {
    HERE.with(Cell::get)
}

/// Statements sent by the program so far.
pub fn in_all() -> u64 {
    ALL.load(Ordering::Relaxed)
}
