//! Fees, terms and settings: dated lines that neither overlap nor leave a gap.

use super::{
    super::{
        course::Decision,
        tariff::{Dated, FeeLine, Publicity, TermRule},
    },
    Check,
    conditions::Standpoint,
};
use crate::kernel::{term::LONGEST, violation::below};

impl Check<'_> {
    pub(super) fn tariff(&mut self) {
        let definition = self.definition;
        self.unique("/priorities", "/priority", definition.priorities.iter().map(|offer| format!("{:?}", offer.priority)));
        for (index, offer) in definition.priorities.iter().enumerate() {
            self.condition(&format!("/priorities/{index}"), "when", offer.when.as_ref(), Standpoint::OUTSIDE);
        }
        for (index, fee) in definition.fees.iter().enumerate() {
            self.fee(&format!("/fees/{index}"), fee);
        }
        for (index, term) in definition.terms.iter().enumerate() {
            self.term(&format!("/terms/{index}"), term);
        }
        self.periods("/fees", &definition.fees, |one, other| {
            one.code == other.code && one.priorities.iter().any(|priority| other.priorities.contains(priority))
        });
        self.periods("/terms", &definition.terms, |one, other| one.priority == other.priority);
        self.periods("/settings", &definition.settings, |one, other| one.code == other.code);
        self.every_priority_has_a_term();
    }

    fn fee(&mut self, at: &str, fee: &FeeLine) {
        self.condition(at, "when", fee.when.as_ref(), Standpoint::OUTSIDE);
        if fee.status == Publicity::Public && fee.amount.is_none() {
            self.fault(at, "a public fee has an amount");
        }
        if let Some(group) = &fee.per_item_of {
            self.known_group(&below(at, "perItemOf"), group);
        }
        for priority in &fee.priorities {
            if !self.definition.priorities.iter().any(|offer| offer.priority == *priority) {
                self.fault(below(at, "priorities"), format!("the priority {priority:?} is not offered"));
            }
        }
    }

    fn term(&mut self, at: &str, term: &TermRule) {
        if !self.definition.priorities.iter().any(|offer| offer.priority == term.priority) {
            self.fault(below(at, "priority"), format!("the priority {:?} is not offered", term.priority));
        }
        let automatic = matches!(self.definition.decision, Decision::Automatic { .. });
        match (term.automatic, automatic, term.length) {
            (true, false, _) => self.fault(below(at, "automatic"), "the service is decided by a person"),
            (true, true, Some(_)) => self.fault(below(at, "length"), "what is decided at once has no length"),
            (false, _, None) if term.status == Publicity::Public => self.fault(at, "a public term has a length"),
            _ => {}
        }
        if term.length.is_none() && !term.extensions.is_empty() {
            self.fault(below(at, "extensions"), "what has no length is not extended");
        }
        if term.longest() > u64::from(LONGEST) {
            self.fault(at, format!("with its extensions it is longer than {LONGEST}"));
        }
    }

    /// No period ends before it begins; no two of the same kind are in force together.
    fn periods<T: Dated>(&mut self, pointer: &str, lines: &[T], same: impl Fn(&T, &T) -> bool) {
        for (index, line) in lines.iter().enumerate() {
            let (from, to) = line.period();
            if to.is_some_and(|to| to < from) {
                self.fault(format!("{pointer}/{index}/validTo"), "the period ends before it begins");
            }
            if lines.iter().take(index).any(|earlier| same(earlier, line) && earlier.overlaps(line)) {
                self.fault(
                    format!("{pointer}/{index}/validFrom"),
                    "the period overlaps that of an earlier line of the same kind",
                );
            }
        }
    }

    /// From the day of publication on, every priority offered has a term in force on every day.
    fn every_priority_has_a_term(&mut self) {
        let definition = self.definition;
        for (index, offer) in definition.priorities.iter().enumerate() {
            let at = format!("/priorities/{index}/priority");
            let mut terms: Vec<_> =
                definition.terms.iter().filter(|term| term.priority == offer.priority).map(Dated::period).collect();
            terms.sort();
            let Some((first, _)) = terms.first() else {
                self.fault(at, format!("the priority {:?} has no term", offer.priority));
                continue;
            };
            let starts_late = definition.valid_from.is_some_and(|published| published < *first);
            let gap = terms.windows(2).any(|pair| match pair {
                [(_, to), (from, _)] => to.and_then(|to| to.succ_opt()).is_some_and(|next| next < *from),
                _ => false,
            });
            let last = terms.last().and_then(|(_, to)| *to);
            let ends_early = last.is_some_and(|last| definition.valid_to.is_none_or(|end| last < end));
            if starts_late || gap || ends_early {
                self.fault(at, format!("the priority {:?} has no term on some days of the version's validity", offer.priority));
            }
        }
    }
}
