//! Which petitions a caller may see: one predicate, for reading, lists, reports and steps alike (content regulation, par. 44).

use diesel::{BoolExpressionMethods, BoxableExpression, pg::Pg, prelude::*, sql_types::Bool};

use crate::{
    access::{caller::Caller, policy::Scope},
    petitions::schema::{petition_assignments as a, petitions as p},
};

/// A condition over petitions.
pub type Condition = Box<dyn BoxableExpression<p::table, Pg, SqlType = Bool>>;

/// The petitioner sees their own; the clerks see what is registered; a subdivision sees what it examines or contributes to. Nobody else
/// sees anything. Each ground is written so that its index serves it, and stands alone where the caller has no other.
pub fn seen(scope: &Scope, caller: &Caller) -> Condition {
    let registered = p::registered_at.is_not_null();
    let mut grounds: Vec<Condition> = Vec::new();
    if scope.any {
        // The program itself sees also what is not registered.
        grounds.push(if caller.account.is_nil() { Box::new(p::id.is_not_null()) } else { Box::new(registered) });
    } else if !scope.offices.is_empty() {
        let theirs =
            a::table.filter(a::subdivision_id.eq_any(scope.offices.clone())).filter(a::ended_at.is_null()).select(a::petition_id);
        grounds.push(Box::new(registered.and(p::id.eq_any(theirs))));
    }
    if scope.assigned {
        grounds.push(Box::new(registered.and(p::assigned_to.eq(caller.account).assume_not_null())));
    }
    if scope.own {
        grounds.push(Box::new(p::petitioner_account_id.eq(caller.account).assume_not_null()));
    }
    let nothing = || -> Condition { Box::new(p::id.is_null()) };
    grounds.into_iter().reduce(|one, other| Box::new(one.or(other))).unwrap_or_else(nothing)
}
