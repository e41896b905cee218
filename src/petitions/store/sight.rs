//! Which petitions a caller may see: one predicate, for reading, lists, reports and steps alike (content regulation, par. 44).

use diesel::{BoolExpressionMethods, BoxableExpression, pg::Pg, prelude::*, sql_types::Bool};

use crate::{
    access::{caller::Caller, policy::Scope},
    petitions::schema::{petition_assignments as a, petitions as p},
};

/// A condition over petitions.
pub type Condition = Box<dyn BoxableExpression<p::table, Pg, SqlType = Bool>>;

/// The petitioner sees their own; the clerks see what is registered; a subdivision sees what it examines or contributes to. Nobody else
/// sees anything.
pub fn seen(scope: &Scope, caller: &Caller) -> Condition {
    let registered = p::registered_at.is_not_null();
    let mut seen: Condition = if scope.any {
        // The program itself sees also what is not registered.
        if caller.account.is_nil() { Box::new(p::id.is_not_null()) } else { Box::new(registered) }
    } else {
        let theirs =
            a::table.filter(a::subdivision_id.eq_any(scope.offices.clone())).filter(a::ended_at.is_null()).select(a::petition_id);
        Box::new(registered.and(p::id.eq_any(theirs)))
    };
    if scope.assigned {
        seen = Box::new(seen.or(registered.and(p::assigned_to.is_not_distinct_from(caller.account))));
    }
    if scope.own {
        seen = Box::new(seen.or(p::petitioner_account_id.is_not_distinct_from(caller.account)));
    }
    seen
}
