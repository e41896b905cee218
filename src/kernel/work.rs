//! The only door to the database: one blocking task, one pooled connection, one transaction.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use diesel::{
    Connection, PgConnection, RunQueryDsl,
    r2d2::{ConnectionManager, CustomizeConnection, Pool},
    sql_query,
};
use tokio::sync::Semaphore;
use tracing::Span;

use super::{
    clock::Clock,
    failpoint,
    listen::{self, Heard},
    nudge::{self, Nudge},
    problem::Problem,
};

/// How often work that lost a race is done again before the caller is told to come back.
const ATTEMPTS: u32 = 5;

/// How strictly a transaction is kept apart from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Isolation {
    /// The default; invariants are held by constraints and locks.
    #[default]
    ReadCommitted,
    /// Where a rule needs it; the work may run several times.
    Serializable,
}

/// The pool with its limits.
#[derive(Clone)]
pub struct Work {
    pool: Pool<ConnectionManager<PgConnection>>,
    places: Arc<Semaphore>,
    patience: Duration,
    clock: Clock,
    statements: super::statements::OfPool,
    nudge: Nudge,
    /// For the connections that stand outside the pool.
    url: Arc<str>,
}

/// What the pool is made with.
#[derive(Debug, Clone)]
pub struct PoolSettings {
    /// PostgreSQL connection string of the program's role.
    pub url: String,
    /// Connections at most.
    pub size: u32,
    /// A statement that takes longer is given up.
    pub statement_timeout: Duration,
    /// How long a call waits for a connection before it is told to come back.
    pub patience: Duration,
}

/// How much of the pool is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolUse {
    /// Connections at most.
    pub size: u32,
    /// Connections open.
    pub open: u32,
    /// Units of work under way.
    pub busy: u32,
}

