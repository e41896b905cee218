//! The one way through: authorise, do the work, write the journal, keep the answer; in one transaction.

use std::{sync::Arc, time::Duration};

use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use futures_util::future::{Ready, ready};
use serde_json::Value;
use uuid::Uuid;

use super::{
    caller::{Allowed, Call, Caller, Ground},
    permissions::Permission,
    policy::{Grant, Policy, Scope},
    remembered::Remembered,
    session::{self, Confirming},
    tokens::{Claims, Tokens},
};
use crate::{
    journal::{self, Closing, Entry, Kept, Later, Message, Outcome},
    kernel::{
        clock::Clock,
        http::{
            act::IdempotencyKey,
            describe::{Describe, Description},
            reply::{Reply, Stored},
        },
        problem::{Kind, Problem},
        work::{Isolation, Work},
    },
};

/// The only door to the database that handlers have.
#[derive(Clone)]
pub struct Door {
    work: Work,
    policy: Arc<Policy>,
    tokens: Arc<Tokens>,
    inactivity: Duration,
}

/// One unit of work: what a handler's closure has in hand.
pub struct Unit<'c> {
    /// The connection, inside its transaction.
    pub conn: &'c mut PgConnection,
    /// The instant of this unit; everything written carries it.
    pub now: DateTime<Utc>,
    /// Its id, which is also its journal entry's.
    pub work: Uuid,
    /// Who is calling.
    pub caller: Caller,
    /// What the permission reaches for them.
    pub scope: Scope,
    /// The journal entry being written.
    pub entry: Entry,
    messages: Vec<Message>,
    rows: Vec<Later>,
    policy: Arc<Policy>,
}

impl Unit<'_> {
    /// What another permission reaches for the same caller; the program itself reaches everything.
    pub fn reach(&self, permission: &str) -> Scope {
        if self.caller.account.is_nil() { self.scope.clone() } else { self.caller.reach(&self.policy, permission) }
    }

    /// A record was read.
    pub fn read(&mut self, kind: &'static str, id: impl std::fmt::Display) {
        self.entry.touched("Read", kind, id);
    }

    /// A record was written.
    pub fn wrote(&mut self, kind: &'static str, id: impl std::fmt::Display) {
        self.entry.touched("Write", kind, id);
    }

    /// The work concerns this person, who may ask later who saw their data.
    pub fn about(&mut self, person: Uuid) {
        self.entry.about(person);
    }

    /// The legal ground where the thing worked on gives it (a request's service).
    pub fn on_ground(&mut self, basis: &str, reason: &str) {
        self.entry.basis.get_or_insert_with(|| basis.to_owned());
        self.entry.reason.get_or_insert_with(|| reason.to_owned());
        self.entry.undisclosed |= super::grounds::find(basis).is_some_and(|ground| ground.undisclosed);
    }

    /// Writes a row together with the journal's entry, at the end: for tables of which nothing in this unit reads the row again.
    pub fn later(&mut self, relation: &'static str, row: &impl serde::Serialize) -> Result<(), Problem> {
        let row = serde_json::to_value(row).map_err(Problem::internal)?;
        self.rows.push(Later { relation, row });
        Ok(())
    }

    /// Writes what is to be written later now, in one statement: something in this unit is about to read it.
    pub fn write_rows(&mut self) -> Result<(), Problem> {
        journal::write_rows(self.conn, &std::mem::take(&mut self.rows))
    }

    /// Something must happen outside, once.
    pub fn send(&mut self, kind: &'static str, key: impl Into<String>, payload: Value) {
        self.messages.push(Message { kind, key: key.into(), payload, not_before: None });
    }

    /// The same, not before an instant.
    pub fn send_at(&mut self, kind: &'static str, key: impl Into<String>, payload: Value, not_before: DateTime<Utc>) {
        self.messages.push(Message { kind, key: key.into(), payload, not_before: Some(not_before) });
    }
}

impl Door {
    /// Puts the door together.
    pub fn new(work: Work, policy: Policy, tokens: Tokens, inactivity: Duration) -> Self {
        Self { work, policy: Arc::new(policy), tokens: Arc::new(tokens), inactivity }
    }

    /// The platform's clock.
    pub fn clock(&self) -> &Clock {
        self.work.clock()
    }

    /// Makes and checks access tokens.
    pub fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// How long a session lives without a call.
    pub fn inactivity(&self) -> Duration {
        self.inactivity
    }

    /// The pool behind the door, for workers.
    pub fn work(&self) -> &Work {
        &self.work
    }

    /// What everyone may read: no caller, no journal, no personal data.
    pub async fn open<T: Send + 'static>(
        &self,
        work: impl Fn(&mut PgConnection, DateTime<Utc>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.work.run(Isolation::ReadCommitted, work).await
    }

