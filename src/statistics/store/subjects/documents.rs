//! What was known of documents.

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
    statistics::rules::knowledge::{ByDay, DocumentVersion},
};

const DOCUMENTS: &str = concat!(
    kept_by_day!("act_history", "copied_acts"),
    "
select k.id, k.day, k.document_type, s.code as office, k.person_id, k.issued_at, k.valid_until,
       case k.status when 'Annulled' then k.status_at end as annulled_at, r.service_code, r.service_version
  from kept k
  left join subdivision_codes s on s.id = k.subdivision_id
  left join request_services r on r.id = k.request_id"
);

#[derive(QueryableByName)]
struct DocumentRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Date)]
    day: NaiveDate,
    #[diesel(sql_type = Text)]
    document_type: String,
    #[diesel(sql_type = Nullable<Text>)]
    office: Option<String>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    person_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    issued_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Date>)]
    valid_until: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    annulled_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Text>)]
    service_code: Option<String>,
    #[diesel(sql_type = Nullable<Int4>)]
    service_version: Option<i32>,
}

/// Documents as they stood, day by day.
pub fn documents(
    conn: &mut PgConnection,
    services: &mut Services<'_>,
    asked: &Days,
) -> Result<HashMap<Uuid, ByDay<DocumentVersion>>, Problem> {
    let (ids, days): (Vec<Uuid>, Vec<NaiveDate>) = asked.iter().copied().unzip();
    let rows: Vec<DocumentRow> =
        prepared(sql(DOCUMENTS).bind::<Array<SqlUuid>, _>(ids).bind::<Array<Date>, _>(days)).load(conn)?;
    let mut found: HashMap<Uuid, ByDay<DocumentVersion>> = HashMap::new();
    for row in rows {
        let service = match (row.service_code, row.service_version) {
            (Some(code), Some(version)) => Some((services.of(conn, &code, version)?, code)),
            _ => None,
        };
        found.entry(row.id).or_default().insert(
            row.day,
            DocumentVersion {
                document_type: row.document_type,
                purpose: service.as_ref().map(|(service, _)| service.purpose.clone()),
                kind: service.as_ref().map(|(service, _)| service.kind.clone()),
                right: service.as_ref().map(|(service, _)| service.right.clone()),
                service: service.map(|(_, code)| code),
                office: row.office,
                person: row.person_id,
                issued_at: row.issued_at,
                valid_until: row.valid_until,
                annulled_at: row.annulled_at,
            },
        );
    }
    Ok(found)
}
