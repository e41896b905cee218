//! Petitions and requests for information that wait (R-44, C-24.3).

use chrono::{DateTime, Utc};
use diesel::PgConnection;

use super::rules::lifecycle::State;
use crate::kernel::{
    problem::Problem,
    waiting::{self, Pile},
};

/// From `petitions_by_state`. Once answered they wait to be sent, and their term is kept.
pub const OPEN: &str = "
select s.code as place, case when p.state = 'InExamination' and p.assigned_to is null then 'Unassigned' else p.state end as stage,
       p.registered_at as since, case when p.answered_at is null then p.due_at end as due_at
  from petitions p left join subdivisions s on s.id = p.lead_subdivision_id
 where p.state = any($1)";

/// In piles, aged from registration on; what has no number yet waits for its petitioner.
pub fn piles(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<Pile>, Problem> {
    let states = State::ALL.into_iter().filter(|state| !state.is_final());
    let registered = states.filter(|state| !matches!(state, State::AwaitingSignature | State::CheckingSignature));
    waiting::piles(conn, OPEN, registered.map(State::code).collect(), now)
}