    /// Reads, or changes something that needs no key (a search, a PATCH under If-Match).
    pub async fn run<P: Permission, T: Send + 'static>(
        &self,
        allowed: &Allowed<P>,
        work: impl Fn(&mut Unit<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let (door, claims, call) = (self.clone(), allowed.claims.clone(), allowed.call.clone());
        let done = self
            .work
            .run(Isolation::ReadCommitted, move |conn, now| {
                let (mut unit, _) = door.begin(conn, now, P::ID, &claims, &call, None)?;
                let done = work(&mut unit)?;
                let Unit { conn, entry, messages, rows, .. } = unit;
                Closing { entry: &entry, messages: &messages, kept: None, rows: &rows }.write(conn, now)?;
                Ok(done)
            })
            .await;
        self.tell_of_refusal(allowed, done).await
    }

    /// Confirms session and permission before something dear is done outside a transaction (a register is asked, a file is read); the act
    /// itself confirms them once more.
    pub async fn confirm<P: Permission>(&self, allowed: &Allowed<P>) -> Result<(), Problem> {
        let (door, claims, call) = (self.clone(), allowed.claims.clone(), allowed.call.clone());
        let confirmed = self
            .work
            .run(Isolation::ReadCommitted, move |conn, now| door.begin(conn, now, P::ID, &claims, &call, None).map(|_| ()))
            .await;
        self.tell_of_refusal(allowed, confirmed).await
    }

    /// Acts under an idempotency key: the same key and body give the stored answer again.
    pub async fn act<P: Permission, T: Send + 'static, const STATUS: u16>(
        &self,
        allowed: &Allowed<P>,
        key: IdempotencyKey,
        work: impl Fn(&mut Unit<'_>) -> Result<Reply<T, STATUS>, Problem> + Send + 'static,
    ) -> Result<Reply<T, STATUS>, Problem> {
        self.act_in(Isolation::ReadCommitted, allowed, key, work).await
    }

    /// The same under a stricter isolation, where a rule names it.
    pub async fn act_in<P: Permission, T: Send + 'static, const STATUS: u16>(
        &self,
        isolation: Isolation,
        allowed: &Allowed<P>,
        key: IdempotencyKey,
        work: impl Fn(&mut Unit<'_>) -> Result<Reply<T, STATUS>, Problem> + Send + 'static,
    ) -> Result<Reply<T, STATUS>, Problem> {
        let (door, claims, call, asked) = (self.clone(), allowed.claims.clone(), allowed.call.clone(), key.clone());
        let done = self
            .work
            .run(isolation, move |conn, now| {
                let (mut unit, remembered) = door.begin(conn, now, P::ID, &claims, &call, Some(&key))?;
                if let Some(stored) = remembered.stored(&key)? {
                    return Ok(Reply::again(stored));
                }
                let reply = work(&mut unit)?;
                let Unit { conn, entry, messages, rows, caller, .. } = unit;
                let kept = Kept { caller: caller.account, key: &key.key, digest: &key.digest, stored: reply.stored() };
                Closing { entry: &entry, messages: &messages, kept: Some(kept), rows: &rows }.write(conn, now)?;
                Ok(reply)
            })
            .await;
        // The first try may have ended between the instant at which this one looked for its answer and the one at which it held the key: what
        // refuses this one may be what the first has done.
        if done.as_ref().is_err_and(|problem| problem.status() < 500)
            && let Some(stored) = self.answered_meanwhile::<P>(&allowed.claims, &allowed.call, asked).await
        {
            return Ok(Reply::again(stored));
        }
        self.tell_of_refusal(allowed, done).await
    }

    async fn answered_meanwhile<P: Permission>(&self, claims: &Claims, call: &Call, key: IdempotencyKey) -> Option<Stored> {
        let (door, claims, call) = (self.clone(), claims.clone(), call.clone());
        self.work
            .run(Isolation::ReadCommitted, move |conn, now| {
                door.begin(conn, now, P::ID, &claims, &call, Some(&key))?.1.stored(&key)
            })
            .await
            .ok()
            .flatten()
    }

    /// The program's own work (workers, partners' call-backs), journalled under its own name.
    pub async fn by_system<T: Send + 'static>(
        &self,
        operation: &'static str,
        work: impl Fn(&mut Unit<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let policy = self.policy.clone();
        self.work.run(Isolation::ReadCommitted, move |conn, now| in_system_unit(conn, now, operation, &policy, &work)).await
    }

    /// The same on the present thread.
    pub fn by_system_here<T>(
        &self,
        operation: &'static str,
        work: impl Fn(&mut Unit<'_>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.work.run_here(|conn, now| in_system_unit(conn, now, operation, &self.policy, &work))
    }

    fn begin<'c>(
        &self,
        conn: &'c mut PgConnection,
        now: DateTime<Utc>,
        permission: &'static str,
        claims: &Claims,
        call: &Call,
        key: Option<&IdempotencyKey>,
    ) -> Result<(Unit<'c>, Remembered), Problem> {
        let work = Uuid::now_v7();
        let asked = Confirming { work, operation: &call.operation.id, key };
        let (caller, remembered) = session::confirm(conn, now, &asked, claims, self.inactivity)?;
        let scope = caller.reach(&self.policy, permission);
        if scope.is_empty() {
            return Err(Problem::new(Kind::FORBIDDEN).with("permission", permission));
        }
        let ground = self.judge_ground(permission, &caller, &call.ground)?;
        let entry = entry_of(work, &caller, self.policy.acting(permission, &caller.grants), call, ground);
        let policy = self.policy.clone();
        Ok((Unit { conn, now, work, caller, scope, entry, messages: Vec::new(), rows: Vec::new(), policy }, remembered))
    }

