//! What waits in the worklists of all offices (C-24.3).

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use diesel::PgConnection;

use super::worklist::Worklist;
use crate::kernel::{
    problem::Problem,
    waiting::{self, Pile},
};

/// Office by office from `requests_worklist`: `offset` keeps the planner from going through all requests instead, and states as one list let it
/// know how few are open.
pub const OPEN: &str = "
select s.code as place, case when r.state = 'InExamination' and r.assigned_to is null then 'Unassigned' else r.state end as stage,
       r.registered_at as since, r.due_at
  from subdivisions s
 cross join lateral (select * from requests where subdivision_id = s.id and state = any($1) offset 0) r";

/// In piles, aged from registration on.
pub fn piles(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<Pile>, Problem> {
    let states: BTreeSet<&str> =
        Worklist::ALL.into_iter().flat_map(|worklist| worklist.narrowed(now).states).map(|state| state.code()).collect();
    waiting::piles(conn, OPEN, states.into_iter().collect(), now)
}
