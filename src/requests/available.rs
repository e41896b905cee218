//! What a caller can do with a request now: by where it stands, who they are and how far their permissions reach. A list says it of every row
//! without another question; whoever has declared an interest costs one.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    rules::lifecycle::{Action, Guard, State, TABLE},
    store::{RequestRow, beneficiaries, list::ListedRow},
};
use crate::{
    access::{caller::Caller, door::Unit, policy::Scope},
    kernel::problem::Problem,
};

/// Of a request, what decides who can do what with it.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    id: Uuid,
    state: State,
    applicant: Uuid,
    beneficiary: Option<Uuid>,
    assigned_to: Option<Uuid>,
    extensions_left: i64,
    due_at: Option<DateTime<Utc>>,
    office: Option<Uuid>,
    proposed_by: Option<Uuid>,
    decided_by: Option<Uuid>,
}

/// What a row says of it: a whole request and a row of a list name it alike.
macro_rules! standing {
    ($row:expr) => {
        Ok(Self {
            id: $row.id,
            state: State::read(&$row.state).ok_or_else(|| Problem::internal("an unknown state"))?,
            applicant: $row.applicant_account_id,
            beneficiary: $row.beneficiary_id,
            assigned_to: $row.assigned_to,
            extensions_left: $row.extensions_left(),
            due_at: $row.due_at,
            office: $row.subdivision_id,
            proposed_by: $row.proposed_by,
            decided_by: $row.decided_by,
        })
    };
}

impl Standing {
    /// Of a request.
    pub fn of(row: &RequestRow) -> Result<Self, Problem> {
        standing!(row)
    }

    /// Of a row of a list.
    pub fn listed(row: &ListedRow) -> Result<Self, Problem> {
        standing!(row)
    }

    fn holds(&self, guard: Guard, caller: &Caller, now: DateTime<Utc>) -> bool {
        match guard {
            Guard::NoInterest => !self.beneficiary.is_some_and(|person| caller.is_interested_in(person)),
            Guard::Unclaimed => self.assigned_to.is_none(),
            Guard::NotProposer => self.proposed_by != Some(caller.account),
            Guard::ExtensionLeft => self.extensions_left > 0 && self.due_at.is_some_and(|end| now <= end),
            Guard::DecidedByHead => self.decided_by.is_some(),
            // The system's own: no caller takes such a step.
            Guard::NothingDue | Guard::Certain | Guard::ActsSigned | Guard::TimeOver => false,
        }
    }
}

/// Whether a permission's reach includes this request.
pub fn reaches(scope: &Scope, caller: &Caller, request: &Standing) -> bool {
    let mine = request.applicant == caller.account;
    let about_me = caller.person.is_some() && request.beneficiary == caller.person;
    scope.any
        || (scope.own && (mine || about_me))
        || (scope.represented && mine)
        || (scope.assigned && request.assigned_to == Some(caller.account))
        || (scope.consulted && request.state == State::InConsultation)
        || request.office.is_some_and(|office| scope.offices.contains(&office))
}

/// A caller, and how far each permission of the lifecycle reaches for them; looked up once for a whole list.
pub struct Reach<'a> {
    /// Who calls.
    pub caller: &'a Caller,
    scopes: Vec<(&'static str, Scope)>,
    /// Requests for somebody in whom they have an interest, also where somebody else is named first.
    of_interest: Vec<Uuid>,
    now: DateTime<Utc>,
}

impl<'a> Reach<'a> {
    /// Of whoever calls, over these requests.
    pub fn of(unit: &'a mut Unit<'_>, requests: &[Uuid]) -> Result<Self, Problem> {
        let of_interest = beneficiaries::of_interest(unit, requests)?;
        let mut scopes: Vec<(&'static str, Scope)> = Vec::new();
        for permission in TABLE.0.iter().filter_map(|line| line.permission) {
            if scopes.iter().all(|(known, _)| *known != permission) {
                scopes.push((permission, unit.reach(permission)));
            }
        }
        Ok(Self { caller: &unit.caller, scopes, of_interest, now: unit.now })
    }

    /// The first of these guards that does not hold for them.
    pub fn broken(&self, request: &Standing, guards: &[Guard]) -> Option<Guard> {
        let interested = |guard| guard == Guard::NoInterest && self.of_interest.contains(&request.id);
        guards.iter().copied().find(|guard| interested(*guard) || !request.holds(*guard, self.caller, self.now))
    }

    /// What they can do with a request.
    pub fn actions(&self, request: &Standing) -> Vec<Action> {
        let reached =
            |permission| self.scopes.iter().any(|(known, scope)| *known == permission && reaches(scope, self.caller, request));
        TABLE
            .possible(request.state)
            .filter(|line| line.permission.is_some_and(reached) && self.broken(request, line.guards).is_none())
            .map(|line| line.action)
            .collect()
    }
}