    fn judge_ground(&self, permission: &str, caller: &Caller, ground: &Ground) -> Result<Ground, Problem> {
        if let Some(basis) = &ground.basis
            && super::grounds::find(basis).is_none()
        {
            return Err(Problem::new(Kind::LEGAL_GROUND_UNKNOWN));
        }
        let given = ground.basis.is_some() && ground.reason.is_some();
        if self.policy.needs_ground(permission) && caller.is_institutional() && !given {
            return Err(
                Problem::new(Kind::LEGAL_GROUND_MISSING).with("headers", serde_json::json!(["Legal-Basis", "Legal-Reason"]))
            );
        }
        Ok(ground.clone())
    }

    /// Refusals write an entry of their own, in a second small transaction.
    async fn tell_of_refusal<P: Permission, T>(&self, allowed: &Allowed<P>, done: Result<T, Problem>) -> Result<T, Problem> {
        let Err(problem) = &done else { return done };
        if !matches!(problem.status(), 403 | 404 | 409) {
            return done;
        }
        let (claims, call, code, inactivity) = (allowed.claims.clone(), allowed.call.clone(), problem.code(), self.inactivity);
        let policy = self.policy.clone();
        let told = self
            .work
            .run(Isolation::ReadCommitted, move |conn, now| {
                let work = Uuid::now_v7();
                // Who was refused is named like who was served; a session that is over leaves the account alone.
                let asked = Confirming { work, operation: &call.operation.id, key: None };
                let known = session::confirm(conn, now, &asked, &claims, inactivity).ok();
                let named = known
                    .map(|(caller, _)| entry_of(work, &caller, policy.acting(P::ID, &caller.grants), &call, call.ground.clone()))
                    .unwrap_or_else(|| Entry {
                        work,
                        actor_kind: "Account",
                        actor: Some(claims.sub),
                        session: Some(claims.sid),
                        operation: call.operation.id.clone(),
                        basis: call.ground.basis.clone(),
                        reason: call.ground.reason.clone(),
                        trace: call.trace.clone(),
                        ..Entry::default()
                    });
                let entry = Entry { outcome: Outcome::Refused, problem: Some(code), ..named };
                Closing { entry: &entry, messages: &[], kept: None, rows: &[] }.write(conn, now)
            })
            .await;
        if told.is_err() {
            tracing::error!("a refusal could not be journalled");
        }
        done
    }
}

/// What the journal says of a caller: who, and as what they act, which of several roles it is that may.
fn entry_of(work: Uuid, caller: &Caller, acting: Option<&Grant>, call: &Call, ground: Ground) -> Entry {
    Entry {
        work,
        actor_kind: match caller.kind {
            super::caller::AccountKind::Person => "Person",
            super::caller::AccountKind::Officer => "Officer",
            super::caller::AccountKind::System => "System",
        },
        actor: Some(caller.account),
        actor_name: caller.name.clone(),
        session: caller.session,
        role: acting.map(|grant| format!("{:?}", grant.role)),
        office: acting.and_then(|grant| grant.subdivision).or_else(|| caller.office()),
        operation: call.operation.id.clone(),
        undisclosed: ground.basis.as_deref().and_then(super::grounds::find).is_some_and(|ground| ground.undisclosed),
        basis: ground.basis,
        reason: ground.reason,
        trace: call.trace.clone(),
        ..Entry::default()
    }
}

fn in_system_unit<T>(
    conn: &mut PgConnection,
    now: DateTime<Utc>,
    operation: &'static str,
    policy: &Arc<Policy>,
    work: &impl Fn(&mut Unit<'_>) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let id = Uuid::now_v7();
    session::announce(conn, now, id)?;
    let entry = Entry {
        work: id,
        actor_kind: "System",
        actor_name: "SI Migrație".into(),
        operation: operation.to_owned(),
        ..Entry::default()
    };
    let scope = Scope { any: true, ..Scope::default() };
    let mut unit = Unit {
        conn,
        now,
        work: id,
        caller: Caller::system("SI Migrație"),
        scope,
        entry,
        messages: Vec::new(),
        rows: Vec::new(),
        policy: policy.clone(),
    };
    let done = work(&mut unit)?;
    let Unit { conn, entry, messages, rows, .. } = unit;
    Closing { entry: &entry, messages: &messages, kept: None, rows: &rows }.write(conn, now)?;
    Ok(done)
}

impl FromRequest for Door {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(request.app_data::<web::Data<Door>>().map(|door| door.as_ref().clone()).ok_or_else(|| Problem::internal("no door")))
    }
}

impl Describe for Door {
    fn describe(_: &mut Description) {}
}
