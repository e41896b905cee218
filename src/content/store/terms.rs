//! How publication and update terms were kept.

use chrono::{DateTime, Utc};
use diesel::{
    PgConnection, RunQueryDsl,
    sql_types::{BigInt, Nullable, Text, Timestamptz},
};

use crate::kernel::{
    problem::Problem,
    sql::{prepared, sql},
};

/// What was published of a type in a section.
#[derive(Debug, Clone, diesel::QueryableByName)]
#[allow(missing_docs)]
pub struct Published {
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = Text)]
    pub section: String,
    #[diesel(sql_type = BigInt)]
    pub published: i64,
    #[diesel(sql_type = BigInt)]
    pub late: i64,
    #[diesel(sql_type = BigInt)]
    pub verified: i64,
    #[diesel(sql_type = BigInt)]
    pub minutes: i64,
}

/// What became public in a period; what was called off before its time does not count.
pub fn published(conn: &mut PgConnection, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Vec<Published>, Problem> {
    let text = "select v.type as kind, s.code as section, count(*) as published, count(*) filter (where v.late) as late,
             count(*) filter (where v.verified_at is not null) as verified,
             coalesce(avg(extract(epoch from greatest(v.live_from - v.submitted_at, interval '0')) / 60), 0)::bigint as minutes
        from content_versions v join content_sections s on s.id = v.section_id
       where v.live_from >= $1 and v.live_from < $2 and v.submitted_at is not null
         and (v.live_until is null or v.live_until > v.live_from)
       group by v.type, s.code order by s.code, v.type";
    Ok(prepared(sql(text).bind::<Timestamptz, _>(from).bind::<Timestamptz, _>(to)).load(conn)?)
}

/// What waits in a section now, and when something in it was last brought up to date.
#[derive(Debug, Clone, diesel::QueryableByName)]
#[allow(missing_docs)]
pub struct Waiting {
    #[diesel(sql_type = Text)]
    pub section: String,
    #[diesel(sql_type = BigInt)]
    pub waiting: i64,
    #[diesel(sql_type = BigInt)]
    pub overdue: i64,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub updated_at: Option<DateTime<Utc>>,
}

/// Each section as it stands at an instant.
pub fn waiting(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<Waiting>, Problem> {
    let text = "select s.code as section,
             (select count(*) from content_items i where i.section_id = s.id and i.state = 'Submitted') as waiting,
             (select count(*) from content_items i where i.section_id = s.id and i.state = 'Submitted' and i.due_at < $1) as overdue,
             (select max(v.live_from) from content_versions v where v.section_id = s.id and v.live_from <= $1
                 and (v.live_until is null or v.live_until > v.live_from)) as updated_at
        from content_sections s order by s.code";
    Ok(prepared(sql(text).bind::<Timestamptz, _>(now)).load(conn)?)
}
