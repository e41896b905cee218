//! How calls to partners end, counted where they end: whoever reports on availability must know of every call, also of those that no
//! queue carries and of those that never come to anything.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;

use super::{
    Partner, PartnerError,
    scanner::{Scanner, Verdict},
    smtp::{Letter, Mail, MailError},
};

/// How many calls ended how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// The partner was there: it answered, whatever it said.
    pub answered: u64,
    /// It was not: no connection, no answer in time, an answer lost or too large, a failure of its own (5xx, 429).
    pub failed: u64,
}

/// What this copy of the program has counted and nobody has taken away yet.
#[derive(Debug, Clone, Default)]
pub struct Calls(Arc<Mutex<BTreeMap<Partner, Tally>>>);

impl Calls {
    /// A call has ended.
    pub fn ended(&self, partner: Partner, answered: bool) {
        self.add(partner, Tally { answered: u64::from(answered), failed: u64::from(!answered) });
    }

    /// The same by its outcome. A call that was never sent says nothing of the partner.
    pub fn outcome<T>(&self, partner: Partner, outcome: Result<&T, &PartnerError>) {
        match outcome {
            Err(PartnerError::Invalid { .. }) => {}
            Ok(_) | Err(PartnerError::Refused { .. } | PartnerError::NotFound { .. }) => self.ended(partner, true),
            Err(_) => self.ended(partner, false),
        }
    }

    /// Takes away what was counted.
    pub fn take(&self) -> BTreeMap<Partner, Tally> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Counts, or gives back what was taken and could not be kept.
    pub fn add(&self, partner: Partner, more: Tally) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let tally = known.entry(partner).or_default();
        tally.answered += more.answered;
        tally.failed += more.failed;
    }
}

/// A partner that does not speak HTTP, counted all the same.
pub struct Watched<P> {
    /// The partner's port.
    pub port: P,
    /// Where it counts.
    pub calls: Calls,
}

#[async_trait]
impl<P: Scanner> Scanner for Watched<P> {
    async fn scan(&self, bytes: &[u8]) -> Result<Verdict, PartnerError> {
        let verdict = self.port.scan(bytes).await;
        self.calls.outcome(Partner::Scanner, verdict.as_ref());
        verdict
    }
}

#[async_trait]
impl<P: Mail> Mail for Watched<P> {
    async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        let sent = self.port.send(letter).await;
        match &sent {
            Ok(()) | Err(MailError::Bounced { .. }) => self.calls.ended(Partner::Mail, true),
            Err(MailError::Partner(error)) => self.calls.outcome::<()>(Partner::Mail, Err(error)),
        }
        sent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_an_answer_and_what_was_not_sent_is_no_call() {
        let calls = Calls::default();
        let partner = Partner::MPower;
        calls.outcome(partner, Ok(&()));
        for error in [
            PartnerError::Refused { partner, status: 403, code: None },
            PartnerError::NotFound { partner },
            PartnerError::Unreachable { partner },
            PartnerError::Failed { partner, status: 503 },
            PartnerError::Invalid { partner, what: "a field" },
        ] {
            calls.outcome::<()>(partner, Err(&error));
        }
        assert_eq!(calls.take(), BTreeMap::from([(partner, Tally { answered: 3, failed: 2 })]));
        assert!(calls.take().is_empty());
    }
}
