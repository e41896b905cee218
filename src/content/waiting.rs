//! Publications and visitors' questions that wait (R-29, R-19.7, C-24.3).

use chrono::{DateTime, Utc};
use diesel::PgConnection;

use crate::kernel::{
    problem::Problem,
    waiting::{self, Pile},
};

/// What was submitted waits for the administrators of its section; from `content_items_waiting`.
pub const PUBLICATIONS: &str = "
select s.code as place, i.state as stage, i.submitted_at as since, i.due_at
  from content_items i join content_sections c on c.id = i.section_id join subdivisions s on s.id = c.administrator_id
 where i.state = 'Submitted' and i.state = any($1)";

/// Questions have no term of their own; from `content_inquiries_by_subdivision`.
pub const INQUIRIES: &str = "
select s.code as place, case when i.assigned_to is null then 'Unassigned' else i.state end as stage, i.created_at as since,
       null::timestamptz as due_at
  from subdivisions s
 cross join lateral (select * from content_inquiries where subdivision_id = s.id and state = any($1) offset 0) i";

/// Publications in piles, aged from the day on which they were submitted.
pub fn publications(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<Pile>, Problem> {
    waiting::piles(conn, PUBLICATIONS, vec!["Submitted"], now)
}

/// Visitors' questions in piles.
pub fn inquiries(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<Pile>, Problem> {
    waiting::piles(conn, INQUIRIES, vec!["Received", "InWork"], now)
}