/// Why there is no pool.
#[derive(Debug, thiserror::Error)]
#[error("the database cannot be reached: {0}")]
pub struct NoDatabase(#[from] diesel::r2d2::PoolError);

#[derive(Debug)]
struct Settle {
    timeout: Duration,
    statements: super::statements::OfPool,
}

impl CustomizeConnection<PgConnection, diesel::r2d2::Error> for Settle {
    fn on_acquire(&self, conn: &mut PgConnection) -> Result<(), diesel::r2d2::Error> {
        let milliseconds = self.timeout.as_millis();
        sql_query(format!(
            "select set_config('statement_timeout', '{milliseconds}', false), set_config('timezone', 'UTC', false), set_config('jit', 'off', false), \
             set_config('idle_in_transaction_session_timeout', '30000', false)"
        ))
        .execute(conn)
        .map_err(diesel::r2d2::Error::QueryError)?;
        super::statements::count_on(conn, self.statements.clone());
        Ok(())
    }
}

impl Work {
    /// Opens the pool. Connections are made when they are first needed, so that the program starts while PostgreSQL restarts.
    pub fn open(settings: &PoolSettings, clock: Clock) -> Result<Self, NoDatabase> {
        let statements = super::statements::OfPool::default();
        let settle = Settle { timeout: settings.statement_timeout, statements: statements.clone() };
        let pool = Pool::builder()
            .max_size(settings.size)
            .min_idle(Some(settings.size.min(2)))
            .connection_timeout(settings.patience)
            .connection_customizer(Box::new(settle))
            .test_on_check_out(false)
            .build_unchecked(ConnectionManager::new(settings.url.clone()));
        Ok(Self {
            pool,
            places: Arc::new(Semaphore::new(settings.size as usize)),
            patience: settings.patience,
            clock,
            statements,
            nudge: Nudge::default(),
            url: settings.url.as_str().into(),
        })
    }

    /// The platform's clock.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Statements sent over this pool so far.
    pub fn statements(&self) -> u64 {
        self.statements.load(std::sync::atomic::Ordering::Relaxed)
    }

    /// Tells of commits that left the outbox something to do.
    pub fn nudge(&self) -> &Nudge {
        &self.nudge
    }

    /// How the pool is used: connections open, and of them idle; calls that wait or work at most as many as the pool has places.
    pub fn use_of_pool(&self) -> PoolUse {
        let state = self.pool.state();
        let busy = self.pool.max_size() as usize - self.places.available_permits();
        PoolUse { size: self.pool.max_size(), open: state.connections, busy: busy as u32 }
    }

    /// Does `work` in one transaction and commits it; a `Problem` rolls everything back. The closure may run again.
    pub async fn run<T: Send + 'static>(
        &self,
        isolation: Isolation,
        work: impl Fn(&mut PgConnection, DateTime<Utc>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let place = tokio::time::timeout(self.patience, self.places.clone().acquire_owned())
            .await
            .map_err(|_| Problem::unavailable())?
            .map_err(|_| Problem::unavailable())?;
        let (pool, clock, nudge, span) = (self.pool.clone(), self.clock.clone(), self.nudge.clone(), Span::current());
        tokio::task::spawn_blocking(move || {
            let _place = place;
            span.in_scope(|| run_blocking(&pool, &clock, &nudge, isolation, &work))
        })
        .await
        .map_err(Problem::internal)?
    }

    /// Does a job that only one copy of the program may be doing: under a lock of a connection of its own, which is let go with it, also
    /// when the program dies. None where another copy is at it.
    pub async fn alone<T>(&self, lock: i64, job: impl Future<Output = T>) -> Result<Option<T>, Problem> {
        let url = self.url.clone();
        let held = tokio::task::spawn_blocking(move || lock_on(&url, lock)).await.map_err(Problem::internal)?;
        let Some(conn) = held.map_err(|_| Problem::unavailable())? else { return Ok(None) };
        let done = job.await;
        drop(conn);
        Ok(Some(done))
    }

    /// Hears what the database tells on a channel, on a connection of its own.
    pub fn listen(&self, channel: &'static str) -> Heard {
        listen::listen(&self.url, channel)
    }

    /// The same on the present thread; for commands, workers and set-up.
    pub fn run_here<T>(&self, work: impl Fn(&mut PgConnection, DateTime<Utc>) -> Result<T, Problem>) -> Result<T, Problem> {
        run_blocking(&self.pool, &self.clock, &self.nudge, Isolation::ReadCommitted, &work)
    }
}

fn run_blocking<T>(
    pool: &Pool<ConnectionManager<PgConnection>>,
    clock: &Clock,
    nudge: &Nudge,
    isolation: Isolation,
    work: &impl Fn(&mut PgConnection, DateTime<Utc>) -> Result<T, Problem>,
) -> Result<T, Problem> {
    for attempt in 1..=ATTEMPTS {
        let mut conn = pool.get().map_err(|error| {
            tracing::warn!(cause = %error, "no connection to the database");
            Problem::unavailable()
        })?;
        let mut transaction = conn.build_transaction();
        if isolation == Isolation::Serializable {
            transaction = transaction.serializable();
        }
        let done = transaction.run(|conn| {
            nudge::forget();
            let done = work(conn, clock.now())?;
            failpoint::here("before-commit");
            Ok::<T, Problem>(done)
        });
        match done {
            Err(problem) if problem.is_transient() && attempt < ATTEMPTS => {
                std::thread::sleep(Duration::from_millis(u64::from(attempt * attempt) * 3));
            }
            done => {
                if done.is_ok() {
                    failpoint::here("after-commit");
                    nudge.after_commit();
                }
                return done;
            }
        }
    }
    Err(Problem::unavailable())
}

/// A connection that holds a lock, unless somebody else does.
fn lock_on(url: &str, lock: i64) -> Result<Option<PgConnection>, diesel::ConnectionError> {
    #[derive(diesel::QueryableByName)]
    struct Locked {
        #[diesel(sql_type = diesel::sql_types::Bool)]
        locked: bool,
    }
    let mut conn = connect(url)?;
    let asked = sql_query("select pg_try_advisory_lock($1) as locked").bind::<diesel::sql_types::BigInt, _>(lock);
    let Locked { locked } = asked.get_result(&mut conn).map_err(diesel::ConnectionError::CouldntSetupConfiguration)?;
    Ok(locked.then_some(conn))
}

/// A connection outside the pool, for a role of its own (owner, retention).
pub fn connect(url: &str) -> Result<PgConnection, diesel::ConnectionError> {
    PgConnection::establish(url)
}
