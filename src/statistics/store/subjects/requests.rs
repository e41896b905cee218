//! What was known of requests.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    PgConnection, QueryableByName, RunQueryDsl,
    sql_types::{Array, Date, Int4, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use uuid::Uuid;

use super::{Days, kept_by_day, services::Services};
use crate::{
    kernel::{
        problem::Problem,
        sql::{prepared, sql},
    },
    statistics::rules::knowledge::{ByDay, RequestVersion},
};

// The end of the term is no longer there once the term has: the last that it had; of a file that ended without a decision, the one it had
// when it ended, which is none where the term stood still.
const REQUESTS: &str = concat!(
    kept_by_day!("request_history", "copied_requests"),
    "
select k.id, k.day, k.service_code, k.service_version, k.state, k.priority, k.channel, s.code as office, k.beneficiary_id,
       k.submitted_at, k.registered_at, k.outcome, k.served_at, k.closed_at,
       case when k.state in ('Decided', 'Served', 'Appealed', 'Closed') and k.outcome is not null
            then coalesce((k.term ->> 'finishedAt')::timestamptz, d.issued_at) end as decided_at,
       coalesce(k.due_at, p.due_at, e.due_at) as promised_at, k.due_at
  from kept k
  left join subdivision_codes s on s.id = k.subdivision_id
  left join lateral (select d.issued_at from document_issues d
                      where d.id = k.decision_document_id and k.term ->> 'finishedAt' is null limit 1) d on true
  left join lateral (select h.due_at from request_history h
                      where h.id = k.id and h.version < k.version and h.due_at is not null and k.due_at is null and k.outcome is not null
                      order by h.version desc limit 1) p on true
  left join lateral (select h.due_at from request_history h
                      where h.id = k.id and h.version < k.version and h.closed_at is null and k.due_at is null and k.outcome is null
                        and k.closed_at is not null
                      order by h.version desc limit 1) e on true"
);

#[derive(QueryableByName)]
struct RequestRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Date)]
    day: NaiveDate,
    #[diesel(sql_type = Text)]
    service_code: String,
    #[diesel(sql_type = Int4)]
    service_version: i32,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Text)]
    priority: String,
    #[diesel(sql_type = Text)]
    channel: String,
    #[diesel(sql_type = Nullable<Text>)]
    office: Option<String>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    beneficiary_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    submitted_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    registered_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Text>)]
    outcome: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    served_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    closed_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    decided_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    promised_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    due_at: Option<DateTime<Utc>>,
}

/// Requests as they stood, day by day.
pub fn requests(
    conn: &mut PgConnection,
    services: &mut Services<'_>,
    asked: &Days,
) -> Result<HashMap<Uuid, ByDay<RequestVersion>>, Problem> {
    let (ids, days): (Vec<Uuid>, Vec<NaiveDate>) = asked.iter().copied().unzip();
    let rows: Vec<RequestRow> = prepared(sql(REQUESTS).bind::<Array<SqlUuid>, _>(ids).bind::<Array<Date>, _>(days)).load(conn)?;
    let mut found: HashMap<Uuid, ByDay<RequestVersion>> = HashMap::new();
    for row in rows {
        let service = services.of(conn, &row.service_code, row.service_version)?;
        found.entry(row.id).or_default().insert(
            row.day,
            RequestVersion {
                service: row.service_code,
                right: service.right,
                purpose: service.purpose,
                kind: service.kind,
                state: row.state,
                priority: row.priority,
                channel: row.channel,
                office: row.office,
                person: row.beneficiary_id,
                submitted_at: row.submitted_at,
                registered_at: row.registered_at,
                decided_at: row.decided_at,
                outcome: row.outcome,
                promised_at: row.promised_at,
                due_at: row.due_at,
                served_at: row.served_at,
                closed_at: row.closed_at,
            },
        );
    }
    Ok(found)
}
