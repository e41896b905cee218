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

/// Starts counting on a connection.
pub fn count_on(conn: &mut PgConnection, of_pool: OfPool) {
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let text = query.to_string();
            if !matches!(text.split_whitespace().next(), Some("BEGIN" | "COMMIT" | "ROLLBACK" | "SAVEPOINT" | "RELEASE")) {
                ALL.fetch_add(1, Ordering::Relaxed);
                of_pool.fetch_add(1, Ordering::Relaxed);
                HERE.with(|count| count.set(count.get() + 1));
            }
        }
    });
}

/// Statements sent by this thread so far. One unit of work runs on one thread.
pub fn on_this_thread() -> u64 {
    HERE.with(Cell::get)
}

/// Statements sent by the program so far.
pub fn in_all() -> u64 {
    ALL.load(Ordering::Relaxed)
}
